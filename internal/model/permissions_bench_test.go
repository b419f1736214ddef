// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import "testing"

func BenchmarkReadPermissions(b *testing.B) {
	for b.Loop() {
		if _, err := readPermissions(); err != nil {
			b.Fatal(err)
		}
	}
}
