// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package permissions tells which permissions of Microsoft Graph the objects of the
// catalogue take: from the requests that a definition makes, Microsoft's list of
// what opens them, and the deviations that the definition states.
package permissions

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// List answers by Microsoft's list of permissions. It may be used concurrently.
type List struct {
	published *model.Permissions
	// people: the answers are about delegated permissions, for people who sign in.
	people bool
}

// Load gives the list. It is read on the first call in the process, and kept.
func Load() (List, error) {
	published, err := model.LoadPermissions()
	return List{published: published}, err
}

// ForPeople is the list that answers with delegated permissions, for people who sign
// in themselves. What a person may do is limited by that person's roles, too.
func (l List) ForPeople() List { return List{published: l.published, people: true} }

// access is what a permission does for who signs in.
func (l List) access(g model.Grant) model.Access {
	if l.people {
		return g.Delegated
	}
	return g.Application
}

// isOffered tells whether Microsoft offers a permission to who signs in.
func (l List) isOffered(p model.Permission) bool {
	if l.people {
		return p.Scope != ""
	}
	return p.Role != ""
}

// Needs are the least permissions that objects of one kind take.
type Needs struct {
	// Read are those of data sources, plans and imports, all of them.
	Read []string
	// Write are those of an apply, all of them: it reads too. Empty for objects that
	// are not managed.
	Write []string
	// PeopleOnly tells that Graph lets no application write: only a person who has
	// signed in can.
	PeopleOnly bool
	// Extras are what some arguments take besides, where they are given.
	Extras []Extra
}

// Extra is what an argument takes beside what the objects do without it.
type Extra struct {
	// Argument is Terraform's name.
	Argument    string
	Read, Write []string
}

// Of tells what objects of a kind take.
func (l List) Of(d object.Definition) Needs {
	reading, writing := reads(d), writes(d)
	besides := deviating(d, object.BesidesReading, "")
	n := Needs{Read: l.least(d, nil, reading, besides)}
	if d.IsManaged() {
		n.PeopleOnly = l.peopleOnly(d, writing)
		n.Write = l.least(d, writing, reading, deviating(d, object.Besides, ""))
		n.Write = append(n.Write, slices.DeleteFunc(slices.Clone(besides), func(name string) bool { return holds(n.Write, name) })...)
		slices.Sort(n.Write)
	}
	for _, a := range d.Attributes {
		extra := Extra{Argument: a.TerraformName()}
		also, readAlso := requestsOf(d, a)
		extra.Read = beyond(l.least(d, nil, readAlso, n.Read), n.Read)
		extra.Write = beyond(l.least(d, also, readAlso, append(deviating(d, object.Besides, a.Name), n.Write...)), n.Write)
		if len(extra.Read)+len(extra.Write) > 0 {
			n.Extras = append(n.Extras, extra)
		}
	}
	return n
}

// beyond are the names that are not among those that are needed in any case.
func beyond(names, base []string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return slices.Contains(base, name) })
}

// RoleID is the id by which an application permission is assigned, an app role of
// Microsoft Graph.
func (l List) RoleID(name string) (id string, ok bool) {
	p, _ := l.published.Permission(name)
	return p.Role, p.Role != ""
}

// least finds the smallest permissions that open all requests of which the list
// knows what opens them: writes first, since what opens those mostly reads too.
func (l List) least(d object.Definition, writing, reading []request, besides []string) []string {
	chosen := slices.Clone(besides)
	for _, requests := range [][]request{writing, reading} {
		for {
			rest := slices.DeleteFunc(slices.Clone(requests), func(r request) bool { return l.isOpen(d, r, chosen) })
			best, ok := l.best(d, rest, chosen)
			if !ok {
				break
			}
			chosen = append(chosen, best...)
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// isOpen tells whether permissions open a request, as far as the list knows it.
func (l List) isOpen(d object.Definition, r request, held []string) bool {
	return slices.ContainsFunc(l.grants(d, r), func(g model.Grant) bool { return opens(g, held) })
}

func opens(g model.Grant, held []string) bool {
	with := func(name string) bool { return holds(held, name) }
	return slices.Contains(held, g.Name) && (len(g.With) == 0 || slices.ContainsFunc(g.With, with))
}

// holds tells whether a permission is held, or the one that also writes.
func holds(held []string, name string) bool {
	return slices.Contains(held, name) || slices.Contains(held, strings.Replace(name, ".Read.", ".ReadWrite.", 1))
}

// best is the permission that opens most of the requests as one of Microsoft's
// least, of those the narrowest, with what it needs besides. Of what is chosen
// already it is that.
func (l List) best(d object.Definition, requests []request, chosen []string) (names []string, ok bool) {
	opened, grants := map[string]int{}, map[string]model.Grant{}
	for _, r := range requests {
		for _, g := range l.candidates(d, r) {
			if slices.Contains(chosen, g.Name) {
				return []string{slices.MinFunc(g.With, l.compareBreadth)}, true
			}
			opened[g.Name]++
			grants[g.Name] = g
		}
	}
	order := slices.SortedFunc(maps.Keys(opened), func(a, b string) int {
		return cmp.Or(cmp.Compare(opened[b], opened[a]), cmp.Compare(grants[a].Breadth, grants[b].Breadth), cmp.Compare(a, b))
	})
	if len(order) == 0 {
		return nil, false
	}
	return order[:1], true
}

func (l List) compareBreadth(a, b string) int {
	first, _ := l.published.Permission(a)
	second, _ := l.published.Permission(b)
	return cmp.Or(cmp.Compare(first.Breadth, second.Breadth), cmp.Compare(a, b))
}

// candidates are the least permissions that open a request, or all where Microsoft
// marks none. To read, nobody is told to grant what writes if something else does.
func (l List) candidates(d object.Definition, r request) []model.Grant {
	some := deviating(d, object.ForSome, "")
	all := slices.DeleteFunc(l.grants(d, r), func(g model.Grant) bool { return slices.Contains(some, g.Name) || !l.isOffered(g.Permission) })
	if r.method == http.MethodGet {
		all = preferably(all, reading)
	}
	return preferably(all, func(g model.Grant) bool { return l.access(g) == model.Least })
}

// grants are the permissions that open a request. Where some of them
// write, those that only read do not open a request that writes: Microsoft's list
// puts what is needed together side by side.
func (l List) grants(d object.Definition, r request) []model.Grant {
	short := deviating(d, object.TooLittle, "")
	if !l.people && r.method != http.MethodGet {
		short = append(short, deviating(d, object.ForPeople, "")...)
	}
	grants := slices.DeleteFunc(l.published.Grants(r.method, r.path), func(g model.Grant) bool {
		return l.access(g) == model.None || slices.Contains(short, g.Name)
	})
	if r.method == http.MethodGet {
		return append(grants, l.named(deviating(d, object.Reads, ""))...)
	}
	grants = append(grants, l.named(deviating(d, object.Writes, ""))...)
	return preferably(grants, func(g model.Grant) bool { return !reading(g) })
}

// named are permissions as the least that open a request.
func (l List) named(names []string) []model.Grant {
	grants := make([]model.Grant, len(names))
	for i, name := range names {
		p, _ := l.published.Permission(name)
		grants[i] = model.Grant{Permission: p, Application: model.Least, Delegated: model.Least}
	}
	return grants
}

// preferably leaves those that fit, or all if none does.
func preferably(grants []model.Grant, fits func(model.Grant) bool) []model.Grant {
	if !slices.ContainsFunc(grants, fits) {
		return grants
	}
	return slices.DeleteFunc(grants, func(g model.Grant) bool { return !fits(g) })
}

func reading(g model.Grant) bool { return onlyReads(g.Name) }

// onlyReads tells a permission to read by its name: "Group.Read.All",
// "User.ReadBasic.All".
func onlyReads(name string) bool {
	return slices.ContainsFunc(strings.Split(name, ".")[1:], func(part string) bool {
		return strings.HasPrefix(part, "Read") && !strings.HasPrefix(part, "ReadWrite")
	})
}

// peopleOnly tells whether each request that the list knows is closed to
// applications, and open to people.
func (l List) peopleOnly(d object.Definition, requests []request) bool {
	known := false
	for _, r := range requests {
		if len(l.grants(d, r)) > 0 {
			return false
		}
		known = known || len(l.published.Grants(r.method, r.path)) > 0
	}
	return known
}

// deviating are the permissions of a definition's deviations of a kind: those about
// an attribute or, with "", about all objects.
func deviating(d object.Definition, kind object.DeviationKind, attribute string) []string {
	var names []string
	for _, deviation := range d.Needs.Deviations {
		if deviation.Kind == kind && deviation.Attribute == attribute {
			names = append(names, deviation.Permissions...)
		}
	}
	return names
}

// Use is what is done with objects of a kind.
type Use struct {
	// Write tells that they are managed, and not only read.
	Write bool
	// Given tells whether an argument is given, by Terraform's name; nil for none.
	Given func(argument string) bool
}

// Decisive are the arguments, by Terraform's names, that can take permissions of
// their own.
func Decisive(d object.Definition) []string {
	var arguments []string
	for _, a := range d.Attributes {
		if a.Single || a.Mode == object.Links || len(deviating(d, object.Besides, a.Name)) > 0 {
			arguments = append(arguments, a.TerraformName())
		}
	}
	return arguments
}

// Missing are the permissions that a token lacks for a use of objects, none where it
// holds others that do.
func (l List) Missing(d object.Definition, use Use, held []string) []string {
	requests, also := reads(d), deviating(d, object.BesidesReading, "")
	if use.Write {
		requests, also = append(requests, writes(d)...), append(also, deviating(d, object.Besides, "")...)
	}
	for _, a := range d.Attributes {
		if use.Given == nil || !use.Given(a.TerraformName()) {
			continue
		}
		writing, reading := requestsOf(d, a)
		requests = append(requests, reading...)
		if use.Write {
			requests, also = append(requests, writing...), append(also, deviating(d, object.Besides, a.Name)...)
		}
	}
	closed := slices.DeleteFunc(requests, func(r request) bool { return l.isOpen(d, r, held) })
	missing := beyond(l.Needed(d, use), held)
	return slices.DeleteFunc(missing, func(name string) bool {
		if slices.Contains(also, name) {
			return holds(held, name)
		}
		return !slices.ContainsFunc(closed, func(r request) bool {
			return slices.ContainsFunc(l.grants(d, r), func(g model.Grant) bool { return g.Name == name || slices.Contains(g.With, name) })
		})
	})
}

// Needed are the least permissions that a use of objects takes, all of them.
func (l List) Needed(d object.Definition, use Use) []string {
	n := l.Of(d)
	names := slices.Clone(n.Read)
	if use.Write {
		names = slices.Clone(n.Write)
	}
	for _, extra := range n.Extras {
		switch {
		case use.Given == nil || !use.Given(extra.Argument):
		case use.Write:
			names = append(names, extra.Write...)
		default:
			names = append(names, extra.Read...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
