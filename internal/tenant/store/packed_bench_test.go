// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"encoding/json"
	"fmt"
	"testing"
)

// aGroup has as many properties as Graph's, most of them without a value.
func aGroup() Object {
	group := Object{"id": "50000000-0000-4000-8000-000000000001", "displayName": "Group 1", "mailNickname": "group1", "securityEnabled": true, "mailEnabled": false, "createdDateTime": "2026-08-04T10:17:05Z"}
	for i := range 40 {
		group[fmt.Sprintf("property%d", i)] = []any{nil, []any{}}[i%2]
	}
	return group
}

// BenchmarkAtRest is what each read and each write of an object costs.
func BenchmarkAtRest(b *testing.B) {
	n, group := newNames(), aGroup()
	object, err := n.pack(group)
	if err != nil {
		b.Fatal(err)
	}
	wanted, _ := n.known([]string{"id", "displayName"})
	to := make([]byte, 0, 4096)
	for name, run := range map[string]func(){
		"pack":      func() { _, _ = n.pack(group) },
		"unpack":    func() { n.unpack(object) },
		"two of it": func() { n.unpackOnly(object, wanted) },
		"to JSON":   func() { n.appendJSON(to, object) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.ReportMetric(float64(len(object)), "bytes")
			for b.Loop() {
				run()
			}
		})
	}
	b.Run("of the object to JSON", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			AppendJSON(to, group)
		}
	})
	b.Run("of the object to JSON by the library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = json.Marshal(group)
		}
	})
}
