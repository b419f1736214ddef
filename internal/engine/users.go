// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// mostUsers is how many objects that use another one a message names.
const mostUsers = 5

// used is the refusal to delete an object that others refer to, with what they are called.
type used struct {
	error
	by []string
}

func (u *used) Unwrap() error { return u.error }

// nameUsers looks for the objects that use one which Graph therefore does not delete: its
// answer has their ids at most.
func (m *managed) nameUsers(ctx context.Context, state value.Tree, failure error) error {
	var answer *graph.Error
	if !errors.As(failure, &answer) || !isUsed(answer) {
		return failure
	}
	found := &used{error: failure}
	for _, o := range m.catalogue.users(m.Object) {
		user := kind{Object: o, session: m.session}
		all, _, err := user.collection().List(ctx, collection.Query{}, o.Readable)
		if err != nil {
			continue // what is known already is said without the names
		}
		for _, body := range all {
			if mentionsID(body, value.Text(state["id"])) {
				found.by = append(found.by, user.Label(value.Tree{o.LookUp.Key: body[o.LookUp.Key]})+" ("+user.reader().IDOf(body)+")")
			}
		}
	}
	if len(found.by) == 0 {
		return failure
	}
	return found
}

// names are what users are called, those that are too many by their number.
func (u *used) names() string {
	if more := len(u.by) - mostUsers; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(u.by[:mostUsers], ", "), more)
	}
	return strings.Join(u.by, ", ")
}

// mentionsID tells whether an id is somewhere in a value of Graph's.
func mentionsID(v any, id string) bool {
	switch v := v.(type) {
	case string:
		return strings.EqualFold(v, id)
	case []any:
		return slices.ContainsFunc(v, func(element any) bool { return mentionsID(element, id) })
	case object.Body:
		return mentionsID(slices.Collect(maps.Values(v)), id)
	default:
		return false
	}
}
