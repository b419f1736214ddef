// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import "testing"

func TestWhereTheIdentityEndpointListens(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		options Options
		want    string
	}{
		"any free port":                      {Options{}, "127.0.0.1:0"},
		"beside the tenant":                  {Options{Listen: "[::1]:8443"}, "[::1]:0"},
		"localhost is loopback":              {Options{Listen: "localhost:0"}, "127.0.0.1:0"},
		"by its port a Windows host is told": {Options{Host: WindowsContainer}, "127.0.0.1:2377"},
		"another port that was asked for":    {Options{Host: WindowsContainer, IdentityListen: "127.0.0.1:0"}, "127.0.0.1:0"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := tt.options.withDefaults()
			if err != nil || o.IdentityListen != tt.want {
				t.Errorf("it listens on %q, %v; want %q", o.IdentityListen, err, tt.want)
			}
		})
	}
}
