// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// delta answers with what came, changed or was deleted since an earlier answer,
// all on one page. Changes of memberships are not among it.
func (c *call) delta() (reply, error) {
	since, ok := readToken(c.query.DeltaToken)
	latest := c.query.DeltaToken == "latest"
	if !ok && !latest {
		return reply{}, fail(http.StatusGone, "syncStateNotFound", "The sync state generation is not found; continuing the delta is not possible.")
	}
	changed, now := c.options.Store.Changes(c.target.path, since)
	values := []any{}
	if !latest {
		for _, object := range changed {
			shaped, err := c.shape(entry{c.target.path, object})
			if err != nil {
				return reply{}, err
			}
			values = append(values, shaped)
		}
		values = append(values, c.removedSince(since)...)
	}
	body := store.Object{"value": values, "@odata.deltaLink": c.continuation("$deltatoken", now)}
	return reply{status: http.StatusOK, body: c.withContext(body, c.fragment())}, nil
}

// removedSince names the objects that were deleted; the first answer has none.
func (c *call) removedSince(since uint64) []any {
	if since == 0 {
		return nil
	}
	var removed []any
	deleted, _ := c.options.Store.Changes(deletedItems, since)
	for _, object := range deleted {
		if homeOf(text(object["@odata.type"])) == c.target.path {
			removed = append(removed, store.Object{"id": object["id"], "@removed": store.Object{"reason": "changed"}})
		}
	}
	return removed
}
