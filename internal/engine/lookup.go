// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lookupError says that a key names no object, or several.
type lookupError struct {
	title, attribute, key string
	ids                   []string
}

func (e *lookupError) Error() string {
	if len(e.ids) == 0 {
		return fmt.Sprintf("No %s has the %s %q.", e.title, e.attribute, e.key)
	}
	return fmt.Sprintf("Several objects of kind %s have the %s %q: %s. Name one of them by its id.", e.title, e.attribute, e.key, strings.Join(e.ids, ", "))
}

// lookup finds the one object with the key. It is an error if there is none, or
// more than one.
func (s shape) lookup(ctx context.Context, client *graph.Client, key string, options url.Values) (object.Body, error) {
	var found []object.Body
	for match, err := range client.List(ctx, s.searchFor(nil, key, options)) {
		if err != nil {
			return nil, err
		}
		if s.IsOurs(match) && (!s.Unfiltered || strings.EqualFold(value.Text(match[s.ImportKey]), key)) {
			found = append(found, match)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return nil, &lookupError{title: s.Title(), attribute: object.SnakeCase(s.ImportKey), key: key, ids: s.idsOf(found)}
}

// searchFor asks for the objects with a key, or for all if they have none.
func (s shape) searchFor(t value.Tree, key string, options url.Values) graph.Request {
	if s.ImportKey != "" && !s.Unfiltered {
		options.Set("$filter", s.ImportKey+" eq '"+strings.ReplaceAll(key, "'", "''")+"'")
	}
	return graph.Request{Method: http.MethodGet, Version: string(s.readAPI()), Path: s.CollectionPath(t), Query: options}
}

func (s shape) idsOf(found []object.Body) []string {
	key := "id"
	if s.Element != nil {
		key = s.Element.Key
	}
	var ids []string
	for _, match := range found {
		ids = append(ids, value.Text(match[key]))
	}
	return ids
}
