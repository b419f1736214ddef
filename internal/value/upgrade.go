// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"fmt"
	"maps"
)

// Upgrade brings a state, as JSON, from a version to the present one. What the
// schema does not know any more is dropped.
func (o *Object) Upgrade(version int, state []byte) ([]byte, error) {
	v, err := ParseJSON(string(state))
	if err != nil {
		return nil, err
	}
	values, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("it holds %T instead of an object", v)
	}
	for _, upgrade := range o.Upgrades[version:] {
		upgrade(values)
	}
	types := o.Managed.Terraform().AttributeTypes
	maps.DeleteFunc(values, func(name string, _ any) bool { _, known := types[name]; return !known })
	return json.Marshal(values)
}
