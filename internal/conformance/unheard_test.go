// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestLostAnswers loses the answer to one request after the other, of which each has taken
// effect, while the example of an object is created, changed and removed: nothing fails,
// nothing is made twice, and each time there is nothing left to do.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() || isNamedInTheReply(d) {
			continue // nobody can tell what Graph has made
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, terraform.NewWorld(t, seeded), d)
			first, second := l.configurations()
			if !l.canBeMadeAgain(first) {
				return // it is there for good, and so is its name
			}
			l.world.Patience = 2 * time.Second
			for at, more := 1, true; more; at++ {
				more = false
				for _, step := range []struct {
					name   string
					config map[string]any
				}{{"creation", first}, {"change", second}, {"removal", nil}} {
					answers := &forgetful{next: l.world.Transport, at: at, own: path.Base(d.Address().Path)}
					if err := l.unheard(answers, step.config); err != nil {
						t.Fatalf("the %s, without an answer to request %d: %v\n%s", step.name, at, err, strings.Join(answers.seen, "\n"))
					}
					more = more || len(answers.seen) >= at
				}
			}
		})
	}
}

// unheard makes the object what a configuration says, or removes it without one.
func (l *life) unheard(answers *forgetful, config map[string]any) error {
	run, err := l.world.Start(l.Context(), answers)
	if err != nil {
		return err
	}
	if config == nil {
		if diags, _ := run.Destroy(l.Context(), l.main); diags.HasError() {
			return errors.New(diags.String())
		}
		return nil
	}
	l.main.Config = config
	if diags, _ := run.Apply(l.Context(), l.main); diags.HasError() {
		return errors.New(diags.String())
	}
	if answers.made > 1 {
		return fmt.Errorf("there are %d of it now", answers.made)
	}
	l.restart()
	return l.settled()
}

// canBeMadeAgain removes the object, and tells whether it can be made anew.
func (l *life) canBeMadeAgain(config map[string]any) bool {
	l.Helper()
	l.main.Config = config
	for _, again := range []bool{false, true} {
		l.restart()
		if diags, _ := l.run.Apply(l.Context(), l.main); diags.HasError() {
			if !again || l.Life.Delete.Never == "" {
				l.Fatal(diags)
			}
			return false
		}
		if diags, _ := l.run.Destroy(l.Context(), l.main); diags.HasError() {
			l.Fatal(diags)
		}
	}
	return true
}

// isNamedInTheReply tells of secrets and the like, which Graph names in its answer alone.
func isNamedInTheReply(d object.Definition) bool {
	e := d.Element()
	return e != nil && !slices.ContainsFunc(d.Attributes, func(a object.Attribute) bool {
		return (a.Name == e.Key || a.Name == e.Shown) && a.Mode != object.ReadOnly
	})
}

// configurations are two of the object between which it can be changed, as far as an
// example shows them.
func (l *life) configurations() (first, second map[string]any) {
	l.Helper()
	first = maps.Clone(l.main.Config)
	if l.Life.Delete.Bin != "" {
		first[object.SnakeCase(value.PermanentlyDelete)] = true // else it keeps its names
	}
	second = maps.Clone(first)
	for _, step := range Steps(l.Definition, l.main.Attributes()) {
		name := step.Attribute.TerraformName()
		if first[name] == nil || step.Attribute.CreateOnly || IsUnstepped(l.Name, step.Name) {
			continue
		}
		next, ok := step.Change(second[name])
		if !ok || step.Breaks(l.Definition, second, next) {
			continue
		}
		changed := maps.Clone(second)
		if changed[name] = next; l.canBecome(changed) {
			second = changed
		}
	}
	return first, second
}

// canBecome tells whether the object can be changed to what a configuration says.
func (l *life) canBecome(config map[string]any) bool {
	changed := *l.main
	changed.Config = config
	if l.run.Validate(l.Context(), &changed).HasError() {
		return false
	}
	plan, diags := l.run.Plan(l.Context(), &changed)
	return !diags.HasError() && !plan.Replaces
}

// forgetful loses the answer to one request.
type forgetful struct {
	next http.RoundTripper
	// at is the number of the request, from 1. Those that are alike and follow each other
	// count once: so one waits for something.
	at int
	// own is the last segment of the path by which the object is made.
	own string

	mu   sync.Mutex
	seen []string
	made int
}

// RoundTrip lets every request take effect.
func (f *forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := f.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	title := fmt.Sprint(r.Method, " ", r.URL.Path, " ", response.StatusCode)
	if len(f.seen) > 0 && f.seen[len(f.seen)-1] == title {
		return response, nil
	}
	f.seen = append(f.seen, title)
	if r.Method == http.MethodPost && response.StatusCode == http.StatusCreated && path.Base(r.URL.Path) == f.own {
		f.made++
	}
	if len(f.seen) != f.at {
		return response, nil
	}
	return nil, errors.Join(errors.New("connection reset by peer"), response.Body.Close())
}
