// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Twin is the id of the one object that has every value of a plan that is fixed at
// creation, or "". Where Graph refuses a second object and objects have no name, it is
// the one in the way.
func (c *Collection) Twin(ctx context.Context, plan value.Tree) (string, error) {
	if c.IsAlone() || c.Element() != nil {
		return "", nil
	}
	query := Query{At: plan}
	for _, a := range c.FixedAttributes() {
		if text := value.Text(plan[a.Name]); text != "" {
			query.Conditions = append(query.Conditions, Condition{Name: a.Name, Value: text})
		}
	}
	if len(query.Conditions) == 0 {
		return "", nil
	}
	found, _, err := c.List(ctx, query, c.Managed.Listed())
	if len(found) != 1 {
		return "", err
	}
	return c.StateID(plan, c.IDs(found)[0]), nil
}
