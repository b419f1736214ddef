// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// twofold remembers what the configuration says of objects as a whole and in parts.
// Terraform shows a provider one resource at a time, and all of them to one process:
// whichever of two comes second is warned of.
type twofold struct {
	mu    sync.Mutex
	known map[saying]*sides
	// made are the ids of objects that this run has made: of those, no plan knew.
	made map[string]bool
}

// saying is what a kind of parts and an attribute of a kind of wholes say of an object.
type saying struct{ part, whole, attribute, id string }

type sides struct{ whole, part, told bool }

// note remembers one side, and tells whether to warn now: the first time that the other
// one is known too.
func (t *twofold) note(s saying, byPart, applying bool) (both bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[saying]*sides{}
	}
	s.id = strings.ToLower(s.id)
	sayers := t.known[s]
	if sayers == nil {
		sayers = &sides{}
		t.known[s] = sayers
	}
	sayers.part, sayers.whole = sayers.part || byPart, sayers.whole || !byPart
	if !sayers.part || !sayers.whole || sayers.told || applying && !t.made[s.id] {
		return false
	}
	sayers.told = true
	return true
}

func (t *twofold) noteMade(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made == nil {
		t.made = map[string]bool{}
	}
	t.made[strings.ToLower(id)] = true
}

// checkTwofold warns where the configuration of an object has what it has elsewhere
// too. Known is the plan, or when applying what has come of it.
func (m *managed) checkTwofold(known, config value.Tree, applying bool, diags *diag.Diagnostics) {
	id := known["id"]
	if parameters := m.Parameters(); len(parameters) > 0 {
		id = known[parameters[0]]
	}
	if value.Text(id) == "" {
		return // the apply will know it
	}
	for _, w := range m.Elsewhere {
		attribute := w.AttributeOf(func(name string) string { return value.Text(known[name]) })
		if m.session.twofold.note(saying{m.Name, w.Name, attribute, value.Text(id)}, true, applying) {
			name := terraformName(attribute)
			diags.AddAttributeWarning(path.Root(m.Managed.Find(m.Parameters()[0]).Key), m.Title()+" and "+name+" are both configured",
				"The configuration of the microsoft365_"+w.Name+" says "+name+" of the same object, "+value.Text(id)+
					". That decides, and undoes this at its next change. Take "+name+" out there, or take this resource away.")
		}
	}
	for _, p := range m.catalogue.parts[m.Name] {
		if !isConfigured(config, p.attribute) || !m.session.twofold.note(saying{p.Name, m.Name, p.attribute, value.Text(id)}, false, applying) {
			continue
		}
		at, name := path.Empty(), terraformName(p.attribute)
		for segment := range strings.SplitSeq(name, ".") {
			at = at.AtName(segment)
		}
		diags.AddAttributeWarning(at, name+" and "+p.Title()+" are both configured",
			"A microsoft365_"+p.Name+" is about the same object, "+value.Text(id)+
				". What "+name+" says here decides, and undoes what is said there at the next change. Take it out here, or take that resource away.")
	}
}

func terraformName(attribute string) string {
	return object.Elsewhere{Attribute: attribute}.TerraformName()
}

// sameInParts is a kind of objects that says in parts what an attribute of a whole says.
type sameInParts struct {
	object.Definition
	attribute string
}

// addParts notes what a kind of objects says in parts, by the kinds that have the whole.
func (c *Catalogue) addParts(part object.Definition) {
	for _, w := range part.Elsewhere {
		choices := []string{""}
		w.AttributeOf(func(name string) string {
			a, _ := part.Attribute(name)
			if text, ok := a.Type.(object.String); ok {
				choices = text.Enum
			}
			return ""
		})
		for _, choice := range choices {
			c.parts[w.Name] = append(c.parts[w.Name], sameInParts{part, w.AttributeOf(func(string) string { return choice })})
		}
	}
}

// isConfigured tells whether a configuration has an attribute.
func isConfigured(config value.Tree, attribute string) bool {
	var found any = config
	for segment := range strings.SplitSeq(attribute, ".") {
		members, ok := found.(value.Tree)
		if !ok {
			return false
		}
		found = members[segment]
	}
	return found != nil
}
