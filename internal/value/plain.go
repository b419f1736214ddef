// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Plain is a text, number or boolean of Terraform as JSON has it: numbers are
// json.Number. It is nil for what is null or not known.
func Plain(v tftypes.Value) any {
	if v.Type() == nil || v.IsNull() || !v.IsKnown() {
		return nil
	}
	switch {
	case v.Type().Is(tftypes.Bool):
		var b bool
		_ = v.As(&b) // its type says so
		return b
	case v.Type().Is(tftypes.Number):
		var n big.Float
		_ = v.As(&n) // its type says so
		return json.Number(n.Text('f', -1))
	default:
		var s string
		_ = v.As(&s) // its type says so
		return s
	}
}

// Quoted is a text as OData's filters have it: in quotes, with its own quotes doubled.
func Quoted(text string) string { return "'" + doubled(text) + "'" }

// doubled is what stands between the quotes.
func doubled(text string) string { return strings.ReplaceAll(text, "'", "''") }
