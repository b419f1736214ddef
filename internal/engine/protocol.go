// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// decode reads a plan, state or configuration of the resource. It is nil for null.
func (m *managed) decode(sent *tfprotov6.DynamicValue, diags *diag.Diagnostics) value.Tree {
	if sent == nil {
		return nil
	}
	v, err := sent.Unmarshal(m.Terraform())
	if err == nil && v.IsNull() {
		return nil
	}
	var t value.Tree
	if err == nil {
		t, err = m.Managed.Decode(v)
	}
	if err != nil {
		m.unreadable(err, diags)
	}
	return t
}

// encode makes a plan or state of the resource. Nil is null.
func (m *managed) encode(t value.Tree, diags *diag.Diagnostics) *tfprotov6.DynamicValue {
	v, err := tftypes.NewValue(m.Terraform(), nil), error(nil)
	if t != nil {
		v, err = m.Managed.Encode(t)
	}
	var encoded tfprotov6.DynamicValue
	if err == nil {
		encoded, err = tfprotov6.NewDynamicValue(m.Terraform(), v)
	}
	if err != nil {
		diags.AddError("Cannot understand Graph's answer about the "+m.Label(t), err.Error()+"\n\nThis is a bug of the provider; please report it.")
		return m.encode(nil, diags)
	}
	return &encoded
}

// protocolled are diagnostics as Terraform's protocol has them.
func protocolled(diags diag.Diagnostics) []*tfprotov6.Diagnostic {
	var all []*tfprotov6.Diagnostic
	for _, d := range diags {
		one := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: d.Summary(), Detail: d.Detail()}
		if d.Severity() == diag.SeverityWarning {
			one.Severity = tfprotov6.DiagnosticSeverityWarning
		}
		if located, ok := d.(diag.DiagnosticWithPath); ok {
			one.Attribute = onLine(located.Path())
			place := value.PlaceOf(located.Path())
			if !strings.Contains(one.Summary+" "+one.Detail, place) && len(one.Attribute.Steps()) < len(located.Path().Steps()) {
				one.Detail = "At " + place + ": " + one.Detail
			}
		}
		all = append(all, one)
	}
	return all
}

// onLine is as much of a path as Terraform finds the line of: an argument, an element of
// it, or an argument of the block. A longer path is shown on the first line of the resource,
// or on that of another argument which has the path's last name.
func onLine(at path.Path) *tftypes.AttributePath {
	line := tftypes.NewAttributePath()
	for i, step := range at.Steps() {
		switch step := step.(type) {
		case path.PathStepAttributeName:
			if i > 0 && !at.ParentPath().Equal(path.Root(value.Timeouts)) {
				return line
			}
			line = line.WithAttributeName(string(step))
		case path.PathStepElementKeyInt:
			return line.WithElementKeyInt(int(step))
		case path.PathStepElementKeyString:
			return line.WithElementKeyString(string(step))
		default: // an element of a set, which has no place in it
			return line
		}
	}
	return line
}

// unreadable reports a fault of what Terraform sent.
func (m *managed) unreadable(err error, diags *diag.Diagnostics) {
	diags.AddError("Cannot read the values that Terraform sent", fmt.Sprintf("They are of a %s. %v\n\nThis is a bug of the provider; please report it.", m.Title(), err))
}
