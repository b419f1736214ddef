// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func load(t testing.TB, v Version) *Schema {
	t.Helper()
	s, err := Load(v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// typeOf finds a type of microsoft.graph.
func typeOf(t testing.TB, v Version, name string) *Type {
	t.Helper()
	found, ok := load(t, v).Type("microsoft.graph." + name)
	if !ok {
		t.Fatalf("%s has no type microsoft.graph.%s", v, name)
	}
	return found
}

func TestPropertiesAreAsPublished(t *testing.T) {
	t.Parallel()
	const v1, beta = V1, Beta
	tests := map[string]struct {
		version  Version
		typeName string
		want     Property
	}{
		"a text that may be null":                  {v1, "user", Property{Name: "displayName", Type: "Edm.String", Nullable: true}},
		"a list that cannot be null":               {v1, "user", Property{Name: "businessPhones", Type: "Edm.String", Collection: true}},
		"a list of complex values":                 {v1, "user", Property{Name: "assignedLicenses", Type: "microsoft.graph.assignedLicense", Collection: true}},
		"a property of the base type":              {v1, "user", Property{Name: "deletedDateTime", Type: "Edm.DateTimeOffset", Nullable: true}},
		"a property of the root of all types":      {v1, "group", Property{Name: "id", Type: "Edm.String", DocumentedReadOnly: true}},
		"a number of 32 bits":                      {v1, "deviceCompliancePolicy", Property{Name: "version", Type: "Edm.Int32"}},
		"an enum":                                  {v1, "conditionalAccessPolicy", Property{Name: "state", Type: "microsoft.graph.conditionalAccessPolicyState"}},
		"computed by the service":                  {v1, "managedDevice", Property{Name: "complianceState", Type: "microsoft.graph.complianceState", ReadOnly: true, DocumentedReadOnly: true}},
		"set on creation only":                     {v1, "servicePrincipal", Property{Name: "createdByAppId", Type: "Edm.String", Nullable: true, Immutable: true}},
		"called read-only by beta's documentation": {v1, "user", Property{Name: "assignedPlans", Type: "microsoft.graph.assignedPlan", Collection: true, DocumentedReadOnly: true}},
		"media":                                          {v1, "application", Property{Name: "logo", Type: "Edm.Stream"}},
		"beta: a type that v1.0 tells":                   {beta, "user", Property{Name: "createdDateTime", Type: "Edm.DateTimeOffset", Nullable: true, DocumentedReadOnly: true}},
		"beta: a list of texts":                          {beta, "deviceCompliancePolicy", Property{Name: "roleScopeTagIds", Type: "Edm.String", Collection: true, Nullable: true}},
		"beta: an enum that v1.0 does not have":          {beta, "deviceManagementConfigurationPolicy", Property{Name: "platforms", Type: "microsoft.graph.deviceManagementConfigurationPlatforms"}},
		"beta: bytes, by correction":                     {beta, "deviceHealthScript", Property{Name: "detectionScriptContent", Type: "Edm.Binary", Nullable: true}},
		"beta: bytes, by its name":                       {beta, "windows81TrustedRootCertificate", Property{Name: "trustedRootCertificate", Type: "Edm.Binary"}},
		"beta: computed, as Intune's descriptions say":   {beta, "androidForWorkApp", Property{Name: "appIdentifier", Type: "Edm.String", Nullable: true, ReadOnly: true, DocumentedReadOnly: true}},
		"beta: a property that is newer than its source": {beta, "application", Property{Name: "isDisabled", Type: "Edm.Boolean", Nullable: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := typeOf(t, tt.version, tt.typeName).Property(tt.want.Name)
			if !ok {
				t.Fatalf("%s has no property %s", tt.typeName, tt.want.Name)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("property mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNavigationsAreAsPublished(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version  Version
		typeName string
		want     Navigation
	}{
		"linked":                  {V1, "group", Navigation{Name: "members", Type: "microsoft.graph.directoryObject", Collection: true, Nullable: true}},
		"contained":               {V1, "application", Navigation{Name: "federatedIdentityCredentials", Type: "microsoft.graph.federatedIdentityCredential", Collection: true, Nullable: true, Contained: true}},
		"single":                  {V1, "user", Navigation{Name: "manager", Type: "microsoft.graph.directoryObject", Nullable: true}},
		"inherited":               {V1, "windows10CompliancePolicy", Navigation{Name: "assignments", Type: "microsoft.graph.deviceCompliancePolicyAssignment", Collection: true, Nullable: true, Contained: true}},
		"beta: known to v1.0":     {Beta, "group", Navigation{Name: "members", Type: "microsoft.graph.directoryObject", Collection: true, Nullable: true}},
		"beta: contained by rule": {Beta, "deviceManagementConfigurationPolicy", Navigation{Name: "settings", Type: "microsoft.graph.deviceManagementConfigurationSetting", Collection: true, Nullable: true, Contained: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := typeOf(t, tt.version, tt.typeName).Navigation(tt.want.Name)
			if !ok {
				t.Fatalf("%s has no navigation property %s", tt.typeName, tt.want.Name)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Navigation{}, "Refuses")); diff != "" {
				t.Errorf("navigation mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatTheTypeLacksIsNotFound(t *testing.T) {
	t.Parallel()
	user := typeOf(t, V1, "user")
	for _, name := range []string{"widgets", "DisplayName", "manager", ""} {
		if _, ok := user.Property(name); ok {
			t.Errorf("user has a property %q", name)
		}
	}
	for _, name := range []string{"widgets", "Manager", "displayName", ""} {
		if _, ok := user.Navigation(name); ok {
			t.Errorf("user has a navigation property %q", name)
		}
	}
	for _, name := range []string{"", "#", "user", "microsoft.graph.User", "microsoft.graph.widget"} {
		if _, ok := load(t, V1).Type(name); ok {
			t.Errorf("there is a type %q", name)
		}
	}
}

func TestTypesAreListedByName(t *testing.T) {
	t.Parallel()
	s := load(t, V1)
	var last string
	for _, typ := range s.Types() {
		if found, ok := s.Type(typ.Name); !ok || found != typ || typ.Name <= last {
			t.Errorf("%s stands behind %s, and is found: %v", typ.Name, last, ok)
		}
		last = typ.Name
	}
	if n := len(s.Types()); n < 1000 {
		t.Errorf("%d types are listed", n)
	}
}

func TestTypeTakesTheNameOfAnAnnotation(t *testing.T) {
	t.Parallel()
	got, ok := load(t, V1).Type("#microsoft.graph.user")
	if !ok || got != typeOf(t, V1, "user") {
		t.Errorf("got %v, %t", got, ok)
	}
}

func TestTypesAreAsPublished(t *testing.T) {
	t.Parallel()
	type traits struct {
		Kind                          Kind
		Base                          string
		Abstract, Open, Stream, Flags bool
		Key                           []string
	}
	tests := map[string]struct {
		version  Version
		typeName string
		want     traits
	}{
		"the root of all types":              {V1, "entity", traits{Kind: Entity, Abstract: true, Key: []string{"id"}}},
		"an open entity":                     {V1, "user", traits{Kind: Entity, Base: "microsoft.graph.directoryObject", Open: true}},
		"openness is inherited":              {V1, "agentUser", traits{Kind: Entity, Base: "microsoft.graph.user", Open: true}},
		"abstract in effect":                 {V1, "namedLocation", traits{Kind: Entity, Base: "microsoft.graph.policyDeletableItem", Abstract: true, Key: []string{"id"}}},
		"media":                              {V1, "profilePhoto", traits{Kind: Entity, Base: "microsoft.graph.entity", Stream: true}},
		"a complex type":                     {V1, "passwordProfile", traits{Kind: Complex}},
		"an abstract complex type":           {V1, "conditionalAccessSessionControl", traits{Kind: Complex, Abstract: true}},
		"an enum":                            {V1, "conditionalAccessPolicyState", traits{Kind: Enum}},
		"flags":                              {V1, "conditionalAccessGuestOrExternalUserTypes", traits{Kind: Enum, Flags: true}},
		"beta: abstract as in v1.0":          {Beta, "deviceConfiguration", traits{Kind: Entity, Base: "microsoft.graph.entity", Abstract: true}},
		"beta: abstract in effect":           {Beta, "namedLocation", traits{Kind: Entity, Base: "microsoft.graph.policyDeletableItem", Abstract: true, Key: []string{"id"}}},
		"beta: abstract by correction":       {Beta, "deviceManagementConfigurationSettingInstance", traits{Kind: Complex, Abstract: true}},
		"beta: abstract by rule":             {Beta, "win32LobAppDetection", traits{Kind: Complex, Abstract: true}},
		"beta: flags by correction":          {Beta, "deviceManagementConfigurationPlatforms", traits{Kind: Enum, Flags: true}},
		"beta: an entity with no base":       {Beta, "deviceHealthScriptPolicyState", traits{Kind: Entity, Key: []string{"id"}}},
		"beta: a type newer than its source": {Beta, "agentIdentity", traits{Kind: Entity, Base: "microsoft.graph.servicePrincipal", Open: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := typeOf(t, tt.version, tt.typeName)
			got := traits{typ.Kind, typ.Base, typ.Abstract, typ.Open, typ.Stream, typ.Flags, typ.Key}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("traits mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEnumMembersAreInMicrosoftsOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version  Version
		typeName string
		want     []string
	}{
		"v1.0": {V1, "conditionalAccessPolicyState", []string{"enabled", "disabled", "enabledForReportingButNotEnforced"}},
		"beta": {Beta, "deviceAndAppManagementAssignmentFilterType", []string{"none", "include", "exclude"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, typeOf(t, tt.version, tt.typeName).Members); diff != "" {
				t.Errorf("members mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSomeThingsAreInBetaOnly(t *testing.T) {
	t.Parallel()
	has := func(v Version, typeName, member string) bool {
		typ := typeOf(t, v, typeName)
		_, isProperty := typ.Property(member)
		_, isNavigation := typ.Navigation(member)
		return isProperty || isNavigation
	}
	tests := []struct{ typeName, member string }{
		{"deviceManagement", "configurationPolicies"},
		{"deviceManagement", "assignmentFilters"},
		{"deviceCompliancePolicy", "roleScopeTagIds"},
		{"user", "cloudLicensing"},
	}
	for _, tt := range tests {
		t.Run(tt.typeName+"/"+tt.member, func(t *testing.T) {
			t.Parallel()
			if has(V1, tt.typeName, tt.member) {
				t.Error("v1.0 has it")
			}
			if !has(Beta, tt.typeName, tt.member) {
				t.Error("beta does not have it")
			}
		})
	}
}

func TestDerivedTypesAreFoundAtAnyDepth(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version  Version
		typeName string
		want     []string
	}{
		"the two named locations of v1.0": {V1, "namedLocation", []string{"countryNamedLocation", "ipNamedLocation"}},
		"children before grandchildren":   {V1, "outlookItem", []string{"contact", "event", "mailboxItem", "message", "calendarSharingMessage", "eventMessage", "eventMessageRequest", "eventMessageResponse", "post"}},
		"none":                            {V1, "ipNamedLocation", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range typeOf(t, tt.version, tt.typeName).Derived() {
				got = append(got, strings.TrimPrefix(d.Name, "microsoft.graph."))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("derived types mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestInheritance(t *testing.T) {
	t.Parallel()
	user := typeOf(t, V1, "user")
	for _, base := range []string{"microsoft.graph.user", "microsoft.graph.directoryObject", "microsoft.graph.entity"} {
		if !user.IsA(base) {
			t.Errorf("user is no %s", base)
		}
	}
	if user.IsA("microsoft.graph.group") {
		t.Error("user is a group")
	}
	if got := user.BaseType(); got != typeOf(t, V1, "directoryObject") {
		t.Errorf("user extends %v", got)
	}
	if got := user.AllProperties()[0].Name; got != "id" {
		t.Errorf("the first of all properties is %s, want that of the root type", got)
	}
	own := len(user.Properties)
	if all := len(user.AllProperties()); all != own+2 { // id and deletedDateTime
		t.Errorf("user has %d properties, %d of its own", all, own)
	}
	policy := typeOf(t, V1, "windows10CompliancePolicy")
	if len(policy.Navigations) != 0 || len(policy.AllNavigations()) == 0 {
		t.Error("windows10CompliancePolicy does not have just the navigation properties of its base type")
	}
	if diff := cmp.Diff([]string{"id"}, user.KeyProperties()); diff != "" {
		t.Errorf("key mismatch (-want +got):\n%s", diff)
	}
	if got := typeOf(t, V1, "passwordProfile").KeyProperties(); got != nil {
		t.Errorf("a complex type has the key %v", got)
	}
}

func TestAlternateKeys(t *testing.T) {
	t.Parallel()
	want := [][]string{{"appId"}, {"uniqueName"}}
	for _, v := range []Version{V1, Beta} {
		if diff := cmp.Diff(want, typeOf(t, v, "application").AlternateKeys); diff != "" {
			t.Errorf("%s: alternate keys mismatch (-want +got):\n%s", v, diff)
		}
	}
}

func TestRefusedCapabilities(t *testing.T) {
	t.Parallel()
	policy := typeOf(t, V1, "conditionalAccessPolicy")
	if !policy.Refuses.Has(Expand) {
		t.Error("$expand on policies is not refused")
	}
	if policy.Refuses.Has(Filter) || policy.Refuses.Has(Expand|Filter) {
		t.Error("$filter on policies is refused")
	}
	photo, _ := typeOf(t, V1, "group").Navigation("photo")
	if want := Insert | Search | Expand; photo.Refuses != want {
		t.Errorf("a group's photo refuses %b, want %b", photo.Refuses, want)
	}
	experience, _ := load(t, V1).Root("employeeExperience")
	if !experience.Refuses.Has(Expand) {
		t.Error("$expand on employeeExperience is not refused")
	}
}

func TestRoots(t *testing.T) {
	t.Parallel()
	const missing = ""
	tests := []struct {
		version    Version
		name, want string
		collection bool
	}{
		{V1, "users", "microsoft.graph.user", true},
		{V1, "me", "microsoft.graph.user", false},
		{V1, "deviceManagement", "microsoft.graph.deviceManagement", false},
		{V1, "Users", missing, false},
		{V1, "administrativeUnits", missing, false},
		{V1, "groupSettings", "microsoft.graph.groupSetting", true},
		{Beta, "users", "microsoft.graph.user", true},
		{Beta, "administrativeUnits", "microsoft.graph.administrativeUnit", true},
		{Beta, "networkAccess", "microsoft.graph.networkaccess.networkAccessRoot", false},
		{Beta, "groupSettings", missing, false},
	}
	for _, tt := range tests {
		t.Run(string(tt.version)+"/"+tt.name, func(t *testing.T) {
			t.Parallel()
			root, ok := load(t, tt.version).Root(tt.name)
			if ok != (tt.want != missing) || root.Type != tt.want || root.Collection != tt.collection {
				t.Errorf("got %+v, %t", root, ok)
			}
		})
	}
	roots := load(t, V1).Roots()
	if !slices.IsSortedFunc(roots, func(a, b Root) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("Roots is not in order of name")
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version        Version
		name, typeName string
		collection     bool
		want           []string // the types that the operations found are bound to
	}{
		"bound to the type":                 {V1, "assignLicense", "user", false, []string{"user"}},
		"bound to the base type":            {V1, "assign", "windows10CompliancePolicy", false, []string{"deviceCompliancePolicy"}},
		"bound two types up":                {V1, "getMemberGroups", "agentUser", false, []string{"directoryObject"}},
		"the nearest type first":            {V1, "delta", "user", true, []string{"user", "directoryObject"}},
		"a function with several overloads": {V1, "columnsAfter", "workbookRange", false, []string{"workbookRange", "workbookRange"}},
		"by its qualified name":             {V1, "microsoft.graph.assignLicense", "user", false, []string{"user"}},
		"in another case":                   {V1, "AssignLicense", "user", false, []string{"user"}},
		"with another namespace":            {V1, "microsoft.graph.security.assignLicense", "user", false, nil},
		"on an object, not a collection":    {V1, "delta", "user", false, nil},
		"on another type":                   {V1, "assignLicense", "application", false, nil},
		"beta: taken over from v1.0":        {Beta, "assignLicense", "user", false, []string{"user"}},
		"beta: by correction":               {Beta, "assign", "deviceManagementConfigurationPolicy", false, []string{"deviceManagementConfigurationPolicy"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := typeOf(t, tt.version, tt.typeName)
			var got []string
			for _, o := range load(t, tt.version).Operations(tt.name, typ, tt.collection) {
				got = append(got, strings.TrimPrefix(o.Bound, "microsoft.graph."))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("operations mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParametersOfAnOperation(t *testing.T) {
	t.Parallel()
	want := &Operation{
		Name:   "microsoft.graph.assignLicense",
		Action: true,
		Bound:  "microsoft.graph.user",
		Parameters: []Parameter{
			{Name: "addLicenses", Type: "microsoft.graph.assignedLicense", Collection: true},
			{Name: "removeLicenses", Type: "Edm.Guid", Collection: true},
		},
		Returns: "microsoft.graph.user",
	}
	got := load(t, V1).Operations("assignLicense", typeOf(t, V1, "user"), false)[0]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operation mismatch (-want +got):\n%s", diff)
	}
}

func TestEveryNameStandsForSomething(t *testing.T) {
	t.Parallel()
	for _, v := range []Version{V1, Beta} {
		s := load(t, v)
		known := func(name string) bool {
			_, ok := s.Type(name)
			return ok || strings.HasPrefix(name, "Edm.")
		}
		for _, typ := range s.Types() {
			for _, p := range typ.Properties {
				if !known(p.Type) {
					t.Errorf("%s: %s/%s is of type %s", v, typ.Name, p.Name, p.Type)
				}
			}
			for _, n := range typ.Navigations {
				if to, ok := s.Type(n.Type); !ok || to.Kind != Entity {
					t.Errorf("%s: %s/%s leads to %s", v, typ.Name, n.Name, n.Type)
				}
			}
		}
		for _, r := range s.Roots() {
			if to, ok := s.Type(r.Type); !ok || to.Kind != Entity {
				t.Errorf("%s: /%s leads to %s", v, r.Name, r.Type)
			}
		}
	}
}

func TestTheCompiledModelIsSmall(t *testing.T) {
	t.Parallel()
	if len(compiled) >= 1_000_000 {
		t.Errorf("the compiled model has %d bytes, want less than 1 MB", len(compiled))
	}
}

func TestLoadKeepsWhatItRead(t *testing.T) {
	t.Parallel()
	first, second := load(t, V1), load(t, V1)
	if first != second {
		t.Error("v1.0 was read twice")
	}
	if got := load(t, Beta).Version(); got != Beta {
		t.Errorf("the schema of beta is of %s", got)
	}
	if _, err := Load("v2.0"); err == nil || !strings.Contains(err.Error(), `"v2.0"`) {
		t.Errorf("loading v2.0 gives the error %v, want one that names it", err)
	}
}

func TestNewRefusesAnUnknownBaseType(t *testing.T) {
	t.Parallel()
	_, err := New(V1, Contents{Types: []Type{{Name: "a.child", Kind: Entity, Base: "a.parent"}}})
	if err == nil || !strings.Contains(err.Error(), "a.child extends a.parent") {
		t.Errorf("got %v, want an error that names both types", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, v := range []Version{V1, Beta} {
		b.Run(string(v), func(b *testing.B) {
			for b.Loop() {
				if _, err := read(v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
