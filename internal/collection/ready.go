// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// awaitReady waits until Graph has done what it does with an object in the background,
// where there is such a thing.
func (c *Collection) awaitReady(ctx context.Context, plan value.Tree) error {
	ready := c.Life.Ready
	told := c.Readable.Find(ready.Attribute())
	if told == nil {
		return nil
	}
	return c.tenant.lag.follow(ctx, ready.Attribute(), func() (status string, done bool, err error) {
		found, err := c.get(ctx, plan, value.Attributes{told})
		if err != nil {
			return "", false, fmt.Errorf("whether %s: %w", ready, err)
		}
		return value.Text(found[told.Name]), ready.Holds(found[told.Name]), nil
	})
}
