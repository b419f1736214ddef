// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"slices"
	"strings"
)

// Plan is the plan of an update. A difference that means nothing to Graph keeps
// the prior spelling; a computed value stays as it is unless an attribute that it
// follows changes. A foreign document stays where the plan covers it. Replaced are
// the names of changed attributes that Graph takes at creation only.
func (o *Object) Plan(prior, plan, config Tree, foreign []string) (next Tree, replaced []string) {
	for _, a := range o.Managed {
		if slices.Contains(foreign, a.Name) && a.Type.Same(Shown, plan[a.Name], prior[a.Name]) {
			plan[a.Name] = prior[a.Name]
		}
	}
	next, changed := o.Managed.plan(prior, plan, config)
	for _, a := range o.Managed {
		if changed[a.Name] && a.isReplaced(prior[a.Name], next[a.Name]) {
			replaced = append(replaced, a.Name)
		}
	}
	return next, replaced
}

func (as Attributes) plan(prior, plan, config Tree) (next Tree, changed map[string]bool) {
	next, changed = Tree{}, map[string]bool{}
	for _, a := range as {
		next[a.Name] = plan[a.Name]
		if a.IsComputed() && IsUnknown(plan[a.Name]) && config[a.Name] == nil {
			continue
		}
		next[a.Name] = a.Type.plan(prior[a.Name], plan[a.Name], config[a.Name])
		if a.Type.Same(Equivalent, prior[a.Name], next[a.Name]) {
			next[a.Name] = prior[a.Name]
		} else {
			changed[a.Name] = true
		}
	}
	for _, a := range as {
		follows := slices.ContainsFunc(a.Follows, func(name string) bool { return changed[name] })
		if a.IsComputed() && config[a.Name] == nil && !changed[a.Name] && !follows {
			next[a.Name] = prior[a.Name]
		}
	}
	return next, changed
}

// planMembers does the same inside of objects.
func planMembers(attributes Attributes, prior, plan, config any) any {
	before, hadMembers := prior.(Tree)
	after, hasMembers := plan.(Tree)
	if !hadMembers || !hasMembers {
		return plan
	}
	given, _ := config.(Tree)
	next, _ := attributes.plan(before, after, given)
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
