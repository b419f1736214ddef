// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// encryptedSettings are the types of settings whose values Intune encrypts, with what it
// shows in their place: asterisks, in base64 where the value is binary. That it does so
// for all texts and files is a guess: tenants hold some from before it did.
var encryptedSettings = map[string]string{
	"#microsoft.graph.omaSettingString":    "****",
	"#microsoft.graph.omaSettingStringXml": "KioqKg==",
	"#microsoft.graph.omaSettingBase64":    "KioqKg==",
}

// encryptSettings gives the settings of a custom configuration that are sent the
// references by which their values are asked for: three ids, with the configuration's in
// the middle.
func encryptSettings(c *call, _, after store.Object) {
	if _, sent := c.body["omaSettings"]; !sent {
		return
	}
	after["omaSettings"] = eachSetting(after, func(setting store.Object) store.Object {
		if encryptedSettings[text(setting["@odata.type"])] != "" {
			setting = replaced(setting, "isEncrypted", true)
			setting["secretReferenceValueId"] = uuid.NewString() + "_" + text(after["id"]) + "_" + uuid.NewString()
		}
		return setting
	})
}

// maskSettings shows asterisks in the place of values that are encrypted.
func maskSettings(_ *call, stored, shown store.Object) store.Object {
	if stored["omaSettings"] == nil || shown["omaSettings"] == nil {
		return shown
	}
	return replaced(shown, "omaSettings", eachSetting(shown, func(setting store.Object) store.Object {
		if setting["isEncrypted"] == true {
			setting = replaced(setting, "value", encryptedSettings[text(setting["@odata.type"])])
		}
		return setting
	}))
}

// eachSetting are the settings of a configuration, each changed.
func eachSetting(configuration store.Object, change func(store.Object) store.Object) (settings []any) {
	for _, element := range list(configuration["omaSettings"]) {
		if setting, ok := element.(store.Object); ok {
			element = change(setting)
		}
		settings = append(settings, element)
	}
	return settings
}

// plainSetting tells the value of a setting that is shown with asterisks.
func (c *call) plainSetting() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	wanted, _ := c.argument(c.segments[len(c.segments)-1].Arguments, "secretReferenceValueId")
	for _, element := range list(e.object["omaSettings"]) {
		if setting, ok := element.(store.Object); ok && wanted != "" && strings.EqualFold(text(setting["secretReferenceValueId"]), wanted) {
			return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": setting["value"]}, "Edm.String")}, nil
		}
	}
	return reply{}, fail(http.StatusNotFound, "ResourceNotFound", "The secret reference '%s' does not exist.", wanted)
}
