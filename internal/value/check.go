// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settingscatalog"
)

// Check checks the values of a configuration one by one. Terraform before 1.11 does not
// allow write-only values: it would store them.
func (o *Object) Check(ctx context.Context, config Tree, writeOnlyAllowed bool) diag.Diagnostics {
	diags := o.Managed.Check(ctx, config)
	diags.Append(checkTimeouts(config)...)
	o.Managed.walk(config, path.Empty(), func(a *Attribute, v any, at path.Path) {
		if t, ok := a.Attribute.Type.(object.JSON); ok && t.Secrets != "" {
			diags.Append(openSecrets(v, at, t.Secrets, writeOnlyAllowed)...)
		}
	})
	if writeOnlyAllowed {
		return diags
	}
	o.Managed.walk(config, path.Empty(), func(a *Attribute, v any, at path.Path) {
		if object.IsWriteOnly(a.Mode) && v != nil {
			diags.AddAttributeError(at, "Write-only values need Terraform 1.11", fmt.Sprintf(
				"Terraform stores no value of %s from version 1.11 on. This version, or a program like Terraform that is as old, would.", at))
		}
	})
	return diags
}

// openSecrets reports secrets in a document of Intune's settings: what stands there is in
// the state. Terraform before 1.11 has no other place for them.
func openSecrets(v any, at path.Path, secrets string, writeOnlyAllowed bool) (diags diag.Diagnostics) {
	document, _ := ParseJSON(Text(v)) // another check reports what is none
	open := settingscatalog.OpenSecrets(document)
	if len(open) == 0 {
		return nil
	}
	detail := fmt.Sprintf("Who can read the state could read the value of %s. Leave the value out of %s, and give it in %s, by the id of the setting's definition: %s = { %q = … }.",
		strings.Join(open, ", "), at, secrets, secrets, open[0])
	if writeOnlyAllowed {
		diags.AddAttributeError(at, "A secret that would be in the state", detail)
	} else {
		diags.AddAttributeWarning(at, "A secret that will be in the state", detail+" That takes Terraform 1.11.")
	}
	return diags
}

// checkTimeouts checks lengths of time, which are written as Go writes them.
func checkTimeouts(config Tree) (diags diag.Diagnostics) {
	limits, _ := config[Timeouts].(Tree)
	for operation, limit := range limits {
		if _, err := time.ParseDuration(Text(limit)); err != nil && limit != nil && !IsUnknown(limit) {
			diags.AddAttributeError(path.Root(Timeouts).AtName(operation), "Invalid length of time", fmt.Sprintf("%q is no length of time such as 90s or 1h30m.", limit))
		}
	}
	return diags
}

// Check checks the values of a configuration of the attributes.
func (as Attributes) Check(ctx context.Context, config Tree) diag.Diagnostics {
	return as.check(ctx, config, path.Empty())
}

func (as Attributes) check(ctx context.Context, config Tree, at path.Path) (diags diag.Diagnostics) {
	for _, a := range as {
		v, here := config[a.Name], at.AtName(a.Key)
		switch {
		case a.Mode == object.Required && v == nil:
			diags.AddAttributeError(here, "Missing value", fmt.Sprintf("%s has to be configured.", here))
		case a.Mode == object.ReadOnly && v != nil:
			diags.AddAttributeError(here, "Value of a read-only attribute", fmt.Sprintf("%s is Graph's to tell. Remove it from the configuration.", here))
		default:
			diags.Append(a.Type.check(ctx, v, here)...)
		}
	}
	return diags
}

// Check checks one value of the attribute by itself.
func (a *Attribute) Check(ctx context.Context, v any) diag.Diagnostics {
	return a.Type.check(ctx, v, path.Root(a.Key))
}

// check checks a value, and what is inside.
func (t *Type) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	if v == nil || IsUnknown(v) {
		return nil
	}
	return t.kind.check(ctx, v, at)
}

// checkElement checks what is in a collection.
func (t *Type) checkElement(ctx context.Context, v any, collection, at path.Path) diag.Diagnostics {
	if v == nil {
		return diag.Diagnostics{nullIn(collection, at)}
	}
	return t.check(ctx, v, at)
}

// nullIn says that a collection has no nulls: Graph would refuse one, or leave it out, so
// that each plan added it again.
func nullIn(collection, at path.Path) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, "Null in "+PlaceOf(collection),
		fmt.Sprintf("An element of %s is null. Graph keeps none: leave it out, with [for x in ... : x if x != null] where the elements are computed.", collection))
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

func (k intKind) check(_ context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	n, duty := number(v), ""
	switch {
	case k.most != 0 && (n < k.least || n > k.most):
		duty = fmt.Sprintf("between %d and %d", k.least, k.most)
	case k.least != 0 && n < k.least:
		duty = fmt.Sprintf("at least %d", k.least)
	default:
		return nil
	}
	diags.AddAttributeError(at, "Invalid "+PlaceOf(at), fmt.Sprintf("The value must be %s, and not %d.", duty, n))
	return diags
}

func (k listKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	return append(counted(len(values), k.least, k.most, at), k.checkList(ctx, v, at)...)
}

func (k setKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	diags := counted(len(values), k.least, k.most, at)
	if k.isList() {
		return append(diags, k.checkList(ctx, v, at)...)
	}
	return append(diags, k.checkSet(ctx, v, at)...)
}

func (k flagsKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	values, _ := v.([]any)
	return append(counted(len(values), k.least, 0, at), elements{k.word}.checkSet(ctx, v, at)...)
}

// checkList checks elements that have a place.
func (e elements) checkList(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	values, _ := v.([]any)
	for i, value := range values {
		diags.Append(e.of.checkElement(ctx, value, at, at.AtListIndex(i))...)
	}
	return diags
}

// checkSet checks elements of a set. A text is its own path; what is told of another
// value stands on the set.
func (e elements) checkSet(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	values, _ := v.([]any)
	for _, value := range values {
		here := at
		if word, isText := value.(string); isText {
			here = at.AtSetValue(types.StringValue(word))
		}
		diags.Append(e.of.checkElement(ctx, value, at, here)...)
	}
	return diags
}

func (k objectKind) check(ctx context.Context, v any, at path.Path) diag.Diagnostics {
	members, _ := v.(Tree)
	return k.attributes.check(ctx, members, at)
}

func (k mapKind) check(ctx context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	all, _ := v.(Tree)
	for key, element := range all {
		diags.Append(k.of.checkElement(ctx, element, at, at.AtMapKey(key))...)
	}
	return diags
}

// counted checks the number of elements. A most of 0 is no limit.
func counted(n, least, most int, at path.Path) (diags diag.Diagnostics) {
	if n < least || most > 0 && n > most {
		diags.AddAttributeError(at, "Wrong number of elements", fmt.Sprintf("%s has %s. %s", at, amount(n, "element"), limitsOfCount(least, most)))
	}
	return diags
}
