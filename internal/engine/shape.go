// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// shape is an object in the tenant that the provider is signed in to.
type shape struct {
	*value.Object

	// session is nil while Terraform only validates.
	session *Session
}
