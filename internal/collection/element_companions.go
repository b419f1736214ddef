// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// accompanied is an element that an action of the parent adds together with companions.
// They go together, too: the collections are sent without them. Who changes the parent
// holds its lock.
type accompanied struct{ arrayElement }

// create finds out what the element is called: Graph's answer may hold the key of a
// companion. Nothing that happens after the action is an error, since it would be sent
// again: where Graph does not show the element, the answer's key stands for it.
func (a accompanied) create(ctx context.Context, body object.Body) (string, object.Body, error) {
	reply, err := a.act(ctx, a.kind.Add, a.kind.AddBody(body))
	if err != nil {
		return "", nil, err
	}
	id, shared := value.Text(reply[a.kind.Key]), value.Text(reply[a.kind.Companions.Shared])
	if id == "" || shared == "" {
		return "", nil, fmt.Errorf("POST /%s%s/%s: Graph answered without the %s and the %s of what it has added", a.version, a.path, a.kind.Add, a.kind.Key, a.kind.Companions.Shared)
	}
	_ = a.tenant.waits.again(ctx, a.listing(), a.tenant.lag.Missing, func() (bool, error) {
		all, _ := a.collections(ctx) // what cannot be read is read again
		elements := all[a.kind.Property]
		i := slices.IndexFunc(elements, func(one object.Body) bool { return a.isElement(one, shared) })
		if i < 0 {
			return false, nil
		}
		id = value.Text(elements[i][a.kind.Key])
		a.note(all, shared, true)
		return true, nil
	})
	reply[a.kind.Key] = id // a refresh would show another one
	return id, reply, nil
}

// read shows the element also where the id is that of a companion in the same collection,
// as in a state of somebody who went by Graph's answer.
func (a accompanied) read(ctx context.Context, id string, options url.Values) (object.Body, error) {
	found, err := a.arrayElement.read(ctx, id, options)
	if err != nil || value.Contains(found, a.kind.Companions.Known) {
		return found, err
	}
	members, err := a.tenant.listed(ctx, a.listing(), a.tenant.lag.Pause, a.members)
	if err != nil {
		return nil, err
	}
	shared := value.Text(found[a.kind.Companions.Shared])
	for _, one := range members {
		if a.isElement(one, shared) {
			return one, nil
		}
	}
	return nil, errNotThere
}

// remove takes out an element and its companions.
func (a accompanied) remove(ctx context.Context, id string) error {
	all, shared, err := a.holdingAll(ctx, id)
	if err != nil {
		return err
	}
	body := object.Body{}
	for property, elements := range all {
		kept := []any{}
		for _, one := range elements {
			if !a.accompanies(one, shared) && !strings.EqualFold(value.Text(one[a.kind.Key]), id) {
				kept = append(kept, one)
			}
		}
		body[property] = kept
	}
	if err := a.patch(ctx, body); err != nil {
		return err
	}
	a.note(all, shared, false)
	return nil
}

// accompanies tells whether an element is one of those that share a value.
func (a accompanied) accompanies(one object.Body, shared string) bool {
	return shared != "" && value.Text(one[a.kind.Companions.Shared]) == shared
}

// isElement tells whether one of those that share a value is the element itself.
func (a accompanied) isElement(one object.Body, shared string) bool {
	return a.accompanies(one, shared) && value.Contains(one, a.kind.Companions.Known)
}

// note remembers what is there, or is not, of the elements that share a value.
func (a accompanied) note(all map[string][]object.Body, shared string, there bool) {
	for property, elements := range all {
		for _, one := range elements {
			if a.accompanies(one, shared) {
				a.tenant.rewritten.note(a.path+"/"+property, value.Text(one[a.kind.Key]), there)
			}
		}
	}
}

// properties are the parent's collections that hold the element and its companions.
func (a accompanied) properties() []string {
	return append([]string{a.kind.Property}, a.kind.Companions.Besides...)
}

// collections are what those hold.
func (a accompanied) collections(ctx context.Context) (map[string][]object.Body, error) {
	reply, err := a.tenant.read(ctx, a.readVersion, a.path, url.Values{"$select": {"id," + strings.Join(a.properties(), ",")}})
	if err != nil {
		return nil, err
	}
	all := map[string][]object.Body{}
	for _, property := range a.properties() {
		elements, _ := reply[property].([]any)
		for _, one := range elements {
			members, _ := one.(object.Body)
			all[property] = append(all[property], members)
		}
	}
	return all, nil
}

// holdingAll are the collections, and what an element shares with its companions. They
// are read again for as long as a replica may not know the element, or what this run has
// added and taken away: what it does not know would be taken away with the others.
func (a accompanied) holdingAll(ctx context.Context, id string) (all map[string][]object.Body, shared string, err error) {
	i := -1
	err = a.tenant.waits.again(ctx, a.listing(), a.tenant.lag.Stale, func() (bool, error) {
		all, err = a.collections(ctx)
		if err != nil {
			return true, err
		}
		i = a.find(all[a.kind.Property], id)
		current := !slices.ContainsFunc(a.properties(), func(property string) bool {
			return !a.tenant.rewritten.agrees(a.path+"/"+property, a.tenant.lag.Recent, a.keys(all[property]))
		})
		return i >= 0 && current, nil
	})
	switch {
	case err != nil:
		return nil, "", err
	case i < 0:
		return nil, "", errNotThere
	}
	return all, value.Text(all[a.kind.Property][i][a.kind.Companions.Shared]), nil
}

// ownElements are the elements of a collection that are of the kind: those that have
// companions in it, and are no companions themselves.
func ownElements(kind object.Element, all []object.Body) []object.Body {
	c := kind.Companions
	if c == nil {
		return all
	}
	count := map[string]int{}
	for _, one := range all {
		count[value.Text(one[c.Shared])]++
	}
	return slices.DeleteFunc(all, func(one object.Body) bool {
		shared := value.Text(one[c.Shared])
		return shared == "" || count[shared] < 2 || !value.Contains(one, c.Known)
	})
}
