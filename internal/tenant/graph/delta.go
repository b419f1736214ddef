// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// round is how far a client has come in asking for changes: since when it asks
// for them, the place that the next page begins at, and the moment at which the
// first page was made, from which the next round will ask.
type round struct{ since, place, began uint64 }

// delta answers with one page of what came, changed or was deleted since an
// earlier round.
func (c *call) delta() (reply, error) {
	at, latest, err := c.round()
	if err != nil {
		return reply{}, err
	}
	if err := c.spell(); err != nil {
		return reply{}, err
	}
	changed, next, now := c.store.Changes(c.target.path, at.since, at.place, c.deltaPage())
	if at.place == 0 {
		at.began = now
	}
	if latest {
		changed, next = nil, 0
	}
	values, matches := []any{}, c.matcher()
	for _, object := range changed {
		e := entry{c.target.path, object}
		if ok, err := matches(e); err != nil || !ok {
			if err != nil {
				return reply{}, err
			}
			continue
		}
		shaped, err := c.shape(e)
		if err != nil {
			return reply{}, err
		}
		shaped = replaced(shaped, "id", object["id"]) // whatever is selected
		if c.tellsMembers() {
			if changes := c.memberChanges(e, at.since); len(changes) > 0 {
				shaped = replaced(shaped, "members@delta", changes)
			}
		}
		values = append(values, shaped)
	}
	body := store.Object{}
	if next != 0 {
		body["@odata.nextLink"] = c.continuation("$skiptoken", at.since, next, at.began)
	} else {
		body["@odata.deltaLink"] = c.continuation("$deltatoken", at.began)
		if !latest {
			values = append(values, c.removedSince(at.since)...)
		}
	}
	body["value"] = values
	return reply{status: http.StatusOK, body: c.withContext(body, c.fragment())}, nil
}

// round reads the tokens of the links in earlier answers.
func (c *call) round() (at round, latest bool, err error) {
	if c.query.DeltaToken == "latest" {
		return round{}, true, nil
	}
	since, ok := readToken(c.query.DeltaToken, 1)
	page, pageOK := readToken(c.query.SkipToken, 3)
	switch {
	case !ok || !pageOK:
		return round{}, false, fail(http.StatusGone, "syncStateNotFound", "The sync state generation is not found; continuing the delta is not possible.")
	case c.query.SkipToken != "":
		return round{page[0], page[1], page[2]}, false, nil
	}
	return round{since: since[0]}, false, nil
}

// deltaPage is the size of a page, which the Prefer header may make smaller.
func (c *call) deltaPage() int {
	for _, preference := range strings.Split(c.request.Header.Get("Prefer"), ",") {
		wanted, found := strings.CutPrefix(strings.TrimSpace(preference), "odata.maxpagesize=")
		if size, err := strconv.Atoi(wanted); found && err == nil && size > 0 {
			return min(size, maxPage)
		}
	}
	return defaultPage
}

// removedSince names the objects that were deleted; the first answer has none.
func (c *call) removedSince(since uint64) []any {
	if since == 0 {
		return nil
	}
	var removed []any
	for place := uint64(0); ; {
		deleted, next, _ := c.store.Changes(deletedItems, since, place, maxPage)
		for _, object := range deleted {
			if homeOf(text(object["@odata.type"])) == c.target.path {
				removed = append(removed, store.Object{"id": object["id"], "@removed": store.Object{"reason": "changed"}})
			}
		}
		if next == 0 {
			return removed
		}
		place = next
	}
}
