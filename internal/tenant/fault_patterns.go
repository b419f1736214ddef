// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// possible refuses the pattern of a fault that no request can ever match, such as one
// with a misspelt name: it would hit nothing, and nobody would notice until the end.
func possible(pattern string) error {
	rest := pattern
	if method, after, found := strings.Cut(pattern, " "); found {
		methods := []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodConnect}
		if !slices.Contains(methods, method) {
			return fmt.Errorf("fault %q: %s is no method; there are %s", pattern, method, strings.Join(methods, ", "))
		}
		rest = strings.TrimLeft(after, " \t")
	}
	host, path, _ := strings.Cut(rest, "/")
	switch version := model.Version(host); {
	case version == model.V1 || version == model.Beta || host != "" && host != "localhost" && !strings.ContainsAny(host, ".:["):
		return fmt.Errorf("fault %q: %s would be a host; begin the path with /", pattern, host)
	case strings.Contains(path, "?"):
		return fmt.Errorf("fault %q: a pattern says nothing of a query; leave away what follows the ?", pattern)
	}
	first, below, _ := strings.Cut(path, "/")
	version := model.Version(first)
	if version != model.V1 && version != model.Beta {
		if strings.HasPrefix(first, "{") || !inGraph(model.Beta, path) {
			return nil // it is another service's
		}
		return fmt.Errorf("fault %q: no path of Graph's begins so; it has a version, as /v1.0/%s or /beta/%s", pattern, first, first)
	}
	if err := resolves(version, below); err != nil {
		return fmt.Errorf("fault %q: Graph %s has no such path: %w", pattern, version, err)
	}
	return nil
}

// inGraph tells whether a path names something of Graph's from its first segment on.
func inGraph(version model.Version, path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != "" && resolves(version, first) == nil
}

// wildcard stands for a part of a path that a pattern leaves open.
const wildcard = "any"

// resolves looks at a pattern's path as far as it says what it means.
func resolves(version model.Version, path string) error {
	schema, err := model.Load(version)
	if err != nil {
		return fmt.Errorf("load Graph's types: %w", err)
	}
	var segments []string
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case segment == "" || segment == "{$}" || strings.HasSuffix(segment, "...}") || strings.HasPrefix(segment, "$") || strings.Contains(segment, ":"):
			return prefixResolves(schema, segments)
		case strings.HasPrefix(segment, "{"):
			segments = append(segments, wildcard)
		default:
			segments = append(segments, segment)
		}
	}
	return prefixResolves(schema, segments)
}

func prefixResolves(schema *model.Schema, segments []string) error {
	_, err := schema.Resolve("/" + strings.Join(segments, "/"))
	var unknown *model.PathError
	if errors.As(err, &unknown) && unknown.Segment == wildcard {
		return nil // it stands for a name, and what follows depends on it
	}
	return err
}
