// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

func TestEveryKindHasASchema(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, _ sample, typ *Type) {
		all := Attributes{{Attribute: object.Attribute{Mode: object.Optional}, Key: "v", Type: typ}}
		for _, schema := range [][]*tfprotov6.SchemaAttribute{all.schema(), all.SourceSchema(), all.ArgumentSchema()} {
			if got := schema[0].ValueType(); !got.Equal(typ.terraform) {
				t.Errorf("the schema is of %s, want %s", got, typ.terraform)
			}
		}
		if !typ.framework().TerraformType(t.Context()).Equal(typ.terraform) {
			t.Errorf("the framework's type %s is not Terraform's, %s", typ.framework(), typ.terraform)
		}
	})
}

// TestValuesAreChecked, with the attribute or its element as the place of each fault.
func TestValuesAreChecked(t *testing.T) {
	t.Parallel()
	texts := func(all ...string) []attr.Value {
		values := make([]attr.Value, len(all))
		for i, s := range all {
			values[i] = types.StringValue(s)
		}
		return values
	}
	set := func(all ...string) attr.Value { return types.SetValueMust(types.StringType, texts(all...)) }
	list := func(all ...string) attr.Value { return types.ListValueMust(types.StringType, texts(all...)) }
	counted, free := object.Set{Of: object.String{Enum: []string{"a", "b", "c"}, Closed: true}, MinItems: 2, MaxItems: 2}, object.Set{Of: object.String{}}
	row := object.List{Of: object.String{Enum: []string{"a", "b", "c"}, Closed: true}, MinItems: 2, MaxItems: 2}
	ids := object.References{To: "user"}
	tests := map[string]struct {
		typ    object.Type
		value  attr.Value
		faults int
	}{
		"a set that is too short":      {counted, set("a"), 1},
		"a set of the right length":    {counted, set("a", "b"), 0},
		"a set that is too long":       {counted, set("a", "b", "c"), 1},
		"a set with a wrong word":      {counted, set("a", "x"), 1},
		"a set of any length":          {free, set(), 0},
		"a set with an empty text":     {free, set(""), 1},
		"a long set of any length":     {free, set("a", "b", "c"), 0},
		"a list that is too short":     {row, list("a"), 1},
		"a list of the right length":   {row, list("a", "b"), 0},
		"a list that is too long":      {row, list("a", "b", "c"), 1},
		"a list with a wrong word":     {row, list("a", "x"), 1},
		"a list of any length":         {object.List{Of: object.String{}}, list(), 0},
		"a long list of any length":    {object.List{Of: object.String{}}, list("a", "a", "a"), 0},
		"no flags":                     {object.Flags{}, set(), 1},
		"one flag":                     {object.Flags{}, set("a"), 0},
		"a flag with a blank":          {object.Flags{}, set("a b"), 1},
		"a flag with the separator":    {object.Flags{}, set("a,b"), 1},
		"another separator":            {object.Flags{Separator: ";"}, set("a,b"), 0},
		"a flag that is not one":       {object.Flags{Enum: []string{"a"}, Closed: true}, set("b"), 1},
		"a flag with a blank, counted": {object.Flags{Enum: []string{"a b"}, Closed: true}, set("a b"), 0},
		"ids":                          {ids, list(lower, nought), 0},
		"no ids":                       {ids, list(), 0},
		"an id that is none":           {ids, list(lower, "x", "y"), 1},
		"an id twice":                  {ids, list(lower, nought, upper, nought), 1},
		"unknown ids":                  {ids, types.ListUnknown(types.StringType), 0},
		"null for ids":                 {ids, types.ListNull(types.StringType), 0},
		"an unknown id":                {ids, types.ListValueMust(types.StringType, []attr.Value{types.StringUnknown(), types.StringUnknown(), types.StringValue(lower)}), 0},
		"an id after an unknown one":   {ids, types.ListValueMust(types.StringType, []attr.Value{types.StringUnknown(), types.StringValue("x")}), 1},
		"a number that is too large":   {object.Int{Max: 5}, types.Int64Value(6), 1},
		"a number":                     {object.Int{Max: 5}, types.Int64Value(5), 0},
		"a text":                       {object.String{MaxLength: 3}, types.StringValue("äöü"), 0},
		"a text that is too long":      {object.String{MaxLength: 3}, types.StringValue("abcd"), 1},
		"an empty text":                {object.String{}, types.StringValue(""), 1},
		"that may be":                  {object.String{Empty: true}, types.StringValue(""), 0},
		"a pattern":                    {object.String{Pattern: "^a+$", PatternDoc: "must be a"}, types.StringValue("b"), 1},
		"wrapped":                      {object.Wrapped{Property: "p", Of: object.String{MaxLength: 1}}, types.StringValue("ab"), 1},
		"no word yet":                  {object.String{Enum: []string{"a"}, Closed: true}, types.StringUnknown(), 0},
		"no word":                      {object.String{Enum: []string{"a"}, Closed: true}, types.StringNull(), 0},
		"no document yet":              {object.JSON{}, types.StringUnknown(), 0},
		"no document":                  {object.JSON{}, types.StringNull(), 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := faultsOf(t, compiledType(t, tt.typ), tt.value)
			if len(found) != tt.faults {
				t.Fatalf("faults %v, want %d", found, tt.faults)
			}
			for _, fault := range found {
				if located, ok := fault.(interface{ Path() path.Path }); !ok || !located.Path().ParentPath().Equal(path.Empty()) && !located.Path().ParentPath().Equal(path.Root("v")) {
					t.Errorf("the fault is not on the attribute: %v", fault)
				}
			}
		})
	}
}

// faultsOf are what the checks of a type say of a value.
func faultsOf(t *testing.T, typ *Type, v attr.Value) diag.Diagnostics {
	t.Helper()
	sent, err := v.ToTerraformValue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := typ.decode(sent)
	if err != nil {
		t.Fatal(err)
	}
	return typ.check(t.Context(), decoded, path.Root("v"))
}

// TestNestedCollectionsAreCounted: of objects, too.
func TestNestedCollectionsAreCounted(t *testing.T) {
	t.Parallel()
	of := object.Object{Attributes: []object.Attribute{{Name: "a", Mode: object.Optional, Type: object.String{}}}}
	three := []any{Tree{}, Tree{}, Tree{}}
	for _, tt := range []struct {
		typ    object.Type
		faults int
	}{
		{object.Set{Of: of, MinItems: 1, MaxItems: 2}, 1}, {object.List{Of: of, MinItems: 1, MaxItems: 2}, 1}, {object.Set{Of: of}, 0}, {object.List{Of: of}, 0},
	} {
		if found := compiledType(t, tt.typ).check(t.Context(), three, path.Root("v")); len(found) != tt.faults {
			t.Errorf("%T of three: %v, want %d faults", tt.typ, found, tt.faults)
		}
	}
}

// TestChecksSayWhatTheyCheck: Terraform's language server shows it.
func TestChecksSayWhatTheyCheck(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		check interface {
			Description(context.Context) string
			MarkdownDescription(context.Context) string
		}
		want string
	}{
		{newWordCheck([]string{"a", "b"}, true), "must be one of `a`, `b`"},
		{textCheck{ok: isJSON, duty: "must be JSON"}, "must be JSON"},
	} {
		equal(t, "description", tt.want, tt.check.Description(t.Context()))
		equal(t, "description", tt.want, tt.check.MarkdownDescription(t.Context()))
	}
}

// TestAttributesStandInOrder, at every depth: Terraform shows them so.
func TestAttributesStandInOrder(t *testing.T) {
	t.Parallel()
	var check func(all []*tfprotov6.SchemaAttribute)
	check = func(all []*tfprotov6.SchemaAttribute) {
		names := make([]string, len(all))
		for i, a := range all {
			if names[i] = a.Name; a.NestedType != nil {
				check(a.NestedType.Attributes)
			}
		}
		if !slices.IsSorted(names) {
			t.Errorf("they stand in the order %v", names)
		}
	}
	check(compiled(t, objecttest.Widget()).Schema().Block.Attributes)
	check(compiled(t, objecttest.Gadget()).Schema().Block.Attributes)
}

// TestModesInTheSchema: what each mode of an attribute is to Terraform.
func TestModesInTheSchema(t *testing.T) {
	t.Parallel()
	o := compiled(t, object.Definition{
		Name: "d", Place: object.Collection{API: object.V1, Path: "/d"}, Life: &object.Life{Create: object.Create{Upsert: "key"}},
		Attributes: []object.Attribute{
			{Name: "key", Mode: object.Required, Type: object.String{}},
			{Name: "fixed", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
			{Name: "taken", Mode: object.Optional, Type: object.String{}},
			{Name: "secret", Mode: object.WriteOnly, Type: object.String{}},
			{Name: "hidden", Mode: object.Optional, Sensitive: true, Type: object.String{}},
			{Name: "servers", Mode: object.Server, Type: object.String{}},
			{Name: "graphs", Mode: object.ReadOnly, Type: object.String{}},
			{Name: "links", Mode: object.Links, Type: object.References{To: "user"}},
			{Name: "preset", Mode: object.Default(true), CreateOnly: true, Type: object.Bool{}},
		},
	})
	type says struct{ required, optional, computed, sensitive, writeOnly bool }
	want := map[string]says{
		"id": {computed: true}, "key": {required: true}, "fixed": {optional: true}, "taken": {optional: true, computed: true},
		"secret": {optional: true, writeOnly: true}, "secret_version": {optional: true},
		"hidden": {optional: true, computed: true, sensitive: true}, "servers": {optional: true, computed: true},
		"graphs": {computed: true}, "links": {optional: true, computed: true}, "preset": {optional: true, computed: true},
	}
	got := map[string]says{}
	for _, a := range o.Schema().Block.Attributes {
		got[a.Name] = says{required: a.Required, optional: a.Optional, computed: a.Computed, sensitive: a.Sensitive, writeOnly: a.WriteOnly}
	}
	if !maps.Equal(got, want) {
		t.Errorf("the schema says %+v, want %+v", got, want)
	}
}

// managedSchema are the attributes in the schema of the managed resource.
func managedSchema(o *Object) map[string]*tfprotov6.SchemaAttribute {
	all := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range o.Schema().Block.Attributes {
		all[a.Name] = a
	}
	return all
}

// TestDataSourcesShowWhatGraphReturns, and nothing else.
func TestDataSourcesShowWhatGraphReturns(t *testing.T) {
	t.Parallel()
	d := objecttest.Widget()
	d.Life.Delete.Bin, d.Life.Create.Adopt = "/bin", "x"
	d.Attributes = append(
		d.Attributes,
		object.Attribute{Name: "links", Mode: object.Links, Type: object.References{To: "user"}},
		object.Attribute{Name: "password", Mode: object.ReadOnly, Seen: object.InReply, Sensitive: true, Type: object.String{}},
		object.Attribute{Name: "hidden", Mode: object.ReadOnly, Sensitive: true, Doc: "Hidden.", Type: object.String{}},
	)
	o := compiled(t, d)
	schema := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range o.Readable.SourceSchema() {
		schema[a.Name] = a
	}
	for name, want := range map[string]bool{
		"id": true, "name": true, "changed": true, "hidden": true, "secret": false, "secret_version": false, "links": false, "password": false,
		"timeouts": false, "permanently_delete": false, "restore_deleted": false, "use_existing": false,
	} {
		if _, got := schema[name]; got != want {
			t.Errorf("%s is in the data source: %v, want %v", name, got, want)
		}
	}
	if a := schema["hidden"]; !a.Sensitive || !a.Computed || a.Optional || a.Required || a.Description != "Hidden." {
		t.Errorf("hidden: sensitive %v, %q", a.Sensitive, a.Description)
	}
	managed := managedSchema(o)
	for name, want := range map[string]bool{
		"changed": false, "links": true, "password": true, "permanently_delete": true, "restore_deleted": true, "use_existing": true, "timeouts": false,
	} {
		if _, got := managed[name]; got != want {
			t.Errorf("%s is in the resource: %v, want %v", name, got, want)
		}
	}
}

// TestDocumentationOfAnArgument: what a page says beside the argument's own text.
func TestDocumentationOfAnArgument(t *testing.T) {
	t.Parallel()
	words := []string{"a", "b"}
	const (
		gone    = "Cleared when it is taken out."
		stays   = "Left out, it stays as it is."
		cleared = "Left out, it stays as it is. What Terraform wrote is cleared when the argument is taken out again."
		again   = "Left out, it stays as it is. What Terraform wrote is cleared when it is taken out again."
	)
	members := func(a object.Attribute) object.Type { return object.Object{Attributes: []object.Attribute{a}} }
	never := object.NeverCleared("Never.")
	tests := map[string]struct {
		a    object.Attribute
		want string
	}{
		"nothing more":          {object.Attribute{Mode: object.Required, Type: object.String{}}, "Text."},
		"optional":              {object.Attribute{Mode: object.Optional, Type: object.String{}}, "Text. " + gone},
		"write-only":            {object.Attribute{Mode: object.WriteOnly, Type: object.String{}}, "Text."},
		"needed at creation":    {object.Attribute{Mode: object.WriteOnlyAtCreate, Type: object.String{}}, "Text. Needed when the object is created."},
		"words":                 {object.Attribute{Mode: object.Required, Type: object.String{Enum: words}}, "Text. Possible values: `a`, `b`."},
		"words of a set":        {object.Attribute{Mode: object.Required, Type: object.Set{Of: object.String{Enum: words}}}, "Text. Possible values: `a`, `b`."},
		"words of a list":       {object.Attribute{Mode: object.Required, Type: object.List{Of: object.String{Enum: words}}}, "Text. Possible values: `a`, `b`."},
		"flags":                 {object.Attribute{Mode: object.Required, Type: object.Flags{Enum: words}}, "Text. Possible values: `a`, `b`. One or more."},
		"words of what we read": {object.Attribute{Mode: object.ReadOnly, Type: object.String{Enum: words, MaxLength: 3}}, "Text. Possible values: `a`, `b`."},
		"words beside ids":      {object.Attribute{Mode: object.Required, Type: object.Set{Of: object.Reference{Or: words}}}, "Text. In place of an id: `a`, `b`."},
		"a length":              {object.Attribute{Mode: object.Required, Type: object.String{MaxLength: 9}}, "Text. At most 9 characters."},
		"a length of one":       {object.Attribute{Mode: object.Required, Type: object.String{MaxLength: 1}}, "Text. At most 1 character."},
		"a pattern":             {object.Attribute{Mode: object.Required, Type: object.String{Pattern: "^a$", PatternDoc: "must be a"}}, "Text. The value must be a."},
		"a pattern, wrapped":    {object.Attribute{Mode: object.Required, Type: object.Set{Of: object.Wrapped{Property: "p", Of: object.String{Pattern: "^a$", PatternDoc: "must be a"}}}}, "Text. Each must be a."},
		"a range":               {object.Attribute{Mode: object.Required, Type: object.Int{Max: 5}}, "Text. From 0 to 5."},
		"a least number":        {object.Attribute{Mode: object.Required, Type: object.Int{Min: 2}}, "Text. At least 2."},
		"some":                  {object.Attribute{Mode: object.Required, Type: object.Set{Of: object.Int{}, MinItems: 1}}, "Text. At least 1 element."},
		"not too many":          {object.Attribute{Mode: object.Required, Type: object.List{Of: object.Int{}, MaxItems: 4}}, "Text. At most 4 elements."},
		"so many":               {object.Attribute{Mode: object.Required, Type: object.List{Of: object.Int{}, MinItems: 2, MaxItems: 2}}, "Text. Exactly 2 elements."},
		"between":               {object.Attribute{Mode: object.Required, Type: object.List{Of: object.Int{}, MinItems: 2, MaxItems: 4}}, "Text. From 2 to 4 elements."},
		"a day":                 {object.Attribute{Mode: object.Required, Type: object.Date{}}, "Text. A day, such as `2026-11-23`."},
		"a time":                {object.Attribute{Mode: object.Required, Type: object.Time{}}, "Text. A time of RFC 3339, such as `2026-11-23T08:00:00Z`."},
		"a length of time":      {object.Attribute{Mode: object.Required, Type: object.Duration{}}, "Text. A length of time of ISO 8601, such as `P30D` or `PT1H30M`."},
		"one of several types":  {object.Attribute{Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{{Name: "a", Type: "t"}}}}, "Text. Exactly one of its arguments is set."},
		"a default text":        {object.Attribute{Mode: object.Default("x"), Type: object.String{}}, "Text. Default: `\"x\"`."},
		"a default list":        {object.Attribute{Mode: object.Default([]any{"x", "y"}), Type: object.Set{Of: object.String{}}}, "Text. Default: `[\"x\", \"y\"]`."},
		"no elements of a map":  {object.Attribute{Mode: object.Default([]any{}), Type: object.Map{Key: "k"}}, "Text. Default: `{}`."},
		"for good":              {object.Attribute{Mode: object.Required, AtCreation: []string{"b"}, Type: object.String{}}, "Text. A change to or from `b` makes a new object."},
		"a default":             {object.Attribute{Mode: object.Default(3), Type: object.Int{}}, "Text. Default: `3`."},
		"fixed":                 {object.Attribute{Mode: object.Optional, CreateOnly: true, Type: object.Int{}}, "Text. A change makes a new object."},
		"given once":            {object.Attribute{Mode: object.Optional, CreateOnly: true, Once: true, Type: object.Int{}}, "Text. It can be given later too, once. Another change makes a new object."},
		"the server's":          {object.Attribute{Mode: object.Server, Type: object.Int{}}, "Text. " + cleared},
		"the server's, fixed":   {object.Attribute{Mode: object.Server, CreateOnly: true, Type: object.Int{}}, "Text. Left out, it is Graph's to choose, and what was chosen stays when the argument is taken out. A change makes a new object."},
		"never cleared":         {object.Attribute{Mode: object.Server, Removal: never, Type: object.Int{}}, "Text. Left out, it stays as it is. Once written, it cannot be taken out again: it cannot be cleared."},
		"cleared with":          {object.Attribute{Mode: object.Server, Removal: object.ClearedWith(0), Type: object.Int{}}, "Text. " + again},
		"an object":             {object.Attribute{Mode: object.Server, Type: members(object.Attribute{Name: "a", Mode: object.Optional, Type: object.Int{}})}, "Text. " + again},
		"whose member stays":    {object.Attribute{Mode: object.Server, Type: members(object.Attribute{Name: "a", Mode: object.Server, Removal: never, Type: object.Int{}})}, "Text. " + stays},
		"members that stay":     {object.Attribute{Mode: object.Server, Type: object.Set{Of: members(object.Attribute{Name: "a", Mode: object.Server, Removal: never, Type: object.Int{}})}}, "Text. The order means nothing. " + again},
		"a member cleared with": {object.Attribute{Mode: object.Server, Type: members(object.Attribute{Name: "a", Mode: object.Server, Removal: object.ClearedWith(0), Type: object.Int{}})}, "Text. " + again},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.a.Doc = "Text."
			equal(t, "documentation", tt.want, managedSchema(one(t, tt.a))["v"].Description)
		})
	}
	alternative := one(t, object.Attribute{Mode: object.Required, Type: object.OneOf{Variants: []object.Variant{{Name: "a", Type: "t", Doc: "Text."}}}})
	equal(t, "documentation of an alternative", "Text.", managedSchema(alternative)["v"].NestedType.Attributes[0].Description)
	version := managedSchema(vault(t))["words_version"].Description
	equal(t, "documentation of a version", "Any number. Change it to send `words` again: Terraform does not store that value and so cannot see that it changed.", version)
}
