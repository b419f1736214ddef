// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
)

const (
	prefix = "#microsoft.graph.deviceManagementConfiguration"
	policy = `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`
)

// quoted is a document as text in another one.
func quoted(document string) string {
	text, _ := json.Marshal(document) // a string can be marshalled
	return string(text)
}

// TestSettingsInAnyForm: types that Graph does not return, the ids of elements and
// annotations of an export are no difference.
func TestSettingsInAnyForm(t *testing.T) {
	t.Parallel()
	const choice = `"@odata.type":"` + prefix + `ChoiceSettingInstance","settingDefinitionId":"a_b","choiceSettingValue"`
	forms := map[string]string{
		"the type of the element":  `[{"@odata.type":"` + prefix + `Setting","settingInstance":{` + choice + `:{"value":"a_b_1","children":[]}}}]`,
		"the type of the choice":   `[{"settingInstance":{` + choice + `:{"@odata.type":"` + prefix + `ChoiceSettingValue","value":"a_b_1","children":[]}}}]`,
		"the type of a group":      `[{"settingInstance":{"@odata.type":"` + prefix + `GroupSettingCollectionInstance","settingDefinitionId":"a_b","groupSettingCollectionValue":[{"@odata.type":"` + prefix + `GroupSettingValue","children":[]}]}}]`,
		"no children":              `[{"settingInstance":{` + choice + `:{"value":"a_b_1"}}}]`,
		"what an export has":       `[{"id":"7","settingDefinitions@odata.context":"x","settingInstance":{` + choice + `:{"value":"a_b_1","children":[]}}}]`,
		"a type without its sharp": `[{"settingInstance":{"@odata.type":"` + prefix[1:] + `ChoiceSettingInstance","settingDefinitionId":"a_b","choiceSettingValue":{"value":"a_b_1"}}}]`,
	}
	w := newWorld(t)
	for form, document := range forms {
		t.Log(form)
		w.apply(w.resource("settings_catalog_policy_json"), policy, quoted(document))
	}
}

// TestSettingsAreInstances: the document is a list of setting instances.
func TestSettingsAreInstances(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, document := range []string{`{"settingInstance":{}}`, `[{"settingDefinitionId":"a_b"}]`, `["a_b"]`, `7`} {
		w.refused(w.resource("settings_catalog_policy_json"), fmt.Sprintf(policy, quoted(document)), `must be a JSON list of objects with the member "settingInstance"`)
	}
}

// secretSetting is a document with a secret.
func secretSetting(secret, state string) string {
	return `[{"settingInstance":{"@odata.type":"` + prefix + `SimpleSettingInstance","settingDefinitionId":"a_b","simpleSettingValue":{"@odata.type":"` + prefix + `SecretSettingValue","value":"` + secret + `","valueState":"` + state + `"}}}]`
}

// TestSecretSettings: Graph shows a token in the place of a secret.
func TestSecretSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("settings_catalog_policy_json")
	w.apply(r, policy, quoted(secretSetting("onboarding", "notEncrypted")))
	first := w.token(r.ID())
	w.apply(r, policy, quoted(secretSetting("changed", "notEncrypted")))
	second := w.token(r.ID())
	if first == second {
		t.Error("the changed secret was not sent")
	}

	same := w.imported("settings_catalog_policy_json", r.ID(), fmt.Sprintf(policy, quoted(secretSetting(second, "encryptedValueToken"))))
	w.apply(same, policy, quoted(secretSetting("mine", "notEncrypted")))
	if w.token(r.ID()) == second {
		t.Error("the secret that was configured after the import was not sent")
	}
}

// token is what Graph shows in the place of a secret.
func (w *world) token(id string) string {
	w.Helper()
	answer := w.graph(http.MethodGet, "/beta/deviceManagement/configurationPolicies/"+id+"/settings", "")
	setting := answer["value"].([]any)[0].(map[string]any)["settingInstance"].(map[string]any)
	return setting["simpleSettingValue"].(map[string]any)["value"].(string)
}
