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
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// fileVaultKey is the recovery key of a Mac, which Intune keeps.
func fileVaultKey() *secret {
	return &secret{
		name: "file_vault_key", verb: "read", title: "FileVault recovery key of a Mac",
		doc:    "The personal recovery key of FileVault that a Mac has escrowed to Intune. The function is of Graph's beta.",
		needed: []string{"DeviceManagementManagedDevices.Read.All"},
		attributes: map[string]schema.Attribute{
			"managed_device_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the managed device in Intune.", Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"key": computed("The recovery key.", true),
		},
		open: readFileVaultKey,
	}
}

func readFileVaultKey(ctx context.Context, s *engine.Session, a arguments) (map[string]attr.Value, map[string]string, error) {
	reply, err := s.Client.Do(ctx, graph.Request{
		Version: "beta", Path: "/deviceManagement/managedDevices/" + url.PathEscape(a.text("managed_device_id")) + "/getFileVaultKey",
	})
	if err != nil {
		return nil, nil, err
	}
	key, _ := reply.Body["value"].(string)
	if key == "" {
		return nil, nil, errors.New("the Mac has escrowed no key to Intune. See whether a policy turns FileVault on and has the key escrowed")
	}
	return map[string]attr.Value{"key": types.StringValue(key)}, nil, nil
}
