// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// fresh remembers when objects were written. A replica of Graph that does not
// know one of them yet refuses what refers to it, and that is no mistake of the
// configuration.
type fresh struct {
	mu      sync.Mutex
	written map[string]time.Time
}

// note remembers the ids among some values.
func (f *fresh) note(at time.Time, values ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.written == nil {
		f.written = map[string]time.Time{}
	}
	for _, v := range values {
		if id := value.Text(v); hasGUID(id) {
			f.written[strings.ToLower(id)] = at
		}
	}
}

// hasGUID tells of an id that is a GUID, or one with something before or after it, as
// Intune and synchronization jobs have them: "T_…", "…_Limit", "scim.…" without hyphens.
func hasGUID(id string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(id, func(c rune) bool { return c == '_' || c == '.' }), func(part string) bool {
		_, err := hex.DecodeString(part)
		return value.IsGUID(part) || len(part) == 32 && err == nil
	})
}

// named tells whether a path or a body names an object that was written within
// the time given.
func (f *fresh) named(within time.Duration, values ...any) bool {
	return slices.ContainsFunc(values, func(v any) bool {
		switch v := v.(type) {
		case string:
			parts := strings.FieldsFunc(v, func(c rune) bool { return strings.ContainsRune("/(')", c) }) // "…/teams/1" or "…/teams('1')"
			return slices.ContainsFunc(parts, func(part string) bool { return f.recent(part, within) })
		case []any:
			return f.named(within, v...)
		case []string:
			return slices.ContainsFunc(v, func(part string) bool { return f.named(within, part) })
		case value.Tree:
			return f.named(within, slices.Collect(maps.Values(v))...)
		case object.Body:
			return f.named(within, slices.Collect(maps.Values(v))...)
		}
		return false
	})
}

func (f *fresh) recent(id string, within time.Duration) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return time.Since(f.written[strings.ToLower(id)]) < within // what was never written has the oldest of all times
}

// notYet tells whether a refusal is what a replica says that does not know an
// object yet. The same words mean a mistake if no object is that young.
func notYet(err error) bool {
	var answer *graph.Error
	if isMissing(err) || !errors.As(err, &answer) {
		return isMissing(err)
	}
	return slices.ContainsFunc([]string{
		"does not exist", "do not exist", // of directory objects, and of named locations in policies
		"does not reference a valid application object", // a service principal of an app registration
		"backing application of the service principal",  // the same, from another service
		"Not a valid reference update",                  // app role assignments
		"property values specified are invalid",         // owners and members in a body
	}, func(words string) bool { return strings.Contains(answer.Message, words) })
}

// Recall tells the run of an object that an earlier run wrote at a time.
func (r *Reader) Recall(t value.Tree, at time.Time) { r.tenant.fresh.note(at, r.OwnID(t)) }

// isYoung tells whether the object was written so lately that a replica may not
// know it, or what it was changed to.
func (r *Reader) isYoung(t value.Tree) bool {
	return r.tenant.fresh.recent(r.OwnID(t), r.tenant.lag.Recent)
}
