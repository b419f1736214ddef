// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// parseID takes the id of a resource apart.
func parseID(names []string, find func(name string) (*value.Object, bool)) *named {
	return &named{
		name: "parse_id",
		definition: function.Definition{
			Summary:             "Takes the id of a resource apart",
			MarkdownDescription: "Gives the parts of a resource's id by the names of the resource's arguments, such as `group_id` and `member_id`, and the whole as `id`. GUIDs are in lower case. Ids of single objects have no other part than `id`.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "type", MarkdownDescription: "Type of the resource, such as `microsoft365_group_member`; the prefix can be left out."},
				function.StringParameter{Name: "id", MarkdownDescription: "The id, as it stands in state and as import takes it."},
			},
			Return: function.MapReturn{ElementType: types.StringType},
		},
		run: func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
			var typ, id string
			if fault := arguments.Get(ctx, &typ, &id); fault != nil {
				return nil, fault
			}
			return partsOf(names, find, typ, id)
		},
	}
}

func partsOf(names []string, find func(name string) (*value.Object, bool), typ, id string) (any, *function.FuncError) {
	o, ok := find(strings.TrimPrefix(typ, "microsoft365_"))
	if !ok {
		known := make([]string, len(names))
		for i, name := range names {
			known[i] = "microsoft365_" + name
		}
		return nil, wrong(0, "type", unknownName("type", typ, known))
	}
	if own := o.SingletonID(); o.IsSingleton() && id != own {
		return nil, wrong(1, "id", fmt.Errorf("%q is not the id of a %s, of which a tenant has one: its id is %s", id, o.Title(), own))
	}
	values, err := o.SplitID(id)
	if err != nil {
		return nil, wrong(1, "id", err)
	}
	parts := map[string]string{}
	for name, part := range values {
		key := name
		if a := o.Readable.Find(name); a != nil {
			key = a.Key
		}
		parts[key] = part
	}
	return parts, nil
}
