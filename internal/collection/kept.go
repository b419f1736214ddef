// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import "sync"

// kept are things of a run by their keys: each is made when it is first asked for. The
// zero value has none.
type kept[T any] struct {
	mu    sync.Mutex
	known map[string]*T
}

func (k *kept[T]) at(key string) *T {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil {
		k.known = map[string]*T{}
	}
	if k.known[key] == nil {
		k.known[key] = new(T)
	}
	return k.known[key]
}
