// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// decode reads an object as the tenant does, with numbers as json.Number.
func decode(t testing.TB, text string) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		t.Fatalf("decode %s: %v", text, err)
	}
	return object
}

func parseFilter(t testing.TB, text string) *Filter {
	t.Helper()
	filter, err := ParseFilter(text)
	if err != nil {
		t.Fatalf("ParseFilter(%q): %v", text, err)
	}
	return filter
}

// user has a value of every kind that Graph sends.
const user = `{
	"@odata.type": "#microsoft.graph.user",
	"id": "3F0C9F5E-0000-4000-8000-00000000000A",
	"displayName": "Ann O'Neill",
	"mail": null,
	"accountEnabled": true,
	"isResourceAccount": false,
	"size": 42,
	"big": 9007199254740993,
	"ratio": 0.5,
	"createdDateTime": "2026-03-01T12:00:00Z",
	"renewedDateTime": "2026-03-01T13:00:00.5Z",
	"birthDate": "1990-05-17",
	"idle": "PT36H",
	"platforms": "android,iOS",
	"groupTypes": ["Unified", "DynamicMembership"],
	"proxyAddresses": [],
	"employee": {"costCenter": "C-7", "manager": {"displayName": "Bo"}, "division": null},
	"assignedLicenses": [
		{"skuId": "11111111-2222-3333-4444-555555555555", "disabledPlans": ["p1"]},
		{"skuId": "66666666-7777-8888-9999-000000000000", "disabledPlans": [], "note": null}
	],
	"members": [
		{"@odata.type": "#microsoft.graph.user", "id": "1"},
		{"@odata.type": "#microsoft.graph.group", "id": "2"}
	]
}`

func TestFilterMatches(t *testing.T) {
	t.Parallel()
	groups := map[string]map[string]bool{
		"text": {
			`displayName eq 'Ann O''Neill'`:                 true,
			`displayName eq 'ann o''neill'`:                 true,
			`displayName eq 'Ann'`:                          false,
			`displayName ne 'Ann'`:                          true,
			`displayName ne 'ANN O''NEILL'`:                 false,
			`'ann o''neill' eq displayName`:                 true,
			`displayName gt 'Anm'`:                          true,
			`displayName gt 'ann p'`:                        false,
			`displayName ge 'ANN O''NEILL'`:                 true,
			`displayName lt 'B'`:                            true,
			`displayName le 'ann o''neill'`:                 true,
			`displayName eq ''`:                             false,
			`startsWith(displayName,'ann')`:                 true,
			`STARTSWITH ( displayName , 'Ann' )`:            true,
			`startswith(displayName,'')`:                    true,
			`startswith(displayName,'nn')`:                  false,
			`endsWith(displayName,'NEILL')`:                 true,
			`endswith(displayName,'x')`:                     false,
			`contains(displayName,'o''n')`:                  true,
			`contains(displayName,'z')`:                     false,
			`startswith('annabel',displayName)`:             false,
			`tolower(displayName) eq 'ann o''neill'`:        true,
			`toupper(displayName) eq 'ANN O''NEILL'`:        true,
			`contains(tolower(displayName),'neill')`:        true,
			`startsWith(displayName,'Ann') eq true`:         true,
			`startsWith(displayName,'Ann') ne true`:         false,
			`false eq startsWith(displayName,'x')`:          true,
			`displayName eq employee/manager/displayName`:   false,
			`displayName lt employee/manager/displayName`:   true,
			`displayName in ('bo','ANN O''NEILL')`:          true,
			`displayName in ('bo')`:                         false,
			`$it/displayName eq 'ann o''neill'`:             true,
			"displayName\teq\n'ann o''neill'  ":             true,
			`'Unified' in groupTypes`:                       true,
			`'Security' in groupTypes`:                      false,
			`employee/costCenter in groupTypes`:             false,
			`not ('Security' in groupTypes)`:                true,
			`employee/manager/displayName eq 'Bo'`:          true,
			`employee/manager/displayName/first eq null`:    true,
			`employee/costCenter/anything/at/all eq null`:   true,
			`employee/manager ne null`:                      true,
			`groupTypes ne null and proxyAddresses ne null`: true,
		},
		"null": {
			`mail eq null`:                           true,
			`mail ne null`:                           false,
			`null eq mail`:                           true,
			`null eq null`:                           true,
			`null ne null`:                           false,
			`absent eq null`:                         true,
			`employee/division eq null`:              true,
			`employee/absent/deeper eq null`:         true,
			`mail eq absent`:                         true,
			`mail eq 'x'`:                            false,
			`mail ne 'x'`:                            true,
			`not (mail eq 'x')`:                      true,
			`mail gt 'a'`:                            false,
			`mail lt 'a'`:                            false,
			`mail ge null`:                           false,
			`mail le null`:                           false,
			`not (mail gt 'a')`:                      true,
			`startswith(mail,'a')`:                   false,
			`not startswith(mail,'a')`:               false,
			`startswith(displayName,null)`:           false,
			`startswith(mail,'a') eq null`:           true,
			`tolower(mail) eq null`:                  true,
			`mail in ('a',null)`:                     true,
			`mail in ('a')`:                          false,
			`not (mail in ('a'))`:                    true,
			`displayName in (null)`:                  false,
			`absent`:                                 false,
			`not absent`:                             false,
			`absent or accountEnabled`:               true,
			`absent and accountEnabled`:              false,
			`not (absent and accountEnabled)`:        false,
			`not (absent and isResourceAccount)`:     true,
			`not (absent or isResourceAccount)`:      false,
			`absent or isResourceAccount`:            false,
			`null`:                                   false,
			`absent has microsoft.graph.platform'x'`: false,
			`absent/any()`:                           false,
			`not absent/any()`:                       true,
			`absent/any(a:a eq 'x')`:                 false,
			`absent/all(a:a eq 'x')`:                 true,
			`absent/$count eq 0`:                     true,
			`displayName/$count eq null`:             true,
			`absent in ('x') or mail eq null`:        true,
			`'x' in absent`:                          false,
		},
		"truth": {
			`accountEnabled`:                         true,
			`not accountEnabled`:                     false,
			`not not accountEnabled`:                 true,
			`accountEnabled eq true`:                 true,
			`accountEnabled eq TRUE`:                 true,
			`accountEnabled ne false`:                true,
			`isResourceAccount eq false`:             true,
			`accountEnabled gt isResourceAccount`:    true,
			`true`:                                   true,
			`false`:                                  false,
			`true or false and false`:                true,
			`(true or false) and false`:              false,
			`false and true or true`:                 true,
			`not false and false`:                    false,
			`not (false and false)`:                  true,
			`not true or true`:                       true,
			`not (true or true)`:                     false,
			`true AND NOT false`:                     true,
			`false OR true`:                          true,
			`not accountEnabled eq false`:            true, // (not accountEnabled) eq false
			`not(displayName eq 'x')`:                true,
			`true eq true eq false`:                  false,
			`false eq false eq true`:                 true,
			`1 lt 2 eq true`:                         true,
			`true eq 1 lt 2`:                         true,
			`not displayName in ('x')`:               true,
			`not platforms has microsoft.graph.p'x'`: true,
			`((((accountEnabled))))`:                 true,
		},
		"numbers": {
			`size eq 42`:              true,
			`size eq 42.0`:            true,
			`size eq 4.2e1`:           true,
			`size eq +42`:             true,
			`size gt -1`:              true,
			`size lt 42`:              false,
			`size le 42`:              true,
			`42 ge size`:              true,
			`41 ge size`:              false,
			`size in (1,42)`:          true,
			`big eq 9007199254740993`: true,
			`big eq 9007199254740992`: false,
			`big gt 9007199254740992`: true,
			`ratio eq 0.5`:            true,
			`ratio lt 1`:              true,
			`ratio lt size`:           true,
		},
		"dates, GUIDs, durations and enums": {
			`createdDateTime eq 2026-03-01T12:00:00Z`:             true,
			`createdDateTime eq 2026-03-01T13:00:00+01:00`:        true,
			`createdDateTime eq 2026-03-01T12:00:00.000Z`:         true,
			`createdDateTime eq 2026-03-01t12:00z`:                true,
			`createdDateTime gt 2026-03-01T11:59:59.999Z`:         true,
			`createdDateTime ge 2026-03-01`:                       true,
			`createdDateTime lt 2026-03-02`:                       true,
			`2026-03-02 gt createdDateTime`:                       true,
			`createdDateTime lt renewedDateTime`:                  true,
			`createdDateTime eq '2026-03-01T13:00:00+01:00'`:      false,
			`renewedDateTime gt 2026-03-01T13:00:00Z`:             true,
			`birthDate eq 1990-05-17`:                             true,
			`birthDate lt 1990-05-18`:                             true,
			`createdDateTime in (2026-03-01T12:00:00Z)`:           true,
			`id eq 3f0c9f5e-0000-4000-8000-00000000000a`:          true,
			`id ne 3f0c9f5e-0000-4000-8000-00000000000a`:          false,
			`id eq '3f0c9f5e-0000-4000-8000-00000000000a'`:        true,
			`id in (3F0C9F5E-0000-4000-8000-00000000000A)`:        true,
			`id eq 00000000-0000-0000-0000-000000000000`:          false,
			`idle eq duration'PT36H'`:                             true,
			`idle eq duration'P1DT12H'`:                           true,
			`idle gt duration'P1D'`:                               true,
			`idle lt duration'PT1M0.5S'`:                          false,
			`idle lt duration'PT9223372036S'`:                     true,
			`duration'-PT1S' lt idle`:                             true,
			`platforms eq microsoft.graph.platform'android,ios'`:  true,
			`platforms has microsoft.graph.platform'ios'`:         true,
			`platforms has microsoft.graph.platform'iOS,android'`: true,
			`platforms has microsoft.graph.platform'windows'`:     false,
			`platforms has 'android'`:                             true,
			`platforms ne microsoft.graph.platform'windows'`:      true,
		},
		"collections": {
			`groupTypes/any()`:                                                        true,
			`proxyAddresses/any()`:                                                    false,
			`not proxyAddresses/any()`:                                                true,
			`groupTypes/any(t:t eq 'unified')`:                                        true,
			`groupTypes/Any(t: t eq 'Security')`:                                      false,
			`groupTypes/any(t:startswith(t,'Dyn'))`:                                   true,
			`not groupTypes/any(t:t eq 'Security')`:                                   true,
			`groupTypes/all(t:t ne 'Security')`:                                       true,
			`groupTypes/all(t:t eq 'Unified')`:                                        false,
			`groupTypes/any(t:t in ('x','Unified'))`:                                  true,
			`groupTypes/any(t:t eq displayName)`:                                      false,
			`groupTypes/any(t:accountEnabled)`:                                        true,
			`groupTypes/any(t:true)`:                                                  true,
			`proxyAddresses/all(p:false)`:                                             true,
			`assignedLicenses/any(l:l/skuId eq 11111111-2222-3333-4444-555555555555)`: true,
			`assignedLicenses/any(l:l/skuId eq 11111111-2222-3333-4444-555555555555 and l/disabledPlans/any(p:p eq 'p1'))`: true,
			`assignedLicenses/any(l:l/skuId eq 66666666-7777-8888-9999-000000000000 and l/disabledPlans/any())`:            false,
			`assignedLicenses/any(l:l/disabledPlans/any(p:p eq 'p1' and l/skuId ne null))`:                                 true,
			`assignedLicenses/any(l:l/note eq null)`:                                                                       true,
			`assignedLicenses/any(l:startswith(l/note,'x'))`:                                                               false,
			`assignedLicenses/all(l:startswith(l/note,'x'))`:                                                               false,
			`assignedLicenses/any(l:l/disabledPlans/$count eq 0)`:                                                          true,
			`groupTypes/$count eq 2`:       true,
			`groupTypes/$count gt 2`:       false,
			`proxyAddresses/$count eq 0`:   true,
			`0 ne assignedLicenses/$count`: true,
			`groupTypes/any(a:a eq 'Unified') and assignedLicenses/any(a:a/skuId ne null)`: true,
		},
		"types": {
			`isof('microsoft.graph.user')`:                                 true,
			`isof(microsoft.graph.user)`:                                   true,
			`IsOf('microsoft.graph.group')`:                                false,
			`not isof('microsoft.graph.group')`:                            true,
			`isof($it,'microsoft.graph.user')`:                             true,
			`isof(employee,'microsoft.graph.user')`:                        false,
			`isof(absent,'microsoft.graph.user')`:                          false,
			`members/any(m:isof(m,'microsoft.graph.group'))`:               true,
			`microsoft.graph.user/size eq 42`:                              true,
			`microsoft.graph.group/size eq 42`:                             false,
			`microsoft.graph.group/size eq null`:                           true,
			`members/microsoft.graph.user/$count eq 1`:                     true,
			`members/microsoft.graph.group/any(g:g/id eq '2')`:             true,
			`members/microsoft.graph.group/any(g:g/id eq '1')`:             false,
			`members/any(m:m/microsoft.graph.group/id eq '2')`:             true,
			`employee/microsoft.graph.employeeOrgData/costCenter eq 'C-7'`: false,
			`displayName/microsoft.graph.x eq null`:                        true,
		},
	}
	object := decode(t, user)
	for group, cases := range groups {
		for text, want := range cases {
			t.Run(group+"/"+text, func(t *testing.T) {
				t.Parallel()
				got, err := parseFilter(t, text).Match(object)
				if err != nil || got != want {
					t.Errorf("Match = %t, %v, want %t", got, err, want)
				}
			})
		}
	}
}

func TestParseFilterRefuses(t *testing.T) {
	t.Parallel()
	syntax := func(position int, text string) string {
		return fmt.Sprintf("Syntax error at position %d in '%s'.", position, text)
	}
	tests := map[string]Error{
		`displayName eqq 'x'`:             {Position: 12, Token: "eqq", Message: syntax(15, `displayName eqq 'x'`)},
		`jobTitle ge '!' , x eq true`:     {Position: 16, Token: ",", Message: syntax(17, `jobTitle ge '!' , x eq true`)},
		`displayName eq`:                  {Position: 14, Message: syntax(14, `displayName eq`)},
		`displayName eq 'O'Brien'`:        {Position: 23, Token: "'", Message: `There is an unterminated string literal at position 24 in 'displayName eq 'O'Brien''.`},
		`displayName eq 'x`:               {Position: 15, Token: "'x", Message: `There is an unterminated string literal at position 17 in 'displayName eq 'x'.`},
		`displayName eq "x"`:              {Position: 15, Token: `"`, Message: `Syntax error: character '"' is not valid at position 15 in 'displayName eq "x"'.`},
		`näme eqq 'x'`:                    {Position: 5, Token: "eqq", Message: syntax(8, `näme eqq 'x'`)},
		``:                                {Position: 0, Message: syntax(0, ``)},
		`(a eq 1`:                         {Position: 7, Message: syntax(7, `(a eq 1`)},
		`a eq 1)`:                         {Position: 6, Token: ")", Message: syntax(7, `a eq 1)`)},
		`a eq 1 and`:                      {Position: 10, Message: syntax(10, `a eq 1 and`)},
		`or a eq 1`:                       {Position: 3, Token: "a", Message: syntax(4, `or a eq 1`)},
		`a b`:                             {Position: 2, Token: "b", Message: syntax(3, `a b`)},
		`not`:                             {Position: 3, Message: syntax(3, `not`)},
		`a eq'x'`:                         {Position: 2, Token: "eq'x'", Message: syntax(7, `a eq'x'`)},
		`a in ()`:                         {Position: 6, Token: ")", Message: syntax(7, `a in ()`)},
		`a in ('x'`:                       {Position: 9, Message: syntax(9, `a in ('x'`)},
		`a in ('x',)`:                     {Position: 10, Token: ")", Message: syntax(11, `a in ('x',)`)},
		`a/ eq 1`:                         {Position: 6, Token: "1", Message: syntax(7, `a/ eq 1`)},
		`a//b eq 1`:                       {Position: 2, Token: "/", Message: syntax(3, `a//b eq 1`)},
		`$count eq 1`:                     {Position: 0, Token: "$count", Message: syntax(6, `$count eq 1`)},
		`a/$count/b eq 1`:                 {Position: 2, Token: "$count", Message: syntax(8, `a/$count/b eq 1`)},
		`a/any(x:x eq 1)/b eq 1`:          {Position: 2, Token: "any", Message: syntax(5, `a/any(x:x eq 1)/b eq 1`)},
		`a/any(x:)`:                       {Position: 8, Token: ")", Message: syntax(9, `a/any(x:)`)},
		`$it/any(x:x eq 1)`:               {Position: 4, Token: "any", Message: syntax(7, `$it/any(x:x eq 1)`)},
		`a/some(x:x eq 1)`:                {Position: 2, Token: "some", Message: unknownFunctionMessage("some")},
		`a/any(x eq 1)`:                   {Position: 2, Token: "any", Message: unknownFunctionMessage("any")},
		`a/all()`:                         {Position: 2, Token: "all", Message: unknownFunctionMessage("all")},
		`any(x:x eq 1)`:                   {Position: 0, Token: "any", Message: unknownFunctionMessage("any")},
		`length(a) eq 1`:                  {Position: 0, Token: "length", Message: unknownFunctionMessage("length")},
		`ä eq 1 or f()`:                   {Position: 10, Token: "f", Message: unknownFunctionMessage("f")},
		`a/any(x:b/any(x:x eq 1))`:        {Position: -1, Message: "The range variable 'x' has already been declared."},
		`startswith(a)`:                   {Position: 0, Token: "startswith", Message: badArgumentsMessage("startswith")},
		`startswith(a,5)`:                 {Position: 0, Token: "startswith", Message: badArgumentsMessage("startswith")},
		`startswith(a,'b','c')`:           {Position: 0, Token: "startswith", Message: badArgumentsMessage("startswith")},
		`startswith(contains(a,'b'),'c')`: {Position: 0, Token: "startswith", Message: badArgumentsMessage("startswith")},
		`isof(5)`:                         {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`isof(x.y/z)`:                     {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`'x' in $count`:                   {Position: 7, Token: "$count", Message: syntax(13, `'x' in $count`)},
		`tolower() eq 'a'`:                {Position: 0, Token: "tolower", Message: badArgumentsMessage("tolower")},
		`isof()`:                          {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`isof(a)`:                         {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`isof('user')`:                    {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`isof(a,'x.y',1)`:                 {Position: 0, Token: "isof", Message: badArgumentsMessage("isof")},
		`'text'`:                          {Position: -1, Message: "The $filter expression must evaluate to a single boolean value."},
		`5`:                               {Position: -1, Message: "The $filter expression must evaluate to a single boolean value."},
		`tolower(a)`:                      {Position: -1, Message: "The $filter expression must evaluate to a single boolean value."},
		`not 'a'`:                         {Position: -1, Message: "A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Not'."},
		`a eq 1 and 'b'`:                  {Position: -1, Message: "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Boolean' for operator kind 'And'."},
		`a eq nope'x'`:                    {Position: 5, Token: "x", Message: "Unrecognized 'nope' literal 'x' at '5' in 'a eq nope'x''."},
		`a eq duration'5 days'`:           {Position: 5, Token: "5 days", Message: "Unrecognized 'Edm.Duration' literal '5 days' at '5' in 'a eq duration'5 days''."},
		`a eq duration'P'`:                {Position: 5, Token: "P", Message: "Unrecognized 'Edm.Duration' literal 'P' at '5' in 'a eq duration'P''."},
		`a eq duration'PT'`:               {Position: 5, Token: "PT", Message: "Unrecognized 'Edm.Duration' literal 'PT' at '5' in 'a eq duration'PT''."},
		`a eq duration'PT9223372036.854775807S'`: {
			Position: 5, Token: "PT9223372036.854775807S",
			Message: "Unrecognized 'Edm.Duration' literal 'PT9223372036.854775807S' at '5' in 'a eq duration'PT9223372036.854775807S''.",
		},
		`a eq duration'P999999999D'`: {Position: 5, Token: "P999999999D", Message: "Unrecognized 'Edm.Duration' literal 'P999999999D' at '5' in 'a eq duration'P999999999D''."},
		`a eq 2026-13-45T00:00:00Z`:  {Position: 5, Token: "2026-13-45T00:00:00Z", Message: "Unrecognized 'Edm.DateTimeOffset' literal '2026-13-45T00:00:00Z' at '5' in 'a eq 2026-13-45T00:00:00Z'."},
		`a eq 1e999`:                 {Position: 5, Token: "1e999", Message: "Unrecognized 'Edm.Double' literal '1e999' at '5' in 'a eq 1e999'."},
		`a eq 2026-01-01T00:00:00`:   {Position: 5, Token: "2026-01-01T00:00:00", Message: "Unrecognized 'Edm.DateTimeOffset' literal '2026-01-01T00:00:00' at '5' in 'a eq 2026-01-01T00:00:00'."},
		`a eq 12abc`:                 {Position: 5, Token: "1", Message: "Syntax error: character '1' is not valid at position 5 in 'a eq 12abc'."},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			want.Option = "$filter"
			_, err := ParseFilter(text)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseFilter = %v, want an *Error", err)
			}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func unknownFunctionMessage(name string) string {
	return "An unknown function with name '" + name + "' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed."
}

func badArgumentsMessage(name string) string {
	return "No function signature for the function with name '" + name + "' matches the specified arguments."
}

func TestMatchRefusesValuesThatCannotBeCompared(t *testing.T) {
	t.Parallel()
	binary := func(left, right, kind string) string {
		return fmt.Sprintf("A binary operator with incompatible types was detected. Found operand types '%s' and '%s' for operator kind '%s'.", left, right, kind)
	}
	tests := map[string]string{
		`displayName eq 5`:                             binary("Edm.String", "Edm.Int32", "Equal"),
		`displayName eq 5000000000`:                    binary("Edm.String", "Edm.Int64", "Equal"),
		`displayName ne true`:                          binary("Edm.String", "Edm.Boolean", "NotEqual"),
		`accountEnabled eq 'true'`:                     binary("Edm.Boolean", "Edm.String", "Equal"),
		`'true' eq accountEnabled`:                     binary("Edm.String", "Edm.Boolean", "Equal"),
		`size gt '4'`:                                  binary("Edm.Int32", "Edm.String", "GreaterThan"),
		`size ge true`:                                 binary("Edm.Int32", "Edm.Boolean", "GreaterThanOrEqual"),
		`ratio lt 2026-01-01`:                          binary("Edm.Double", "Edm.DateTimeOffset", "LessThan"),
		`2026-01-01 le 5`:                              binary("Edm.DateTimeOffset", "Edm.Int32", "LessThanOrEqual"),
		`displayName eq 2026-01-01`:                    binary("Edm.String", "Edm.DateTimeOffset", "Equal"),
		`displayName eq duration'P1D'`:                 binary("Edm.String", "Edm.Duration", "Equal"),
		`size eq 00000000-0000-0000-0000-000000000000`: binary("Edm.Int32", "Edm.Guid", "Equal"),
		`size eq microsoft.graph.platform'x'`:          binary("Edm.Int32", "Edm.String", "Equal"),
		`groupTypes eq 'Unified'`:                      binary("Collection", "Edm.String", "Equal"),
		`employee eq 'x'`:                              binary("Edm.ComplexType", "Edm.String", "Equal"),
		`size in ('x')`:                                binary("Edm.Int32", "Edm.String", "Equal"),
		`size in groupTypes`:                           binary("Edm.Int32", "Edm.String", "Equal"),
		`size has 'x'`:                                 binary("Edm.Int32", "Edm.String", "Has"),
		`accountEnabled and displayName`:               binary("Edm.String", "Edm.Boolean", "And"),
		`displayName or accountEnabled`:                binary("Edm.String", "Edm.Boolean", "Or"),
		`not displayName eq 'x'`:                       "A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Not'.",
		`displayName`:                                  "The $filter expression must evaluate to a single boolean value.",
		`groupTypes/any(t:t)`:                          "The $filter expression must evaluate to a single boolean value.",
		`startswith(size,'4')`:                         badArgumentsMessage("startswith"),
		`startswith('4',size)`:                         badArgumentsMessage("startswith"),
		`tolower(size) eq '42'`:                        badArgumentsMessage("tolower"),
		`displayName/any()`:                            "Any/All may only be used following a collection.",
		`displayName/all(x:true)`:                      "Any/All may only be used following a collection.",
		`'x' in displayName`:                           "Any/All may only be used following a collection.",
		`assignedLicenses/skuId eq 'x'`:                "The parent value for a property access of a property 'skuId' is not a single value. Property access can only be applied to a single value.",
		`'x' eq assignedLicenses/skuId`:                "The parent value for a property access of a property 'skuId' is not a single value. Property access can only be applied to a single value.",
		`assignedLicenses/skuId in ('x')`:              "The parent value for a property access of a property 'skuId' is not a single value. Property access can only be applied to a single value.",
		`assignedLicenses/skuId in groupTypes`:         "The parent value for a property access of a property 'skuId' is not a single value. Property access can only be applied to a single value.",
		`assignedLicenses/disabledPlans/any()`:         "The parent value for a property access of a property 'disabledPlans' is not a single value. Property access can only be applied to a single value.",
		`isof(assignedLicenses/x,'a.b')`:               "The parent value for a property access of a property 'x' is not a single value. Property access can only be applied to a single value.",
		`not assignedLicenses/skuId`:                   "The parent value for a property access of a property 'skuId' is not a single value. Property access can only be applied to a single value.",
		`assignedLicenses/x or true`:                   "The parent value for a property access of a property 'x' is not a single value. Property access can only be applied to a single value.",
	}
	object := decode(t, user)
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			matched, err := parseFilter(t, text).Match(object)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("Match = %t, %v, want an *Error", matched, err)
			}
			if matched || got.Message != want || got.Option != "$filter" || got.Position != -1 {
				t.Errorf("Match = %t, %+v, want message %q", matched, *got, want)
			}
		})
	}
}

func TestFilterLimits(t *testing.T) {
	t.Parallel()
	nested := func(depth int) string { return strings.Repeat("(", depth) + "true" + strings.Repeat(")", depth) }
	lambdas := func(depth int) string {
		var b strings.Builder
		for i := range depth {
			fmt.Fprintf(&b, "a/any(x%d:", i)
		}
		return b.String() + "true" + strings.Repeat(")", depth)
	}
	tests := map[string]struct{ text, want string }{
		"the deepest nesting is parsed":         {nested(MaxDepth), ""},
		"one level more is refused":             {nested(MaxDepth + 1), "The recursion limit of 100 has been exceeded in $filter."},
		"lambdas count as levels":               {lambdas(MaxDepth + 1), "The recursion limit of 100 has been exceeded in $filter."},
		"the deepest lambdas are parsed":        {lambdas(MaxDepth), ""},
		"parentheses in text do not count":      {"a eq '" + strings.Repeat("(", MaxDepth+1) + "'", ""},
		"parentheses side by side do not count": {strings.Repeat("(true) or ", MaxDepth) + "true", ""},
		"the longest text is parsed":            {"a eq '" + strings.Repeat("x", MaxLength-7) + "'", ""},
		"one byte more is refused":              {"a eq '" + strings.Repeat("x", MaxLength-6) + "'", "The value of $filter is longer than the 32768 bytes allowed."},
		"many operands need no stack":           {strings.Repeat("a or ", MaxLength/5-1) + "true", ""},
		"many negations need no stack":          {strings.Repeat("not ", MaxLength/4-1) + "true", ""},
		"unclosed parentheses are refused":      {strings.Repeat("(", MaxDepth), "Syntax error at position 100 in '" + strings.Repeat("(", MaxDepth) + "'."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			filter, err := ParseFilter(tt.text)
			switch {
			case tt.want == "" && err != nil:
				t.Fatalf("ParseFilter: %v", err)
			case tt.want != "" && (err == nil || err.Error() != tt.want):
				t.Fatalf("ParseFilter = %v, want %q", err, tt.want)
			case tt.want == "":
				if _, err := filter.Match(map[string]any{}); err != nil {
					t.Errorf("Match: %v", err)
				}
			}
		})
	}
}

func TestProperties(t *testing.T) {
	t.Parallel()
	text := func(s string) Literal { return Literal{Type: "Edm.String", Text: s} }
	tests := map[string][]Use{
		`displayName eq 'O''x'`:  {{Path: Path{"displayName"}, Operator: "eq", Literals: []Literal{text("O'x")}}},
		`5 GT size`:              {{Path: Path{"size"}, Operator: "lt", Literals: []Literal{{"Edm.Int32", "5"}}}},
		`5 ge size`:              {{Path: Path{"size"}, Operator: "le", Literals: []Literal{{"Edm.Int32", "5"}}}},
		`5 lt size`:              {{Path: Path{"size"}, Operator: "gt", Literals: []Literal{{"Edm.Int32", "5"}}}},
		`5.0 le size`:            {{Path: Path{"size"}, Operator: "ge", Literals: []Literal{{"Edm.Double", "5.0"}}}},
		`accountEnabled`:         {{Path: Path{"accountEnabled"}}},
		`startsWith('abc',mail)`: {{Path: Path{"mail"}, Operator: "startswith", Literals: []Literal{text("abc")}}},
		`a ne b`:                 {{Path: Path{"a"}, Operator: "ne"}, {Path: Path{"b"}, Operator: "ne"}},
		`mail eq null`:           {{Path: Path{"mail"}, Operator: "eq", Literals: []Literal{{"", "null"}}}},
		`b eq TRUE`:              {{Path: Path{"b"}, Operator: "eq", Literals: []Literal{{"Edm.Boolean", "true"}}}},
		`d ge 2026-01-01`:        {{Path: Path{"d"}, Operator: "ge", Literals: []Literal{{"Edm.Date", "2026-01-01"}}}},
		`d ge 2026-01-01T00:00Z`: {{Path: Path{"d"}, Operator: "ge", Literals: []Literal{{"Edm.DateTimeOffset", "2026-01-01T00:00Z"}}}},
		`d eq duration'P1D'`:     {{Path: Path{"d"}, Operator: "eq", Literals: []Literal{{"Edm.Duration", "P1D"}}}},
		`s eq a.b.state'on'`:     {{Path: Path{"s"}, Operator: "eq", Literals: []Literal{{"a.b.state", "on"}}}},
		`s has a.b.state'on'`:    {{Path: Path{"s"}, Operator: "has", Literals: []Literal{{"a.b.state", "on"}}}},
		`id in ('a',5000000000)`: {{Path: Path{"id"}, Operator: "in", Literals: []Literal{text("a"), {"Edm.Int64", "5000000000"}}}},
		`'a' in tags`:            {{Path: Path{"tags"}, Operator: "in", Literals: []Literal{text("a")}}},
		`a in tags`:              {{Path: Path{"a"}, Operator: "in"}, {Path: Path{"tags"}, Operator: "in"}},
		`members/$count eq 0`:    {{Path: Path{"members", "$count"}, Operator: "eq", Literals: []Literal{{"Edm.Int32", "0"}}}},
		`not (startsWith(mail,'a') or b)`: {
			{Path: Path{"mail"}, Operator: "startswith", Literals: []Literal{text("a")}, Negated: true},
			{Path: Path{"b"}, Negated: true},
		},
		`not a and b`: {{Path: Path{"a"}, Negated: true}, {Path: Path{"b"}}},
		`toLower(mail) eq 'a'`: {
			{Path: Path{"mail"}, Operator: "tolower"},
			{Path: Path{"mail"}, Operator: "eq", Literals: []Literal{text("a")}},
		},
		`startsWith(mail,'a') eq true`: {{Path: Path{"mail"}, Operator: "startswith", Literals: []Literal{text("a")}}},
		`isof('a.b')`:                  {{Operator: "isof", Literals: []Literal{text("a.b")}}},
		`isof(x/y,'a.b')`:              {{Path: Path{"x", "y"}, Operator: "isof", Literals: []Literal{text("a.b")}}},
		`a.b/c eq 'd'`:                 {{Path: Path{"a.b", "c"}, Operator: "eq", Literals: []Literal{text("d")}}},
		`$it/c eq 'd'`:                 {{Path: Path{"c"}, Operator: "eq", Literals: []Literal{text("d")}}},
		`licenses/any(l:l/plans/all(p:p eq 'x' and l/sku eq 'y') and z)`: {
			{Path: Path{"licenses"}, Operator: "any"},
			{Path: Path{"licenses", "plans"}, Operator: "all"},
			{Path: Path{"licenses", "plans"}, Operator: "eq", Literals: []Literal{text("x")}},
			{Path: Path{"licenses", "sku"}, Operator: "eq", Literals: []Literal{text("y")}},
			{Path: Path{"z"}},
		},
		`true`: nil,
	}
	for filter, want := range tests {
		t.Run(filter, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, parseFilter(t, filter).Properties()); diff != "" {
				t.Errorf("uses mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	object := decode(t, user)
	canonical := func(path Path) (Path, error) {
		names := map[string]string{
			"DISPLAYNAME": "displayName", "assignedlicenses": "assignedLicenses", "SKUID": "skuId", "$count": "$count",
		}
		resolved := make(Path, len(path))
		for i, segment := range path {
			name, ok := names[segment]
			if !ok {
				return nil, fmt.Errorf("could not find a property named '%s'", segment)
			}
			resolved[i] = name
		}
		return resolved, nil
	}
	text := `DISPLAYNAME eq 'ann o''neill' and assignedlicenses/any(x:x/SKUID ne null) and assignedlicenses/$count eq 2`
	filter := parseFilter(t, text)
	if matched, err := filter.Match(object); matched || err != nil {
		t.Errorf("unresolved: Match = %t, %v, want false", matched, err)
	}
	resolved, err := filter.Resolve(canonical)
	if err != nil {
		t.Fatal(err)
	}
	if matched, err := resolved.Match(object); !matched || err != nil {
		t.Errorf("resolved: Match = %t, %v, want true", matched, err)
	}
	if got := resolved.Properties()[2].Path.String(); got != "assignedLicenses/skuId" {
		t.Errorf("third use is of %s", got)
	}
	if resolved.String() != text {
		t.Errorf("String() = %q", resolved)
	}
	for _, unknown := range []string{"other eq 1", "a/any(x:x eq 1)", "isof(other,'a.b')", "not other", "x in other", "true and other"} {
		if _, err := parseFilter(t, unknown).Resolve(canonical); err == nil {
			t.Errorf("Resolve of %q succeeds", unknown)
		}
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	object := decode(t, `{"id":"a","displayName":"Ann","type":"C"}`)
	options := Options{
		CaseSensitive: true,
		IsA: func(object map[string]any, qualified string) bool {
			return object["type"] == "C" && (qualified == "ns.derived" || qualified == "ns.base")
		},
		Related: func(object map[string]any, property string) any {
			if property == "members" && object["id"] == "a" {
				return []any{map[string]any{"id": "b"}}
			}
			return nil
		},
	}
	tests := map[string]struct{ byDefault, want bool }{
		`displayName eq 'ann'`:                     {true, false},
		`displayName eq 'Ann'`:                     {true, true},
		`displayName gt 'a'`:                       {true, false},
		`displayName in ('ann')`:                   {true, false},
		`startswith(displayName,'ann')`:            {true, false},
		`endswith(displayName,'nn')`:               {true, true},
		`isof('ns.base')`:                          {false, true},
		`ns.derived/displayName eq 'Ann'`:          {false, true},
		`members/$count eq 1`:                      {false, true},
		`members/any(m:m/id eq 'b')`:               {false, true},
		`members/any(m:m/members/any())`:           {false, false},
		`manager eq null and manager/name eq null`: {true, true},
	}
	for text, tt := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			filter := parseFilter(t, text)
			if got, err := filter.With(options).Match(object); got != tt.want || err != nil {
				t.Errorf("with options: Match = %t, %v, want %t", got, err, tt.want)
			}
			if got, err := filter.Match(object); got != tt.byDefault || err != nil {
				t.Errorf("by default: Match = %t, %v, want %t", got, err, tt.byDefault)
			}
		})
	}
}

func TestMatchReadsNumbersOfAllKinds(t *testing.T) {
	t.Parallel()
	filter := parseFilter(t, "n ge 5 and n lt 6")
	for _, n := range []any{json.Number("5"), json.Number("5.5"), 5, int64(5), 5.5} {
		if matched, err := filter.Match(map[string]any{"n": n}); !matched || err != nil {
			t.Errorf("%T: Match = %t, %v, want true", n, matched, err)
		}
	}
	if _, err := filter.Match(map[string]any{"n": []string{"5"}}); err == nil || !strings.Contains(err.Error(), "'[]string' and 'Edm.Int32'") {
		t.Errorf("what comes from no JSON is compared: %v", err)
	}
	if _, err := filter.Match(map[string]any{"n": json.Number("five")}); err == nil {
		t.Error("a json.Number that is no number is compared")
	}
	if matched, err := parseFilter(t, "n gt 4.5").Match(map[string]any{"n": 5}); !matched || err != nil {
		t.Errorf("a whole number beside a fraction: Match = %t, %v, want true", matched, err)
	}
}

func TestFilterMayBeUsedConcurrently(t *testing.T) {
	t.Parallel()
	filter := parseFilter(t, "assignedLicenses/any(l:l/disabledPlans/any(p:p eq 'p1'))")
	object := decode(t, user)
	done := make(chan bool)
	for range 4 {
		go func() {
			matched := true
			for range 100 {
				m, err := filter.Match(object)
				matched = matched && m && err == nil
			}
			done <- matched
		}()
	}
	for range 4 {
		if !<-done {
			t.Error("a match was lost")
		}
	}
}
