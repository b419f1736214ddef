// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDraftTellsWhatTheTypesTell(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		file      string
		parts     []string
	}{
		"variants of an abstract type": {
			[]string{"/identity/conditionalAccess/namedLocations"},
			"internal/objects/conditionalaccess/named_location.go",
			[]string{
				"package conditionalaccess", "var NamedLocation = object.Definition{", `Key: "displayName"`, "object.V1",
				`Type: "microsoft.graph.ipNamedLocation"`, `"clientIpAddress", "authenticatorAppGps"`,
			},
		},
		"what only beta has": {
			[]string{"/deviceManagement/assignmentFilters"},
			"internal/objects/devicemanagement/device_and_app_management_assignment_filter.go",
			[]string{"object.Beta"},
		},
		"a singleton": {
			[]string{"/policies/authorizationPolicy"},
			"internal/objects/policies/authorization_policy.go",
			[]string{"object.Singleton{", `Name: "allowedToCreateApps"`},
		},
		"an object in a parent": {
			[]string{"/applications/{applicationId}/federatedIdentityCredentials"},
			"internal/objects/applications/federated_identity_credential.go",
			[]string{`{Name: "applicationId", Mode: object.Required, Type: object.Reference{To: "application"}, CreateOnly: true`},
		},
		"a link": {
			[]string{"/groups/{groupId}/members"},
			"internal/objects/groups/group_member.go",
			[]string{"var GroupMember = ", `Target: "memberId"}`, `{Name: "memberId", Mode: object.Required`},
		},
		"one of several types": {
			[]string{"-version", "beta", "-type", "microsoft.graph.windows10CompliancePolicy", "/deviceManagement/deviceCompliancePolicies"},
			"internal/objects/devicemanagement/windows10_compliance_policy.go",
			[]string{"Derived: true}", `Name: "bitLockerEnabled"`, `Name: "displayName"`},
		},
		"a package of one's own": {
			[]string{"-package", "identity", "/groups"},
			"internal/objects/identity/group.go",
			[]string{"package identity"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			var out bytes.Buffer
			if err := run(append([]string{"-root", root}, tt.arguments...), &out); err != nil {
				t.Fatal(err)
			}
			source, err := os.ReadFile(filepath.Join(root, tt.file))
			if err != nil {
				t.Fatalf("%v\nwritten were:\n%s", err, &out)
			}
			compiles(t, tt.file, source)
			for _, part := range tt.parts {
				if !strings.Contains(string(source), part) {
					t.Errorf("the draft lacks %q:\n%s", part, source)
				}
			}
			if strings.Contains(string(source), "unknownFutureValue") {
				t.Error("the draft offers unknownFutureValue")
			}
		})
	}
}

// compiles checks that the compiler takes a draft as it is.
func compiles(t *testing.T, name string, source []byte) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	checker := types.Config{Importer: importer.ForCompiler(files, "source", nil)}
	if _, err := checker.Check(name, files, []*ast.File{file}, nil); err != nil {
		t.Errorf("%v\n%s", err, source)
	}
}

func TestDraftOverwritesNothing(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	arguments := []string{"-root", root, "/groups"}
	if err := run(arguments, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	if err := run(arguments, &bytes.Buffer{}); err == nil {
		t.Error("a second draft has overwritten the first")
	}
}

func TestBadArguments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		want      string
	}{
		"no path":                      {nil, "usage"},
		"an unknown path":              {[]string{"/nothing"}, "nothing"},
		"not an object":                {[]string{"/groups/$count"}, "no entity"},
		"an unknown version":           {[]string{"-version", "v2", "/groups"}, "v2"},
		"a type that is no kind of it": {[]string{"-type", "microsoft.graph.user", "/groups"}, "microsoft.graph.user"},
		"no segment":                   {[]string{"/"}, "no object"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(append([]string{"-root", t.TempDir()}, tt.arguments...), &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want it to mention %q", err, tt.want)
			}
		})
	}
}

func TestRulesAreDraftedFromTheTypes(t *testing.T) {
	t.Parallel()
	for path, parts := range map[string][]string{
		"/deviceManagement/deviceConfigurations": {`"/deviceManagement/deviceConfigurations": {`, `required: []string{`, `"displayName"`, `"deviceConfiguration": {"assign": nil`, `read: []string{}`},
		"/teams/x/channels":                      {`"/teams/*/channels": {`, `"channel": {"archive": nil`},
	} {
		var out bytes.Buffer
		if err := run([]string{"-rules", path}, &out); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, part := range parts {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%s: the draft lacks %s:\n%s", path, part, out.String())
			}
		}
	}
	if err := run([]string{"-rules", "/widgets"}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "widgets") {
		t.Errorf("a path that leads nowhere: %v", err)
	}
}
