// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// createBody is what Graph is sent to create the planned object. Null is left
// out: on create, absent and null are the same to Graph.
func (s shape) createBody(plan, config tree) object.Body {
	body := object.Body{}
	for _, a := range s.managed {
		value := plan[a.Name]
		if object.IsWriteOnly(a.Mode) {
			value = config[a.Name]
		}
		if !s.virtual[a.Name] && a.Mode != object.ReadOnly && value != nil && !isUnknown(value) {
			body[a.Name] = withoutNulls(value)
		}
	}
	return body
}

// patchBody is what Graph is sent to change the object from prior to plan: only
// what differs, null only where there was a value, complex types whole.
func (s shape) patchBody(prior, plan, config tree) object.Body {
	body := object.Body{}
	for _, a := range s.managed {
		switch {
		case s.virtual[a.Name] || a.Mode == object.ReadOnly:
		case object.IsWriteOnly(a.Mode):
			version := versionOf(a)
			if config[a.Name] != nil && !equivalent(version.Type, prior[version.Name], plan[version.Name]) {
				body[a.Name] = withoutNulls(config[a.Name])
			}
		case isUnknown(plan[a.Name]):
		case !equivalent(a.Type, prior[a.Name], plan[a.Name]):
			body[a.Name] = withoutNulls(plan[a.Name])
		}
	}
	return body
}

// withoutNulls drops null and unknown members of complex types.
func withoutNulls(v any) any {
	t, ok := v.(tree)
	if !ok {
		return v
	}
	kept := tree{}
	for name, value := range t {
		if value != nil && !isUnknown(value) {
			kept[name] = withoutNulls(value)
		}
	}
	return kept
}
