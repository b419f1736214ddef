// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// BenchmarkGetProviderSchema is the start of a plugin: everything is compiled, and
// Terraform is told of it.
func BenchmarkGetProviderSchema(b *testing.B) {
	for b.Loop() {
		if _, err := NewServer("bench").GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
			b.Fatal(err)
		}
	}
}
