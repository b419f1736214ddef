// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestCatalogueAgreesWithMicrosoft holds every definition against Graph's
// published types and against itself, and reports all faults at once.
func TestCatalogueAgreesWithMicrosoft(t *testing.T) {
	t.Parallel()
	known := learn(t)
	names := map[string]bool{}
	for _, d := range objects.Catalogue() {
		for _, name := range []string{d.Name, d.Plural()} {
			if names[name] {
				t.Errorf("%s: there are two definitions of this name", name)
			}
			names[name] = true
		}
		faults := lint(t, d, known)
		if d.IsManaged() {
			faults = append(faults, checkExamples(d, "../../examples/resources")...)
		}
		for _, fault := range faults {
			t.Errorf("%s%s", d.Name, fault)
		}
	}
}

// TestLintFindsContradictions keeps the linter itself honest.
func TestLintFindsContradictions(t *testing.T) {
	t.Parallel()
	group := func(change func(*object.Definition)) object.Definition {
		d := object.Definition{
			Name: "group", Doc: "A group.", Life: &object.Life{},
			Place: object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"},
			Attributes: []object.Attribute{
				{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name."},
				{Name: "mailNickname", Mode: object.Required, Type: object.String{}, Doc: "Alias."},
				{Name: "mailEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether it has a mailbox."},
				{Name: "securityEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether it can be given access."},
			},
		}
		change(&d)
		return d
	}
	at := func(place object.Place) object.Definition {
		return group(func(d *object.Definition) { d.Place = place })
	}
	attribute := func(a object.Attribute) object.Definition {
		return group(func(d *object.Definition) { d.Attributes = append(d.Attributes, a) })
	}
	deviation := func(kind object.DeviationKind, permission string) object.Definition {
		return group(func(d *object.Definition) {
			d.Needs.Deviations = append(d.Needs.Deviations, object.Deviation{Kind: kind, Because: "X.", Permissions: []string{permission}})
		})
	}
	tests := map[string]struct {
		definition object.Definition
		want       string
	}{
		"an unknown type":                  {at(object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.nothing"}), "has no type"},
		"a path of something else":         {at(object.Collection{API: object.V1, Path: "/users", Type: "microsoft.graph.group"}), "leads to microsoft.graph.user"},
		"an unknown permission":            {deviation(object.Reads, "Group.Do.All"), "Group.Do.All"},
		"an unknown directory role":        {group(func(d *object.Definition) { d.Needs.Reader = "Reader of Groups" }), "no directory role Reader of Groups"},
		"a deviation that says nothing":    {deviation(object.TooLittle, "Application.Read.All"), "makes no difference"},
		"no permission at all":             {at(object.Collection{API: object.V1, Path: "/chats/{chatId}/nothing", Type: "microsoft.graph.group"}), "no deviation names one"},
		"no documentation":                 {group(func(d *object.Definition) { d.Doc = "" }), "documentation"},
		"a licence that ends":              {group(func(d *object.Definition) { d.Needs.Licence = "Microsoft Entra ID P1." }), "does not end it"},
		"Intune unlicensed":                {at(object.Collection{API: object.V1, Path: "/deviceManagement/termsAndConditions", Type: "microsoft.graph.termsAndConditions"}), "Microsoft Intune"},
		"a key that is missing":            {group(func(d *object.Definition) { d.LookUp.Key = "mail" }), ": mail"},
		"a rule about nothing":             {group(func(d *object.Definition) { d.Rules = []object.Rule{{Then: object.Given("a.b")}} }), "a.b"},
		"a singleton's default":            {at(object.Singleton{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"}), "singleton"},
		"a word of Terraform's":            {attribute(object.Attribute{Name: "count", Mode: object.Optional, Type: object.Int{}, Doc: "X."}), "Rename it"},
		"an empty Rename":                  {attribute(object.Attribute{Name: "mailEnabled", Rename: "mail_enabled", Mode: object.Optional, Type: object.Bool{}, Doc: "X."}), "already"},
		"an id that is not chosen":         {attribute(object.Attribute{Name: "id", Mode: object.Required, Type: object.String{}, Doc: "X."}), "ids that are chosen"},
		"a chosen id without an attribute": {group(func(d *object.Definition) { d.Life = &object.Life{Create: object.Create{ID: object.FromPath}} }), "ids that are chosen"},
		"an unknown property":              {attribute(object.Attribute{Name: "nothing", Mode: object.Optional, Type: object.String{}, Doc: "X."}), ".nothing: microsoft.graph.group has no such property"},
		"a text that is a boolean":         {attribute(object.Attribute{Name: "mailEnabled", Mode: object.Optional, Type: object.String{}, Doc: "X."}), "Edm.Boolean"},
		"one that are many":                {attribute(object.Attribute{Name: "groupTypes", Mode: object.Optional, Type: object.String{}, Doc: "X."}), "collection"},
		"read-only at creation":            {attribute(object.Attribute{Name: "mail", Mode: object.ReadOnly, CreateOnly: true, Type: object.String{}, Doc: "X."}), "CreateOnly"},
		"volatile and writable":            {attribute(object.Attribute{Name: "mailNickname", Mode: object.Optional, Volatile: true, Type: object.String{}, Doc: "X."}), "Volatile"},
		"once and writable":                {attribute(object.Attribute{Name: "mailNickname", Mode: object.Optional, Seen: object.InReply, Type: object.String{}, Doc: "X."}), "InReply"},
		"a relation of texts":              {attribute(object.Attribute{Name: "members", Mode: object.Links, Type: object.Set{Of: object.String{}}, Doc: "X."}), "References"},
		"a list that grows":                {attribute(object.Attribute{Name: "visibility", Mode: object.Optional, Type: object.String{Enum: []string{"Public"}, Closed: true}, Doc: "X."}), "Closed"},
		"follows nothing":                  {attribute(object.Attribute{Name: "mail", Mode: object.ReadOnly, Follows: []string{"nobody"}, Type: object.String{}, Doc: "X."}), "nobody"},
		"the server's in elements": {attribute(object.Attribute{Name: "assignedLicenses", Mode: object.Optional, Doc: "X.", Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "skuId", Mode: object.Server, Type: object.Reference{To: "licence"}, Doc: "X."},
		}}}}), ".assignedLicenses.skuId: elements"},
		"a collection in elements that is null": {attribute(object.Attribute{Name: "assignedLicenses", Mode: object.Default([]any{}), Doc: "X.", Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "disabledPlans", Mode: object.Optional, Type: object.Set{Of: object.Reference{To: "plan"}}, Doc: "X."},
		}}}}), ".assignedLicenses.disabledPlans: Graph returns []"},
		"a choice that may be null": {object.Definition{
			Name: "x", Doc: "X.", Life: &object.Life{}, Place: object.Collection{API: object.Beta, Path: "/deviceManagement/assignmentFilters", Type: "microsoft.graph.deviceAndAppManagementAssignmentFilter"},
			Attributes: []object.Attribute{{Name: "platform", Mode: object.Optional, Type: object.String{}, Doc: "X."}},
		}, ".platform: Graph shows false, 0 or the first word"},
		"a default of another type":  {attribute(object.Attribute{Name: "theme", Mode: object.Default(true), Type: object.String{}, Doc: "X."}), "no value"},
		"a default that is no word":  {attribute(object.Attribute{Name: "theme", Mode: object.Default("Grey"), Type: object.String{Enum: []string{"Teal"}}, Doc: "X."}), "none of"},
		"a default without elements": {attribute(object.Attribute{Name: "groupTypes", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}, MinItems: 1}, Doc: "X."}), "fewer"},
		"a permission that only reads": {group(func(d *object.Definition) {
			d.Needs.Deviations = []object.Deviation{{Kind: object.TooLittle, Because: "X.", Permissions: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All", "Group-NestingSupport.ReadWrite.All", "Group-PreferredDataLocation.ReadWrite.All", "Group.ManageProtection.All", "Group.Create"}}, {Kind: object.Writes, Because: "X.", Permissions: []string{"Group.Read.All"}}}
		}), "none of the permissions"},
		"a name that does not exist":        {group(func(d *object.Definition) { d.Doc = "See `microsoft365_grup`." }), "microsoft365_grup"},
		"a misspelt reference":              {attribute(object.Attribute{Name: "owners", Mode: object.Links, Type: object.References{To: "usr or service principal"}, Doc: "X."}), `"usr"`},
		"a required property that is not":   {group(func(d *object.Definition) { d.Attributes = d.Attributes[:1] }), ".mailNickname: Graph makes no object"},
		"a required property left to Graph": {group(func(d *object.Definition) { d.Attributes[1].Mode = object.Server }), ".mailNickname: Graph makes no object"},
		"a type without an id":              {at(object.Collection{API: object.V1, Path: "/policies/crossTenantAccessPolicy/partners", Type: "microsoft.graph.crossTenantAccessPolicyConfigurationPartner"}), "by tenantId, and not by id"},
		"a key that is another":             {at(object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group", Key: "mailNickname"}), "by id, and not by mailNickname"},
		"a collection as a child":           {at(object.OnlyChild{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"}), "a Singleton or an OnlyChild"},
		"an answer of something else":       {at(object.Answer{API: object.V1, Paths: []string{"/tenantRelationships/findTenantInformationByTenantId(tenantId='{displayName}')"}, Type: "microsoft.graph.group"}), "no Life"},
		"an answer without quotes":          {object.Definition{Name: "x", Doc: "X.", Place: object.Answer{API: object.V1, Paths: []string{"/tenantRelationships/findTenantInformationByTenantId(tenantId={tenantId})"}, Type: "microsoft.graph.tenantInformation", Key: "tenantId"}}, "between quotes"},
		"an answer to no attribute":         {object.Definition{Name: "x", Doc: "X.", Place: object.Answer{API: object.V1, Paths: []string{"/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')"}, Type: "microsoft.graph.tenantInformation", Key: "tenantId"}}, "its parameter is no attribute"},
		"a list that is no attribute":       {at(object.Part{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/synchronization", Type: "microsoft.graph.synchronization", List: "secrets"}), "the attribute secrets"},
		"elements that may be nothing": {attribute(object.Attribute{Name: "assignedLabels", Mode: object.Optional, Doc: "X.", Type: object.Map{
			Key: "labelId", Merged: &object.Merged{Property: "displayName"}, Attributes: []object.Attribute{{Name: "displayName", Mode: object.Optional, Type: object.String{}, Doc: "X."}},
		}}), ".assignedLabels: Merged: each element needs a displayName"},
		"a child that is made and reset": {at(object.OnlyChild{API: object.V1, Path: "/users/{userId}/manager", Type: "microsoft.graph.directoryObject", Put: true, Resets: true}), "is never made"},
		"companions that nobody knows": {at(object.Element{
			API: object.V1, Path: "/applications/{applicationId}", Type: "microsoft.graph.keyCredential", Property: "keyCredentials", Key: "keyId", Add: "addKey",
			Companions: &object.Companions{Shared: "mark", Known: object.Body{"use": "Verify"}, Besides: []string{"appRoles"}},
		}), "no collection appRoles"},
		"companions and a removal": {at(object.Element{
			API: object.V1, Path: "/applications/{applicationId}", Type: "microsoft.graph.keyCredential", Property: "keyCredentials", Key: "keyId", Add: "addKey", Remove: "removeKey",
			Companions: &object.Companions{Shared: "customKeyIdentifier"},
		}), "have no action that removes them"},
		"digits that people choose": {attribute(object.Attribute{Name: "visibility", Mode: object.Optional, Type: object.Base64{Hex: true}, Doc: "X."}), "Hex is for values of Graph's own"},
		"a member that is missing":  {attribute(object.Attribute{Name: "visibility", Mode: object.Optional, Type: object.Object{}, Doc: "X."}), "Edm.String"},
	}
	known := learn(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if found := lint(t, tt.definition, known); !mentions(found, tt.want) {
				t.Errorf("faults %q, want one that mentions %q", found, tt.want)
			}
		})
	}
	sound := group(func(*object.Definition) {})
	if found := lint(t, sound, known); len(found) > 0 {
		t.Errorf("a sound definition has the faults %q", found)
	}
}

// TestExamplesAreChecked: an example says what it is an example of.
func TestExamplesAreChecked(t *testing.T) {
	t.Parallel()
	d := object.Definition{Name: "group", LookUp: object.LookUp{Key: "displayName"}}
	tests := map[string]struct{ resource, imports, want string }{
		"as it should be":   {`resource "microsoft365_group" "example" {`, "terraform import microsoft365_group.example 'name=Sales'", ""},
		"another name":      {`resource "microsoft365_group" "sales" {`, "terraform import microsoft365_group.example 'name=Sales'", "resource.tf does not say"},
		"another resource":  {`resource "microsoft365_group" "example" {`, "terraform import microsoft365_user.example 'name=Sales'", "import.sh does not say"},
		"no import by key":  {`resource "microsoft365_group" "example" {`, "terraform import microsoft365_group.example 1", "name="},
		"no import at all":  {`resource "microsoft365_group" "example" {`, "", "import.sh is missing"},
		"no example at all": {"", "terraform import microsoft365_group.example 'name=Sales'", "resource.tf is missing"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			at := filepath.Join(folder, "microsoft365_group")
			if err := os.Mkdir(at, 0o755); err != nil {
				t.Fatal(err)
			}
			for file, text := range map[string]string{"resource.tf": tt.resource, "import.sh": tt.imports} {
				if text == "" {
					continue
				}
				if err := os.WriteFile(filepath.Join(at, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			faults := checkExamples(d, folder)
			if tt.want == "" && len(faults) > 0 || tt.want != "" && !mentions(faults, tt.want) {
				t.Errorf("faults %q, want one that mentions %q", faults, tt.want)
			}
		})
	}
}
