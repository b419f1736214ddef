// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// managed is the managed resource of an object, for one request.
type managed struct {
	kind
	// catalogue has the objects that may refer to it.
	catalogue *Catalogue
	// identifies, if it is not nil, is the id in Terraform's identity of the object with
	// an id. For typed objects they are the same.
	identifies func(id string) string
}

// kept is what Terraform keeps of an object from one request to the next.
type kept struct {
	// state is nil where there is none.
	state    value.Tree
	private  private
	identity identity
}

// SessionOf is the session in what the provider hands to its kinds. It is nil while
// Terraform only validates, when no provider is configured.
func SessionOf(providerData any, diags *diag.Diagnostics) *Session {
	if providerData == nil {
		return nil
	}
	holder, ok := providerData.(interface{ session() *Session })
	if !ok {
		diags.AddError("Provider not configured", fmt.Sprintf("Expected a session, got %T. This is a bug of the provider; please report it.", providerData))
		return nil
	}
	return holder.session()
}
