// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// request is one of those that objects of a kind are read and written with.
type request struct{ method, path string }

// reads are the requests of data sources, plans and imports.
func reads(d object.Definition) []request {
	path := d.Address().Path
	item := itemOf(d)
	if p := d.Part(); p != nil && p.List != "" {
		return []request{{http.MethodGet, path + "/" + p.List}}
	}
	all := []request{{http.MethodGet, path}}
	if a := d.Answer(); a != nil {
		for _, other := range a.Paths[1:] {
			all = append(all, request{http.MethodGet, other})
		}
	}
	if item != path && d.Target() == "" && !d.IsInList() {
		all = append(all, request{http.MethodGet, item})
	}
	for _, a := range d.Attributes {
		if a.Seen == object.Expanded && !a.Single {
			all = append(all, request{http.MethodGet, item + "/" + a.Name})
		}
	}
	return all
}

// itemOf is the path of one object.
func itemOf(d object.Definition) string {
	if d.IsAtPath() || d.Element() != nil {
		return d.Address().Path
	}
	return d.Address().Path + "/{id}"
}

// writes are the requests that create, change and delete an object.
func writes(d object.Definition) []request {
	if !d.IsManaged() {
		return nil
	}
	path, item := d.Address().Path, itemOf(d)
	if only := onlyWrites(d); only != nil {
		return only
	}
	change := request{http.MethodPatch, item}
	if d.Life.Replaces && d.Part() == nil {
		change.method = http.MethodPut
	}
	all := []request{change}
	if !d.IsSingleton() && d.Part() == nil && d.Element() == nil {
		if d.Life.Delete.Never == "" {
			all = append(all, request{http.MethodDelete, item})
		}
		by := d.Life.Create.By
		switch {
		case by != nil && by.Put:
			all = append(all, request{http.MethodPut, by.Path})
		case by != nil:
			all = append(all, request{http.MethodPost, by.Path})
		case d.OnlyChild() != nil && d.OnlyChild().Put:
			all = append(all, request{http.MethodPut, item})
		case !d.IsMadeInPlace() && !d.Resets():
			all = append(all, request{http.MethodPost, path})
		}
	}
	for _, a := range d.Attributes {
		if a.Action == nil {
			continue
		}
		for _, name := range append(slices.Sorted(maps.Values(a.Action.Names)), a.Action.Name) {
			if name != "" {
				all = append(all, request{http.MethodPost, item + "/" + name})
			}
		}
	}
	return append(all, revivals(d)...)
}

// onlyWrites are the writes of what is written in a way of its own; nil for all others.
func onlyWrites(d object.Definition) []request {
	path := d.Address().Path
	if e := d.Element(); e != nil && e.Add != "" {
		return []request{{http.MethodPost, path + "/" + e.Add}, removalOf(*e, path)}
	}
	if r := d.Relation(); r != nil && r.Add != "" {
		item := r.Targets + "/{id}/"
		return []request{{http.MethodPost, item + r.Add}, {http.MethodPost, item + r.Remove}}
	}
	if d.Target() != "" {
		return []request{{http.MethodPost, path}, {http.MethodDelete, itemOf(d)}}
	}
	if r := d.Life.Requests; r != nil {
		return []request{{http.MethodPost, r.Path}}
	}
	if p := d.Part(); p != nil && p.List != "" {
		return []request{{http.MethodPut, path + "/" + p.List}}
	}
	return nil
}

// removalOf is the request that removes an element which an action has added: another
// action, or a change of the collections that it and its companions are in.
func removalOf(e object.Element, path string) request {
	if e.Companions != nil {
		return request{http.MethodPatch, path}
	}
	return request{http.MethodPost, path + "/" + e.Remove}
}

// requestsOf are the requests that a relation takes, where it is given.
func requestsOf(d object.Definition, a object.Attribute) (writing, reading []request) {
	path := itemOf(d)
	if a.Bound != "" && d.IsDerived() {
		path += "/" + d.Address().Type
	}
	path += "/" + a.Name
	switch {
	case a.Single:
		writing = []request{{http.MethodPut, path}, {http.MethodDelete, path}}
	case a.Mode == object.Links:
		writing = []request{{http.MethodPost, path}, {http.MethodDelete, path + "/{id}"}}
	default:
		return nil, nil
	}
	return writing, []request{{http.MethodGet, path}}
}

// revivals are the requests to the bin. That of the directory holds objects of all
// kinds, and Microsoft's list does not tell what restores which.
func revivals(d object.Definition) []request {
	bin := d.Life.Delete.Bin
	if bin == "" || strings.HasPrefix(bin, "/directory/") {
		return nil
	}
	return []request{{http.MethodPost, bin + "/{id}/restore"}, {http.MethodDelete, bin + "/{id}"}}
}
