// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"maps"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Keys of private state.
const (
	// writtenKey holds when we wrote last.
	writtenKey = "written"
	// importedKey marks an object that was just imported.
	importedKey = "imported"
	// tenantKey holds the id of the tenant that the object is in.
	tenantKey = "tenant"
	// memoryKey holds whose values those of the object are.
	memoryKey = "memory"
	// takenKey marks an object that was there before.
	takenKey = "taken"
	// secretKey holds what tells whether a body that is not stored has changed.
	secretKey = "secret"
)

// private is what is kept of an object beside its state, as JSON by its keys. In that
// form the framework has kept it too.
type private map[string][]byte

// privateOf reads private state. Keys with a dot were the framework's.
func privateOf(kept []byte) private {
	p := private{}
	_ = json.Unmarshal(kept, &p) // nothing was noted
	maps.DeleteFunc(p, func(key string, _ []byte) bool { return strings.HasPrefix(key, ".") })
	return p
}

// bytes is the private state as Terraform keeps it.
func (p private) bytes() []byte {
	if len(p) == 0 {
		return nil
	}
	kept, _ := json.Marshal(p) // texts
	return kept
}

func (p private) has(key string) bool { return p[key] != nil }

// get reads what was noted. Where nothing was, what stays as it is.
func (p private) get(key string, what any) { _ = json.Unmarshal(p[key], what) }

// note notes something that has a form in JSON.
func (p private) note(key string, what any) { p[key], _ = json.Marshal(what) }

// markWritten notes the time of our own write, so that the next reads know that
// a replica may be behind.
func (p private) markWritten() { p.note(writtenKey, time.Now().UTC()) }

// memory is what is known of an object beside its state. A new one, and one of a state
// from before anything was noted, is not known.
func (p private) memory() (m value.Memory) {
	p.get(memoryKey, &m)
	return m
}

// recall is what is known of an object that was written so lately that a read may still
// be behind, and tells the run of it. Of others it is nil.
func (m *managed) recall(p private, t value.Tree) *value.Memory {
	var at time.Time
	if p.get(writtenKey, &at); time.Since(at) >= m.session.lag().Recent {
		return nil
	}
	m.reader().Recall(t, at)
	known := p.memory()
	return &known
}
