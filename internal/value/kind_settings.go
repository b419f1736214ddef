// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settingscatalog"
)

// settingsKind are settings of Intune's catalog as plain values, a value of any type
// to Terraform. Their form for Graph takes definitions, which a collection looks up:
// what is called Graph's form here is [Settings], too.
type settingsKind struct {
	simple
	object.Settings
}

// Settings are plain settings.
type Settings struct {
	// Plain are the values, by the ids of their definitions.
	Plain map[string]any
	// given is the value as Terraform gave it: types count, and are not seen in Plain.
	given *tftypes.Value
	// unknown: something in it is not known yet.
	unknown bool
	// fault is why Graph's settings have no plain form.
	fault error
}

func compileSettings(_ *compiler, t object.Settings, _ *Attribute) (kind, error) {
	return settingsKind{Settings: t}, nil
}

func (settingsKind) framework() attr.Type { return types.DynamicType }

func (settingsKind) decode(v tftypes.Value) (any, error) {
	s := Settings{given: &v}
	plain, err := s.decode(v)
	s.Plain, _ = plain.(map[string]any)
	return s, err
}

// decode is a value of any type without the types.
func (s *Settings) decode(v tftypes.Value) (any, error) {
	if !v.IsKnown() {
		s.unknown = true
		return nil, nil
	}
	if v.IsNull() {
		return nil, nil
	}
	switch typ := v.Type(); {
	case typ.Is(tftypes.String):
		return text{}.decode(v)
	case typ.Is(tftypes.Bool):
		return boolKind{}.decode(v)
	case typ.Is(tftypes.Number):
		return intKind{}.decode(v)
	case typ.Is(tftypes.Object{}), typ.Is(tftypes.Map{}):
		var members map[string]tftypes.Value
		if err := v.As(&members); err != nil {
			return nil, err
		}
		all := make(map[string]any, len(members))
		for name, member := range members {
			value, err := s.decode(member)
			if err != nil {
				return nil, err
			}
			all[name] = value
		}
		return all, nil
	default:
		var elements []tftypes.Value
		if err := v.As(&elements); err != nil {
			return nil, err
		}
		all := make([]any, 0, len(elements))
		for _, element := range elements {
			value, err := s.decode(element)
			if err != nil {
				return nil, err
			}
			all = append(all, value)
		}
		return all, nil
	}
}

func (settingsKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	s, ok := v.(Settings)
	switch {
	case !ok:
		return tftypes.Value{}, unexpected(typ, v)
	case s.fault != nil:
		return tftypes.Value{}, s.fault
	case s.given != nil:
		return *s.given, nil
	default:
		return encodePlain(s.Plain)
	}
}

// PlainSettings are Graph's settings as plain values, with the types that an expression
// of the configuration has.
func PlainSettings(settings []any) (tftypes.Value, error) {
	plain, err := settingscatalog.Plain(settings)
	if err != nil {
		return tftypes.Value{}, err
	}
	return encodePlain(plain)
}

// encodePlain gives a plain value the types that an expression of the configuration has.
func encodePlain(v any) (tftypes.Value, error) {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil), nil
	case string:
		return tftypes.NewValue(tftypes.String, v), nil
	case settingscatalog.Chosen:
		return tftypes.NewValue(tftypes.String, v.ID), nil
	case bool:
		return tftypes.NewValue(tftypes.Bool, v), nil
	case json.Number:
		return intKind{}.encode(tftypes.Number, v)
	case []any:
		values, all := make([]tftypes.Value, 0, len(v)), tftypes.Tuple{}
		for _, element := range v {
			value, err := encodePlain(element)
			if err != nil {
				return tftypes.Value{}, err
			}
			values, all.ElementTypes = append(values, value), append(all.ElementTypes, value.Type())
		}
		return tftypes.NewValue(all, values), nil
	case map[string]any:
		values, all := make(map[string]tftypes.Value, len(v)), tftypes.Object{AttributeTypes: make(map[string]tftypes.Type, len(v))}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			value, err := encodePlain(v[name])
			if err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
			}
			values[name], all.AttributeTypes[name] = value, value.Type()
		}
		return tftypes.NewValue(all, values), nil
	default:
		return tftypes.Value{}, unexpected(tftypes.DynamicPseudoType, v)
	}
}

// fromGraph takes what Graph shows: a list of settings, or one instance.
func (k settingsKind) fromGraph(v any) any {
	var s Settings
	switch v := v.(type) {
	case []any:
		s.Plain, s.fault = settingscatalog.Plain(v)
	case map[string]any:
		s.Plain, s.fault = settingscatalog.PlainInstance(v)
	default:
		return v
	}
	return s
}

func (settingsKind) same(f forgiveness, a, b any) bool {
	x, okX := a.(Settings)
	y, okY := b.(Settings)
	switch {
	case !okX || !okY || x.fault != nil || y.fault != nil:
		return false
	case x.unknown || y.unknown:
		return f.unknowns
	default:
		return settingscatalog.Same(x.Plain, y.Plain)
	}
}

func (settingsKind) key(any) string { return "" } // a value has many notations

func (settingsKind) check(_ context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	if s, ok := v.(Settings); ok && s.Plain == nil && !s.unknown {
		diags.AddAttributeError(at, "Invalid "+at.String(), "The value must be a map from the ids of settings to their values: { \"device_vendor_msft_…\" = 7 }.")
	}
	return diags
}
