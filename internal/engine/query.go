// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// The arguments of a query that are OData, and those that are not.
const (
	filterArgument  = "filter"
	searchArgument  = "search"
	orderByArgument = "orderBy"
	limitArgument   = "limit"
	prefixSuffix    = "Prefix"
	// completeArgument asks for what Graph does not list.
	completeArgument = "complete"
)

// queryArguments are the parameters of the path, OData's options, and an
// argument for each property that can simply be compared.
func (l *listSource) queryArguments() []object.Attribute {
	all := []object.Attribute{
		{Name: limitArgument, Mode: object.Optional, Type: object.Int{Min: 1}, Doc: "Greatest number of objects to return. All by default."},
	}
	if !collection.IsUnfiltered(l.Object) {
		all = append(all, object.Attribute{Name: filterArgument, Mode: object.Optional, Type: object.String{}, Doc: "Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments."},
			object.Attribute{Name: orderByArgument, Mode: object.Optional, Type: object.String{}, Doc: "Order in OData's words, such as `displayName desc`."})
	}
	if l.LookUp.Advanced {
		all = append(all, object.Attribute{Name: searchArgument, Mode: object.Optional, Type: object.String{}, Doc: "Search in OData's words, such as `\"displayName:Engineering\"`."})
	}
	if hidden := l.hidden(); len(hidden) > 0 {
		all = append(all, object.Attribute{Name: completeArgument, Mode: object.Optional, Type: object.Bool{}, Doc: "Whether to read each object by itself too, for what Graph does not list: `" + strings.Join(hidden, "`, `") + "`. It takes one more request for each."})
	}
	parameters := l.Parameters()
	for _, a := range l.listed {
		switch {
		case slices.Contains(parameters, a.Name):
			parameter := a.Attribute
			parameter.Mode = object.Required
			all = append(all, parameter)
		case l.isComparable(a):
			all = append(all, object.Attribute{Name: a.Name, Rename: a.Key, Mode: object.Optional, Type: a.Attribute.Type, Doc: "Only objects with this `" + a.Key + "`." + l.scopeOf(a)})
			if a.Name == l.LookUp.Key {
				all = append(all, object.Attribute{Name: a.Name + prefixSuffix, Rename: a.Key + "_prefix", Mode: object.Optional, Type: object.String{}, Doc: "Only objects whose `" + a.Key + "` begins with this."})
			}
		}
	}
	return all
}

// hidden are the attributes that lists leave out.
func (l *listSource) hidden() (names []string) {
	for _, a := range l.listed {
		if a.Seen == object.Alone {
			names = append(names, a.Key)
		}
	}
	return names
}

// isComparable tells whether objects can be chosen by the attribute.
func (l *listSource) isComparable(a *value.Attribute) bool {
	if a.Seen == object.Alone {
		return false
	}
	switch a.Key {
	case "id", object.SnakeCase(l.OwnKey()), itemsName, idsName, filterArgument, searchArgument, object.SnakeCase(orderByArgument), limitArgument:
		return false
	}
	switch a.Attribute.Type.(type) {
	case object.Bool, object.String, object.Reference:
		return true
	default:
		return false
	}
}

// scopeOf tells of an attribute that Graph wants to be told when it lists objects.
func (l *listSource) scopeOf(a *value.Attribute) string {
	for _, scope := range l.LookUp.Scopes {
		if slices.Contains(scope, a.Name) {
			return " " + scopeRefusal(l.keysOf(scope))
		}
	}
	return ""
}

func scopeRefusal(keys []string) string {
	return "Graph lists none without `" + strings.Join(keys, "` or `") + "`, be it as an argument or in `" + filterArgument + "`."
}

// keysOf are Terraform's names of attributes.
func (l *listSource) keysOf(names []string) (keys []string) {
	for _, name := range names {
		keys = append(keys, l.listed.Find(name).Key)
	}
	return keys
}

// checkScopes refuses a query that Graph would refuse, since it lists everything. What a
// filter says is Graph's to judge.
func (l *listSource) checkScopes(config value.Tree, diags *diag.Diagnostics) {
	for _, scope := range l.LookUp.Scopes {
		given := func(name string) bool { return config[name] != nil }
		if config[filterArgument] == nil && !slices.ContainsFunc(scope, given) {
			keys := l.keysOf(scope)
			diags.AddAttributeError(path.Root(keys[0]), "The list needs `"+strings.Join(keys, "` or `")+"`", scopeRefusal(keys))
		}
	}
}

// query is what the configuration asks for.
func (l *listSource) query(config value.Tree) collection.Query {
	return collection.Query{
		At: config, Conditions: l.conditions(config), Limit: number(config[limitArgument]),
		Filter: value.Text(config[filterArgument]), Search: value.Text(config[searchArgument]), OrderBy: value.Text(config[orderByArgument]),
	}
}

// conditions are the arguments that compare a property.
func (l *listSource) conditions(config value.Tree) []collection.Condition {
	var all []collection.Condition
	for _, a := range l.listed {
		if v := config[a.Name]; v != nil && l.isComparable(a) && !slices.Contains(l.Parameters(), a.Name) {
			all = append(all, collection.Condition{Name: a.Name, Value: v})
		}
		if v := config[a.Name+prefixSuffix]; v != nil { // of the key alone
			all = append(all, collection.Condition{Name: a.Name, Prefix: true, Value: v})
		}
	}
	return all
}
