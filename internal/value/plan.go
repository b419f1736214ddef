// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Plan is what a configuration makes of an object.
type Plan struct {
	// Next is the planned state.
	Next Tree
	// Replaced are the names of changed attributes that Graph takes at creation
	// only.
	Replaced []string
	// Diagnostics are about what cannot be done.
	Diagnostics diag.Diagnostics
}

// Plan makes a plan of the configuration and of what is there: nil, if the object
// is to be created. Terraform's own proposal is not looked at, since it loses the
// defaults of elements of sets. A difference that means nothing to Graph keeps the
// prior spelling. Where the configuration says nothing, a default holds, a value of
// Graph's stays as it is unless an attribute that it follows changes, and what we
// wrote is cleared.
func (o *Object) Plan(prior, config Tree, memory Memory) Plan {
	p := &planner{memory: memory, takesOver: prior == nil && o.mayTakeOver(config)}
	next := o.Managed.plan(p, prior, config, place{path: o.Root})
	plan := Plan{Next: next, Diagnostics: append(p.diags, o.unmade(prior, next)...)}
	if prior == nil {
		return plan
	}
	for _, a := range o.Managed {
		if a.isReplaced(prior[a.Name], next[a.Name]) {
			plan.Replaced = append(plan.Replaced, a.Name)
		}
	}
	return plan
}

// IsFixed tells whether nobody makes and deletes an object, and why.
func (o *Object) IsFixed(t Tree) (object.Fixed, bool) {
	i := slices.IndexFunc(o.Life.Fixed, func(f object.Fixed) bool { return holds(f.When, t) })
	if i < 0 {
		return object.Fixed{}, false
	}
	return o.Life.Fixed[i], true
}

// unmade reports a plan to make or to change what is fixed.
func (o *Object) unmade(prior, next Tree) (diags diag.Diagnostics) {
	if prior == nil {
		if fixed, ok := o.IsFixed(next); ok {
			diags.AddError("A "+o.Title()+" of this kind cannot be created", fixed.Because+" Import it, to manage it with Terraform, or use its data source.")
		}
		return diags
	}
	fixed, ok := o.IsFixed(prior)
	if !ok || fixed.Changes {
		return nil
	}
	for _, a := range o.Managed {
		if !a.Virtual && a.Mode != object.ReadOnly && !a.WriteOnly && !a.Type.Same(Equivalent, prior[a.Name], next[a.Name]) {
			diags.AddAttributeError(path.Root(a.Key), "The "+o.Label(prior)+" cannot be changed", fixed.Because+" Configure `"+a.Key+"` as it is.")
		}
	}
	return diags
}

// PlanOver is the plan for an object that the creation has found: what the
// configuration does not say stays as it is.
func (o *Object) PlanOver(prior, config Tree) Plan {
	var memory Memory
	for _, a := range o.Managed {
		if a.Takeable && config[a.Name] == nil {
			memory.Found = append(memory.Found, a.Name)
		}
	}
	return o.Plan(prior, config, memory)
}

// Fill is a plan with what it leaves open filled from a state.
func (o *Object) Fill(plan, state Tree) Tree {
	next := make(Tree, len(o.Managed))
	for _, a := range o.Managed {
		if next[a.Name] = a.Type.settle(plan[a.Name], state[a.Name]); a.WriteOnly {
			next[a.Name] = nil
		}
	}
	return next
}

// mayTakeOver tells whether the creation may find an object that exists, of which
// nobody knows yet what it holds.
func (o *Object) mayTakeOver(config Tree) bool {
	wanted := func(name string) bool { return config[name] == true || IsUnknown(config[name]) }
	return wanted(UseExisting) || wanted(RestoreDeleted) || o.Life.Create.Upsert != "" && config[o.Life.Create.Upsert] != nil || o.IsMadeInPlace()
}

// planner makes one plan.
type planner struct {
	memory    Memory
	takesOver bool
	diags     diag.Diagnostics
}

// place is where a value stands: by Graph's names, and in Terraform.
type place struct {
	name string
	path path.Path
}

func (at place) member(a *Attribute) place {
	return place{join(at.name, a.Name), at.path.AtName(a.Key)}
}

func (at place) element(key string) place {
	return place{join(at.name, key), at.path.AtMapKey(key)}
}

// plan is the plan of an object. Prior is nil for one that is not there yet.
func (as Attributes) plan(p *planner, prior, config Tree, at place) Tree {
	next, changed := make(Tree, len(as)), map[string]bool{}
	for _, a := range as {
		next[a.Name] = p.attribute(a, prior, config[a.Name], at.member(a))
		switch {
		case !a.Type.Same(Equivalent, prior[a.Name], next[a.Name]):
			changed[a.Name] = true
		case prior[a.Name] != nil && next[a.Name] != nil: // Terraform takes neither null for what is configured nor the other way round
			next[a.Name] = prior[a.Name]
		}
	}
	for _, a := range as {
		follows := slices.ContainsFunc(a.Follows, func(name string) bool { return changed[name] })
		if follows && a.IsComputed() && config[a.Name] == nil && !changed[a.Name] {
			next[a.Name] = Unknown{}
		}
		if a.Mode == object.WriteOnlyHashed && a.Version != nil && config[a.Version.Name] == nil {
			next[a.Version.Name] = p.memory.count(a, prior, config[a.Name])
		}
	}
	return next
}

func (p *planner) attribute(a *Attribute, prior Tree, config any, here place) any {
	before := prior[a.Name]
	switch {
	case a.WriteOnly:
		return nil
	case config != nil:
		return p.configured(a, before, config, here)
	case a.Mode == object.Links, slices.Contains(p.memory.Found, here.name):
		return before
	case prior == nil && (a.IsComputed() || p.takesOver && a.Takeable):
		return Unknown{}
	case a.Mode == object.Server && !a.CreateOnly:
		return p.dropped(a, before, here)
	case a.IsComputed():
		return before
	default:
		return a.Fallback
	}
}

// configured is the plan of a value that the configuration holds. A document of
// Graph's stays where it has all that is configured.
func (p *planner) configured(a *Attribute, prior, config any, here place) any {
	if slices.Contains(p.memory.Foreign, here.name) && a.Type.Same(Imported, config, prior) {
		return prior
	}
	if k, isMap := a.Type.kind.(mapKind); isMap && k.ID != "" && IsUnknown(config) && prior != nil {
		p.diags.AddAttributeWarning(here.path, a.Key+" is not known before the apply", fmt.Sprintf(
			"Terraform does not know then that what %s holds keeps its ids, and plans to replace whatever refers to one of them. "+
				"A key that is only known after the apply makes all of it unknown: write the keys as texts, or take them from what is known while planning.", here.path))
	}
	return a.Type.plan(p, prior, config, here)
}

// dropped is the plan of a value of the server's that the configuration does not
// hold: what we wrote is cleared, if that is possible.
func (p *planner) dropped(a *Attribute, prior any, here place) any {
	if prior == nil || !p.memory.owns(here.name) {
		return prior
	}
	switch {
	case a.Removal.Never != "":
		p.diags.AddAttributeError(here.path, a.Key+" cannot be cleared", fmt.Sprintf(
			"%s is taken out of the configuration, where it was %s. %s Put it back, with the value that shall hold.", here.path, worded(prior), a.Removal.Never))
		return prior
	case a.Removal.With != nil:
		return a.Type.fromGraph(a.Removal.With)
	case a.Fallback != nil:
		return a.Fallback
	default:
		return a.Type.emptied(p, prior, here)
	}
}

// IsCleared tells whether a value is the one that stands for none.
func (a *Attribute) IsCleared(v any) bool {
	return a.Removal.With != nil && a.Type.Same(Equivalent, a.Type.fromGraph(a.Removal.With), v)
}

// worded is a value in a message: secrets are no values of the server's, but long
// ones would be in the way.
func worded(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case Tree, []any:
		return "set"
	default:
		return fmt.Sprint(v)
	}
}

// emptied is an object without what we wrote. What it cannot be without makes it
// null as a whole.
func (as Attributes) emptied(p *planner, prior Tree, at place) any {
	next := make(Tree, len(as))
	for _, a := range as {
		next[a.Name] = prior[a.Name]
		if a.Mode == object.ReadOnly || a.CreateOnly {
			continue
		}
		next[a.Name] = p.dropped(a, prior[a.Name], at.member(a))
		if a.Mode == object.Required && next[a.Name] == nil {
			return nil
		}
	}
	return next
}

// Emptied is a part of an object, of which nothing is set any more.
func (o *Object) Emptied(state Tree) Tree {
	p := &planner{memory: Memory{Written: o.Managed.written(state, "", true)}}
	next := maps.Clone(state)
	for _, a := range o.Managed {
		if !a.Virtual && !a.WriteOnly && a.Mode != object.ReadOnly {
			next[a.Name] = p.dropped(a, state[a.Name], place{}.member(a))
		}
	}
	return next
}

// MissingFrom are the ids of wanted that present lacks, in order.
func MissingFrom(present, wanted any) []string {
	known := map[string]bool{}
	ids, _ := present.([]any)
	for _, id := range ids {
		known[strings.ToLower(Text(id))] = true
	}
	var missing []string
	ids, _ = wanted.([]any)
	for _, id := range ids {
		if !known[strings.ToLower(Text(id))] {
			missing = append(missing, Text(id))
		}
	}
	return missing
}
