// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Words are the parts of a fault on a command line, apart from its pattern, with the form
// of their values, in the order in which [Fault.String] writes them.
func Words() []string {
	var forms []string
	for _, w := range words() {
		if !w.alone {
			w.name += "=" + w.form
		}
		forms = append(forms, w.name)
	}
	return append(forms, messageWord+"=TEXT")
}

// messageWord comes last, since its value goes on to the end.
const messageWord = "message"

// String is the fault as [Parse] reads it.
func (f Fault) String() string {
	text := []string{f.Pattern}
	for _, w := range words() {
		switch value := w.get(f); {
		case value == "":
		case w.alone:
			text = append(text, w.name)
		default:
			text = append(text, w.name+"="+value)
		}
	}
	if f.Message != "" {
		text = append(text, messageWord+"="+f.Message)
	}
	return strings.Join(text, " ")
}

func isWord(name string) bool {
	return slices.ContainsFunc(words(), func(w word) bool { return w.name == name })
}

func (f *Fault) set(name, value string) error {
	i := slices.IndexFunc(words(), func(w word) bool { return w.name == name })
	if i < 0 {
		return fmt.Errorf("there is no word %q", name)
	}
	if err := words()[i].set(f, value); err != nil {
		return fmt.Errorf("%s=%s: %w", name, value, err)
	}
	return nil
}

// word is a part of a fault on a command line: name=value, or the name alone.
type word struct {
	name  string
	alone bool
	// form is what help says of the value.
	form string
	// get is the value that a fault has; empty for none.
	get func(f Fault) string
	set func(f *Fault, value string) error
}

func words() []word {
	return []word{
		number("status", func(f *Fault) *int { return &f.Status }),
		plain("code", "TEXT", func(f *Fault) *string { return &f.Code }),
		number("retry-after", func(f *Fault) *int { return &f.RetryAfter }),
		alone("challenge", func(f *Fault) *bool { return &f.Challenge }),
		plain("drop", fmt.Sprintf("%s|%s", Before, After), func(f *Fault) *string { return (*string)(&f.Drop) }),
		alone("hang", func(f *Fault) *bool { return &f.Hang }),
		number("limit", func(f *Fault) *int { return &f.Limit }),
		duration("window", func(f *Fault) *time.Duration { return &f.Window }),
		number("lag", func(f *Fault) *int { return &f.Lag }),
		duration("latency", func(f *Fault) *time.Duration { return &f.Latency }),
		number("skip", func(f *Fault) *int { return &f.Skip }),
		number("times", func(f *Fault) *int { return &f.Times }),
		valued("chance", "PROBABILITY", func(f *Fault) *float64 { return &f.Chance }, func(text string) (float64, error) { return strconv.ParseFloat(text, 64) }),
	}
}

// valued is a word whose value is read into a field, and written as fmt does.
func valued[T comparable](name, form string, field func(*Fault) *T, read func(string) (T, error)) word {
	return word{
		name: name, form: form,
		get: func(f Fault) string {
			var none T
			if *field(&f) == none {
				return ""
			}
			return fmt.Sprint(*field(&f))
		},
		set: func(f *Fault, value string) (err error) {
			*field(f), err = read(value)
			return err
		},
	}
}

func number(name string, field func(*Fault) *int) word {
	return valued(name, "NUMBER", field, strconv.Atoi)
}

func duration(name string, field func(*Fault) *time.Duration) word {
	return valued(name, "DURATION", field, time.ParseDuration)
}

func plain(name, form string, field func(*Fault) *string) word {
	return valued(name, form, field, func(text string) (string, error) { return text, nil })
}

// alone is a word that has no value.
func alone(name string, field func(*Fault) *bool) word {
	w := valued(name, "", field, func(text string) (bool, error) {
		if text != "" {
			return false, errors.New("the word stands alone")
		}
		return true, nil
	})
	w.alone = true
	return w
}
