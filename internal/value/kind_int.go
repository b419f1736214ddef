// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// intKind is a whole number. It stays in the notation that it came in.
type intKind struct {
	simple
	// Both are 0 where there is no limit, and most alone where there is none above.
	least, most int64
}

func compileInt(_ *compiler, t object.Int, _ *Attribute) (kind, error) {
	return intKind{least: int64(t.Min), most: int64(t.Max)}, nil
}

func (intKind) framework() attr.Type { return types.Int64Type }

func (intKind) decode(v tftypes.Value) (any, error) {
	var f *big.Float
	err := v.As(&f)
	return json.Number(f.Text('f', -1)), err
}

func (intKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	n, ok := v.(json.Number)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	f, _, err := big.ParseFloat(n.String(), 10, 512, big.ToNearestEven)
	if err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.NewValue(typ, f), nil
}

// same compares numbers in any notation.
// fromGraph takes numbers that are written as text.
func (intKind) fromGraph(v any) any {
	s, ok := v.(string)
	if _, isNumber := new(big.Int).SetString(s, 10); ok && isNumber {
		return json.Number(s)
	}
	return v
}

func (intKind) key(v any) string {
	n, _ := v.(json.Number)
	if r, ok := new(big.Rat).SetString(n.String()); ok {
		return r.RatString()
	}
	return n.String()
}

// number is a whole number, or 0.
func number(v any) int64 {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return i
}

func (intKind) same(_ forgiveness, a, b any) bool {
	x, okX := a.(json.Number)
	y, okY := b.(json.Number)
	if !okX || !okY {
		return a == b
	}
	p, okP := new(big.Rat).SetString(x.String())
	q, okQ := new(big.Rat).SetString(y.String())
	return okP && okQ && p.Cmp(q) == 0
}
