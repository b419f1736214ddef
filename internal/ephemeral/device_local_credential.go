// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net/url"
	"slices"
	"unicode/utf16"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// deviceLocalCredential is the password that Windows LAPS has backed up.
func deviceLocalCredential() *secret {
	return &secret{
		name: "device_local_credential", verb: "read", title: "local administrator password of a device",
		doc:    "The newest password of a device's local administrator that Windows LAPS has backed up to Entra. Reading it leaves a mark in the audit log.",
		needed: []string{"DeviceLocalCredential.Read.All"},
		attributes: map[string]schema.Attribute{
			"device_id":             schema.StringAttribute{Required: true, MarkdownDescription: "Device id of the Entra device, which is not its object id."},
			"device_name":           computed("Name of the device.", false),
			"account_name":          computed("Name of the local account.", false),
			"account_sid":           computed("SID of the local account.", false),
			"password":              computed("The password.", true),
			"backup_date_time":      computed("When the password was backed up.", false),
			"refresh_date_time":     computed("When the device is to change it next.", false),
			"last_backup_date_time": computed("When the device last backed a password up.", false),
		},
		open: readPassword,
	}
}

func readPassword(ctx context.Context, s *engine.Session, a arguments) (map[string]attr.Value, map[string]string, error) {
	reply, err := s.Client.Do(ctx, graph.Request{
		Version: "v1.0", Path: "/directory/deviceLocalCredentials/" + url.PathEscape(a.text("device_id")),
		Query: url.Values{"$select": {"deviceName,lastBackupDateTime,refreshDateTime,credentials"}},
	})
	if err != nil {
		return nil, nil, err
	}
	info := unwrapped(reply.Body)
	credentials, _ := info["credentials"].([]any)
	newest := newestBy(credentials, "backupDateTime")
	if newest == nil {
		return nil, nil, errors.New("no password of the device is backed up to Entra. See whether a policy has Windows LAPS back it up there, and not to Active Directory")
	}
	encoded, _ := newest["passwordBase64"].(string)
	password, err := decodePassword(encoded)
	if err != nil {
		return nil, nil, err
	}
	return map[string]attr.Value{
		"device_name": shown(info["deviceName"]), "account_name": shown(newest["accountName"]), "account_sid": shown(newest["accountSid"]),
		"password": types.StringValue(password), "backup_date_time": shown(newest["backupDateTime"]),
		"refresh_date_time": shown(info["refreshDateTime"]), "last_backup_date_time": shown(info["lastBackupDateTime"]),
	}, nil, nil
}

// unwrapped is the object of an answer: the reference's examples show single objects
// within "value", as those of collections are.
func unwrapped(body map[string]any) map[string]any {
	if inner, ok := body["value"].(map[string]any); ok {
		return inner
	}
	return body
}

// newestBy is the object whose time, in Graph's form, is the latest; nil if there is none.
func newestBy(objects []any, property string) map[string]any {
	var all []map[string]any
	for _, o := range objects {
		if object, ok := o.(map[string]any); ok {
			all = append(all, object)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return slices.MaxFunc(all, func(a, b map[string]any) int {
		before, _ := a[property].(string)
		after, _ := b[property].(string)
		return cmp.Compare(before, after)
	})
}

// decodePassword reads base64 of a text, in UTF-16 as in the reference's example, or in
// UTF-8. Passwords of LAPS are letters, digits and signs of ASCII: in UTF-16 every other
// byte is zero.
func decodePassword(encoded string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(data) == 0 {
		return "", errors.New("the password in Graph's answer is not base64")
	}
	wide := len(data)%2 == 0
	for i := 1; i < len(data); i += 2 {
		wide = wide && data[i] == 0
	}
	if !wide {
		return string(data), nil
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units)), nil
}
