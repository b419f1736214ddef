// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// prefix begins the names of the provider's resources and data sources.
const prefix = "microsoft365_"

// Configuration is what of a Terraform configuration counts here.
type Configuration struct {
	Uses []ObjectUse
	// Unread are parts that could not be looked at, with the reason, each a sentence.
	Unread []string
}

// ObjectUse is a resource, or a data source, of a configuration.
type ObjectUse struct {
	// Address is Terraform's: "module.teams.microsoft365_group.sales".
	Address    string
	Definition object.Definition
	Use        Use
}

// reader collects what a configuration uses of a catalogue.
type reader struct {
	Configuration

	managed, data map[string]object.Definition
}

func newReader(catalogue []object.Definition) *reader {
	r := &reader{managed: map[string]object.Definition{}, data: map[string]object.Definition{}}
	for _, d := range catalogue {
		if d.IsManaged() {
			r.managed[d.Name] = d
		}
		r.data[d.Name], r.data[d.Plural()] = d, d
	}
	return r
}

// add notes a resource or, without managed, a data source. Types of other providers
// and those that take no permission are passed over.
func (r *reader) add(address, typ string, managed bool, given func(string) bool) {
	name, ours := strings.CutPrefix(typ, prefix)
	if !ours || !managed && (name == "client_config" || name == "application_published_app_ids") {
		return
	}
	known := r.data
	if managed {
		known = r.managed
	}
	d, ok := known[name]
	if !ok {
		r.Unread = append(r.Unread, address+" is of a type that this version does not know.")
		return
	}
	r.Uses = append(r.Uses, ObjectUse{Address: address, Definition: d, Use: Use{Write: managed, Given: given}})
}

// Report is what a configuration takes.
type Report struct {
	// Read are the application permissions of plans, and Write those of applies, which
	// read too; each in order of name.
	Read  []Reason `json:"read"`
	Write []Reason `json:"write"`
	// Limits are what no application can do by its permissions alone, each a sentence.
	Limits []string `json:"limits"`
	// Unread are parts that could not be looked at, each a sentence.
	Unread []string `json:"unread"`
}

// Reason is a permission, the id of its app role, and the addresses of what takes it.
type Reason struct {
	Name string   `json:"name"`
	ID   string   `json:"id"`
	For  []string `json:"for"`
}

// Report tells what a configuration takes.
func (l List) Report(c Configuration) Report {
	read, write, limits := map[string][]string{}, map[string][]string{}, map[string]bool{}
	for _, u := range c.Uses {
		reading := Use{Given: u.Use.Given}
		for _, name := range l.Needed(u.Definition, reading) {
			read[name] = append(read[name], u.Address)
		}
		for _, name := range l.Needed(u.Definition, u.Use) {
			write[name] = append(write[name], u.Address)
		}
		for _, text := range l.limits(u) {
			limits[text] = true
		}
	}
	l.dropNeedless(c, write)
	return Report{Read: l.reasons(read), Write: l.reasons(write), Limits: append([]string{}, slices.Sorted(maps.Keys(limits))...), Unread: append([]string{}, c.Unread...)}
}

// dropNeedless takes away what only reads and what others that are needed allow as
// well: who writes groups need not be allowed to read them besides.
func (l List) dropNeedless(c Configuration, found map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(found)) {
		others := slices.DeleteFunc(slices.Collect(maps.Keys(found)), func(other string) bool { return other == name })
		lacks := func(u ObjectUse) bool { return len(l.Missing(u.Definition, u.Use, others)) > 0 }
		if onlyReads(name) && !slices.ContainsFunc(c.Uses, lacks) {
			delete(found, name)
		}
	}
}

// limits are what no application can do of a use.
func (l List) limits(u ObjectUse) []string {
	if !u.Use.Write {
		return nil
	}
	if l.Of(u.Definition).PeopleOnly {
		return []string{u.Address + ": Graph lets no application write this, only people who have signed in themselves."}
	}
	var texts []string
	for _, limit := range u.Definition.Needs.Limits {
		if argument := object.SnakeCase(limit.Attribute); u.Use.Given(argument) {
			texts = append(texts, u.Address+", "+argument+": "+limit.Text)
		}
	}
	return texts
}

// reasons are in order of name.
func (l List) reasons(found map[string][]string) []Reason {
	list := []Reason{}
	for name, addresses := range found {
		id, _ := l.RoleID(name)
		slices.Sort(addresses)
		list = append(list, Reason{Name: name, ID: id, For: slices.Compact(addresses)})
	}
	slices.SortFunc(list, func(a, b Reason) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
