// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// A delta of groups, administrative units and directory roles also tells who became a
// member and who is none any more. The store knows since when somebody is a member;
// who was one is noted beside the object.

// counted are the collections whose members a delta tells.
var counted = []store.Location{"/groups", unitsPath, "/directoryRoles"}

// formerMembers is where it is noted who is a member no longer.
func formerMembers(of store.Ref) store.Location { return of.In.Object(of.ID).Child("formerMembers") }

// formerID is the id of such a note: the member's own is to find the member alone.
func formerID(member string) string { return "former-" + member }

// linked follows up what one object newly refers to.
func (c *call) linked(from store.Ref, relation string, to store.Ref) {
	if relation != "members" || !slices.Contains(counted, from.In) {
		return
	}
	c.discard(formerMembers(from), formerID(to.ID))
	c.touch(from)
	c.relicenseMember(from, to)
}

// unlink ends a reference, and follows it up.
func (c *call) unlink(from store.Ref, relation string, to store.Ref) {
	c.must(c.store.Unlink(from, relation, to))
	if relation != "members" || !slices.Contains(counted, from.In) {
		return
	}
	object, _ := c.store.At(to)
	c.discard(formerMembers(from), formerID(to.ID))
	c.must(c.store.Insert(formerMembers(from), store.Object{
		"id": formerID(to.ID), "member": to.ID, "@odata.type": "#" + c.typeOf(entry{to.In, object}).Name,
	}))
	c.touch(from)
	c.relicenseMember(from, to)
}

// touch makes an object one that has changed.
func (c *call) touch(r store.Ref) {
	c.must(c.store.Replace(r.In, r.ID, func(object store.Object) (store.Object, error) { return object, nil }))
}

// tellsMembers tells whether a delta is about members too: unless it selects others.
func (c *call) tellsMembers() bool {
	if !slices.Contains(counted, c.target.path) {
		return false
	}
	return len(c.query.Select) == 0 || slices.ContainsFunc(c.query.Select, func(path odata.Path) bool { return strings.EqualFold(path[0], "members") })
}

// memberChanges are the members who came and went since a moment. All are members that
// a rule chooses, at any time: when somebody became one is not known.
func (c *call) memberChanges(e entry, since uint64) []any {
	changes := []any{}
	tell := func(r store.Ref) store.Object {
		object, _ := c.store.At(r)
		return store.Object{"@odata.type": "#" + c.typeOf(entry{r.In, object}).Name, "id": r.ID}
	}
	if isProcessed(e.path, e.object) {
		for _, r := range c.chosen(e.object) {
			changes = append(changes, tell(r))
		}
		return changes
	}
	from, _ := c.store.LinksOf(e.ref())
	for _, link := range from {
		if link.Relation == "members" && link.Place > since {
			changes = append(changes, tell(link.To))
		}
	}
	if since == 0 {
		return changes
	}
	for place := uint64(0); ; {
		gone, next, _ := c.store.Changes(formerMembers(e.ref()), since, place, maxPage)
		for _, member := range gone {
			changes = append(changes, store.Object{
				"@odata.type": member["@odata.type"], "id": member["member"], "@removed": store.Object{"reason": "deleted"},
			})
		}
		if next == 0 {
			return changes
		}
		place = next
	}
}
