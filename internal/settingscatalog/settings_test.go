// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// known are the definitions of these tests, in Graph's form.
const known = `[
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingDefinition","id":"lock","valueDefinition":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValueDefinition","minimumValue":0,"maximumValue":999}},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingDefinition","id":"page","valueDefinition":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValueDefinition","minimumLength":0,"maximumLength":8,"isSecret":false}},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingDefinition","id":"blob","valueDefinition":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValueDefinition","isSecret":true}},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionDefinition","id":"paths","valueDefinition":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValueDefinition","minimumLength":0,"maximumLength":0}},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingDefinition","id":"scan","options":[{"itemId":"scan_0","name":"Not allowed.","displayName":"Not allowed."},{"itemId":"scan_1","name":"Allowed.","displayName":"Allowed. Scans archives."}]},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingCollectionDefinition","id":"trust","options":[{"itemId":"trust_a","name":"A","displayName":"A"},{"itemId":"trust_b","name":"B","displayName":"The second."}]},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSettingGroupCollectionDefinition","id":"rules"},
	{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSettingGroupDefinition","id":"group"}
]`

func definitions(t interface{ Fatal(args ...any) }) map[string]Definition {
	all := map[string]Definition{}
	for _, body := range list(decoded(t, known)) {
		d, err := Define(body)
		if err != nil {
			t.Fatal(err)
		}
		all[d.ID] = d
	}
	return all
}

func decoded(t interface{ Fatal(args ...any) }, document string) any {
	decoder := json.NewDecoder(strings.NewReader(document))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(document, err)
	}
	return v
}

func compiler(t interface{ Fatal(args ...any) }) Compiler {
	all := definitions(t)
	return Compiler{
		Define: func(id string) (Definition, error) {
			d, ok := all[id]
			if !ok {
				return d, fmt.Errorf("there is no setting %q", id)
			}
			return d, nil
		},
		Secret: func(name, definition string) (Secret, error) { return Secret{Value: "secret of " + name}, nil },
	}
}

func TestCompile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ plain, instance string }{
		"a number":              {`{"lock": 7}`, `{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"lock","simpleSettingValue":{"@odata.type":"#K-IntegerSettingValue","value":7}}`},
		"a number as text":      {`{"lock": "7"}`, `{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"lock","simpleSettingValue":{"@odata.type":"#K-IntegerSettingValue","value":7}}`},
		"a text":                {`{"page": "x"}`, `{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"page","simpleSettingValue":{"@odata.type":"#K-StringSettingValue","value":"x"}}`},
		"texts without a bound": {`{"paths": ["C:\\long\\path"]}`, `{"@odata.type":"#K-SimpleSettingCollectionInstance","settingDefinitionId":"paths","simpleSettingCollectionValue":[{"@odata.type":"#K-StringSettingValue","value":"C:\\long\\path"}]}`},
		"a choice by id":        {`{"scan": "scan_1"}`, `{"@odata.type":"#K-ChoiceSettingInstance","settingDefinitionId":"scan","choiceSettingValue":{"value":"scan_1","children":[]}}`},
		"by the end of it":      {`{"scan": 1}`, `{"@odata.type":"#K-ChoiceSettingInstance","settingDefinitionId":"scan","choiceSettingValue":{"value":"scan_1","children":[]}}`},
		"by name":               {`{"scan": "allowed."}`, `{"@odata.type":"#K-ChoiceSettingInstance","settingDefinitionId":"scan","choiceSettingValue":{"value":"scan_1","children":[]}}`},
		"a choice with children": {
			`{"scan": {"value": "1", "children": {"lock": 3}}}`,
			`{"@odata.type":"#K-ChoiceSettingInstance","settingDefinitionId":"scan","choiceSettingValue":{"value":"scan_1","children":[{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"lock","simpleSettingValue":{"@odata.type":"#K-IntegerSettingValue","value":3}}]}}`,
		},
		"choices": {`{"trust": ["a", "B"]}`, `{"@odata.type":"#K-ChoiceSettingCollectionInstance","settingDefinitionId":"trust","choiceSettingCollectionValue":[{"value":"trust_a","children":[]},{"value":"trust_b","children":[]}]}`},
		"groups": {
			`{"rules": [{"page": "x", "lock": null}, {}]}`,
			`{"@odata.type":"#K-GroupSettingCollectionInstance","settingDefinitionId":"rules","groupSettingCollectionValue":[{"children":[{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"page","simpleSettingValue":{"@odata.type":"#K-StringSettingValue","value":"x"}}]},{"children":[]}]}`,
		},
		"a group":  {`{"group": {}}`, `{"@odata.type":"#K-GroupSettingInstance","settingDefinitionId":"group","groupSettingValue":{"children":[]}}`},
		"a secret": {`{"blob": {"secret": "s"}}`, `{"@odata.type":"#K-SimpleSettingInstance","settingDefinitionId":"blob","simpleSettingValue":{"@odata.type":"#K-SecretSettingValue","value":"secret of s","valueState":"notEncrypted"}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plain := object(decoded(t, tt.plain))
			got, err := compiler(t).Instance(plain)
			if err != nil {
				t.Fatal(err)
			}
			want := decoded(t, strings.ReplaceAll(tt.instance, "#K-", prefix))
			if diff := cmp.Diff(want, any(got)); diff != "" {
				t.Errorf("instance (-want +got):\n%s", diff)
			}
			back, err := PlainInstance(got)
			if err != nil || !Same(plain, back) && name != "by name" { // which the definition tells
				t.Errorf("it comes back as %v, %v", back, err)
			}
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ plain, want string }{
		"a setting that is not there":  {`{"gone": 1}`, `[gone]: there is no setting "gone"`},
		"a text for a number":          {`{"lock": "x"}`, "[lock]: \"x\" is no whole number"},
		"a fraction":                   {`{"lock": 1.5}`, "no whole number"},
		"a list for a number":          {`{"lock": [1]}`, "takes a whole number"},
		"a number above the bound":     {`{"lock": 1000}`, "the number is 1000, and has to be at most 999"},
		"a number below the bound":     {`{"lock": -1}`, "at least 0"},
		"a text that is too long":      {`{"page": "123456789"}`, "the length of the text is 9, and has to be at most 8"},
		"a list for a text":            {`{"page": []}`, "takes a text"},
		"no list":                      {`{"paths": "x"}`, "takes a list"},
		"another option":               {`{"scan": "2"}`, `"2" is no option; there are "0" (Not allowed.), "1" (Allowed. Scans archives.)`},
		"a list for a choice":          {`{"scan": []}`, "is a choice: it takes one of"},
		"another member of a choice":   {`{"scan": {"value": "1", "child": {}}}`, "[scan child]: a choice takes value and children"},
		"children that are no map":     {`{"scan": {"value": "1", "children": []}}`, "[scan children]"},
		"a fault below":                {`{"scan": {"value": "1", "children": {"lock": "x"}}}`, "[scan children lock]"},
		"a fault in a list":            {`{"rules": [{}, {"lock": "x"}]}`, "[rules 1 lock]"},
		"no map for a group":           {`{"group": 1}`, "takes a map"},
		"a secret beside a value":      {`{"blob": {"secret": "a", "value": "hunter2"}}`, "must not stand in a state"},
		"a secret whose name is none":  {`{"blob": {"secret": 7}}`, "must not stand in a state"},
		"a secret that stands there":   {`{"blob": "hunter2"}`, "must not stand in a state"},
		"all faults are told together": {`{"lock": "x", "scan": "2"}`, "[scan]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := compiler(t).Compile(object(decoded(t, tt.plain)))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %s", err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Error("the error shows the secret")
			}
		})
	}
}

// TestBoundsThatAreNoNumbers bound nothing: Graph knows what it wants.
func TestBoundsThatAreNoNumbers(t *testing.T) {
	t.Parallel()
	none, most := json.Number("1e3"), json.Number("7")
	for _, tt := range []struct {
		d     Definition
		n     int64
		sound bool
	}{
		{Definition{Integer: true, Least: &none, Most: &none}, 5, true},
		{Definition{Integer: true, Least: &none, Most: &none}, -5, true},
		{Definition{Integer: true, Most: &most}, 7, true},
		{Definition{Integer: true, Most: &most}, 8, false},
		{Definition{Integer: true, Least: &most}, 7, true},
		{Definition{Integer: true, Least: &most}, 6, false},
	} {
		if err := tt.d.within(big.NewInt(tt.n), "the number"); (err == nil) != tt.sound {
			t.Errorf("%d in %+v: %v", tt.n, tt.d, err)
		}
	}
}

// TestSecretsThatAreNotThere are an error of their setting, and nothing is sent.
func TestSecretsThatAreNotThere(t *testing.T) {
	t.Parallel()
	c := compiler(t)
	c.Secret = func(name, definition string) (Secret, error) {
		return Secret{}, fmt.Errorf("no secret %s for %s", name, definition)
	}
	got, err := c.Compile(object(decoded(t, `{"blob": {"secret": "s"}}`)))
	if err == nil || !strings.Contains(err.Error(), "[blob]: no secret s for blob") {
		t.Errorf("compiled to %v, %v", got, err)
	}
}

func TestDefineRefusesOtherKinds(t *testing.T) {
	t.Parallel()
	if _, err := Define(map[string]any{"id": "x", typeProperty: prefix + "RedirectSettingDefinition"}); err == nil || !strings.Contains(err.Error(), "RedirectSettingDefinition") {
		t.Errorf("error %v", err)
	}
}

func TestPlainRefuses(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]string{
		"a setting that stands twice": `[{"settingInstance":{"settingDefinitionId":"a","simpleSettingValue":{"value":1}}},{"settingInstance":{"settingDefinitionId":"a","simpleSettingValue":{"value":2}}}]`,
		"a part of a template":        `[{"settingInstance":{"settingDefinitionId":"a","settingInstanceTemplateReference":{"settingInstanceTemplateId":"t"},"simpleSettingValue":{"value":1}}}]`,
		"one without a definition":    `[{"settingInstance":{"simpleSettingValue":{"value":1}}}]`,
		"one of another kind":         `[{"settingInstance":{"settingDefinitionId":"a","newSettingValue":{"value":1}}}]`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elements, _ := decoded(t, settings).([]any)
			if got, err := Plain(elements); err == nil {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		a, b string
		want bool
	}{
		"a number and its text":             {`{"lock": 7}`, `{"lock": "7"}`, true},
		"another number":                    {`{"lock": 7}`, `{"lock": 8}`, false},
		"an option and the end of its id":   {`{"scan": "scan_1"}`, `{"scan": "1"}`, true},
		"a choice with nothing below it":    {`{"scan": {"value": "1", "children": {}}}`, `{"scan": "scan_1"}`, true},
		"a choice with something below it":  {`{"scan": {"value": "1", "children": {"lock": 1}}}`, `{"scan": "scan_1"}`, false},
		"options below":                     {`{"scan": {"value": "1", "children": {"trust": ["a"]}}}`, `{"scan": {"value": "scan_1", "children": {"trust": ["trust_a"]}}}`, true},
		"what is null":                      {`{"lock": 7, "page": null}`, `{"lock": 7}`, true},
		"one setting more":                  {`{"lock": 7, "page": "x"}`, `{"lock": 7}`, false},
		"one setting and another":           {`{"lock": 7}`, `{"page": "7"}`, false},
		"a secret and another member":       {`{"blob": {"secret": "a"}}`, `{"blob": {"value": "a"}}`, false},
		"a secret and a choice":             {`{"blob": {"value": "a"}}`, `{"blob": {"secret": "a"}}`, false},
		"secrets by whatever name":          {`{"blob": {"secret": "a"}}`, `{"blob": {"secret": "blob"}}`, true},
		"a secret and a text":               {`{"blob": {"secret": "a"}}`, `{"blob": "a"}`, false},
		"an element that is null":           {`{"paths": [null]}`, `{"paths": [""]}`, false},
		"lists in another order":            {`{"paths": ["a", "b"]}`, `{"paths": ["b", "a"]}`, false},
		"lists of another length":           {`{"paths": ["a", "b"]}`, `{"paths": ["a"]}`, false},
		"a list and a text":                 {`{"paths": ["a"]}`, `{"paths": "a"}`, false},
		"groups":                            {`{"rules": [{"scan": 1}]}`, `{"rules": [{"scan": "scan_1"}]}`, true},
		"a name, of which nobody knows yet": {`{"scan": "Allowed."}`, `{"scan": "scan_1"}`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := decoded(t, tt.a), decoded(t, tt.b)
			if Same(a, b) != tt.want || Same(b, a) != tt.want {
				t.Errorf("%s and %s: %v and %v, want %v", tt.a, tt.b, Same(a, b), Same(b, a), tt.want)
			}
		})
	}
}

// TestNames: a choice by its name is known again once the definition is.
func TestNames(t *testing.T) {
	t.Parallel()
	given := object(decoded(t, `{"scan": {"value": "Allowed.", "children": {"trust": ["The second."], "page": "Text."}}}`))
	shown, err := compiler(t).Compile(given)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"scan", "trust"}, Unnamed(given, shown)); diff != "" {
		t.Errorf("unnamed (-want +got):\n%s", diff)
	}
	named, _ := Named(shown, definitions(t)).([]any)
	plain, err := Plain(named)
	if err != nil || !Same(given, plain) {
		t.Errorf("%v and %v are not the same, %v", given, plain, err)
	}
	if bare, _ := Plain(shown); Same(given, bare) {
		t.Error("the settings that were named have changed")
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	settings := decoded(t, `[{"settingInstance":{"settingDefinitionId":"blob","simpleSettingValue":{"@odata.type":"`+prefix+`SecretSettingValue","valueState":"notEncrypted"}}}]`)
	filled, err := WithSecrets(settings, func(id string) (Secret, error) { return Secret{Value: "of " + id}, nil })
	if err != nil || !slices.Equal(OpenSecrets(filled), []string{"blob"}) || OpenSecrets(settings) != nil {
		t.Fatalf("%v, %v", filled, err)
	}
	tokens, err := WithSecrets(settings, func(string) (Secret, error) { return Secret{Token: "token"}, nil })
	if err != nil || OpenSecrets(tokens) != nil {
		t.Fatalf("%v, %v", tokens, err)
	}
	if diff := cmp.Diff(map[string]Secret{"blob": {Token: "token"}}, Secrets(tokens)); diff != "" {
		t.Errorf("secrets (-want +got):\n%s", diff)
	}
	kept, err := WithSecrets(filled, func(string) (Secret, error) { return Secret{Value: "other"}, nil })
	if diff := cmp.Diff(filled, kept); diff != "" || err != nil {
		t.Errorf("a value that is there was replaced, %v:\n%s", err, diff)
	}
	if open := Secrets(filled); len(open) > 0 {
		t.Errorf("values are taken for tokens: %v", open)
	}
	refusal := errors.New("there is none")
	if got, err := WithSecrets(settings, func(string) (Secret, error) { return Secret{Value: "x"}, refusal }); !errors.Is(err, refusal) || OpenSecrets(got) != nil {
		t.Errorf("without a secret there are %v, %v", got, err)
	}
}

// TestRoundTrip: whatever is compiled comes back the same.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := drawSettings(t, 3)
		settings, err := compiler(t).Compile(given)
		if err != nil {
			t.Fatal(err)
		}
		document, err := json.Marshal(settings)
		if err != nil {
			t.Fatal(err)
		}
		back, _ := decoded(t, string(document)).([]any)
		plain, err := Plain(back)
		if err != nil || !Same(given, plain) {
			t.Fatalf("%v came back as %v, %v", given, plain, err)
		}
	})
}

// drawSettings draws settings of every kind, so many levels deep.
func drawSettings(t *rapid.T, deep int) map[string]any {
	all := map[string]any{}
	draw := func(id string, make func() any) {
		if rapid.Bool().Draw(t, id) {
			all[id] = make()
		}
	}
	option := func(of ...string) any { return rapid.SampledFrom(of).Draw(t, "option") }
	draw("lock", func() any { return json.Number(fmt.Sprint(rapid.IntRange(0, 999).Draw(t, "number"))) })
	draw("page", func() any { return rapid.StringN(0, 8, -1).Draw(t, "text") })
	draw("blob", func() any { return map[string]any{SecretMember: "s"} })
	draw("paths", func() any {
		elements := []any{}
		for _, path := range rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "texts") {
			elements = append(elements, path)
		}
		return elements
	})
	draw("scan", func() any {
		if deep == 0 {
			return option("scan_0", "1")
		}
		return map[string]any{ValueMember: option("0", "scan_1"), ChildrenMember: drawSettings(t, deep-1)}
	})
	draw("trust", func() any { return []any{option("a", "trust_b")} })
	if deep > 0 {
		draw("group", func() any { return drawSettings(t, deep-1) })
		draw("rules", func() any { return []any{drawSettings(t, deep-1), drawSettings(t, deep-1)} })
	}
	return all
}

// TestOneSetting: where one is wanted there are neither none nor several.
func TestOneSetting(t *testing.T) {
	t.Parallel()
	for plain, want := range map[string]string{
		`{"lock": 7}`: "", `{}`: "there are 0 settings where one is wanted", `{"lock": 7, "page": "x"}`: "there are 2 settings", `{"lock": "x"}`: "no whole number",
	} {
		got, err := compiler(t).Instance(object(decoded(t, plain)))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("of %s comes %v, %v; want %q", plain, got, err, want)
		}
	}
}

// TestEndingsOfOptions: an option's short name is what follows the setting's id.
func TestEndingsOfOptions(t *testing.T) {
	t.Parallel()
	for option, want := range map[string]string{"scan_1": "1", "SCAN_on": "on", "scan_": "", "scan": "", "other_1": "", "scam_1": ""} {
		if got, ok := ending("scan", option); got != want || ok != (want != "") {
			t.Errorf("of %s it is %q, %v", option, got, ok)
		}
	}
}

// TestShownSecrets: a value of the type of secrets is one, whether or not its state is shown.
func TestShownSecrets(t *testing.T) {
	t.Parallel()
	for value, secret := range map[string]bool{
		`{"@odata.type":"` + prefix + `SecretSettingValue","value":"x"}`: true, `{"value":"x","valueState":"encryptedValueToken"}`: true, `{"@odata.type":"` + prefix + `StringSettingValue","value":"x"}`: false,
	} {
		got, err := plainSimple("blob", object(decoded(t, value)))
		if _, is := got.(map[string]any); is != secret || err != nil {
			t.Errorf("%s is shown as %v, %v", value, got, err)
		}
	}
}

// TestTextsOfNoLimit: a greatest length of 0 is none, and a greatest number of 0 is one.
func TestTextsOfNoLimit(t *testing.T) {
	t.Parallel()
	zero := json.Number("0")
	for name, tt := range map[string]struct {
		d    Definition
		n    int64
		fits bool
	}{
		"a text without a limit":  {Definition{Most: &zero}, 5, true},
		"a number up to 0":        {Definition{Most: &zero, Integer: true}, 5, false},
		"a text from 0 on":        {Definition{Least: &zero}, -1, false},
		"a number from 0 on":      {Definition{Least: &zero, Integer: true}, -1, false},
		"and one that is nothing": {Definition{Least: &zero, Integer: true}, 0, true},
	} {
		if err := tt.d.within(big.NewInt(tt.n), "it"); (err == nil) != tt.fits {
			t.Errorf("%s: %v", name, err)
		}
	}
}
