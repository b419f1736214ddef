// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// adopt takes an existing object over, if the configuration says so and there
// is one: it is changed to what would have been created.
func (m *managed) adopt(ctx context.Context, plan tree, body object.Body) (id string, err error) {
	if m.Adopt == "" || plan[useExisting.Name] != true {
		return "", nil
	}
	key := m.shape
	key.ImportKey = m.Adopt
	found, err := key.lookup(ctx, m.session.Client, text(plan[m.Adopt]), key.selection(key.keyOnly()))
	var none *lookupError
	switch {
	case errors.As(err, &none) && len(none.ids) == 0:
		return "", nil
	case err != nil:
		return "", err
	}
	id = text(found["id"])
	return id, m.takeOver(ctx, plan, id, body)
}

// takeOver changes an object to what would have been created, but for what is
// fixed at creation.
func (m *managed) takeOver(ctx context.Context, plan tree, id string, body object.Body) error {
	change := object.Body{}
	for name, value := range body {
		fixed := slices.ContainsFunc(m.Attributes, func(a object.Attribute) bool { return a.Name == name && a.CreateOnly })
		if !fixed {
			change[name] = value
		}
	}
	if len(change) == 0 {
		return nil
	}
	return m.insist(ctx, id, change, func(ctx context.Context) error {
		_, err := m.endpoint(m.session, plan).update(ctx, id, change)
		return err
	})
}
