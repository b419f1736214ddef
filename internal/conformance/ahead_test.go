// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestReadAheadChangesNoPlan refreshes random objects of random collections in one
// run, some at once, while others change and delete them. What a run with read-ahead
// shows of an object is a version that the object has had since the run began, and
// none before one that the run has shown; an object that is shown as gone is gone. While
// nobody changes anything, the plan is that of a run which reads each object by itself.
func TestReadAheadChangesNoPlan(t *testing.T) {
	t.Parallel()
	w := terraform.NewWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		v := &versions{World: w, T: t}
		v.draw()
		run := v.start(false)
		for range rapid.IntRange(1, 4).Draw(t, "rounds") {
			v.round(run)
			v.write(run)
		}
		v.compare()
	})
}

// versioned is an object whose description says its version.
type versioned struct {
	*terraform.Resource
	path string
	// first and last are the versions at the beginning of the run and now, shown the
	// one that the run has shown last.
	first, last, shown int
	deleted            bool

	// read tells whether it is refreshed in this round, and diags are what that told.
	read    bool
	diags   terraform.Diagnostics
	failure error
}

type versions struct {
	*terraform.World
	*rapid.T

	objects []*versioned
}

// described are kinds of objects with a description, and the collections of them.
func described() map[string]string {
	return map[string]string{"group": "/groups", "administrative_unit": "/directory/administrativeUnits", "application": "/applications"}
}

// draw makes objects, and some beside them that Terraform knows nothing of.
func (v *versions) draw() {
	run := v.start(false)
	for _, kind := range []string{"group", "administrative_unit", "application"} {
		for n := range rapid.IntRange(0, 5).Draw(v.T, kind) {
			r := &terraform.Resource{Type: kind, Config: map[string]any{"display_name": fmt.Sprint(kind, n), "description": "0"}}
			if diags, _ := run.Apply(context.Background(), r); diags.HasError() {
				v.Fatal(diags)
			}
			if rapid.IntRange(0, 4).Draw(v.T, "unknown to Terraform") == 0 {
				continue
			}
			v.objects = append(v.objects, &versioned{Resource: r, path: "/v1.0" + described()[kind] + "/" + r.ID()})
		}
	}
	for _, o := range v.objects {
		if rapid.IntRange(0, 5).Draw(v.T, "deleted before") == 0 {
			if err := v.remove(o); err != nil {
				v.Fatal(err)
			}
		}
	}
}

// start begins a run, from which on versions count.
func (v *versions) start(alone bool) *terraform.Run {
	v.ReadAlone = alone
	run, err := v.Start(context.Background(), nil)
	if err != nil {
		v.Fatal(err)
	}
	for _, o := range v.objects {
		o.first, o.shown = o.last, 0
	}
	return run
}

// round refreshes some objects at once, while others change some.
func (v *versions) round(run *terraform.Run) {
	var work sync.WaitGroup
	for _, o := range v.objects {
		what := rapid.SampledFrom([]string{"read", "read", "read", "read and change", "read and delete", "change", "nothing"}).Draw(v.T, "what")
		reads := strings.HasPrefix(what, "read") && !o.Gone()
		if reads {
			work.Go(func() { o.diags = run.Refresh(context.Background(), o.Resource) })
		}
		work.Go(func() {
			switch {
			case o.deleted:
			case strings.HasSuffix(what, "change"):
				o.failure = v.change(o)
			case strings.HasSuffix(what, "delete"):
				o.failure = v.remove(o)
			}
		})
		o.read = reads
	}
	work.Wait()
	for _, o := range v.objects {
		if o.failure != nil {
			v.Fatal(o.failure)
		}
		if o.read {
			v.check(o)
		}
	}
}

// write changes an object in the run itself, or none. What the run has read before must
// not show from then on.
func (v *versions) write(run *terraform.Run) {
	for _, o := range v.objects {
		if o.deleted || o.Gone() || rapid.IntRange(0, 9).Draw(v.T, "written") > 0 {
			continue
		}
		o.last++
		o.Config["description"] = strconv.Itoa(o.last)
		if diags, _ := run.Apply(context.Background(), o.Resource); diags.HasError() {
			v.Fatal(diags)
		}
		o.first = o.last
		return
	}
}

// check holds what a run shows of an object against its versions.
func (v *versions) check(o *versioned) {
	if len(o.diags) > 0 {
		v.Fatal(o.diags)
	}
	if o.Gone() {
		if !o.deleted {
			v.Errorf("%s is shown as gone, and is there", o.path)
		}
		return
	}
	shown, err := strconv.Atoi(fmt.Sprint(o.Attributes()["description"]))
	if least := max(o.first, o.shown); err != nil || shown < least || shown > o.last {
		v.Errorf("%s is shown in version %d (%v), and was in %d to %d", o.path, shown, err, least, o.last)
	}
	o.shown = shown
}

// compare plans what is there in new runs, with read-ahead and without.
func (v *versions) compare() {
	ahead, alone := v.start(false), v.start(true)
	for _, o := range v.objects {
		other := *o.Resource
		one, two := v.plan(ahead, o.Resource), v.plan(alone, &other)
		if o.Gone() != other.Gone() || o.Gone() != o.deleted {
			v.Errorf("%s: gone %v with read-ahead, %v without, %v in truth", o.path, o.Gone(), other.Gone(), o.deleted)
		} else if !o.Gone() && (!o.State.Equal(other.State) || !one.State.Equal(two.State) || one.Replaces != two.Replaces) {
			v.Errorf("%s: read-ahead changes the plan: %v instead of %v", o.path, one.Differences(), two.Differences())
		}
	}
}

func (v *versions) plan(run *terraform.Run, r *terraform.Resource) *terraform.Plan {
	if diags := run.Refresh(context.Background(), r); len(diags) > 0 {
		v.Fatal(diags)
	}
	plan, diags := run.Plan(context.Background(), r)
	if len(diags) > 0 {
		v.Fatal(diags)
	}
	return plan
}

// change makes the next version of an object.
func (v *versions) change(o *versioned) error {
	_, err := v.Graph(context.Background(), http.MethodPatch, o.path, fmt.Sprintf(`{"description":"%d"}`, o.last+1))
	o.last++
	return err
}

func (v *versions) remove(o *versioned) error {
	_, err := v.Graph(context.Background(), http.MethodDelete, o.path, "")
	o.deleted = true
	return err
}
