// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package memo remembers what was found out about texts that come again and
// again, such as tokens.
package memo

import "sync"

// limit is how many results are remembered; one more, and all are forgotten.
const limit = 1000

// Memo holds results by text. The zero value is empty. Its methods may be called
// concurrently.
type Memo[V any] struct {
	mu    sync.Mutex
	known map[string]V
}

// Get returns the result for a text, if it is known.
func (m *Memo[V]) Get(text string) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	result, ok := m.known[text]
	return result, ok
}

// Put remembers the result for a text.
func (m *Memo[V]) Put(text string, result V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) == limit {
		m.known = map[string]V{}
	}
	m.known[text] = result
}
