// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
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
				"`{name}` is a place; `{name:date}` takes a time such as `2026-01-31T00:00:00Z` and `{name:guid}` a GUID, which both stand without quotes. Places within quotes are left as they are.",
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

// filterPlace is a text in quotes, or a place for a value.
var filterPlace = regexp.MustCompile(`'[^']*'|\{([^{}:]*)(?::([^{}]*))?\}`)

func fill(template string, values map[string]attr.Value) (any, *function.FuncError) {
	used := map[string]bool{}
	var fault *function.FuncError
	filled := filterPlace.ReplaceAllStringFunc(template, func(place string) string {
		parts := filterPlace.FindStringSubmatch(place)
		name, form := parts[1], parts[2]
		if place[0] == '\'' || fault != nil {
			return place
		}
		given, ok := values[name]
		if !ok {
			fault = wrong(1, "values", fmt.Errorf("has no value for the place %s", place))
			return place
		}
		used[name] = true
		literal, err := literalOf(given, form)
		if err != nil {
			fault = wrong(1, "values", fmt.Errorf("%s: %w", name, err))
		}
		return literal
	})
	if fault != nil {
		return nil, fault
	}
	for name := range values {
		if !used[name] {
			return nil, wrong(1, "values", fmt.Errorf("the template has no place {%s}", name))
		}
	}
	return filled, nil
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

// literalOf writes a value as OData does.
func literalOf(v attr.Value, form string) (string, error) {
	switch v := v.(type) {
	case types.Dynamic:
		return literalOf(v.UnderlyingValue(), form)
	case types.String:
		return textLiteral(v, form)
	case types.Bool, types.Number:
		if v.IsNull() || form != "" {
			break
		}
		if number, ok := v.(types.Number); ok {
			return plain(number.ValueBigFloat()), nil
		}
		return v.String(), nil
	case types.List:
		return listLiteral(v.Elements(), form)
	case types.Set:
		return listLiteral(v.Elements(), form)
	case types.Tuple:
		return listLiteral(v.Elements(), form)
	}
	return "", fmt.Errorf("must be a text, a number, a boolean or a list of those, and not null")
}

func textLiteral(v types.String, form string) (string, error) {
	text := v.ValueString()
	var err error
	switch {
	case v.IsNull():
		return "", fmt.Errorf("is null; write the word null into the template")
	case form == "":
		return value.Quoted(text), nil
	case form == "date":
		if _, err = time.Parse(time.RFC3339, text); err != nil {
			_, err = time.Parse(time.DateOnly, text)
		}
	case form == "guid":
		_, err = uuid.Parse(text)
		if len(text) != 36 {
			err = fmt.Errorf("it has %d characters", len(text))
		}
	default:
		return "", fmt.Errorf("the form %q is not known; there are date and guid", form)
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
