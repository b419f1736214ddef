// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// query is what a data source of several objects asks for.
type query struct {
	request graph.Request
	// conditions are those that Graph does not check.
	conditions []condition
	limit      int // 0 is none
}

// condition compares one property.
type condition struct {
	name   string
	prefix bool
	value  any
}

// The arguments of a query that are OData, and those that are not.
const (
	filterArgument  = "filter"
	searchArgument  = "search"
	orderByArgument = "orderBy"
	limitArgument   = "limit"
	prefixSuffix    = "Prefix"
)

// queryArguments are the parameters of the path, OData's options, and an
// argument for each property that can simply be compared.
func (l *listSource) queryArguments() []object.Attribute {
	all := []object.Attribute{
		{Name: limitArgument, Mode: object.Optional, Type: object.Int{}, Doc: "Greatest number of objects to return. All by default."},
	}
	if !l.isUnfiltered() {
		all = append(all, object.Attribute{Name: filterArgument, Mode: object.Optional, Type: object.String{}, Doc: "Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments."},
			object.Attribute{Name: orderByArgument, Mode: object.Optional, Type: object.String{}, Doc: "Order in OData's words, such as `displayName desc`."})
	}
	if l.Advanced {
		all = append(all, object.Attribute{Name: searchArgument, Mode: object.Optional, Type: object.String{}, Doc: "Search in OData's words, such as `\"displayName:Engineering\"`."})
	}
	parameters := l.Parameters()
	for _, a := range l.listed {
		switch {
		case slices.Contains(parameters, a.Name):
			parameter := a.Attribute
			parameter.Mode = object.Required
			all = append(all, parameter)
		case l.comparable(a):
			all = append(all, object.Attribute{Name: a.Name, Mode: object.Optional, Type: a.Attribute.Type, Doc: "Only objects with this `" + a.Key + "`."})
			if a.Name == l.ImportKey {
				all = append(all, object.Attribute{Name: a.Name + prefixSuffix, Mode: object.Optional, Type: object.String{}, Doc: "Only objects whose `" + a.Key + "` begins with this."})
			}
		}
	}
	return all
}

// isUnfiltered tells whether objects are chosen here and not by Graph: it filters
// no elements, and links only by an index that lags behind.
func (s shape) isUnfiltered() bool { return s.Unfiltered || s.Ref != "" || s.Element != nil }

// comparable tells whether objects can be chosen by the attribute.
func (s shape) comparable(a *value.Attribute) bool {
	switch a.Key {
	case "id", object.SnakeCase(s.Ref), itemsName, idsName, filterArgument, searchArgument, object.SnakeCase(orderByArgument), limitArgument:
		return false
	}
	switch a.Attribute.Type.(type) {
	case object.Bool, object.String, object.Reference:
		return true
	default:
		return false
	}
}

// query makes the request of the configuration.
func (l *listSource) query(config value.Tree) query {
	options := l.Selection(l.listed)
	q := query{limit: number(config[limitArgument]), conditions: l.conditions(config)}
	var filters []string
	q.conditions = slices.DeleteFunc(q.conditions, func(c condition) bool {
		if !l.graphChecks(c) {
			return false
		}
		filters = append(filters, c.filter())
		return true
	})
	if own := value.Text(config[filterArgument]); own != "" {
		filters = append(filters, "("+own+")")
	}
	set := func(option, value string) {
		if value != "" {
			options.Set(option, value)
		}
	}
	set("$filter", strings.Join(filters, " and "))
	set("$search", value.Text(config[searchArgument]))
	set("$orderby", value.Text(config[orderByArgument]))
	q.request = graph.Request{Version: string(l.readAPI()), Path: l.CollectionPath(config), Query: options}
	if l.Advanced || l.Ref != "" {
		options.Set("$top", "999")
	}
	if l.Advanced && len(options["$filter"])+len(options["$search"])+len(options["$orderby"]) > 0 {
		options.Set("$count", "true")
		q.request.Header = http.Header{}
		q.request.Header.Set("ConsistencyLevel", "eventual")
	}
	return q
}

// conditions are the arguments that compare a property.
func (l *listSource) conditions(config value.Tree) []condition {
	var all []condition
	for _, a := range l.listed {
		if value := config[a.Name]; value != nil && l.comparable(a) && !slices.Contains(l.Parameters(), a.Name) {
			all = append(all, condition{name: a.Name, value: value})
		}
		if value := config[a.Name+prefixSuffix]; value != nil && a.Name == l.ImportKey {
			all = append(all, condition{name: a.Name, prefix: true, value: value})
		}
	}
	return all
}

func (l *listSource) graphChecks(c condition) bool {
	return !l.isUnfiltered() && (c.name == l.ImportKey || !c.prefix && slices.Contains(l.Filterable, c.name))
}

// filter is the condition in OData's words.
func (c condition) filter() string {
	value := fmt.Sprint(c.value)
	if s, ok := c.value.(string); ok {
		value = "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	if c.prefix {
		return "startswith(" + c.name + "," + value + ")"
	}
	return c.name + " eq " + value
}

// matches checks what Graph has not checked. Texts are compared without case,
// as Graph does.
func (q query) matches(candidate object.Body) bool {
	for _, c := range q.conditions {
		if !c.holds(candidate[c.name]) {
			return false
		}
	}
	return true
}

func (c condition) holds(value any) bool {
	wanted, isText := c.value.(string)
	actual, same := value.(string)
	switch {
	case !isText:
		return value == c.value
	case c.prefix:
		return same && len(actual) >= len(wanted) && strings.EqualFold(actual[:len(wanted)], wanted)
	default:
		return same && strings.EqualFold(actual, wanted)
	}
}
