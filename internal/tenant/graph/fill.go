// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// fill adds what a body left out: services other than the directory return every
// property, and all members of complex values, most of them null or empty.
func (c *call) fill(typ *model.Type, object store.Object) {
	if c.version == "beta" {
		for _, name := range unpublished[typ.Name] {
			if _, has := object[name]; !has {
				object[name] = nil
			}
		}
	}
	for _, property := range typ.AllProperties() {
		if value, has := object[property.Name]; has {
			object[property.Name] = c.whole(property, value)
		} else {
			object[property.Name] = c.initial(property)
		}
	}
}

// unpublished are properties that beta returns, and takes back, though its published
// types lack them. All of them were seen in what tenants returned.
var unpublished = map[string][]string{
	"microsoft.graph.conditionalAccessPolicy":          {"partialEnablementStrategy"},
	"microsoft.graph.conditionalAccessConditionSet":    {"agents", "times", "deviceStates", "agentIdRiskLevels"},
	"microsoft.graph.conditionalAccessSessionControls": {"blockSensitiveActions", "secureSignInSession"},
	"microsoft.graph.organization":                     {"onPremisesSyncStatus"},
}

// fillParts adds to complex values, and to those inside of them, the members that
// a body left out.
func (c *call) fillParts(typ *model.Type, object store.Object, names []string) {
	for _, name := range names {
		if property, known := typ.Property(name); known {
			object[name] = c.whole(property, object[name])
		}
	}
}

// fillChanged adds to what a change brings the members that it leaves out.
func (c *call) fillChanged(typ *model.Type, after, body store.Object, r *rules) {
	names := r.filled
	if !inDirectory(c.target.path) {
		names = slices.Collect(maps.Keys(body))
	}
	c.fillParts(typ, after, names)
}

// whole is a value with all members of its type, or of the derived type that it names.
func (c *call) whole(property model.Property, value any) any {
	typ, structured := c.schema.Type(property.Type)
	if !structured || typ.Kind == model.Enum {
		return value
	}
	switch value := value.(type) {
	case []any:
		all := make([]any, len(value))
		for i, element := range value {
			all[i] = c.whole(property, element)
		}
		return all
	case store.Object:
		if derived, ok := c.schema.Type(text(value["@odata.type"])); ok {
			typ = derived
		}
		full := maps.Clone(value)
		c.fill(typ, full)
		return full
	}
	return value
}

// decided are the services that return false for a choice which nobody has made;
// others return null.
var decided = []store.Location{"/identityGovernance", "/roleManagement", permissionGrantsPath}

// initial is the value of a property that nobody has set.
func (c *call) initial(property model.Property) any {
	decides := slices.ContainsFunc(decided, func(service store.Location) bool { return c.target.path.Within(service) })
	switch {
	case property.Collection:
		return []any{}
	case property.Type == "Edm.Boolean" && (!property.Nullable || decides):
		return false
	case property.Nullable:
		return nil
	case strings.HasPrefix(property.Type, "Edm.Int"):
		return 0
	}
	if typ, ok := c.schema.Type(property.Type); ok && typ.Kind == model.Enum && len(typ.Members) > 0 {
		return typ.Members[0]
	}
	return nil
}
