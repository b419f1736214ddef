// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// onboarding is a setting that is a secret.
const onboarding = "device_vendor_msft_windowsadvancedthreatprotection_onboarding"

// secretForms are the two ways to write a policy with a secret, of which the second
// argument is the name of its value.
func secretForms() map[string]string {
	document := strings.ReplaceAll(secretSetting("", "notEncrypted"), "a_b", onboarding)
	document = strings.NewReplacer(`"value":"",`, "", `,"valueState":"notEncrypted"`, "").Replace(document)
	return map[string]string{
		"settings_catalog_policy":      `{"name":%q,"platforms":["windows10"],"technologies":["mdm"],"settings":{"` + onboarding + `":{"secret":"` + onboarding + `"}},"secrets":%s}`,
		"settings_catalog_policy_json": `{"name":%q,"platforms":["windows10"],"technologies":["mdm"],"settings":` + strings.ReplaceAll(quoted(document), "%", "%%") + `,"secrets":%s}`,
	}
}

// given are secrets as the configuration gives them.
func given(secret string) string { return fmt.Sprintf(`{%q:%q}`, onboarding, secret) }

// TestSecretsOfSettings: a secret is sent, and sent again when it is another one; it is
// in no state, and stays as Intune has it where it is not given.
func TestSecretsOfSettings(t *testing.T) {
	t.Parallel()
	const canary, other = "canary-of-settings", "other-canary"
	for kind, form := range secretForms() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource(kind)
			w.apply(r, form, "p", given(canary))
			first := w.token(r.ID())
			w.apply(r, form, "renamed", given(canary))
			w.apply(r, form, "renamed", given(other))
			second := w.token(r.ID())
			if first == second {
				t.Error("the changed secret was not sent")
			}
			if got := fmt.Sprint(r.Attributes()["secrets_version"]); got != "2" {
				t.Errorf("the version of the secrets is %s, want 2", got)
			}
			w.apply(r, form, "renamed again", "null")
			if w.token(r.ID()) != second {
				t.Error("a secret that is not given any more has changed")
			}
			w.hides(r, canary, other)

			w.imported(kind, r.ID(), fmt.Sprintf(form, "renamed again", "null"))
			w.holds("/beta/deviceManagement/configurationPolicies/"+r.ID(), `{"name":"renamed again"}`)
		})
	}
}

// hides checks that nothing Terraform keeps holds a secret.
func (w *world) hides(r *terraform.Resource, secrets ...string) {
	w.Helper()
	for _, secret := range secrets {
		if strings.Contains(fmt.Sprint(r.Attributes()), secret) || strings.Contains(string(r.Private), secret) {
			w.Errorf("a secret is in the state, or beside it")
		}
	}
}

// TestMissingSecret: a new policy needs its secrets, and the error tells none.
func TestMissingSecret(t *testing.T) {
	t.Parallel()
	for kind, form := range secretForms() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource(kind)
			w.configure(r, form, "p", `{"another":"canary"}`)
			diags, _ := w.start().Apply(w.Context(), r)
			if !diags.HasError() || !strings.Contains(diags.String(), onboarding) || strings.Contains(diags.String(), "canary") {
				t.Errorf("diagnostics %s", diags)
			}
		})
	}
}

// TestPlainSettings: settings are checked by what Intune says of them, before anything
// is sent; choices go by any name, and what is read means the same.
func TestPlainSettings(t *testing.T) {
	t.Parallel()
	const (
		form     = `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`
		password = "device_vendor_msft_policy_config_devicelock_devicepasswordenabled"
		lock     = "device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock"
		control  = "device_vendor_msft_policy_config_applicationcontrol_"
	)
	w := newWorld(t)
	r := w.resource("settings_catalog_policy")
	for _, option := range []string{"Enabled", "0", password + "_0"} {
		w.apply(r, form, fmt.Sprintf(`{%q:{"value":%q,"children":{%q:7}}}`, password, option, lock))
	}
	w.apply(r, form, fmt.Sprintf(`{%q:{"value":"built_in_controls_selected","children":{%q:[{%q:1,%q:["0","From managed installers"]}]}}}`,
		control+"policies_{policyguid}_policiesoptions", control+"built_in_controls", control+"built_in_controls_enable_app_control", control+"built_in_controls_trust_apps"))
	w.refused(r, fmt.Sprintf(form, `{"device_vendor_msft_gone":1}`), `no setting of Intune has the id "device_vendor_msft_gone"`)
	w.refused(r, fmt.Sprintf(form, fmt.Sprintf(`{%q:1000}`, lock)), "at most 999", lock)
	w.refused(r, fmt.Sprintf(form, fmt.Sprintf(`{%q:"2"}`, password)), `"2" is no option; there are "0" (Enabled), "1" (Disabled)`)
	w.refused(r, fmt.Sprintf(form, fmt.Sprintf(`{%q:"canary"}`, onboarding)), "must not stand in a state")
	w.refused(r, fmt.Sprintf(form, `7`), "must be a map from the ids of settings")

	w.graph(http.MethodPut, "/beta/deviceManagement/configurationPolicies/"+r.ID(), `{"name":"p","platforms":"windows10","technologies":"mdm","settings":[{"settingInstance":{"@odata.type":"`+prefix+`SimpleSettingInstance","settingDefinitionId":"`+lock+`","simpleSettingValue":{"@odata.type":"`+prefix+`IntegerSettingValue","value":9}}}]}`)
	w.apply(r, form, fmt.Sprintf(`{%q:9}`, lock))
}
