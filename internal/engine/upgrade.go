// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// UpgradeState offers a way from every earlier version of the definition to the
// present one.
func (m *managed) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	upgraders := map[int64]resource.StateUpgrader{}
	for version := range m.Upgrades {
		upgraders[int64(version)] = resource.StateUpgrader{StateUpgrader: func(_ context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse) {
			upgraded, err := m.upgrade(version, req.RawState.JSON)
			if err != nil {
				resp.Diagnostics.AddError("Cannot upgrade the state of a "+m.Title(), fmt.Sprintf("It is of version %d. %v\n\nThis is a bug of the provider; please report it.", version, err))
				return
			}
			resp.DynamicValue = &tfprotov6.DynamicValue{JSON: upgraded}
		}}
	}
	return upgraders
}

// upgrade brings a state from a version to the present one. What the schema does
// not know any more is dropped.
func (m *managed) upgrade(version int, state []byte) ([]byte, error) {
	v, err := parseJSON(string(state))
	if err != nil {
		return nil, err
	}
	values, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("it holds %T instead of an object", v)
	}
	for _, upgrade := range m.Upgrades[version:] {
		upgrade(values)
	}
	typ, _ := m.typ().(tftypes.Object)
	maps.DeleteFunc(values, func(name string, _ any) bool { _, known := typ.AttributeTypes[name]; return !known })
	return json.Marshal(values)
}
