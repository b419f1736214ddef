// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package settings knows every argument of the provider block: its name, the
// environment variables that may stand in for it, and its documentation. The
// provider's schema, the flags of the companion program and the look-up of
// values are all made from one [Table].
package settings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// Setting is one argument of the provider.
type Setting struct {
	Name string
	// Env are the variables that may supply the value, in order of preference.
	Env []string
	// More are read after Env, with some methods only.
	More      []Variables
	Kind      Kind
	Sensitive bool
	// Says is what the setting says, where others say the same in another way. Of
	// those only the ones count that come from the first source that any of them
	// comes from.
	Says subject
	// Verbatim: blanks around the value belong to it. From everywhere else they
	// are taken away, since files and pipelines add line breaks.
	Verbatim bool
	// Doc says what it means, without the variables.
	Doc string
	// store puts a value that is not empty into the settings. Its error
	// completes the sentence "The value …".
	store func(s *auth.Settings, value string) error
}

// Variables are read with one method or, if Except, with all others.
type Variables struct {
	Method string
	Except bool
	Env    []string
	// When, if not nil, tells whether the variables mean this setting here;
	// Where says the same in words.
	When  func(environ func(string) string) bool
	Where string
	// Tag is a setting whose value, if it has one, is added to the names.
	Tag string
}

// subject is what several settings can say.
type subject string

const (
	ofClientID    subject = "client id"
	ofSecret      subject = "client secret"
	ofCertificate subject = "client certificate"
	ofToken       subject = "token of another identity provider"
	ofAddresses   subject = "where the cloud is"
	ofAuthorities subject = "trusted authorities"
)

// decided tells whether only one of the settings that say the same may count:
// other methods than oidc read but one of those for a token, and a cloud of
// one's own has no addresses but those that are given.
func (s subject) decided(values map[string]string) bool {
	switch s {
	case "":
		return false
	case ofToken:
		return values[methodName] == "oidc"
	case ofAddresses:
		return !strings.EqualFold(values["cloud"], "custom")
	}
	return true
}

// methodName is the setting that decides which variables supply the others.
const methodName = "auth_method"

// Kind is the form of a setting's value.
type Kind int

// The kinds of settings. As text, a list is separated by semicolons.
const (
	Text Kind = iota
	Boolean
	List
)

// listSeparator is that of AZURE_ADDITIONALLY_ALLOWED_TENANTS.
const listSeparator = ";"

// Join writes a list as text.
func Join(values []string) string { return strings.Join(values, listSeparator) }

func split(value string) []string {
	var values []string
	for _, part := range strings.Split(value, listSeparator) {
		if part = strings.TrimSpace(part); part != "" {
			values = append(values, part)
		}
	}
	return values
}

// Found is a setting that has a value.
type Found struct {
	Setting
	Value string
	// Variable has supplied the value; empty where it was given.
	Variable string
}

// Find looks up the settings that have a value among those given by name, as
// text, and in the environment. The order of sources is: given, then variables
// that begin with M365_, with ARM_, and all others. It holds between settings that
// say the same thing as well. An empty string, and one of blanks, counts as not
// set everywhere.
func Find(given map[string]string, environ func(string) string) []Found {
	var all []Found
	values := map[string]string{}
	for _, s := range Table() {
		found := Found{Setting: s, Value: s.trimmed(given[s.Name])}
		if found.Value == "" {
			found.Value, found.Variable = s.fromEnvironment(values, environ)
		}
		if found.Value != "" {
			values[s.Name] = found.Value
			all = append(all, found)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(f Found) bool {
		return f.Says.decided(values) && slices.ContainsFunc(all, f.outweighed)
	})
}

// outweighed tells whether another setting says the same and comes from a source
// that is asked before.
func (f Found) outweighed(other Found) bool {
	if f.Says != other.Says || f.Says == ofAddresses && other.Name != "cloud" {
		return false
	}
	return other.source() < f.source()
}

// source is the place of the value's source in the order of all sources.
func (f Found) source() int {
	prefixes := []string{"M365_", "ARM_"}
	if f.Variable == "" {
		return -1
	}
	if i := slices.IndexFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(f.Variable, prefix) }); i >= 0 {
		return i
	}
	return len(prefixes)
}

// Collect makes the settings of what [Find] finds. The settings' Origin names the
// variable that supplied a value. Values that cannot be understood are faults,
// and left out.
func Collect(given map[string]string, environ func(string) string) (auth.Settings, []*auth.SettingError) {
	var all auth.Settings
	var faults []*auth.SettingError
	origin := map[string]string{}
	all.Origin = func(name string) string { return origin[name] }
	for _, found := range Find(given, environ) {
		origin[found.Name] = found.Variable
		if err := found.store(&all, found.Value); err != nil {
			faults = append(faults, found.fault(err, found.Variable))
		}
	}
	return all, faults
}

func (s Setting) fault(err error, origin string) *auth.SettingError {
	where := "The value"
	if origin != "" {
		where = "The value of " + origin
	}
	return &auth.SettingError{Setting: s.Name, Summary: "Invalid " + s.Name, Detail: where + " " + err.Error() + "."}
}

// Flag is the name by which the companion program takes the setting.
func (s Setting) Flag() string { return strings.ReplaceAll(s.Name, "_", "-") }

func (s Setting) trimmed(value string) string {
	if s.Verbatim {
		return value
	}
	return strings.TrimSpace(value)
}

// Variables are the environment variables that may supply the setting with a
// method wherever they are set, in order of preference.
func (s Setting) Variables(method string) []string {
	return s.variables(map[string]string{methodName: method}, func(v Variables) bool { return v.When == nil })
}

// variables are those that the values found so far, and a further condition, let through.
func (s Setting) variables(values map[string]string, apply func(Variables) bool) []string {
	names := slices.Clone(s.Env)
	for _, more := range s.More {
		if (more.Method == values[methodName]) == more.Except || !apply(more) {
			continue
		}
		for _, name := range more.Env {
			if tag := values[more.Tag]; tag != "" {
				name += "_" + tag
			}
			names = append(names, name)
		}
	}
	return names
}

// fromEnvironment finds the first variable that is not empty.
func (s Setting) fromEnvironment(values map[string]string, environ func(string) string) (value, variable string) {
	here := func(v Variables) bool { return v.When == nil || v.When(environ) }
	for _, name := range s.variables(values, here) {
		if value := s.trimmed(environ(name)); value != "" {
			return value, name
		}
	}
	return "", ""
}

// Documentation is the text of the setting with its environment variables.
func (s Setting) Documentation() string {
	text := s.Doc + " Environment: " + quoted(s.Env)
	for _, more := range s.More {
		when := "with"
		if more.Except {
			when = "except with"
		}
		text += fmt.Sprintf("; %s `%s` also %s", when, more.Method, quoted(more.Env))
		if more.Where != "" {
			text += " " + more.Where
		}
	}
	return text + "."
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// notA is a value that is not what it should be.
type notA struct{ setting, value, wanted string }

func (e *notA) Error() string {
	value := auth.Shown(e.setting, e.value)
	if value == e.value {
		value = strconv.Quote(value)
	}
	return fmt.Sprintf("is %s, which is not %s", value, e.wanted)
}

func text(field func(*auth.Settings) *string) func(*auth.Settings, string) error {
	return func(s *auth.Settings, value string) error {
		*field(s) = value
		return nil
	}
}

func boolean(name string, put func(*auth.Settings, bool)) func(*auth.Settings, string) error {
	return func(s *auth.Settings, value string) error {
		b, err := strconv.ParseBool(value)
		if err != nil {
			return &notA{name, value, "true or false"}
		}
		put(s, b)
		return nil
	}
}
