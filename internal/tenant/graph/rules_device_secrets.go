// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
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
		"/deviceManagement/managedDevices":              {shows: showDevice},
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
	if minutes, _ := number(after["lifetimeInMinutes"]); minutes < 10 || minutes > 43200 {
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

// rotations counts how often the key of FileVault was changed. Answers do not have it.
const rotations = "fileVaultRotations"

// fileVaultKey answers with the recovery key of a Mac, in Apple's form: six groups of four
// letters and digits. It is made of the device and of how often it was changed.
func (c *call) fileVaultKey() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	sum := sha256.Sum256([]byte("FileVault " + e.id() + " " + text(e.object[rotations])))
	letters := base32.StdEncoding.EncodeToString(sum[:])
	var groups []string
	for i := range 6 {
		groups = append(groups, letters[4*i:4*i+4])
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": strings.Join(groups, "-")}, "Edm.String")}, nil
}

// rotateFileVaultKey changes it, at once: a Mac would do so when it next checks in.
func (c *call) rotateFileVaultKey() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	c.set(e, rotations, text(e.object[rotations])+"I")
	return noContent(), nil
}

// showDevice leaves out what is the tenant's own.
func showDevice(_ *call, _, shown store.Object) store.Object {
	return without(shown, []string{rotations})
}
