// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// boolKind is true or false.
type boolKind struct{ simple }

func compileBool(*compiler, object.Bool, *Attribute) (kind, error) { return boolKind{}, nil }

func (boolKind) framework() attr.Type { return types.BoolType }

func (boolKind) decode(v tftypes.Value) (any, error) {
	var b bool
	err := v.As(&b)
	return b, err
}

func (boolKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	b, ok := v.(bool)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	return tftypes.NewValue(typ, b), nil
}
