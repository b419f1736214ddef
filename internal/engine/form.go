// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// form is how the values of a resource stand in Terraform: attribute by attribute for
// typed objects, as a path and a body for others.
type form interface {
	// decode reads a configuration, a plan or a state, and encode makes a state.
	decode(v tftypes.Value) (value.Tree, error)
	encode(t value.Tree) (tftypes.Value, error)
	// terraform is Terraform's type of the resource.
	terraform() tftypes.Object
	// identity is the id in Terraform's identity of the object with an id.
	identity(id string) string
}

// attributes is the form of typed objects.
type attributes struct{ value.Attributes }

func (a attributes) decode(v tftypes.Value) (value.Tree, error) { return a.Decode(v) }
func (a attributes) encode(t value.Tree) (tftypes.Value, error) { return a.Encode(t) }
func (a attributes) terraform() tftypes.Object                  { return a.Terraform() }
func (attributes) identity(id string) string                    { return id }
