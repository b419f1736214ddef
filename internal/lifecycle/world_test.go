// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// world is a tenant with nothing but what every tenant has, and a way into it
// behind the provider's back.
type world struct {
	*testing.T
	*terraform.World
}

func newWorld(t *testing.T, options ...func(*tenant.Options)) *world {
	t.Helper()
	return &world{T: t, World: terraform.NewWorld(t, options...)}
}

// start begins a run of Terraform.
func (w *world) start() *terraform.Run {
	w.Helper()
	run, err := w.Start(w.Context(), nil)
	if err != nil {
		w.Fatal(err)
	}
	return run
}

// graph acts in the tenant behind the provider's back.
func (w *world) graph(method, path, body string) map[string]any {
	w.Helper()
	answer, err := w.Graph(w.Context(), method, path, body)
	if err != nil {
		w.Fatal(err)
	}
	return answer
}

// parse decodes JSON. Numbers keep their digits.
func (w *world) parse(text string) any {
	w.Helper()
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		w.Fatalf("%v in %s", err, text)
	}
	return v
}

// resource is one that is not there yet.
func (w *world) resource(kind string) *terraform.Resource { return &terraform.Resource{Type: kind} }

// configure gives a resource another configuration, JSON by Terraform's names.
func (w *world) configure(r *terraform.Resource, config string, args ...any) {
	w.Helper()
	if len(args) > 0 {
		config = fmt.Sprintf(config, args...)
	}
	r.Config, _ = w.parse(config).(map[string]any)
}

// apply applies a configuration, and then there is nothing left to do.
func (w *world) apply(r *terraform.Resource, config string, args ...any) {
	w.Helper()
	w.configure(r, config, args...)
	if diags, _ := w.start().Apply(w.Context(), r); diags.HasError() {
		w.Fatalf("apply: %s", diags)
	}
	w.settled(r)
}

// settled checks that another run has nothing to do.
func (w *world) settled(r *terraform.Resource) {
	w.Helper()
	if plan := w.plan(r); !plan.Empty() {
		w.Errorf("the next plan is not empty: %.300s %v", plan.Differences(), plan.Because)
	}
}

// plan is what an apply in a new run would do.
func (w *world) plan(r *terraform.Resource) *terraform.Plan {
	w.Helper()
	run := w.start()
	if diags := run.Refresh(w.Context(), r); len(diags) > 0 || r.Gone() {
		w.Fatalf("the object is not there: %s", diags)
	}
	plan, diags := run.Plan(w.Context(), r)
	if len(diags) > 0 {
		w.Fatalf("plan: %s", diags)
	}
	return plan
}

// refused validates and plans a configuration, which has to fail with a diagnostic that says all
// of it.
func (w *world) refused(r *terraform.Resource, config string, says ...string) {
	w.Helper()
	w.configure(r, config)
	run := w.start()
	if diags := run.Refresh(w.Context(), r); len(diags) > 0 {
		w.Fatal(diags)
	}
	diags := run.Validate(w.Context(), r)
	if !diags.HasError() {
		_, diags = run.Plan(w.Context(), r)
	}
	w.says(diags, says...)
}

func (w *world) says(diags terraform.Diagnostics, texts ...string) {
	w.Helper()
	if !diags.HasError() {
		w.Error("there is no error")
	}
	for _, text := range texts {
		if !strings.Contains(diags.String(), text) {
			w.Errorf("no diagnostic says %q:\n%s", text, diags)
		}
	}
}

// imported is the object with the id, with a configuration that leaves nothing to
// do after the import.
func (w *world) imported(kind, id, config string) *terraform.Resource {
	w.Helper()
	r := w.resource(kind)
	w.configure(r, config)
	if diags := w.start().Import(w.Context(), r, id); len(diags) > 0 {
		w.Fatalf("import: %s", diags)
	}
	w.settled(r)
	return r
}

// holds checks the properties of an object in the tenant that want names. Of
// lists, the order does not count.
func (w *world) holds(path, want string) {
	w.Helper()
	wanted := w.parse(want)
	if diff := cmp.Diff(unordered(wanted), unordered(named(wanted, w.graph(http.MethodGet, path, "")))); diff != "" {
		w.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// named is v with the members only that like has. Elements of a list have those of
// any element there, and null where they have none.
func named(like, v any) any {
	switch like := like.(type) {
	case map[string]any:
		members, ok := v.(map[string]any)
		if !ok {
			return v
		}
		kept := map[string]any{}
		for name, member := range like {
			if value, ok := members[name]; ok {
				kept[name] = named(member, value)
			}
		}
		return kept
	case []any:
		elements, ok := v.([]any)
		if !ok {
			return v
		}
		kept := make([]any, len(elements))
		for i, element := range elements {
			kept[i] = named(withAll(like), element)
		}
		return kept
	default:
		return v
	}
}

// withAll is an element with the members of all.
func withAll(elements []any) any {
	all := map[string]any{}
	for _, element := range elements {
		members, ok := element.(map[string]any)
		if !ok {
			return element
		}
		maps.Copy(all, members)
	}
	return all
}

// unordered is v with every list in one order.
func unordered(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = unordered(member)
		}
	case []any:
		for i, element := range v {
			v[i] = unordered(element)
		}
		slices.SortFunc(v, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	return v
}

// fault makes the tenant misbehave.
func (w *world) fault(f fault.Fault) {
	w.Helper()
	if err := w.Tenant.Inject(f); err != nil {
		w.Fatal(err)
	}
}

// destroy removes a resource.
func (w *world) destroy(r *terraform.Resource) {
	w.Helper()
	if diags, _ := w.start().Destroy(w.Context(), r); diags.HasError() || !r.Gone() {
		w.Fatalf("destroy: %s", diags)
	}
}
