// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// graphFilter fills values into a filter of Graph.
func graphFilter() *named {
	return &named{
		name: "graph_filter",
		definition: function.Definition{
			Summary: "Fills values into a filter for Microsoft Graph, escaped",
			MarkdownDescription: "Puts values in the places of a `$filter`, so that none of them can change what the filter means: texts are quoted and their quotes doubled, booleans and numbers stand plain, and a list becomes `('a','b')`, for `in`. " +
				"`{name}` is a place; `{name:date}` takes a time such as `2026-01-31T00:00:00Z` and `{name:guid}` a GUID, which both stand without quotes. Places within quotes are left as they are, and elsewhere quotes and braces go in pairs.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "template", MarkdownDescription: "The filter with places: `displayName eq {name} and createdDateTime ge {since:date}`."},
				function.DynamicParameter{Name: "values", MarkdownDescription: "An object or map with a value for each place, and no others."},
			},
			Return: function.StringReturn{},
		},
		run: func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
			var template string
			var values types.Dynamic
			if fault := arguments.Get(ctx, &template, &values); fault != nil {
				return nil, fault
			}
			members, err := membersOf(values)
			if err != nil {
				return nil, wrong(1, "values", err)
			}
			return fill(template, members)
		},
	}
}

// filterPlace is a text in quotes, a place for a value, or a quote or brace that has no
// counterpart.
var filterPlace = regexp.MustCompile(`'[^']*'|\{([^{}:]*)(?::([^{}]*))?\}|['{}]`)

func fill(template string, values map[string]attr.Value) (any, *function.FuncError) {
	used := map[string]bool{}
	var fault *function.FuncError
	filled := filterPlace.ReplaceAllStringFunc(template, func(place string) string {
		switch {
		case fault != nil:
		case len(place) == 1:
			fault = wrong(0, "template", fmt.Errorf("%s stands there without its counterpart", place))
		case place[0] == '{':
			parts := filterPlace.FindStringSubmatch(place)
			used[parts[1]] = true
			place, fault = literalAt(place, parts[1], parts[2], values)
		}
		return place
	})
	if fault != nil {
		return nil, fault
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !used[name] {
			return nil, wrong(1, "values", fmt.Errorf("the template has no place {%s}", name))
		}
	}
	return filled, nil
}

// literalAt is what stands in a place of the template.
func literalAt(place, name, form string, values map[string]attr.Value) (string, *function.FuncError) {
	given, ok := values[name]
	switch {
	case name == "":
		return "", wrong(0, "template", fmt.Errorf("the place %s has no name", place))
	case form != "" && form != "date" && form != "guid":
		return "", wrong(0, "template", fmt.Errorf("the form %q of the place %s is not known; there are date and guid", form, place))
	case !ok:
		return "", wrong(1, "values", fmt.Errorf("has no value for the place %s", place))
	}
	var literal string
	var err error
	if list, isList := elementsOf(given); isList {
		literal, err = listLiteral(list, form)
	} else {
		literal, err = literalOf(given, form)
	}
	if err != nil {
		return "", wrong(1, "values", fmt.Errorf("%s: %w", name, err))
	}
	return literal, nil
}

// membersOf are the values of an object or a map.
func membersOf(d types.Dynamic) (map[string]attr.Value, error) {
	switch v := d.UnderlyingValue().(type) {
	case types.Object:
		return v.Attributes(), nil
	case types.Map:
		return v.Elements(), nil
	default:
		return nil, fmt.Errorf("must be an object, such as { name = \"Sales\" }")
	}
}

// elementsOf are the elements of a list.
func elementsOf(v attr.Value) ([]attr.Value, bool) {
	switch v := v.(type) {
	case types.Dynamic:
		return elementsOf(v.UnderlyingValue())
	case types.List:
		return v.Elements(), true
	case types.Set:
		return v.Elements(), true
	case types.Tuple:
		return v.Elements(), true
	}
	return nil, false
}

// literalOf writes a single value as OData does.
func literalOf(v attr.Value, form string) (string, error) {
	if d, ok := v.(types.Dynamic); ok {
		v = d.UnderlyingValue()
	}
	if v == nil || v.IsNull() {
		return "", errors.New("is null; write the word null into the template")
	}
	switch v := v.(type) {
	case types.String:
		return textLiteral(v.ValueString(), form)
	case types.Bool, types.Number:
		if form != "" {
			return "", fmt.Errorf("is no text, as a %s is", form)
		}
		if number, ok := v.(types.Number); ok {
			return plain(number.ValueBigFloat()), nil
		}
		return v.String(), nil
	}
	return "", errors.New("must be a text, a number, a boolean or a list of those")
}

func textLiteral(text, form string) (string, error) {
	var err error
	switch form {
	case "date":
		if _, err = time.Parse(time.RFC3339, text); err != nil {
			_, err = time.Parse(time.DateOnly, text)
		}
	case "guid":
		if !value.IsGUID(text) {
			err = errors.New("it is written in another way")
		}
	default:
		return value.Quoted(text), nil
	}
	if err != nil {
		return "", fmt.Errorf("%q is no %s", text, form)
	}
	return text, nil
}

// listLiteral is a list for the operator in.
func listLiteral(elements []attr.Value, form string) (string, error) {
	if len(elements) == 0 {
		return "", fmt.Errorf("is an empty list, which Graph does not take")
	}
	var literals []string
	for _, e := range elements {
		literal, err := literalOf(e, form)
		if err != nil {
			return "", err
		}
		literals = append(literals, literal)
	}
	return "(" + strings.Join(slices.Clip(literals), ",") + ")", nil
}

// plain writes a number without an exponent.
func plain(n *big.Float) string { return n.Text('f', -1) }
