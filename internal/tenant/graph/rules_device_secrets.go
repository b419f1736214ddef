// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// passesPath is where a user's temporary access pass stands.
const passesPath = "/users/*/authentication/temporaryAccessPassMethods"

// secretRules are those of secrets that Graph hands out: the passwords and keys of
// devices, which must be selected to be seen, and passes, which only the answer to
// their creation shows. Devices choose the ids of what they back up.
func secretRules() table {
	return table{
		"/directory/deviceLocalCredentials":             {noPatch: true, clientID: true, selectOnly: []string{"credentials"}},
		"/informationProtection/bitlocker/recoveryKeys": {noPatch: true, clientID: true, selectOnly: []string{"key"}, unpaged: true},
		passesPath: {
			readOnly: []string{"createdDateTime", "isUsable", "methodUsabilityReason", "temporaryAccessPass"}, noPatch: true,
			hidden: map[string]string{"temporaryAccessPass": ""}, check: checkPass, complete: completePass,
			tells: func(_ *call, e entry) store.Object { return e.object },
		},
	}
}

// secretPermissions open the paths of these rules.
func secretPermissions() permissions {
	return permissions{
		"/directory/deviceLocalCredentials":             {read: []string{"DeviceLocalCredential.Read.All", "DeviceLocalCredential.ReadBasic.All"}},
		"/informationProtection/bitlocker/recoveryKeys": {read: []string{"BitlockerKey.Read.All", "BitlockerKey.ReadBasic.All"}},
		passesPath: {
			read:  []string{"UserAuthMethod-TAP.Read.All", "UserAuthenticationMethod.Read.All", "UserAuthenticationMethod.ReadWrite.All"},
			write: []string{"UserAuthMethod-TAP.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All"},
		},
	}
}

// checkPass: a pass lives from ten minutes to thirty days. By default it is an hour,
// which is the default of the policy of passes.
func checkPass(_ *call, _, after store.Object) error {
	if after["lifetimeInMinutes"] == nil {
		after["lifetimeInMinutes"] = json.Number("60")
	}
	lifetime, _ := after["lifetimeInMinutes"].(json.Number)
	if minutes, err := lifetime.Int64(); err != nil || minutes < 10 || minutes > 43200 {
		return badRequest("Property 'lifetimeInMinutes' must be between 10 and 43200.")
	}
	return nil
}

// completePass takes the place of the user's earlier pass.
func completePass(c *call, pass store.Object) {
	for _, earlier := range c.store.List(c.target.path) {
		if earlier["id"] != pass["id"] {
			c.must(c.store.Remove(c.target.path, text(earlier["id"])))
		}
	}
	random := make([]byte, 6)
	_, _ = rand.Read(random) // it never fails
	pass["temporaryAccessPass"] = base64.StdEncoding.EncodeToString(random)
	pass["createdDateTime"] = c.now()
	if pass["startDateTime"] == nil {
		pass["startDateTime"] = pass["createdDateTime"]
	}
	if pass["isUsableOnce"] == nil {
		pass["isUsableOnce"] = false
	}
	pass["isUsable"], pass["methodUsabilityReason"] = true, "EnabledByPolicy"
	start, _ := time.Parse(time.RFC3339, text(pass["startDateTime"]))
	created, _ := time.Parse(time.RFC3339, text(pass["createdDateTime"]))
	if start.After(created) {
		pass["isUsable"], pass["methodUsabilityReason"] = false, "NotYetValid"
	}
}
