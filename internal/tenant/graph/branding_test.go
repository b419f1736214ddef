// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import "testing"

func TestBranding(t *testing.T) {
	t.Parallel()
	const at = " /organization/10000000-0000-4000-8000-000000000000/branding"
	roles := []string{"Authorization: Bearer app OrganizationalBranding.ReadWrite.All"}
	in := func(locale string) []string { return append([]string{"Accept-Language: " + locale}, roles...) }
	conversations(t, map[string][]step{
		"is not there until somebody changes it": {
			{do: "GET" + at, headers: in("0"), status: 404},
			{do: "PATCH" + at, headers: in("0"), body: `{"signInPageText":"Default"}`, status: 204},
			{do: "GET" + at, headers: in("0"), status: 200, want: `{"id":"0","signInPageText":"Default","usernameHintText":"","bannerLogoRelativeUrl":null}`},
			{do: "DELETE" + at, headers: in("0"), body: `{"id":"0"}`, status: 204},
			{do: "GET" + at, headers: in("0"), status: 404},
		},
		"comes into being with the first localization": {
			{do: "POST" + at + "/localizations", headers: roles, body: `{"id":"fr-FR","signInPageText":"Bonjour"}`, status: 201, want: `{"id":"fr-FR","signInPageText":"Bonjour"}`},
			{do: "GET" + at, headers: in("0"), status: 200, want: `{"id":"0","signInPageText":""}`},
			{do: "POST" + at + "/localizations", headers: roles, body: `{"id":"fr-FR"}`, status: 400},
		},
		"lends its texts to localizations": {
			{do: "PATCH" + at, headers: in("0"), body: `{"signInPageText":"Default","usernameHintText":"Hint"}`, status: 204},
			{do: "POST" + at + "/localizations", headers: roles, body: `{"id":"fr-FR","signInPageText":" "}`, status: 201},
			{do: "GET" + at + "/localizations/fr-FR", headers: roles, status: 200, want: `{"signInPageText":" ","usernameHintText":"Hint"}`},
			{do: "GET" + at, headers: in("fr-FR"), status: 200, want: `{"id":"fr-FR","signInPageText":" "}`},
			{do: "GET" + at, headers: in("default"), status: 200, want: `{"id":"0"}`},
			{do: "DELETE" + at + "/localizations/fr-FR", headers: roles, status: 204},
			{do: "GET" + at + "/localizations/fr-FR", headers: roles, status: 404},
		},
		"is no localization": {
			{do: "POST" + at + "/localizations", headers: roles, body: `{"id":"0"}`, status: 400},
			{do: "POST" + at + "/localizations", headers: roles, body: `{"signInPageText":"x"}`, status: 400},
		},
		"takes a permission": {
			{do: "GET" + at, headers: []string{"Authorization: Bearer app Group.Read.All"}, status: 403},
		},
	})
}
