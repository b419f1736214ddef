// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"math/big"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// TestTheFirstOfAList is found as the others are.
func TestTheFirstOfAList(t *testing.T) {
	t.Parallel()
	widgets := engine.NewCatalogue([]object.Definition{objecttest.Widget()})
	if got, fault := partsOf(widgets.Names(), widgets.Object, "widget", "w1"); fault != nil || got.(map[string]string)["id"] != "w1" {
		t.Errorf("the parts are %v, %v", got, fault)
	}
	first := model.BuiltInRoles()[0]
	if got, err := roleTemplate(first.Name); err != nil || got != first.Template {
		t.Errorf("the template of %s is %s, %v", first.Name, got, err)
	}
}

// TestRingsWithoutMembers are empty lists, and the last ring takes what rounding leaves.
func TestRingsWithoutMembers(t *testing.T) {
	t.Parallel()
	third := big.NewFloat(33.33333333)
	bounds, err := boundsOf([]*big.Float{third, third, third})
	if err != nil || bounds[2] != 1 {
		t.Fatalf("the bounds are %v, %v", bounds, err)
	}
	for i, ring := range split(nil, bounds, "") {
		if ring == nil || len(ring) > 0 {
			t.Errorf("ring %d is %v, want a list without members", i, ring)
		}
	}
	if _, err := boundsOf([]*big.Float{big.NewFloat(99.99)}); err == nil {
		t.Error("a share of 99.99 % is taken for all")
	}
}

// TestSettingsOfAnExport that cannot be read are an error, and no value.
func TestSettingsOfAnExport(t *testing.T) {
	t.Parallel()
	if got, err := plainSettings(`{"settings":[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationNewSettingInstance","settingDefinitionId":"a"}}]}`); err == nil || got != nil {
		t.Errorf("they are %v, %v", got, err)
	}
}
