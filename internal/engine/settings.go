// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settingscatalog"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// checkSettings reports settings of the catalog that Graph would refuse, where a plan
// changes them. What cannot be looked up is left to the apply.
func (m *managed) checkSettings(ctx context.Context, prior, next value.Tree) (diags diag.Diagnostics) {
	if m.session == nil || m.session.Client == nil || m.session.Unready.HasError() {
		return nil
	}
	for _, a := range m.Managed {
		settings, ok := next[a.Name].(value.Settings)
		if !ok || a.Type.Same(value.Equivalent, prior[a.Name], settings) {
			continue
		}
		for _, err := range apart(m.reader().CheckSettings(ctx, a, settings)) {
			var fault *settingscatalog.Error
			if errors.As(err, &fault) {
				diags.AddAttributeError(settingPath(path.Root(a.Key), fault.Path), "Invalid setting", "The setting "+lastID(fault.Path)+": "+fault.Err.Error()+".")
			}
		}
	}
	return diags
}

// lastID is the innermost id on the way to a fault.
func lastID(steps []any) (id string) {
	for _, step := range steps {
		if name, ok := step.(string); ok && name != settingscatalog.ValueMember && name != settingscatalog.ChildrenMember {
			id = name
		}
	}
	return id
}

// apart are the errors that one joins.
func apart(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, inner := range joined.Unwrap() {
		all = append(all, apart(inner)...)
	}
	return all
}

// settingPath is where a setting stands in the configuration.
func settingPath(at path.Path, steps []any) path.Path {
	for _, step := range steps {
		switch step := step.(type) {
		case string:
			at = at.AtName(step)
		case int:
			at = at.AtTupleIndex(step)
		}
	}
	return at
}
