// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// Status is how a step ended.
type Status string

// The ways in which a step can end.
const (
	OK Status = "ok"
	// Warning: all is well, and there is something to know.
	Warning Status = "warning"
	// Skipped: the way does not lead by here, or cannot be tried.
	Skipped Status = "skipped"
	// Failed ends the walk.
	Failed Status = "failed"
	// Invalid ends the walk too: the settings are wrong.
	Invalid Status = "invalid"
	// NotReached: the walk ended before.
	NotReached Status = "not_reached"
)

// Step is one part of the way. Its form in JSON is documented in the guide.
type Step struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	// Summary is what came out, in a line; mostly empty.
	Summary  string     `json:"summary,omitempty"`
	Facts    []Fact     `json:"facts,omitempty"`
	Warnings []string   `json:"warnings,omitempty"`
	Problems []*Problem `json:"problems,omitempty"`
}

// Fact is something that was found. A name can occur several times.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Source is the flag or the variable that a setting came from, "default", or
	// "cloud" for an address of that.
	Source string `json:"source,omitempty"`
}

// Problem is what is wrong, as the provider tells it. It serves as an error.
type Problem struct {
	// Setting is the attribute to blame, or empty; Flag and Variables are the
	// ways to set it.
	Setting   string   `json:"setting,omitempty"`
	Flag      string   `json:"flag,omitempty"`
	Variables []string `json:"variables,omitempty"`
	Summary   string   `json:"summary"`
	// Detail is what a server said, and what mends it.
	Detail string `json:"detail"`
	// Codes are Entra's AADSTS numbers.
	Codes []int `json:"codes,omitempty"`
}

func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// Report is a whole walk for machines. Fields may be added to it without a new
// FormatVersion.
type Report struct {
	FormatVersion string `json:"format_version"`
	Outcome       Status `json:"outcome"` // OK, Failed or Invalid
	Steps         []Step `json:"steps"`
}

// NewReport sums up the steps of a walk.
func NewReport(steps []Step) Report {
	r := Report{FormatVersion: "1.0", Outcome: OK, Steps: steps}
	if i := slices.IndexFunc(steps, Step.ends); i >= 0 {
		r.Outcome = steps[i].Status
	}
	return r
}

// ends tells whether the walk ended at the step.
func (s Step) ends() bool { return s.Status == Failed || s.Status == Invalid }

// fact adds what was found, if it is anything, as one line.
func (s *Step) fact(name, value string) {
	if value != "" {
		s.Facts = append(s.Facts, Fact{Name: name, Value: strings.ReplaceAll(printable(value), "\n", " ")})
	}
}

func (s *Step) facts(name string, values []string) {
	for _, value := range slices.Sorted(slices.Values(values)) {
		s.fact(name, value)
	}
}

func (s *Step) warn(warnings []auth.Warning) {
	for _, w := range warnings {
		s.Warnings = append(s.Warnings, printable(w.Summary+". "+w.Detail))
	}
}

func (s *Step) skip(why string) { s.Status, s.Summary = Skipped, why }

// fail ends the walk with an error of the provider's rooms or a [*Problem]. The
// method decides which variables supply a setting.
func (s *Step) fail(err error, method string) {
	s.Status, s.Summary, s.Problems = Failed, "", problems(err, method)
	var fault *auth.SettingError
	if errors.As(err, &fault) {
		s.Status = Invalid
	}
}

func problems(err error, method string) []*Problem {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*Problem
		for _, one := range several.Unwrap() {
			all = append(all, problems(one, method)...)
		}
		return all
	}
	var found *Problem
	var fault *auth.SettingError
	var failure *auth.Error
	switch {
	case errors.As(err, &found):
		return []*Problem{found}
	case errors.As(err, &fault):
		return []*Problem{onSetting(fault.Setting, method, Problem{Summary: fault.Summary, Detail: fault.Detail})}
	case errors.As(err, &failure):
		return []*Problem{onSetting(failure.Setting, method, Problem{Summary: failure.Summary, Detail: failure.Detail(), Codes: failure.Codes})}
	default:
		return []*Problem{{Summary: "Cannot sign in to Microsoft 365", Detail: printable(err.Error())}}
	}
}

// onSetting completes a problem by the ways to set what is to blame.
func onSetting(name, method string, p Problem) *Problem {
	p.Summary, p.Detail = printable(p.Summary), printable(p.Detail)
	table := settings.Table()
	if i := slices.IndexFunc(table, func(s settings.Setting) bool { return s.Name == name }); i >= 0 {
		p.Setting, p.Flag, p.Variables = name, "--"+table[i].Flag(), table[i].Variables(method)
	}
	return &p
}

// printable takes away what could steer a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
}
