// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// LargeSet is the number of objects from which on a set is large. The framework
// looks every value inside a set up by comparing it with each element, so that its
// work grows with the square of their number: what is large is kept away from it.
const LargeSet = 64

// Lighten is a configuration with what is large unknown, and whether there was
// something large.
func Lighten(v tftypes.Value) (tftypes.Value, bool) {
	if v.IsNull() || !v.IsKnown() {
		return v, false
	}
	switch typ := v.Type().(type) {
	case tftypes.Set:
		var elements []tftypes.Value
		_, ofObjects := typ.ElementType.(tftypes.Object)
		if v.As(&elements) == nil && ofObjects && len(elements) >= LargeSet {
			return tftypes.NewValue(typ, tftypes.UnknownValue), true
		}
	case tftypes.Object, tftypes.Map:
		var members map[string]tftypes.Value
		if v.As(&members) != nil {
			return v, false
		}
		light, found := make(map[string]tftypes.Value, len(members)), false
		for name, member := range members {
			lighter, large := Lighten(member)
			light[name], found = lighter, found || large
		}
		if found {
			return tftypes.NewValue(typ, light), true
		}
	}
	return v, false
}

// CheckLarge checks what Lighten has taken out of a configuration, as the framework
// checks the rest. Elements of sets have no path of their own: the first fault of
// a set stands on the set.
func (o *Object) CheckLarge(ctx context.Context, config Tree) (diags diag.Diagnostics) {
	o.Managed.walk(config, path.Empty(), func(a *Attribute, v any, at path.Path) {
		elements, _ := v.([]any)
		if set, ok := a.Type.kind.(setKind); ok && set.members() != nil && len(elements) >= LargeSet {
			diags.Append(set.check(ctx, v, at)...)
		}
	})
	return diags
}

// check checks a value, and what is inside.
func (t *Type) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	if v == nil || IsUnknown(v) {
		return nil
	}
	return t.kind.check(ctx, v, at)
}

func (simple) check(context.Context, any, path.Path) diag.Diagnostics { return nil }

func (t text) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	req := validator.StringRequest{Path: at, ConfigValue: types.StringValue(Text(v))}
	for _, c := range t.checks {
		var resp validator.StringResponse
		c.ValidateString(ctx, req, &resp)
		diags.Append(resp.Diagnostics...)
	}
	return diags
}

func (k intKind) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	req := validator.Int64Request{Path: at, ConfigValue: types.Int64Value(number(v))}
	for _, c := range k.checks {
		var resp validator.Int64Response
		c.ValidateInt64(ctx, req, &resp)
		diags.Append(resp.Diagnostics...)
	}
	return diags
}

func (e elements) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	values, _ := v.([]any)
	for _, value := range values {
		if diags.Append(e.of.check(ctx, value, at)...); diags.HasError() {
			return diags
		}
	}
	return diags
}

func (k setKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	return append(counted(len(values), k.least, k.most, at), k.elements.check(ctx, v, at)...)
}

func (k listKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	return append(counted(len(values), k.least, k.most, at), k.elements.check(ctx, v, at)...)
}

func (k flagsKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	return append(counted(len(values), k.least, 0, at), elements{k.word}.check(ctx, v, at)...)
}

func (k objectKind) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	members, _ := v.(Tree)
	for _, a := range k.attributes {
		for _, d := range a.Type.check(ctx, members[a.Name], at) {
			detail := fmt.Sprintf("In an element, %s: %s", a.Key, d.Detail())
			if d.Severity() == diag.SeverityWarning {
				diags.AddAttributeWarning(at, d.Summary(), detail)
				continue
			}
			diags.AddAttributeError(at, d.Summary(), detail)
		}
	}
	return diags
}

func (k mapKind) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	all, _ := v.(Tree)
	for key, element := range all {
		diags.Append(k.of.check(ctx, element, at.AtMapKey(key))...)
	}
	return diags
}

// counted checks the number of elements. A most of 0 is no limit.
func counted(n, least, most int, at path.Path) (diags diag.Diagnostics) {
	if n < least || most > 0 && n > most {
		diags.AddAttributeError(at, "Wrong number of elements", fmt.Sprintf("There are %d; at least %d are needed, and at most %d (0: any number) are possible.", n, least, most))
	}
	return diags
}
