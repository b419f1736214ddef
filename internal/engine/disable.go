// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"maps"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// disabling is what has to be sent before a change, because it removes elements
// that Graph removes only when they are disabled. It is empty where there are
// none.
func (s shape) disabling(prior, plan tree) object.Body {
	before, found := disabledMembers(s.managed, prior, plan)
	if !found {
		return nil
	}
	return s.patchBody(prior, before, tree{})
}

// disabledMembers is the prior value with what the plan removes disabled.
func disabledMembers(attributes []object.Attribute, prior, plan tree) (next tree, found bool) {
	next = maps.Clone(prior)
	for _, a := range attributes {
		before, hadMembers := prior[a.Name].(tree)
		after, _ := plan[a.Name].(tree)
		if !hadMembers || isUnknown(plan[a.Name]) {
			continue
		}
		var disabled bool
		switch t := a.Type.(type) {
		case object.Object:
			if after == nil {
				continue // what is removed as a whole is Graph's to judge
			}
			next[a.Name], disabled = disabledMembers(t.Attributes, before, after)
		case object.Map:
			next[a.Name], disabled = disabledElements(t, before, after)
		}
		found = found || disabled
	}
	return next, found
}

func disabledElements(t object.Map, before, after tree) (next tree, found bool) {
	next = maps.Clone(before)
	for key, element := range before {
		members, _ := element.(tree)
		if _, stays := after[key]; stays || t.Disable == "" || members[t.Disable] != true {
			continue
		}
		off := maps.Clone(members)
		off[t.Disable] = false
		next[key], found = off, true
	}
	return next, found
}
