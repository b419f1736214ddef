// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"errors"
	"io/fs"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/content"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// planContent plans the digest of the file that an object brings to devices: another one
// than in the state is what uploads the file. Of an imported object nobody knows which
// file Intune has, so that the one which is configured counts as the same.
func (m *managed) planContent(prior, config, next value.Tree) (diags diag.Diagnostics) {
	switch {
	case m.Life.Content == object.NoContent, config[value.ContentFile] == nil:
		return nil
	case prior != nil && prior[value.ContentDigest] == nil && prior[value.ContentVersion] == next[value.ContentVersion]:
		return nil
	case value.IsUnknown(config[value.ContentFile]):
		next[value.ContentDigest] = value.Unknown{}
		return nil
	}
	at := path.Root(m.Managed.Find(value.ContentFile).Key)
	digest, err := content.Digest(value.Text(config[value.ContentFile]))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		next[value.ContentDigest] = value.Unknown{}
		diags.AddAttributeWarning(at, "The file is not there yet", err.Error()+". It must be there when the plan is applied.")
	case err != nil:
		diags.AddAttributeError(at, "The file cannot be read", err.Error()+".")
	default:
		next[value.ContentDigest] = digest
	}
	return diags
}
