// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// contextNames are the names in @odata.context of what Microsoft's examples do not
// call by its path. A name that has no slash at its end stands for itself.
var contextNames = map[store.Pattern]string{
	"/policies/authenticationMethodsPolicy":                                    "authenticationMethodsPolicy",
	"/policies/authenticationMethodsPolicy/authenticationMethodConfigurations": "authenticationMethodConfigurations/",
	"/policies/b2cAuthenticationMethodsPolicy":                                 "b2cAuthenticationMethodsPolicy",
	"/policies/deviceRegistrationPolicy":                                       "deviceRegistrationPolicy",
	"/policies/identitySecurityDefaultsEnforcementPolicy":                      "policies/identitySecurityDefaultsEnforcementPolicy",
	"/organization/*/branding":                                                 "branding",
}

// fragment names the collection in @odata.context.
func (c *call) fragment() string {
	switch home := homeOf(c.target.cast); {
	case (c.target.relation != "" || c.target.path == deletedItems) && home != "":
		return home.Context() + c.selection()
	case c.target.relation != "":
		return c.relationName() + c.selection()
	}
	return c.placeName(c.target.path) + c.selection()
}

// relationName names what a relation leads to: an entity set, or the type of what has none.
func (c *call) relationName() string {
	typ := c.target.typ
	if typ.Name == directoryObject || homeOf(typ.Name) != "" {
		return "directoryObjects"
	}
	for _, root := range c.schema.Roots() {
		if root.Type == typ.Name && root.Collection {
			return root.Name
		}
	}
	return collectionOf(typ)
}

// collectionOf names a list of objects that belong to no entity set. Directory
// objects apart, policies are such.
func collectionOf(typ *model.Type) string { return "Collection(" + typ.Name + ")" }

// entityFragment names an object's collection in @odata.context.
func (c *call) entityFragment(e entry) string {
	name, special := contextNames[e.path.Pattern()]
	switch {
	case special && !strings.HasSuffix(name, "/"):
		return name
	case special:
		return name + "$entity"
	case c.target.isSingleton() && strings.Count(string(e.path), "/") < 2:
		return e.path.Context() + c.selection()
	case c.target.mixed:
		return "directoryObjects" + c.selection() + "/$entity"
	case c.target.isPart() && len(c.query.Expand) > 0:
		return c.placeName(e.path) + c.selection()
	}
	return c.placeName(e.path) + c.selection() + "/$entity"
}

// placeName is what @odata.context calls the place where objects are.
func (c *call) placeName(path store.Location) string {
	if name, special := contextNames[path.Pattern()]; special {
		return strings.TrimSuffix(name, "/")
	}
	return path.Context()
}

// selection is what @odata.context says of $select and $expand.
func (c *call) selection() string { return selectionOf(c.query) }

func selectionOf(query *odata.Query) string {
	names := make([]string, 0, len(query.Select)+len(query.Expand))
	for _, path := range query.Select {
		names = append(names, url.PathEscape(path.String()))
	}
	for i := range query.Expand {
		inner := selectionOf(&query.Expand[i].Query)
		if inner == "" {
			inner = "()"
		}
		names = append(names, url.PathEscape(query.Expand[i].Path.String())+inner)
	}
	if len(names) == 0 {
		return ""
	}
	return "(" + strings.Join(names, ",") + ")"
}
