// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
)

func TestPasswords(t *testing.T) {
	t.Parallel()
	for encoded, want := range map[string]string{
		"UQBRAEAAZAA4AGYAOABnAFkA": "QQ@d8f8gY", // UTF-16, the reference's example
		"UVFAZDhmOGdZ":             "QQ@d8f8gY", // UTF-8
		"YWJjAA==":                 "abc\x00",   // UTF-8, with a zero in the place of UTF-16's last one
	} {
		if got, err := decodePassword(encoded); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", encoded, got, err, want)
		}
	}
	for _, encoded := range []string{"", "no base64!", "UVFAZA==!"} {
		if got, err := decodePassword(encoded); err == nil {
			t.Errorf("%q is %q; want an error", encoded, got)
		}
	}
}

func TestTheNewestIsTaken(t *testing.T) {
	t.Parallel()
	objects := []any{map[string]any{"id": "a", "at": "2026-01-01T00:00:00Z"}, map[string]any{"id": "b", "at": "2026-01-03T00:00:00Z"}, map[string]any{"id": "c", "at": "2026-01-02T00:00:00Z"}}
	if got := newestBy(objects, "at"); got["id"] != "b" {
		t.Errorf("the newest is %v", got)
	}
	if got := newestBy(nil, "at"); got != nil {
		t.Errorf("the newest of none is %v", got)
	}
}

// TestSecretsAreSensitive names the attributes that are secrets; what is none is shown.
func TestSecretsAreSensitive(t *testing.T) {
	t.Parallel()
	secrets := map[string]bool{"token": true, "secret_text": true, "key": true, "password": true, "pass": true}
	for _, build := range All() {
		var metadata ephemeral.MetadataResponse
		var schema ephemeral.SchemaResponse
		kind := build()
		kind.Metadata(t.Context(), ephemeral.MetadataRequest{ProviderTypeName: "microsoft365"}, &metadata)
		kind.Schema(t.Context(), ephemeral.SchemaRequest{}, &schema)
		if diags := schema.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("%s: %v", metadata.TypeName, diags)
		}
		found := 0
		for name, a := range schema.Schema.Attributes {
			if a.IsSensitive() != secrets[name] {
				t.Errorf("%s.%s: sensitive is %v", metadata.TypeName, name, a.IsSensitive())
			}
			if secrets[name] {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s has %d secrets; want 1", metadata.TypeName, found)
		}
	}
}
