// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import "testing"

func TestUserAgent(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ version, terraform, partner, appended, want string }{
		"the provider alone":      {"1.2.3", "", "", "", "terraform-provider-microsoft365/1.2.3"},
		"a build without version": {"", "", "", "", "terraform-provider-microsoft365/dev"},
		"all of it": {
			"1.2.3", "1.13.4", "AAAAAAAA-1111-4111-8111-111111111111", "pipeline/7 team/x",
			"terraform-provider-microsoft365/1.2.3 Terraform/1.13.4 pid-aaaaaaaa-1111-4111-8111-111111111111 pipeline/7 team/x",
		},
		"what no header may hold": {"1.2.3", "", "", "a~\r\nX-Evil: b\x00 ü\x7f", "terraform-provider-microsoft365/1.2.3 a~ X-Evil: b"},
	}
	for name, tt := range tests {
		if got := userAgent(tt.version, tt.terraform, tt.partner, tt.appended); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
