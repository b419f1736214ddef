// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions

import (
	"errors"
	"strings"
	"testing"
)

// TestWhatComesOfProvisioning: the answer is 200 whatever comes of it.
func TestWhatComesOfProvisioning(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		key, value string
		err        string
		open       bool
		says       string
	}{
		"success":                {key: `{"result":"Success","details":{}}`, says: "is provisioned"},
		"nothing to change":      {key: `{"result":"Skipped","details":{"errorCode":"RedundantExport","errorMessage":"both match"}}`, says: "holds the object as it is"},
		"out of scope":           {key: `{"result":"Skipped","details":{"errorCode":"NotEffectivelyEntitled","errorMessage":"not assigned"}}`, err: "skipped, by NotEffectivelyEntitled: not assigned"},
		"refused":                {key: `{"result":"Failure","details":{"errorCode":"SystemForCrossDomainIdentityManagementBadResponse","errorMessage":"400"}}`, err: "not provisioned, by SystemFor"},
		"refused without a word": {key: `{"result":"Failure","details":{}}`, err: "see the provisioning logs"},
		"with a warning":         {key: `{"result":"Warning","details":{"errorCode":"X","errorMessage":"slow"}}`, says: "with a warning: X: slow"},
		"a word that is new":     {key: `{"result":"Postponed","details":{}}`, err: `the result "Postponed"`, open: true},
		"no result":              {key: `StatusInfo`, err: "does not tell the result", open: true},
		"half of a result":       {key: `{"result":"Success","details":7}`, err: "does not tell the result", open: true},
		"an empty result":        {key: `{"details":{}}`, err: "does not tell the result", open: true},
		"steps that are none":    {key: `{"result":"Success","details":{}}`, value: `{"provisioningSteps":[{"name":"private","status":7}]}`, says: "is provisioned"},
		"steps without values": {
			key:   `{"result":"Success","details":{}}`,
			value: `{"provisioningSteps":[{"name":"EntryImport","status":"Success","description":"Retrieved it","details":{"userName":"private"}}]}`,
			says:  "EntryImport: Success. Retrieved it\nThe object",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var said []string
			err := provisioned(map[string]any{"key": tt.key, "value": tt.value}, func(text string) { said = append(said, text) })
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("the error is %v; want %q", err, tt.err)
			}
			var pending *PendingError
			if errors.As(err, &pending) != tt.open {
				t.Errorf("that the outcome is open is %v", !tt.open)
			}
			if all := strings.Join(said, "\n"); !strings.Contains(all, tt.says) || strings.Contains(all, "private") {
				t.Errorf("it says %q; want %q", all, tt.says)
			}
		})
	}
}
