// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"fmt"
	"io"
	"strings"
)

// marks are what a step begins with in a tree.
var marks = map[Status]string{OK: "✔", Warning: "!", Skipped: "-", Failed: "✘", Invalid: "✘", NotReached: "-"}

// WriteTree writes a step for people: what was found as branches, and below it
// what is wrong. Lines with a command hold nothing else, so that it can be copied.
func (s Step) WriteTree(out io.Writer) error {
	var text strings.Builder
	title := s.Name
	switch {
	case s.Status == NotReached:
		title += ": not reached"
	case s.Summary != "":
		title += ": " + s.Summary
	}
	fmt.Fprintln(&text, marks[s.Status], title)
	for i, f := range s.Facts {
		branch := "├"
		if i == len(s.Facts)-1 {
			branch = "└"
		}
		value := f.Value
		if f.Source != "" {
			value += " (" + f.Source + ")"
		}
		fmt.Fprintf(&text, "  %s %s: %s\n", branch, f.Name, value)
	}
	for _, warning := range s.Warnings {
		heading, rest, _ := strings.Cut(warning, "\n")
		fmt.Fprintln(&text, "  !", heading)
		indent(&text, rest)
	}
	for _, p := range s.Problems {
		fmt.Fprintln(&text, "  ✘", p.heading())
		indent(&text, p.Detail)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// heading names the problem and the ways to set what is to blame.
func (p *Problem) heading() string {
	if p.Setting == "" {
		return p.Summary
	}
	return p.Summary + " (" + strings.Join(append([]string{p.Flag}, p.Variables...), ", ") + ")"
}

func indent(text *strings.Builder, paragraph string) {
	for line := range strings.Lines(paragraph) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			line = "    " + line
		}
		fmt.Fprintln(text, line)
	}
}
