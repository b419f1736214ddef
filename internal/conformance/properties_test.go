// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestMain makes runs repeatable: by default they draw the same few configurations.
// To look for more: -rapid.seed=0 -rapid.checks=1000.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, value := range map[string]string{"rapid.checks": "8", "rapid.seed": "1", "rapid.nofailfile": "true"} {
		if !given[name] {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

// TestProperties creates, changes and imports objects with random configurations, while
// replicas are behind, and has configurations written of them: after each of these there
// is nothing to do.
func TestProperties(t *testing.T) {
	t.Parallel()
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() {
			continue // there is no resource
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			p := begin(t, terraform.NewWorld(t, seeded), d).property()
			rapid.Check(t, p.check)
		})
	}
}

// TestKnownFaults holds the list of what is not drawn against the provider: each
// entry has to fail still.
func TestKnownFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range notDrawn() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, attribute, _ := strings.Cut(name, ".")
			d := definition(kind)
			a, _ := d.Attribute(attribute)
			p := begin(t, terraform.NewWorld(t, seeded), d).property()
			r := &terraform.Resource{Type: kind, Config: maps.Clone(p.base)}
			for _, value := range fault.values {
				r.Config[a.TerraformName()] = decodedText(t, value)
				if _, err := p.apply(t.Context(), r); err != nil {
					return
				}
			}
			t.Errorf("this is no failure any more (%s): take it off the list", fault.why)
		})
	}
}

// knownFault is an argument that random configurations leave alone, since it is
// known to fail: with these values, one after the other.
type knownFault struct {
	why    string
	values []string
}

// notDrawn lists known faults by object and attribute.
func notDrawn() map[string]knownFault {
	return map[string]knownFault{}
}

func definition(kind string) object.Definition {
	for _, d := range objects.Catalogue() {
		if d.Name == kind {
			return d
		}
	}
	return object.Definition{}
}

func decodedText(t *testing.T, document string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(document), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// property is what holds for every configuration of the example's object. It makes
// objects of its own in place of the example's.
func (l *life) property() property {
	l.Helper()
	if diags, _ := l.run.Destroy(l.Context(), l.main); diags.HasError() {
		l.Fatal(diags)
	}
	l.world.Patience = time.Minute
	return property{world: l.world, definition: l.Definition, base: l.main.Config}
}

// property is what holds for every configuration of an object.
type property struct {
	world      *terraform.World
	definition object.Definition
	// base is a valid configuration, from which others are drawn.
	base map[string]any
}

func (p property) check(t *rapid.T) {
	p.lag(t)
	defer p.world.Tenant.ClearFaults()
	r := &terraform.Resource{Type: p.definition.Name}
	defer func() { // also where a failure is made smaller, and there are no more draws
		if err := p.remove(t.Context(), r); err != nil {
			t.Error(err)
		}
	}()
	r.Config = p.draw(t, p.base)
	if err := p.live(t, r); err != nil {
		t.Fatalf("%v\n%s", err, text(r.Config))
	}
}

// live creates, changes and imports an object.
func (p property) live(t *rapid.T, r *terraform.Resource) error {
	if ok, err := p.apply(t.Context(), r); !ok {
		return err
	}
	r.Config = p.draw(t, r.Config)
	if ok, err := p.apply(t.Context(), r); !ok {
		return err
	}
	run, err := p.world.Start(t.Context(), nil)
	if err != nil {
		return err
	}
	imported := &terraform.Resource{Type: r.Type, Config: r.Config}
	if diags := run.Import(t.Context(), imported, r.ID()); diags.HasError() {
		return errors.New(diags.String())
	}
	if err := p.settled(t.Context(), imported, "import"); err != nil {
		return err
	}
	return p.written(t.Context(), run, imported)
}

// written has configurations of an imported object written, by Terraform and by the
// provider.
func (p property) written(ctx context.Context, run *terraform.Run, imported *terraform.Resource) error {
	short, diags := run.Generate(ctx, imported)
	if len(diags) > 0 {
		return errors.New(diags.String())
	}
	for by, config := range map[string]map[string]any{"Terraform": run.ConfigOf(imported), "the provider": short} {
		imported.Config = config
		if err := generated(ctx, run, imported); err != nil {
			return fmt.Errorf("the configuration that %s has generated: %w", by, err)
		}
	}
	return nil
}

// lag lets the first reads after some writes show what was there before.
func (p property) lag(t *rapid.T) {
	p.world.Tenant.ClearFaults()
	for _, method := range []string{"POST", "PATCH", "PUT"} {
		reads := rapid.IntRange(0, 2).Draw(t, "reads that are behind a "+method)
		if reads == 0 {
			continue
		}
		skip := rapid.IntRange(0, 2).Draw(t, "writes that are seen at once")
		for _, version := range []string{"v1.0", "beta"} {
			if err := p.world.Tenant.Inject(fault.Fault{Pattern: method + " /" + version + "/", Lag: reads, Skip: skip}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// apply makes the resource what its configuration says, and finds nothing to do
// then. It is not the provider's fault if Graph will not have it so, or has no value
// that stands for none; and no success.
func (p property) apply(ctx context.Context, r *terraform.Resource) (ok bool, err error) {
	run, err := p.world.Start(ctx, nil)
	if err != nil {
		return false, err
	}
	diags, _ := run.Apply(ctx, r)
	switch said := diags.String(); {
	case diags.HasError() && p.definition.Life.Delete.Never != "" && strings.Contains(said, "Graph answered 409"):
		return false, nil // the name is that of an object drawn before, which is there for good
	case diags.HasError() && len(p.definition.Life.Fixed) > 0 && strings.Contains(said, "of this kind cannot be created"):
		return false, nil // the values are those of an object that nobody makes
	case diags.HasError() && (strings.Contains(said, "Graph answered 400") || strings.Contains(said, "cannot be cleared")):
		return false, nil
	case diags.HasError():
		return false, errors.New(said)
	}
	err = p.settled(ctx, r, "apply")
	return err == nil, err
}

// settled finds nothing to do in a new run of the provider, which remembers nothing.
func (p property) settled(ctx context.Context, r *terraform.Resource, after string) error {
	run, err := p.world.Start(ctx, nil)
	if err != nil {
		return err
	}
	if diags := run.Refresh(ctx, r); diags.HasError() || r.Gone() {
		return fmt.Errorf("after the %s there is no object: %s", after, diags)
	}
	plan, diags := run.Plan(ctx, r)
	switch {
	case diags.HasError():
		return fmt.Errorf("plan after the %s: %s", after, diags)
	case !plan.Empty():
		return fmt.Errorf("the plan after the %s is not empty: %v %v", after, plan.Differences(), plan.Because)
	}
	return nil
}

func (p property) remove(ctx context.Context, r *terraform.Resource) error {
	run, err := p.world.Start(ctx, nil)
	if err != nil {
		return err
	}
	if diags, _ := run.Destroy(ctx, r); diags.HasError() {
		return errors.New(diags.String())
	}
	return nil
}

// draw makes another valid configuration of one: each argument stays, goes or gets
// another value, unless what comes out is not valid.
func (p property) draw(t *rapid.T, base map[string]any) map[string]any {
	run, err := p.world.Start(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	drawn := maps.Clone(base)
	for _, a := range p.arguments(base) {
		next, ok := drawAttribute(t, a, base[a.TerraformName()])
		if !ok {
			continue
		}
		candidate := maps.Clone(drawn)
		candidate[a.TerraformName()] = next
		if !run.Validate(t.Context(), &terraform.Resource{Type: p.definition.Name, Config: candidate}).HasError() {
			drawn = candidate
		}
	}
	return drawn
}

// arguments are the attributes of which values are drawn.
func (p property) arguments(base map[string]any) []object.Attribute {
	var all []object.Attribute
	for _, a := range p.definition.Attributes {
		_, fails := notDrawn()[p.definition.Name+"."+a.Name]
		if !fails && !a.Volatile && a.Mode != object.ReadOnly && !object.IsWriteOnly(a.Mode) {
			all = append(all, a)
		}
	}
	for _, v := range p.definition.Variants {
		if a := v.Attribute(); base[a.TerraformName()] != nil {
			a.Mode = object.Required
			all = append(all, a)
		}
	}
	return all
}
