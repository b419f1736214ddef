// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions_test

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/functions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages/packagestest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// call runs a function by its name.
func call(t testing.TB, name string, arguments ...attr.Value) (attr.Value, *function.FuncError) {
	t.Helper()
	catalogue := engine.NewCatalogue(objects.Catalogue())
	for _, build := range functions.All(catalogue.Names(), catalogue.Object) {
		f := build()
		var metadata function.MetadataResponse
		f.Metadata(t.Context(), function.MetadataRequest{}, &metadata)
		if metadata.Name == name {
			return run(t.Context(), f, arguments)
		}
	}
	t.Fatalf("there is no function %s", name)
	return nil, nil
}

func run(ctx context.Context, f function.Function, arguments []attr.Value) (attr.Value, *function.FuncError) {
	var definition function.DefinitionResponse
	f.Definition(ctx, function.DefinitionRequest{}, &definition)
	if fixed := len(definition.Definition.Parameters); len(arguments) < fixed || definition.Definition.VariadicParameter == nil && len(arguments) > fixed {
		return nil, function.NewFuncError(fmt.Sprintf("the function has %d parameters", fixed))
	}
	if definition.Definition.VariadicParameter != nil {
		fixed := len(definition.Definition.Parameters)
		kinds := slices.Repeat([]attr.Type{types.StringType}, len(arguments)-fixed)
		arguments = append(slices.Clone(arguments[:fixed]), types.TupleValueMust(kinds, arguments[fixed:]))
	}
	result, fault := definition.Definition.Return.NewResultData(ctx)
	if fault != nil {
		return nil, fault
	}
	resp := function.RunResponse{Result: result}
	f.Run(ctx, function.RunRequest{Arguments: function.NewArgumentsData(arguments)}, &resp)
	return resp.Result.Value(), resp.Error
}

func text(s string) attr.Value { return types.StringValue(s) }

func list(texts ...string) attr.Value {
	values := []attr.Value{}
	for _, s := range texts {
		values = append(values, text(s))
	}
	return types.ListValueMust(types.StringType, values)
}

func numbers(values ...float64) attr.Value {
	all := []attr.Value{}
	for _, n := range values {
		all = append(all, types.NumberValue(big.NewFloat(n)))
	}
	return types.ListValueMust(types.NumberType, all)
}

func object(values map[string]attr.Value) attr.Value {
	kinds := map[string]attr.Type{}
	for name, v := range values {
		kinds[name] = v.Type(context.Background())
	}
	return types.DynamicValue(types.ObjectValueMust(kinds, values))
}

func TestTexts(t *testing.T) {
	t.Parallel()
	const id = "73d664e4-0886-4a73-b745-c694da45ddb4"
	filter := func(values map[string]attr.Value, template string) []attr.Value {
		return []attr.Value{text(template), object(values)}
	}
	tests := map[string]struct {
		function  string
		arguments []attr.Value
		want      string
	}{
		"an object id has a SID":              {"object_id_to_sid", []attr.Value{text(id)}, "S-1-12-1-1943430372-1249052806-2496021943-3034400218"},
		"a SID holds an object id":            {"sid_to_object_id", []attr.Value{text("s-1-12-1-1943430372-1249052806-2496021943-3034400218")}, id},
		"a permission has an id":              {"app_role_id", []attr.Value{text("Group.ReadWrite.All")}, "62a82d76-70ea-41e2-9197-370581804d09"},
		"a role has a template":               {"role_template_id", []attr.Value{text("Global Reader")}, "f2ef992c-3afb-46b9-b7cf-a126ee74c451"},
		"quotes are doubled":                  {"graph_filter", filter(map[string]attr.Value{"n": text("O'Neil' or 1 eq 1")}, "displayName eq {n}"), "displayName eq 'O''Neil'' or 1 eq 1'"},
		"places in values mean nothing":       {"graph_filter", filter(map[string]attr.Value{"a": text("{b}"), "b": text("x")}, "a eq {a} and b eq {b}"), "a eq '{b}' and b eq 'x'"},
		"booleans and numbers stand plain":    {"graph_filter", filter(map[string]attr.Value{"b": types.BoolValue(true), "n": types.NumberValue(big.NewFloat(1e9))}, "a eq {b} and c gt {n}"), "a eq true and c gt 1000000000"},
		"a value of any type":                 {"graph_filter", filter(map[string]attr.Value{"n": types.DynamicValue(text("x"))}, "a eq {n}"), "a eq 'x'"},
		"a list is for in":                    {"graph_filter", filter(map[string]attr.Value{"l": list("a", "b'")}, "id in {l}"), "id in ('a','b''')"},
		"dates and GUIDs stand plain":         {"graph_filter", filter(map[string]attr.Value{"d": text("2026-01-31T00:00:00Z"), "g": text(id)}, "c ge {d:date} and r eq {g:guid}"), "c ge 2026-01-31T00:00:00Z and r eq " + id},
		"what the template quotes is left so": {"graph_filter", filter(map[string]attr.Value{"n": text("x")}, "a eq '{n}' and b eq {n}"), "a eq '{n}' and b eq 'x'"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, fault := call(t, tt.function, tt.arguments...)
			if fault != nil || !got.Equal(text(tt.want)) {
				t.Errorf("%s gives %v, %v; want %q", tt.function, got, fault, tt.want)
			}
		})
	}
}

func TestWrongArguments(t *testing.T) {
	t.Parallel()
	empty := types.DynamicValue(types.ObjectValueMust(nil, nil))
	tests := map[string]struct {
		function  string
		arguments []attr.Value
		place     int64
		want      string
	}{
		"a SID of a domain":          {"sid_to_object_id", []attr.Value{text("S-1-5-21-1-2-3-4")}, 0, "sid: "},
		"the beginning of a SID":     {"sid_to_object_id", []attr.Value{text("S-1-12")}, 0, "is not a SID of Entra"},
		"a SID without numbers":      {"sid_to_object_id", []attr.Value{text("S-1-12-1-")}, 0, "has 1 numbers"},
		"a SID with too few numbers": {"sid_to_object_id", []attr.Value{text("S-1-12-1-1-2-3")}, 0, "has 3 numbers"},
		"a SID with a large number":  {"sid_to_object_id", []attr.Value{text("S-1-12-1-1-2-3-4294967296")}, 0, `"4294967296"`},
		"no GUID":                    {"object_id_to_sid", []attr.Value{text("Sales")}, 0, "object_id: "},
		"a GUID in braces":           {"object_id_to_sid", []attr.Value{text("{73d664e4-0886-4a73-b745-c694da45ddb4}")}, 0, "object_id: "},
		"a permission in other case": {"app_role_id", []attr.Value{text("group.readwrite.all")}, 0, `Did you mean "Group.ReadWrite.All"?`},
		"a delegated permission":     {"app_role_id", []attr.Value{text("openid")}, 0, `there is no application permission of Microsoft Graph "openid"`},
		"the beginning of a role":    {"role_template_id", []attr.Value{text("Global Admin")}, 0, `Did you mean "Global Administrator"?`},
		"letters changed":            {"role_template_id", []attr.Value{text("Global Raeder")}, 0, `Did you mean "Global Reader"?`},
		"a type that is not there":   {"parse_id", []attr.Value{text("microsoft365_group_membr"), text("a/b")}, 0, `Did you mean "microsoft365_group_member"?`},
		"an id of another form":      {"parse_id", []attr.Value{text("group_member"), text("a")}, 1, "group_id/member_id"},
		"an empty id":                {"parse_id", []attr.Value{text("group"), text("")}, 1, `id: "" is not an id of a group`},
		"an empty part of an id":     {"parse_id", []attr.Value{text("group_member"), text("/b")}, 1, `id: "/b" is not an id of a group member`},
		"the id of another object":   {"parse_id", []attr.Value{text("authorization_policy"), text("x")}, 1, "its id is authorizationPolicy"},
		"a member that is null":      {"split_members", []attr.Value{types.ListValueMust(types.StringType, []attr.Value{text("a"), types.StringNull()}), numbers(100)}, 0, "members: element 1 is null"},
		"a share that is null":       {"split_members", []attr.Value{list("a"), types.ListValueMust(types.NumberType, []attr.Value{types.NumberNull()})}, 1, "percentages: element 0 is null"},
		"shares that are too little": {"split_members", []attr.Value{list("a"), numbers(10, 80)}, 1, "percentages: the shares are 90"},
		"a negative share":           {"split_members", []attr.Value{list("a"), numbers(-10, 110)}, 1, "negative"},
		"no ring":                    {"split_members", []attr.Value{list("a"), numbers()}, 1, "there is no ring"},
		"a place without a value":    {"graph_filter", []attr.Value{text("a eq {n}"), empty}, 1, "values: has no value for the place {n}"},
		"a value without a place":    {"graph_filter", []attr.Value{text("a eq 1"), object(map[string]attr.Value{"n": text("x")})}, 1, "the template has no place {n}"},
		"a date that is none":        {"graph_filter", []attr.Value{text("a ge {n:date}"), object(map[string]attr.Value{"n": text("now or 1 eq 1")})}, 1, `n: "now or 1 eq 1" is no date`},
		"a form that is not known":   {"graph_filter", []attr.Value{text("a ge {n:raw}"), object(map[string]attr.Value{"n": text("x")})}, 0, `template: the form "raw" of the place {n:raw} is not known`},
		"a quote that is left open":  {"graph_filter", []attr.Value{text("a eq '{n}"), object(map[string]attr.Value{"n": text("x")})}, 0, "template: ' stands there without its counterpart"},
		"a brace that is left open":  {"graph_filter", []attr.Value{text("a eq {n"), empty}, 0, "template: { stands"},
		"a brace that closes none":   {"graph_filter", []attr.Value{text("a eq n}"), empty}, 0, "template: } stands"},
		"a place without a name":     {"graph_filter", []attr.Value{text("a eq {}"), empty}, 0, "template: the place {} has no name"},
		"a list in a list":           {"graph_filter", []attr.Value{text("a in {n}"), object(map[string]attr.Value{"n": types.TupleValueMust([]attr.Type{types.ListType{ElemType: types.StringType}}, []attr.Value{list("x")})})}, 1, "values: n: must be a text"},
		"a number for a GUID":        {"graph_filter", []attr.Value{text("a eq {n:guid}"), object(map[string]attr.Value{"n": types.NumberValue(big.NewFloat(1))})}, 1, "values: n: is no text, as a guid is"},
		"a null in a list":           {"graph_filter", []attr.Value{text("a in {n}"), object(map[string]attr.Value{"n": types.ListValueMust(types.StringType, []attr.Value{types.StringNull()})})}, 1, "values: n: is null"},
		"a number that is null":      {"graph_filter", []attr.Value{text("a eq {n}"), object(map[string]attr.Value{"n": types.NumberNull()})}, 1, "values: n: is null"},
		"values that are no object":  {"graph_filter", []attr.Value{text("a ge {n}"), types.DynamicValue(text("x"))}, 1, "must be an object"},
		"no package":                 {"parse_msi", []attr.Value{text("functions.go")}, 0, "path: functions.go is not an .msi file"},
		"a package of another kind":  {"parse_pkg", []attr.Value{text("functions.go")}, 0, "path: functions.go: it is not a .pkg file"},
		"a file that is not there":   {"parse_intunewin", []attr.Value{text("nowhere.intunewin")}, 0, "path: open nowhere.intunewin"},
		"settings that are no JSON":  {"settings_catalog_from_json", []attr.Value{text("{")}, 0, "json: unexpected EOF"},
		"a policy without settings":  {"settings_catalog_from_json", []attr.Value{text("{}")}, 0, "neither a list of settings nor a policy"},
		"settings of another kind":   {"settings_catalog_from_json", []attr.Value{text(`[{"settingInstance":{"settingDefinitionId":"a"}}]`)}, 0, "which the provider does not know"},
		"an empty list":              {"graph_filter", []attr.Value{text("a in {n}"), object(map[string]attr.Value{"n": list()})}, 1, "empty list"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, fault := call(t, tt.function, tt.arguments...)
			if fault == nil || fault.FunctionArgument == nil || *fault.FunctionArgument != tt.place || !strings.Contains(fault.Text, tt.want) {
				t.Errorf("the error is %+v; want one of argument %d with %q", fault, tt.place, tt.want)
			}
		})
	}
}

func TestSettingsCatalogFromJSON(t *testing.T) {
	t.Parallel()
	const settings = `[
		{"settingInstance":{"settingDefinitionId":"lock","simpleSettingValue":{"value":15}}},
		{"settingInstance":{"settingDefinitionId":"scan","choiceSettingValue":{"value":"scan_1","children":[{"settingDefinitionId":"paths","simpleSettingCollectionValue":[{"value":"C:"}]}]}}},
		{"settingInstance":{"settingDefinitionId":"blob","simpleSettingValue":{"value":"aaaa","valueState":"encryptedValueToken"}}}
	]`
	inner := func(v attr.Value) attr.Value { return v.(types.Dynamic).UnderlyingValue() } //nolint:forcetypeassert // object makes no other
	want := inner(object(map[string]attr.Value{
		"lock": types.NumberValue(big.NewFloat(15)),
		"scan": inner(object(map[string]attr.Value{
			"value":    text("scan_1"),
			"children": inner(object(map[string]attr.Value{"paths": types.TupleValueMust([]attr.Type{types.StringType}, []attr.Value{text("C:")})})),
		})),
		"blob": inner(object(map[string]attr.Value{"secret": text("blob")})),
	}))
	for _, document := range []string{settings, `{"settings":` + settings + `}`, `{"value":` + settings + `}`} {
		got, fault := call(t, "settings_catalog_from_json", text(document))
		if fault != nil {
			t.Fatal(fault)
		}
		if d, ok := got.(types.Dynamic); !ok || !d.UnderlyingValue().Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestPartsOfAnID(t *testing.T) {
	t.Parallel()
	got, fault := call(t, "parse_id", text("microsoft365_group_member"), text("9F0C8A2E-0000-4000-8000-000000000001/9f0c8a2e-0000-4000-8000-000000000002"))
	want := map[string]attr.Value{
		"id":        text("9f0c8a2e-0000-4000-8000-000000000001/9f0c8a2e-0000-4000-8000-000000000002"),
		"group_id":  text("9f0c8a2e-0000-4000-8000-000000000001"),
		"member_id": text("9f0c8a2e-0000-4000-8000-000000000002"),
	}
	if fault != nil || !got.Equal(types.MapValueMust(types.StringType, want)) {
		t.Errorf("parse_id gives %v, %v", got, fault)
	}
}

// TestKnownApps is there because a wrong GUID would open a policy.
func TestKnownApps(t *testing.T) {
	t.Parallel()
	got, _ := call(t, "conditional_access_known_apps")
	apps, ok := got.(types.Map)
	if !ok {
		t.Fatalf("the result is %T", got)
	}
	seen := map[string]string{}
	for name, id := range apps.Elements() {
		s := id.(types.String).ValueString()
		if other, twice := seen[s]; twice {
			t.Errorf("%s and %s are both %s", name, other, s)
		}
		seen[s] = name
		if s == "" || strings.Contains(s, "-") && !value.IsGUID(s) {
			t.Errorf("%s is %q, no GUID", name, s)
		}
	}
}

func TestEverySIDGoesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range 4 {
			b.WriteString("-" + strconv.FormatUint(uint64(rapid.Uint32().Draw(t, "number")), 10))
		}
		sid := "S-1-12-1" + b.String()
		f := functions.All(nil, nil)
		id, fault := byName(f, "sid_to_object_id", text(sid))
		if fault != nil {
			t.Fatal(fault)
		}
		if back, fault := byName(f, "object_id_to_sid", id); fault != nil || !back.Equal(text(sid)) {
			t.Errorf("%s becomes %v, and that %v (%v)", sid, id, back, fault)
		}
	})
}

func byName(all []func() function.Function, name string, arguments ...attr.Value) (attr.Value, *function.FuncError) {
	for _, build := range all {
		var metadata function.MetadataResponse
		f := build()
		if f.Metadata(context.Background(), function.MetadataRequest{}, &metadata); metadata.Name == name {
			return run(context.Background(), f, arguments)
		}
	}
	return nil, function.NewFuncError("there is no function " + name)
}

func TestRings(t *testing.T) {
	t.Parallel()
	members := make([]string, 2000)
	for i := range members {
		members[i] = "member-" + strconv.Itoa(i)
	}
	before := rings(t, list(members...), numbers(10, 30, 60))
	t.Run("shares hold on the whole", func(t *testing.T) {
		t.Parallel()
		for i, want := range []int{200, 600, 1200} {
			if got := len(before[i]); got < want*4/5 || got > want*6/5 {
				t.Errorf("ring %d has %d members; want about %d", i, got, want)
			}
		}
	})
	t.Run("who leaves moves nobody", func(t *testing.T) {
		t.Parallel()
		gone := rings(t, list(members[1000:]...), numbers(10, 30, 60))
		for i, ring := range gone {
			for _, member := range ring {
				if !slices.Contains(before[i], member) {
					t.Errorf("%s has moved to ring %d", member, i)
				}
			}
		}
	})
	t.Run("who joins moves nobody", func(t *testing.T) {
		t.Parallel()
		joined := rings(t, list(append([]string{"someone new", "Another"}, members...)...), numbers(10, 30, 60))
		for i, ring := range before {
			for _, member := range ring {
				if !slices.Contains(joined[i], member) {
					t.Errorf("%s has left ring %d", member, i)
				}
			}
		}
	})
	t.Run("a ring that grows keeps its members", func(t *testing.T) {
		t.Parallel()
		grown := rings(t, list(members...), numbers(20, 20, 60))
		for _, member := range before[0] {
			if !slices.Contains(grown[0], member) {
				t.Errorf("%s has left the first ring", member)
			}
		}
	})
	t.Run("a salt deals in another way", func(t *testing.T) {
		t.Parallel()
		salted := rings(t, list(members...), numbers(10, 30, 60), text("pilot"))
		if cmp.Equal(before, salted) {
			t.Error("the salt makes no difference")
		}
	})
	t.Run("a ring may have no share", func(t *testing.T) {
		t.Parallel()
		if got := rings(t, list("a", "b"), numbers(0, 100)); !cmp.Equal(got, [][]string{{}, {"a", "b"}}) {
			t.Errorf("the rings are %v", got)
		}
	})
	t.Run("the order of the members means nothing", func(t *testing.T) {
		t.Parallel()
		back := slices.Clone(members)
		slices.Reverse(back)
		if !cmp.Equal(before, rings(t, list(back...), numbers(10, 30, 60))) {
			t.Error("members in another order give other rings")
		}
	})
	t.Run("places never change", func(t *testing.T) {
		t.Parallel()
		want := [][]string{{"A", "e"}, {"b", "c"}, {"d", "f"}}
		if diff := cmp.Diff(want, rings(t, list("A", "a", "b", "c", "d", "e", "f"), numbers(30, 30, 40))); diff != "" {
			t.Errorf("a new version would move members (-want +got):\n%s", diff)
		}
	})
}

// TestEveryParameterIsDescribed, as the documentation and editors show it.
func TestEveryParameterIsDescribed(t *testing.T) {
	t.Parallel()
	for _, build := range functions.All(nil, nil) {
		f := build()
		var metadata function.MetadataResponse
		var definition function.DefinitionResponse
		f.Metadata(t.Context(), function.MetadataRequest{}, &metadata)
		f.Definition(t.Context(), function.DefinitionRequest{}, &definition)
		for _, p := range definition.Definition.Parameters {
			if p.GetName() == "" || p.GetMarkdownDescription() == "" {
				t.Errorf("%s: the parameter %q has no description", metadata.Name, p.GetName())
			}
		}
	}
}

// TestPackagesWithoutAnInstallerOfWindows: what is packed may be no .msi file.
func TestPackagesWithoutAnInstallerOfWindows(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "package")
	content := packagestest.Zip(t, map[string]string{
		"IntuneWinPackage/Contents/IntunePackage.intunewin": strings.Repeat("x", 96),
		"IntuneWinPackage/Metadata/Detection.xml": `<ApplicationInfo><Name>Tool</Name><UnencryptedContentSize>40</UnencryptedContentSize>
  <FileName>IntunePackage.intunewin</FileName><SetupFile>setup.exe</SetupFile>
  <EncryptionInfo><EncryptionKey>Q0FOQVJZ</EncryptionKey></EncryptionInfo></ApplicationInfo>`,
	})
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got, fault := call(t, "parse_intunewin", text(path))
	if fault != nil {
		t.Fatal(fault)
	}
	if attributes := got.(types.Object).Attributes(); !attributes["msi"].IsNull() || !attributes["setup_file"].Equal(text("setup.exe")) {
		t.Errorf("it is shown as %v", got)
	}
}

func rings(t *testing.T, arguments ...attr.Value) [][]string {
	t.Helper()
	got, fault := call(t, "split_members", arguments...)
	if fault != nil {
		t.Fatal(fault)
	}
	var all [][]string
	for _, ring := range got.(types.List).Elements() {
		members := []string{}
		for _, m := range ring.(types.List).Elements() {
			members = append(members, m.(types.String).ValueString())
		}
		all = append(all, members)
	}
	return all
}

// TestPackages reads one package of each kind through its function.
func TestPackages(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		content []byte
		member  string
		want    attr.Value
	}{
		"parse_msi":       {packagestest.MSI("ProductCode", "{1}", "ALLUSERS", "2"), "package_type", text("dualPurpose")},
		"parse_pkg":       {packagestest.Pkg(t, packagestest.Distribution), "identifier", text("com.contoso.tool")},
		"parse_intunewin": {packagestest.Intunewin(t), "encrypted_size", types.Int64Value(96)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "package")
			if err := os.WriteFile(path, tt.content, 0o600); err != nil {
				t.Fatal(err)
			}
			got, fault := call(t, name, text(path))
			if fault != nil {
				t.Fatal(fault)
			}
			if member := got.(types.Object).Attributes()[tt.member]; !member.Equal(tt.want) {
				t.Errorf("%s is %v; want %v", tt.member, member, tt.want)
			}
			if strings.Contains(got.String(), "CANARY") {
				t.Errorf("the keys of the encryption are shown: %v", got)
			}
		})
	}
}
