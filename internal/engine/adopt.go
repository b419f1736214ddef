// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// adopt takes an existing object over, if the configuration says so and there
// is one: it is changed to what would have been created.
func (m *managed) adopt(ctx context.Context, plan value.Tree, body object.Body) (id string, err error) {
	if m.Adopt == "" || plan[value.UseExisting] != true {
		return "", nil
	}
	by := *m.Object
	by.ImportKey = m.Adopt
	key := shape{&by, m.session}
	found, err := key.lookup(ctx, m.session.Client, value.Text(plan[m.Adopt]), key.Selection(key.keyOnly()))
	var none *lookupError
	switch {
	case errors.As(err, &none) && len(none.ids) == 0:
		return "", nil
	case err != nil:
		return "", err
	}
	id = value.Text(found["id"])
	return id, m.takeOver(ctx, plan, id, body)
}

// takeOver changes an object to what would have been created, but for what is
// fixed at creation.
func (m *managed) takeOver(ctx context.Context, plan value.Tree, id string, body object.Body) error {
	change := object.Body{}
	for name, sent := range body {
		fixed := slices.ContainsFunc(m.Managed, func(a *value.Attribute) bool { return a.Name == name && a.CreateOnly })
		if !fixed {
			change[name] = sent
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
