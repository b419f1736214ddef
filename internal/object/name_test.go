// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object_test

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

func TestSnakeCase(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"id":                   "id",
		"displayName":          "display_name",
		"onPremisesSIDHistory": "on_premises_sid_history",
		"deviceId":             "device_id",
		"iOSVersion":           "i_os_version",
		"x509Key":              "x509_key",
		"passwordURL":          "password_url",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := object.SnakeCase(name); got != want {
				t.Errorf("SnakeCase(%q) = %q, want %q", name, got, want)
			}
		})
	}
}
