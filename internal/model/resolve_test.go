// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// describe writes a path as its segments with what each leads to; types lose
// their namespace and collections end in "[]".
func describe(p Path) []string {
	kinds := map[SegmentKind]string{
		RootSegment: "root", NavigationSegment: "navigation", PropertySegment: "property",
		KeySegment: "key", AlternateKeySegment: "alternate key", CastSegment: "cast",
		OperationSegment: "operation", CountSegment: "count", RefSegment: "ref", ValueSegment: "value",
	}
	var lines []string
	for _, s := range p {
		line := kinds[s.Kind] + " " + s.Name
		for _, a := range s.Arguments {
			line += " " + a.Name + "=" + a.Value
		}
		line += " -> " + strings.ReplaceAll(s.Type, "microsoft.graph.", "")
		if s.Collection {
			line += "[]"
		}
		lines = append(lines, strings.ReplaceAll(line, "  ", " "))
	}
	return lines
}

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version Version
		path    string
		want    []string
	}{
		"the service root":      {V1, "/", nil},
		"an entity set":         {V1, "/users", []string{"root users -> user[]"}},
		"no slash before it":    {V1, "users", []string{"root users -> user[]"}},
		"a slash behind it":     {V1, "/users/", []string{"root users -> user[]"}},
		"a singleton":           {V1, "/me", []string{"root me -> user"}},
		"an entity by its key":  {V1, "/users/1", []string{"root users -> user[]", "key id=1 -> user"}},
		"a placeholder":         {V1, "/users/{id}", []string{"root users -> user[]", "key id={id} -> user"}},
		"a key like a call":     {V1, "/users/a(b)", []string{"root users -> user[]", "key id=a(b) -> user"}},
		"a list of values":      {V1, "/me/businessPhones", []string{"root me -> user", "property businessPhones -> Edm.String[]"}},
		"a key like a member":   {V1, "/users/manager", []string{"root users -> user[]", "key id=manager -> user"}},
		"a key with dots":       {V1, "/users/a@b.example", []string{"root users -> user[]", "key id=a@b.example -> user"}},
		"a key that is escaped": {V1, "/users/a%2Fb%23c", []string{"root users -> user[]", "key id=a/b#c -> user"}},
		"a key in parentheses": {V1, "/users('it''s')/manager", []string{
			"root users -> user[]", "key id=it's -> user", "navigation manager -> directoryObject",
		}},
		"a key with its name": {V1, "/users(id='1')", []string{"root users -> user[]", "key id=1 -> user"}},
		"an alternate key": {V1, "/applications(appId='1')", []string{
			"root applications -> application[]", "alternate key appId=1 -> application",
		}},
		"an alternate key without quotes": {V1, "/applications(appId={appId})/owners", []string{
			"root applications -> application[]", "alternate key appId={appId} -> application", "navigation owners -> directoryObject[]",
		}},
		"another key than id": {V1, "/policies/crossTenantAccessPolicy/partners/1", []string{
			"root policies -> policyRoot", "navigation crossTenantAccessPolicy -> crossTenantAccessPolicy",
			"navigation partners -> crossTenantAccessPolicyConfigurationPartner[]",
			"key tenantId=1 -> crossTenantAccessPolicyConfigurationPartner",
		}},
		"a child": {V1, "/identity/conditionalAccess/namedLocations/1", []string{
			"root identity -> identityContainer", "navigation conditionalAccess -> conditionalAccessRoot",
			"navigation namedLocations -> namedLocation[]", "key id=1 -> namedLocation",
		}},
		"names in another case": {V1, "/Identity/conditionalaccess/NAMEDLOCATIONS", []string{
			"root identity -> identityContainer", "navigation conditionalAccess -> conditionalAccessRoot",
			"navigation namedLocations -> namedLocation[]",
		}},
		"a cast of a collection": {V1, "/groups/1/members/microsoft.graph.user", []string{
			"root groups -> group[]", "key id=1 -> group", "navigation members -> directoryObject[]",
			"cast microsoft.graph.user -> user[]",
		}},
		"a cast of an object": {V1, "/directoryObjects/1/graph.group/owners", []string{
			"root directoryObjects -> directoryObject[]", "key id=1 -> directoryObject",
			"cast microsoft.graph.group -> group", "navigation owners -> directoryObject[]",
		}},
		"a cast and a key": {V1, "/directory/deletedItems/microsoft.graph.group/1", []string{
			"root directory -> directory", "navigation deletedItems -> directoryObject[]",
			"cast microsoft.graph.group -> group[]", "key id=1 -> group",
		}},
		"a cast to a type that is newer than its source": {Beta, "/servicePrincipals/microsoft.graph.agentIdentity", []string{
			"root servicePrincipals -> servicePrincipal[]", "cast microsoft.graph.agentIdentity -> agentIdentity[]",
		}},
		"an action of a base type": {V1, "/deviceManagement/deviceCompliancePolicies/1/assign", []string{
			"root deviceManagement -> deviceManagement", "navigation deviceCompliancePolicies -> deviceCompliancePolicy[]",
			"key id=1 -> deviceCompliancePolicy", "operation assign -> deviceCompliancePolicyAssignment[]",
		}},
		"an action by its qualified name": {V1, "/users/1/microsoft.graph.assignLicense", []string{
			"root users -> user[]", "key id=1 -> user", "operation assignLicense -> user",
		}},
		"an action without a result": {V1, "/users/1/sendMail", []string{
			"root users -> user[]", "key id=1 -> user", "operation sendMail -> ",
		}},
		"an action on a collection": {V1, "/directoryObjects/getByIds", []string{
			"root directoryObjects -> directoryObject[]", "operation getByIds -> directoryObject[]",
		}},
		"a function": {V1, "/users/delta()", []string{"root users -> user[]", "operation delta -> user[]"}},
		"a function without parentheses": {V1, "/users/delta", []string{
			"root users -> user[]", "operation delta -> user[]",
		}},
		"a function with a parameter": {V1, "/reports/getTeamsUserActivityUserDetail(period='D7')", []string{
			"root reports -> reportRoot", "operation getTeamsUserActivityUserDetail period=D7 -> Edm.Stream",
		}},
		"the other overload": {V1, "/reports/getTeamsUserActivityUserDetail(date=2026-08-04)", []string{
			"root reports -> reportRoot", "operation getTeamsUserActivityUserDetail date=2026-08-04 -> Edm.Stream",
		}},
		"an optional parameter is left out": {V1, "/sites/1/lists/2/items/delta", []string{
			"root sites -> site[]", "key id=1 -> site", "navigation lists -> list[]", "key id=2 -> list",
			"navigation items -> listItem[]", "operation delta -> listItem[]",
		}},
		"a function that more may follow": {V1, "/sites/1/getByPath(path='a')/lists", []string{
			"root sites -> site[]", "key id=1 -> site", "operation getByPath path=a -> site", "navigation lists -> list[]",
		}},
		"an operation of beta": {Beta, "/deviceManagement/configurationPolicies/1/assign", []string{
			"root deviceManagement -> deviceManagement", "navigation configurationPolicies -> deviceManagementConfigurationPolicy[]",
			"key id=1 -> deviceManagementConfigurationPolicy", "operation assign -> deviceManagementConfigurationPolicyAssignment[]",
		}},
		"the number of members": {V1, "/groups/1/members/$count", []string{
			"root groups -> group[]", "key id=1 -> group", "navigation members -> directoryObject[]", "count $count -> Edm.Int32",
		}},
		"the number of members of a type": {V1, "/groups/1/members/microsoft.graph.user/$count", []string{
			"root groups -> group[]", "key id=1 -> group", "navigation members -> directoryObject[]",
			"cast microsoft.graph.user -> user[]", "count $count -> Edm.Int32",
		}},
		"the references of a collection": {V1, "/groups/1/members/$ref", []string{
			"root groups -> group[]", "key id=1 -> group", "navigation members -> directoryObject[]", "ref $ref -> directoryObject[]",
		}},
		"a reference by its key": {V1, "/groups/1/members/2/$ref", []string{
			"root groups -> group[]", "key id=1 -> group", "navigation members -> directoryObject[]",
			"key id=2 -> directoryObject", "ref $ref -> directoryObject",
		}},
		"a single reference": {V1, "/users/1/manager/$ref", []string{
			"root users -> user[]", "key id=1 -> user", "navigation manager -> directoryObject", "ref $ref -> directoryObject",
		}},
		"a property":             {V1, "/me/displayName", []string{"root me -> user", "property displayName -> Edm.String"}},
		"a property's raw value": {V1, "/me/displayName/$value", []string{"root me -> user", "property displayName -> Edm.String", "value $value -> Edm.String"}},
		"within a complex value": {V1, "/me/mailboxSettings/timeZone", []string{
			"root me -> user", "property mailboxSettings -> mailboxSettings", "property timeZone -> Edm.String",
		}},
		"media": {V1, "/me/photo/$value", []string{"root me -> user", "navigation photo -> profilePhoto", "value $value -> profilePhoto"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := load(t, tt.version).Resolve(tt.path)
			if err != nil {
				t.Fatalf("Resolve(%q): %v", tt.path, err)
			}
			if diff := cmp.Diff(tt.want, describe(got)); diff != "" {
				t.Errorf("Resolve(%q) mismatch (-want +got):\n%s", tt.path, diff)
			}
		})
	}
}

func TestResolveGivesTheOverloadThatIsCalled(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]Parameter{
		"(date=2026-08-04)": {Name: "date", Type: "Edm.Date"},
		"(period='D7')":     {Name: "period", Type: "Edm.String"},
		"":                  {Name: "date", Type: "Edm.Date"}, // the first one, for the query may hold the parameters
	} {
		path, err := load(t, V1).Resolve("/reports/getTeamsUserActivityUserDetail" + arguments)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Parameter{want}, path[1].Operation.Parameters); diff != "" {
			t.Errorf("%q: parameters mismatch (-want +got):\n%s", arguments, diff)
		}
	}
}

func TestResolveNamesTheSegmentThatIsWrong(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ path, segment, message string }{
		"an unknown root":               {"/widgets", "widgets", "Resource not found for the segment 'widgets'."},
		"an unknown member":             {"/users/1/widgets/2", "widgets", "Resource not found for the segment 'widgets'."},
		"a root of beta":                {"/administrativeUnits", "administrativeUnits", "Resource not found for the segment 'administrativeUnits'."},
		"a member of beta":              {"/deviceManagement/configurationPolicies", "configurationPolicies", "Resource not found for the segment 'configurationPolicies'."},
		"an unknown type":               {"/groups/1/members/microsoft.graph.widget", "microsoft.graph.widget", "Resource not found for the segment 'microsoft.graph.widget'."},
		"an unrelated type":             {"/users/microsoft.graph.group", "microsoft.graph.group", "Resource not found for the segment 'microsoft.graph.group'."},
		"a type as the root":            {"/microsoft.graph.user", "microsoft.graph.user", "Resource not found for the segment 'microsoft.graph.user'."},
		"a key after a key":             {"/users/1/2", "2", "Resource not found for the segment '2'."},
		"a key of a singleton":          {"/me('1')", "me('1')", "Resource not found for the segment 'me('1')'."},
		"a key of a property":           {"/me/displayName('1')", "displayName('1')", "Resource not found for the segment 'displayName('1')'."},
		"a member of a primitive":       {"/me/displayName/length", "length", "Resource not found for the segment 'length'."},
		"a member of a list":            {"/me/businessPhones/0", "0", "Resource not found for the segment '0'."},
		"after an action":               {"/users/1/assignLicense/id", "id", "Resource not found for the segment 'id'."},
		"after $ref":                    {"/users/1/manager/$ref/id", "id", "Resource not found for the segment 'id'."},
		"after $count":                  {"/users/$count/1", "1", "Resource not found for the segment '1'."},
		"$count of an object":           {"/users/1/$count", "$count", "Resource not found for the segment '$count'."},
		"$ref of a complex value":       {"/me/passwordProfile/$ref", "$ref", "Resource not found for the segment '$ref'."},
		"$ref of a property":            {"/me/displayName/$ref", "$ref", "Resource not found for the segment '$ref'."},
		"$value of a list":              {"/me/businessPhones/$value", "$value", "Resource not found for the segment '$value'."},
		"other arguments of a function": {"/users/delta(widgets='1')", "delta(widgets='1')", "Resource not found for the segment 'delta(widgets='1')'."},
		"$value of an object":           {"/users/1/$value", "$value", "Resource not found for the segment '$value'."},
		"an unknown option":             {"/users/$widgets", "$widgets", "Resource not found for the segment '$widgets'."},
		"an option as the root":         {"/$count", "$count", "Resource not found for the segment '$count'."},
		"a parameter that is not":       {"/reports/getTeamsUserActivityUserDetail(widgets='1')", "getTeamsUserActivityUserDetail(widgets='1')", "Resource not found for the segment 'getTeamsUserActivityUserDetail(widgets='1')'."},
		"arguments of an action":        {"/users/1/assignLicense(a='1')", "assignLicense(a='1')", "Resource not found for the segment 'assignLicense(a='1')'."},
		"a quote that is not closed":    {"/users('1", "users('1", "Resource not found for the segment 'users('1'."},
		"a bad escape":                  {"/users/%zz", "%zz", "Bad Request - Error in query syntax."},
		"an empty segment":              {"/users//1", "", "Empty segment encountered in request URL. Please make sure that a valid request URL is specified."},
		"an unknown alternate key": {
			"/users(widgets='1')", "users(widgets='1')",
			"The key in the request URI is not valid for resource 'microsoft.graph.user'. Ensure that the names and number of key properties match the declared key properties for the resource 'microsoft.graph.user'.",
		},
		"an alternate key twice": {
			"/applications(appId='1',appId='2')", "applications(appId='1',appId='2')",
			"The key in the request URI is not valid for resource 'microsoft.graph.application'. Ensure that the names and number of key properties match the declared key properties for the resource 'microsoft.graph.application'.",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, V1).Resolve(tt.path)
			var got *PathError
			if !errors.As(err, &got) {
				t.Fatalf("Resolve(%q) gives the error %v, want a PathError", tt.path, err)
			}
			if diff := cmp.Diff(&PathError{Segment: tt.segment, Message: tt.message}, got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
			if err.Error() != tt.message {
				t.Errorf("the error says %q", err)
			}
		})
	}
}

// Graph has no key of two properties, but OData does.
func TestResolveKeysOfTwoProperties(t *testing.T) {
	t.Parallel()
	s, err := New(V1, Contents{
		Types: []Type{{Name: "a.bill", Kind: Entity, Key: []string{"year", "number"}, AlternateKeys: [][]string{{"mail", "day"}}}},
		Roots: []Root{{Name: "bills", Type: "a.bill", Collection: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path string
		want []string // nil for an error
	}{
		"both":                {"/bills(year=1,number=2)", []string{"root bills -> a.bill[]", "key year=1 number=2 -> a.bill"}},
		"in another order":    {"/bills(number=2,year=1)", []string{"root bills -> a.bill[]", "key number=2 year=1 -> a.bill"}},
		"the alternate key":   {"/bills(mail='a',day=3)", []string{"root bills -> a.bill[]", "alternate key mail=a day=3 -> a.bill"}},
		"one of the two":      {"/bills(year=1)", nil},
		"one twice":           {"/bills(year=1,year=2)", nil},
		"one of each key":     {"/bills(year=1,day=3)", nil},
		"a value alone":       {"/bills(1)", nil},
		"a segment of itself": {"/bills/1", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := s.Resolve(tt.path)
			if (err == nil) != (tt.want != nil) {
				t.Fatalf("Resolve(%q) gives the error %v", tt.path, err)
			}
			if diff := cmp.Diff(tt.want, describe(got)); diff != "" {
				t.Errorf("Resolve(%q) mismatch (-want +got):\n%s", tt.path, diff)
			}
		})
	}
}

// FuzzResolve looks for paths that panic, and for resolved paths that contradict
// the schema.
func FuzzResolve(f *testing.F) {
	for _, path := range []string{
		"/", "/users", "/groups/{id}/members/microsoft.graph.user/$count", "/groups/1/members/2/$ref",
		"/applications(appId='it''s')/owners", "/users/delta()", "/users/delta(token='x')", "/me/photo/$value",
		"/deviceManagement/deviceCompliancePolicies/1/assign", "/sites/1/getByPath(path='a,b')/lists",
		"//", "/users/%zz", "/users('", "/users(a=[1,(2])", "/me/mailboxSettings/timeZone/$value", "/$batch",
	} {
		f.Add(path)
	}
	schemas := []*Schema{load(f, V1), load(f, Beta)}
	f.Fuzz(func(t *testing.T, path string) {
		for _, s := range schemas {
			resolved, err := s.Resolve(path)
			var wrong *PathError
			if err != nil && !errors.As(err, &wrong) {
				t.Fatalf("%q: %v is no PathError", path, err)
			}
			for i, segment := range resolved {
				if (segment.Kind == RootSegment) != (i == 0) {
					t.Errorf("%q: segment %d is of kind %d", path, i, segment.Kind)
				}
				if _, known := s.Type(segment.Type); !known && segment.Type != "" && !strings.HasPrefix(segment.Type, "Edm.") {
					t.Errorf("%q: segment %d leads to %s", path, i, segment.Type)
				}
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	s := load(b, V1)
	for _, path := range []string{"/users/1", "/groups/1/members/microsoft.graph.user/$count", "/applications(appId='1')/owners/2/$ref"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Resolve(path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
