// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settingscatalog"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// profile is an object with settings of Intune's, and secrets for them.
func profile(settings object.Type) object.Definition {
	return object.Definition{
		Name: "profile", Place: object.Collection{API: object.V1, Path: "/profiles", Type: "microsoft.graph.profile"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "settings", Mode: object.Optional, Type: settings},
			{Name: "secrets", Mode: object.WriteOnly, Type: object.Texts{}},
		},
	}
}

// ofCatalog are settings by what Graph says of them.
func ofCatalog() object.Settings {
	return object.Settings{Definitions: "/definitions", Secrets: "secrets"}
}

const catalogType = "#microsoft.graph.deviceManagementConfiguration"

// defining adds to a script what Graph says of settings: a number, a text, a secret and a
// choice.
func defining(answers script) script {
	answers["GET /v1.0/definitions/lock"] = []answer{{200, `{"@odata.type":"` + catalogType + `SimpleSettingDefinition","id":"lock","valueDefinition":{"@odata.type":"` + catalogType + `IntegerSettingValueDefinition"}}`}}
	answers["GET /v1.0/definitions/pa%20ge"] = []answer{{200, `{"@odata.type":"` + catalogType + `SimpleSettingDefinition","id":"pa ge","valueDefinition":{"@odata.type":"` + catalogType + `StringSettingValueDefinition"}}`}}
	answers["GET /v1.0/definitions/blob"] = []answer{{200, `{"@odata.type":"` + catalogType + `SimpleSettingDefinition","id":"blob","valueDefinition":{"@odata.type":"` + catalogType + `StringSettingValueDefinition","isSecret":true}}`}}
	answers["GET /v1.0/definitions/scan"] = []answer{{200, `{"@odata.type":"` + catalogType + `ChoiceSettingDefinition","id":"scan","options":[{"itemId":"scan_0","name":"No","displayName":"No."},{"itemId":"scan_1","name":"Yes","displayName":"Yes."}]}`}}
	answers["GET /v1.0/definitions/new"] = []answer{{200, `{"@odata.type":"#new","id":"new"}`}}
	return answers
}

// instanceOf is a setting in Graph's form.
func instanceOf(id, kind, v string) string {
	name := strings.ToLower(kind[:1]) + kind[1:]
	return `{"@odata.type":"` + catalogType + kind + `SettingInstance","settingDefinitionId":"` + id + `","` + name + `SettingValue":` + v + `}`
}

func settingOf(id, kind, v string) string {
	return `{"@odata.type":"` + catalogType + `Setting","settingInstance":` + instanceOf(id, kind, v) + `}`
}

func secretOf(v, state string) string {
	return `{"@odata.type":"` + catalogType + `SecretSettingValue","value":"` + v + `","valueState":"` + state + `"}`
}

// TestSettingsAreSentInGraphsForm: what each setting is, Graph is asked once, and secrets
// stand where the settings name them.
func TestSettingsAreSentInGraphsForm(t *testing.T) {
	t.Parallel()
	one := ofCatalog()
	one.One = true
	number := settingOf("lock", "Simple", `{"@odata.type":"`+catalogType+`IntegerSettingValue","value":7}`)
	plain := func(settings map[string]any) any { return value.Settings{Plain: settings} }
	named := map[string]any{"secret": "s"}
	const document = `[{"settingInstance":{"settingDefinitionId":"blob","simpleSettingValue":{"@odata.type":"` + catalogType + `SecretSettingValue"}}}]`
	for name, tt := range map[string]struct {
		typ      object.Type
		settings any
		secrets  any
		defined  int
		sent     string
		fails    string
	}{
		"a number":                              {ofCatalog(), plain(map[string]any{"lock": json.Number("7")}), nil, 1, `"settings":[` + number + `]`, ""},
		"a text of another name":                {ofCatalog(), plain(map[string]any{"pa ge": "x"}), nil, 1, `"settings":[` + settingOf("pa ge", "Simple", `{"@odata.type":"`+catalogType+`StringSettingValue","value":"x"}`) + `]`, ""},
		"none":                                  {ofCatalog(), nil, nil, 0, "", ""},
		"a secret":                              {ofCatalog(), plain(map[string]any{"blob": named}), value.Tree{"s": "secret"}, 1, `"settings":[` + settingOf("blob", "Simple", secretOf("secret", "notEncrypted")) + `]`, ""},
		"one alone":                             {one, plain(map[string]any{"blob": named}), value.Tree{"s": "secret"}, 1, `"settings":` + instanceOf("blob", "Simple", secretOf("secret", "notEncrypted")), ""},
		"a document":                            {object.JSON{Secrets: "secrets"}, document, value.Tree{"blob": "secret"}, 0, `"settings":[{"settingInstance":{"settingDefinitionId":"blob","simpleSettingValue":` + secretOf("secret", "notEncrypted") + `}}]`, ""},
		"a document without a word":             {object.JSON{}, `[1]`, value.Tree{"blob": "secret"}, 0, `"secrets":{"blob":"secret"},"settings":[1]`, ""},
		"a secret that is not given":            {ofCatalog(), plain(map[string]any{"blob": named}), value.Tree{"t": "secret"}, 1, "", "the secret s is not among the secrets that are given"},
		"a document's secret that is not":       {object.JSON{Secrets: "secrets"}, document, nil, 0, "", "settings: the secret blob is not among"},
		"a setting that Graph does not know":    {ofCatalog(), plain(map[string]any{"gone": "x"}), nil, 1, "", `no setting of Intune has the id "gone": GET /v1.0/definitions/gone finds none`},
		"a setting that nobody may read":        {ofCatalog(), plain(map[string]any{"denied": "x"}), nil, 2, "", "asking Intune what the setting denied is: "},
		"a setting of a kind that is not known": {ofCatalog(), plain(map[string]any{"new": "x"}), nil, 1, "", "settings: [new]: the setting new is of the kind"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, profile(tt.typ), defining(script{
				"POST /v1.0/profiles": {{201, `{"id":"p1"}`}}, "GET /v1.0/definitions/gone": {{404, missing}}, "GET /v1.0/definitions/denied": {{403, denied}},
			}))
			plan := value.Tree{"id": value.Unknown{}, "name": "a", "settings": tt.settings}
			result, err := s.Reconcile(t.Context(), nil, Wanted{Plan: plan, Config: value.Tree{"name": "a", "settings": tt.settings, "secrets": tt.secrets}})
			if fault := said(err, tt.fails); fault != "" || (err == nil) != (result.State["id"] == "p1") {
				t.Fatalf("the id is %v: %s", result.State["id"], fault)
			}
			want := []string{`POST /v1.0/profiles {"name":"a"` + strings.TrimSuffix(","+tt.sent, ",") + `}`}
			if tt.fails != "" {
				want = nil
			}
			var refused *graph.Error
			if denied := errors.As(err, &refused) && refused.Status == http.StatusForbidden; denied != (name == "a setting that nobody may read") {
				t.Errorf("Graph's refusal is in the error: %v", denied)
			}
			if diff := cmp.Diff(want, s.requests("POST")); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if n := len(s.requests("GET /v1.0/definitions/")); n != tt.defined {
				t.Errorf("what the settings are was asked %d times, want %d", n, tt.defined)
			}
		})
	}
}

// TestWhatSettingsAreIsLearntOnce in a run, and what could not be learnt is asked again.
func TestWhatSettingsAreIsLearntOnce(t *testing.T) {
	t.Parallel()
	s := follow(t, profile(ofCatalog()), defining(script{"GET /v1.0/definitions/gone": {{404, missing}}, "GET /v1.0/definitions/busy": {{403, denied}}}))
	learnt := func(id string) string {
		d, err := s.tenant.definition(t.Context(), "v1.0", "/definitions", id)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(d.ID, " ", d.Kind)
	}
	for _, id := range []string{"lock", "scan", "gone", "new"} {
		first := learnt(id)
		if again := learnt(id); again != first {
			t.Errorf("%s is %s, and then %s", id, first, again)
		}
		if n := len(s.requests("GET /v1.0/definitions/" + id)); n != 1 {
			t.Errorf("%s was asked for %d times", id, n)
		}
	}
	if is := learnt("lock") + ", " + learnt("scan"); is != fmt.Sprintf("lock %v, scan %v", settingscatalog.Simple, settingscatalog.Choice) {
		t.Errorf("they are %s", is)
	}
	if got := learnt("busy"); !strings.Contains(got, "Insufficient privileges") {
		t.Errorf("a refusal says %s", got)
	}
	s.answers["GET /v1.0/definitions/busy"] = []answer{{200, `{"@odata.type":"` + catalogType + `SettingGroupDefinition","id":"busy"}`}}
	if got := learnt("busy"); got != fmt.Sprintf("busy %v", settingscatalog.Group) {
		t.Errorf("it is %s after a refusal", got)
	}
}

// TestSettingsAreLearntTogether: what several are is asked at the same time, unless reads
// are to travel alone.
func TestSettingsAreLearntTogether(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		alone bool
		batch int
	}{"together": {false, 1}, "alone": {true, 0}} {
		synctest.Test(t, func(t *testing.T) {
			s := followHere(t, profile(ofCatalog()), defining(script{}))
			if tt.alone {
				s.tenant.ReadAlone()
			}
			if err := s.CheckSettings(t.Context(), s.Managed.Find("settings"), value.Settings{Plain: map[string]any{"lock": json.Number("7"), "pa ge": "x", "scan": "1"}}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if n := len(s.requests("POST /v1.0/$batch")); n != tt.batch {
				t.Errorf("%s: %d batches, want %d: %v", name, n, tt.batch, s.requests(""))
			}
			time.Sleep(time.Second) // in which nothing more is to be read
		})
	}
}

// TestSecretsThatNobodyGives stay as the object has them: Graph is sent the token that it
// shows. Those that are given are sent, and sent again where the change is.
func TestSecretsThatNobodyGives(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	shown := func(state string) answer {
		return answer{200, `{"id":"` + id + `","name":"a","settings":[` + settingOf("blob", "Simple", secretOf("token", state)) + `]}`}
	}
	sent := func(secret string) string {
		return `PATCH /v1.0/profiles/` + id + ` {"settings":[` + settingOf("blob", "Simple", secret) + `,` + settingOf("lock", "Simple", `{"@odata.type":"`+catalogType+`IntegerSettingValue","value":8}`) + `]}`
	}
	settings := func(n string) value.Settings {
		return value.Settings{Plain: map[string]any{"blob": map[string]any{"secret": "s"}, "lock": json.Number(n)}}
	}
	for name, tt := range map[string]struct {
		read    answer
		secrets any
		patch   []answer
		want    []string
		fails   string
	}{
		"one that Graph has":          {shown("encryptedValueToken"), nil, []answer{{204, ""}}, []string{sent(secretOf("token", "encryptedValueToken"))}, ""},
		"one that is given":           {answer{403, denied}, value.Tree{"s": "new"}, []answer{{204, ""}}, []string{sent(secretOf("new", "notEncrypted"))}, ""},
		"one that is given again":     {answer{403, denied}, value.Tree{"s": "new"}, []answer{{404, missing}, {204, ""}}, []string{sent(secretOf("new", "notEncrypted")), sent(secretOf("new", "notEncrypted"))}, ""},
		"one that Graph has not":      {shown("notEncrypted"), nil, nil, nil, "the secret s is not among the secrets"},
		"one that nobody may look at": {answer{403, denied}, nil, nil, nil, "reading the tokens of secrets"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, profile(ofCatalog()), defining(script{"GET /v1.0/profiles/" + id: {tt.read}, "PATCH /v1.0/profiles/" + id: tt.patch}))
			s.Recall(value.Tree{"id": id}, time.Now())
			prior := value.Tree{"id": id, "name": "a", "settings": settings("7")}
			plan := value.Tree{"id": id, "name": "a", "settings": settings("8")}
			if tt.secrets != nil {
				plan["secretsVersion"] = json.Number("1")
			}
			_, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: value.Tree{"name": "a", "settings": settings("8"), "secrets": tt.secrets}})
			if fault := said(err, tt.fails); fault != "" {
				t.Error(fault)
			}
			if diff := cmp.Diff(tt.want, s.requests("PATCH")); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if reads := s.asked(); tt.secrets == nil && !strings.Contains(strings.Join(reads, "|"), "GET /v1.0/profiles/"+id+"?$select=id,settings") {
				t.Errorf("the tokens were not read: %v", reads)
			}
		})
	}
}

// TestNamesOfOptionsAreRead where the settings have them: else nobody could tell whether
// they are the same.
func TestNamesOfOptionsAreRead(t *testing.T) {
	t.Parallel()
	choice := func(option string) string {
		return settingOf("scan", "Choice", `{"children":[],"value":"`+option+`"}`)
	}
	for name, tt := range map[string]struct {
		given any
		shown string
		scan  []answer
		asked int
		same  bool
	}{
		"the option by its name":    {value.Settings{Plain: map[string]any{"scan": "Yes"}}, choice("scan_1"), nil, 1, true},
		"another option":            {value.Settings{Plain: map[string]any{"scan": "Yes"}}, choice("scan_0"), nil, 1, false},
		"the option by its id":      {value.Settings{Plain: map[string]any{"scan": "scan_1"}}, choice("scan_1"), nil, 0, true},
		"what nobody may ask about": {value.Settings{Plain: map[string]any{"scan": "Yes"}}, choice("scan_1"), []answer{{403, denied}}, 2, false},
		"no settings":               {nil, choice("scan_1"), nil, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := profile(ofCatalog())
			d.Attributes = append([]object.Attribute{{Name: "before", Mode: object.Optional, Type: object.String{}}}, d.Attributes...)
			s := follow(t, d, defining(script{"GET /v1.0/profiles/p1": {{200, `{"id":"p1","name":"a","settings":[` + tt.shown + `]}`}}}))
			if tt.scan != nil {
				s.answers["GET /v1.0/definitions/scan"] = tt.scan
			}
			prior := value.Tree{"id": "p1", "name": "a", "settings": tt.given}
			found, err := s.Refresh(t.Context(), prior, nil)
			if err != nil {
				t.Fatal(err)
			}
			a := s.Managed.Find("settings")
			if same := a.Type.Same(value.Equivalent, tt.given, a.FromGraph(found)); same != tt.same {
				t.Errorf("they are the same: %v, want %v; Graph shows %v", same, tt.same, found["settings"])
			}
			if n := len(s.requests("GET /v1.0/definitions/")); n != tt.asked {
				t.Errorf("what the settings are was asked %d times, want %d", n, tt.asked)
			}
		})
	}
}

// TestSettingsOfAPlanAreChecked as far as they are known, and as far as Graph answers.
func TestSettingsOfAPlanAreChecked(t *testing.T) {
	t.Parallel()
	s := follow(t, profile(ofCatalog()), defining(script{"GET /v1.0/definitions/gone": {{404, missing}}, "GET /v1.0/definitions/busy": {{403, denied}}, "GET /v1.0/gone": {{404, missing}}}))
	unknown := tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"gone": tftypes.String, "lock": tftypes.String}}, map[string]tftypes.Value{
		"gone": tftypes.NewValue(tftypes.String, "x"), "lock": tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
	})
	values := map[string]tftypes.Value{}
	for _, a := range s.Managed {
		values[a.Key] = tftypes.NewValue(s.Terraform().AttributeTypes[a.Key], nil)
	}
	values["settings"] = unknown
	plan, err := s.Managed.Decode(tftypes.NewValue(s.Terraform(), values))
	if err != nil {
		t.Fatal(err)
	}
	open, _ := plan["settings"].(value.Settings)
	for name, tt := range map[string]struct {
		attribute string
		settings  value.Settings
		fault     bool
	}{
		"a number":                    {"settings", value.Settings{Plain: map[string]any{"lock": json.Number("7")}}, false},
		"a secret of any value":       {"settings", value.Settings{Plain: map[string]any{"blob": map[string]any{"secret": "s"}}}, false},
		"a text for a number":         {"settings", value.Settings{Plain: map[string]any{"lock": "x"}}, true},
		"a setting that is none":      {"settings", value.Settings{Plain: map[string]any{"gone": "x"}}, true},
		"where Graph does not answer": {"settings", value.Settings{Plain: map[string]any{"busy": "x"}}, false},
		"what is not known yet":       {"settings", open, false},
		"another attribute":           {"name", value.Settings{Plain: map[string]any{"gone": "x"}}, false},
	} {
		err := s.CheckSettings(t.Context(), s.Managed.Find(tt.attribute), tt.settings)
		var fault *settingscatalog.Error
		if errors.As(err, &fault) != tt.fault || (err != nil) != tt.fault {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !value.HasUnknown(open) {
		t.Error("nothing is unknown in what is to be")
	}
}
