// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lock excludes other changes of the object, and of everything below the objects
// that it takes the locks of: Graph answers concurrent changes below one parent
// with conflicts. The locks are taken from the outside in.
func (c *Collection) lock(ctx context.Context, t value.Tree) (unlock func(), err error) {
	var held []func()
	unlock = func() {
		for _, release := range held {
			release()
		}
	}
	for _, path := range c.lockPaths(t) {
		release, err := c.tenant.client.Lock(ctx, path)
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, release)
	}
	return unlock, nil
}

// lockPaths are the paths of the object that this one is below, if there is one,
// and its own. Neither has a version: both versions of Graph change the same thing.
func (c *Collection) lockPaths(t value.Tree) []string {
	var paths []string
	if parent := c.parentPath(t); parent != "" {
		paths = append(paths, strings.ToLower(parent))
	}
	if c.Target() == "" && c.Element() == nil && !c.HasParentsID() && value.Text(t["id"]) != "" {
		paths = append(paths, strings.ToLower(c.itemPath(t)))
	}
	return paths
}

// parentPath is where the object is that this one is below, or "". It ends with the
// last parameter of the definition's path.
func (r *Reader) parentPath(t value.Tree) string {
	end := strings.LastIndex(r.Address.Path, "}") + 1
	return value.Filled(r.Address.Path[:end], r.Parameters(), t)
}
