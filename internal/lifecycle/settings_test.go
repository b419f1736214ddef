// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
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

// TestSecretSettings: a secret in the document would be in the state. Where Terraform has
// no other place for it, it is taken; Graph shows a token for it.
func TestSecretSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("settings_catalog_policy_json")
	w.refused(r, fmt.Sprintf(policy, quoted(secretSetting("onboarding", "notEncrypted"))), "A secret that would be in the state", `secrets = { "a_b" = … }`)

	first := w.token(w.applyOld(r, "onboarding"))
	second := w.token(w.applyOld(r, "changed"))
	if first == second {
		t.Error("the changed secret was not sent")
	}
	same := w.imported("settings_catalog_policy_json", r.ID(), fmt.Sprintf(policy, quoted(secretSetting(second, "encryptedValueToken"))))
	if w.token(w.applyOld(same, "mine")) == second {
		t.Error("the secret that was configured after the import was not sent")
	}
}

// applyOld applies a policy with a secret by a Terraform that knows no write-only values,
// and returns its id.
func (w *world) applyOld(r *terraform.Resource, secret string) string {
	w.Helper()
	w.configure(r, policy, quoted(secretSetting(secret, "notEncrypted")))
	run := w.start()
	run.Old = true
	diags, _ := run.Apply(w.Context(), r)
	if diags.HasError() || !strings.Contains(diags.String(), "takes Terraform 1.11") || strings.Contains(diags.String(), secret) {
		w.Fatalf("apply: %s", diags)
	}
	w.settled(r)
	return r.ID()
}

// token is what Graph shows in the place of a secret.
func (w *world) token(id string) string {
	w.Helper()
	answer := w.graph(http.MethodGet, "/beta/deviceManagement/configurationPolicies/"+id+"/settings", "")
	setting := answer["value"].([]any)[0].(map[string]any)["settingInstance"].(map[string]any)
	return setting["simpleSettingValue"].(map[string]any)["value"].(string)
}
