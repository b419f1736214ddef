// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"context"
	"errors"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// recoveryKeys is where the keys of BitLocker stand.
const recoveryKeys = "/informationProtection/bitlocker/recoveryKeys"

// bitlockerRecoveryKey is a key that a device has backed up.
func bitlockerRecoveryKey() *secret {
	return &secret{
		name: "bitlocker_recovery_key", verb: "read", title: "BitLocker recovery key",
		doc:    "A BitLocker recovery key that a device has backed up to Entra, by its id, or the newest one of a device. Reading it leaves a mark in the audit log.",
		needed: []string{"BitlockerKey.Read.All"},
		attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: "Id of the key.",
				Validators: []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("device_id"))},
			},
			"device_id":         schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "Device id of the Entra device, which is not its object id. The newest key of the device is read."},
			"key":               computed("The recovery key.", true),
			"volume_type":       computed("Which volume it opens: `operatingSystemVolume`, `fixedDataVolume`, `removableDataVolume` or a number that stands for one.", false),
			"created_date_time": computed("When the key was backed up.", false),
		},
		open: readKey,
	}
}

func readKey(ctx context.Context, s *engine.Session, a arguments) (map[string]attr.Value, map[string]string, error) {
	id := a.text("id")
	if id == "" {
		// The key itself is in no list.
		var keys []any
		query := url.Values{"$filter": {"deviceId eq " + value.Quoted(a.text("device_id"))}}
		for object, err := range s.Client.List(ctx, graph.Request{Version: "v1.0", Path: recoveryKeys, Query: query}) {
			if err != nil {
				return nil, nil, err
			}
			keys = append(keys, object)
		}
		newest := newestBy(keys, "createdDateTime")
		if newest == nil {
			return nil, nil, errors.New("no recovery key of the device is backed up to Entra")
		}
		id, _ = newest["id"].(string)
	}
	reply, err := s.Client.Do(ctx, graph.Request{
		Version: "v1.0", Path: recoveryKeys + "/" + url.PathEscape(id), Query: url.Values{"$select": {"id,createdDateTime,volumeType,deviceId,key"}},
	})
	if err != nil {
		return nil, nil, err
	}
	key := unwrapped(reply.Body)
	values := map[string]attr.Value{"key": shown(key["key"]), "volume_type": shown(key["volumeType"]), "created_date_time": shown(key["createdDateTime"])}
	if a.text("id") == "" {
		values["id"] = shown(key["id"])
	} else {
		values["device_id"] = shown(key["deviceId"])
	}
	return values, nil, nil
}
