// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatNobodySeesIsNotLogged(t *testing.T) {
	t.Parallel()
	const sdk, own, off = "TF_LOG_SDK", "TF_LOG_PROVIDER_MICROSOFT365", "OFF"
	for name, tt := range map[string]struct{ environment, want map[string]string }{
		"without a log":                      {nil, map[string]string{sdk: off, own: off}},
		"with the log of Terraform alone":    {map[string]string{"TF_LOG_CORE": "TRACE"}, map[string]string{sdk: off, own: off}},
		"with the log of everything":         {map[string]string{"TF_LOG": "INFO"}, map[string]string{}},
		"with the log of providers":          {map[string]string{"TF_LOG_PROVIDER": "DEBUG"}, map[string]string{}},
		"with a level that is set by itself": {map[string]string{sdk: "WARN"}, map[string]string{own: off}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := LogLevels(func(name string) string { return tt.environment[name] })
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("levels (-want +got):\n%s", diff)
			}
		})
	}
}
