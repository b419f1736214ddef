// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestSettingsKeepTheirTypes: Terraform wants back the types that it gave.
func TestSettingsKeepTheirTypes(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.Settings{})
	number := func(n int64) tftypes.Value { return tftypes.NewValue(tftypes.Number, n) }
	for name, given := range map[string]tftypes.Value{
		"a map":         tftypes.NewValue(tftypes.Map{ElementType: tftypes.Number}, map[string]tftypes.Value{"a": number(7)}),
		"an object":     tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.Number}}, map[string]tftypes.Value{"a": number(7)}),
		"with a null":   tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.Number, "b": tftypes.String}}, map[string]tftypes.Value{"a": number(7), "b": tftypes.NewValue(tftypes.String, nil)}),
		"with any null": tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.Number, "b": tftypes.DynamicPseudoType}}, map[string]tftypes.Value{"a": number(7), "b": tftypes.NewValue(tftypes.DynamicPseudoType, nil)}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			decoded, err := typ.decode(given)
			if err != nil {
				t.Fatal(err)
			}
			back, err := typ.encode(decoded)
			if err != nil || !back.Equal(given) {
				t.Errorf("%s came back as %s, %v", given, back, err)
			}
			found := typ.fromGraph([]any{object.Body{"settingInstance": object.Body{"settingDefinitionId": "a", "simpleSettingValue": object.Body{"value": json.Number("7")}}}})
			if !typ.Same(Equivalent, decoded, found) {
				t.Errorf("%v and %v are not the same", decoded, found)
			}
			if shown, err := typ.encode(found); err != nil || shown.Type().String() != `tftypes.Object["a":tftypes.Number]` {
				t.Errorf("Graph's settings are %s, %v", shown, err)
			}
		})
	}
}

// TestSettingsThatCannotBeShown: what has no plain form is an error with its name, and
// never less than what is there.
func TestSettingsThatCannotBeShown(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.Settings{})
	found := typ.fromGraph([]any{object.Body{"settingInstance": object.Body{"settingDefinitionId": "a", "newSettingValue": object.Body{}}}})
	if _, err := typ.encode(found); err == nil || !strings.Contains(err.Error(), "the setting a is of the kind") {
		t.Errorf("error %v", err)
	}
	if typ.Same(Held, found, found) || typ.Same(Held, found, Settings{}) || typ.Same(Held, Settings{}, found) {
		t.Error("it is the same as something")
	}
	if _, err := typ.encode("x"); err == nil {
		t.Error("a text was encoded as settings")
	}
	if decoded, err := typ.decode(tftypes.NewValue(tftypes.String, "x")); err != nil || !typ.check(t.Context(), decoded, path.Root("settings")).HasError() {
		t.Errorf("a text passes for settings, %v", err)
	}
}

// TestSettingsThatAreNotKnown: a setting that is known after an apply only makes the
// whole so.
func TestSettingsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	typ := compiledType(t, object.Settings{})
	decoded, err := typ.decode(tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.Number}}, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)}))
	if err != nil || !HasUnknown(decoded) || typ.Same(Equivalent, decoded, decoded) || !typ.Same(Written, decoded, decoded) {
		t.Errorf("%v, %v", decoded, err)
	}
	if typ.check(t.Context(), decoded, path.Root("settings")).HasError() {
		t.Error("it was checked")
	}
	if typ.check(t.Context(), Settings{unknown: true}, path.Root("settings")).HasError() || !typ.check(t.Context(), Settings{}, path.Root("settings")).HasError() {
		t.Error("no map is taken for what is not known, or the other way round")
	}
}

// TestHashedValuesCount: another value, and nothing else, counts the version up.
func TestHashedValuesCount(t *testing.T) {
	t.Parallel()
	o := one(t, object.Attribute{Mode: object.WriteOnlyHashed, Type: object.Texts{}})
	if doc := o.Managed.Find("vVersion").Doc; !strings.Contains(doc, "the values of `v`") {
		t.Errorf("the page says of the version %q", doc)
	}
	version := func(state Tree) any { return state["vVersion"] }
	config := func(secret string) Tree { return Tree{"v": Tree{"a": secret}} }

	first := o.Plan(nil, config("x"), Memory{}).Next
	equal(t, "the first version", any(json.Number("1")), version(first))
	memory := o.After(Memory{}, config("x"), first, first, false)
	if memory.Hashes["v"] == "" || strings.Contains(memory.Hashes["v"], "x\"") {
		t.Errorf("hashes %v", memory.Hashes)
	}
	equal(t, "the same value", any(json.Number("1")), version(o.Plan(first, config("x"), memory).Next))
	equal(t, "another value", any(json.Number("2")), version(o.Plan(first, config("y"), memory).Next))
	equal(t, "no value", any(json.Number("1")), version(o.Plan(first, Tree{}, memory).Next))
	equal(t, "a value of which nothing is known", any(json.Number("2")), version(o.Plan(first, config("x"), Memory{}).Next))
	equal(t, "a value that is not known yet", any(Unknown{}), version(o.Plan(first, Tree{"v": Unknown{}}, memory).Next))
	equal(t, "a version that is configured", any(json.Number("7")), version(o.Plan(first, Tree{"v": Tree{"a": "y"}, "vVersion": json.Number("7")}, memory).Next))
	equal(t, "what a failure leaves", memory.Hashes, o.After(memory, config("y"), first, first, true).Hashes)
	equal(t, "the value in the plan", any(nil), first["v"])
}
