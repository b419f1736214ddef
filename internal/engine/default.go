// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// The functions here make the framework's default of a definition's: none of a
// value that is not of the attribute's kind.

func defaultBool(value any) defaults.Bool {
	if b, ok := value.(bool); ok {
		return booldefault.StaticBool(b)
	}
	return nil
}

func defaultInt(value any) defaults.Int64 {
	if n, ok := value.(int); ok {
		return int64default.StaticInt64(int64(n))
	}
	return nil
}

func defaultString(value any) defaults.String {
	if s, ok := value.(string); ok {
		return stringdefault.StaticString(s)
	}
	return nil
}

func defaultSet(of object.Type, value any) defaults.Set {
	if elements, ok := value.([]any); ok {
		return setdefault.StaticValue(types.SetValueMust(elementType(of), stringValues(elements)))
	}
	return nil
}

func defaultList(of object.Type, value any) defaults.List {
	if elements, ok := value.([]any); ok {
		return listdefault.StaticValue(types.ListValueMust(elementType(of), stringValues(elements)))
	}
	return nil
}

// defaultMap is the default of a map: Graph's empty list.
func defaultMap(t object.Map, value any) defaults.Map {
	if _, ok := value.([]any); ok {
		return mapdefault.StaticValue(types.MapValueMust(elementType(object.Object{Attributes: t.Attributes}), map[string]attr.Value{}))
	}
	return nil
}

func stringValues(elements []any) []attr.Value {
	values := make([]attr.Value, len(elements))
	for i, element := range elements {
		values[i] = types.StringValue(text(element))
	}
	return values
}
