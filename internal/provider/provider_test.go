// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// TestTheSchemaOfTheProvider has an argument for each setting.
func TestTheSchemaOfTheProvider(t *testing.T) {
	t.Parallel()
	p := start(t, nil)
	found := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range p.schema.Provider.Block.Attributes {
		found[a.Name] = a
	}
	kinds := map[settings.Kind]tftypes.Type{settings.Boolean: tftypes.Bool, settings.List: tftypes.List{ElementType: tftypes.String}}
	for _, s := range settings.Table() {
		a := found[s.Name]
		if a == nil {
			t.Errorf("no argument for %s", s.Name)
			continue
		}
		want := kinds[s.Kind]
		if want == nil {
			want = tftypes.String
		}
		if !a.Type.Equal(want) || !a.Optional || a.Required || a.Sensitive != s.Sensitive || a.Description != s.Documentation() {
			t.Errorf("%s is %s, optional %v, sensitive %v: %s", s.Name, a.Type, a.Optional, a.Sensitive, a.Description)
		}
	}
	if n := len(settings.Table()); len(found) != n || p.schema.Provider.Block.Description == "" {
		t.Errorf("%d arguments, want %d, and %q", len(found), n, p.schema.Provider.Block.Description)
	}
	for kind, n := range map[string]int{
		"resources": len(p.schema.ResourceSchemas), "list resources": len(p.schema.ListResourceSchemas), "functions": len(p.schema.Functions),
		"actions": len(p.schema.ActionSchemas), "ephemeral resources": len(p.schema.EphemeralResourceSchemas),
	} {
		if n == 0 {
			t.Errorf("there are no %s", kind)
		}
	}
	var resp provider.MetadataResponse
	withEnv(nil).Metadata(t.Context(), provider.MetadataRequest{}, &resp)
	if resp.TypeName != "microsoft365" || resp.Version != "test" {
		t.Errorf("it is %s %s", resp.TypeName, resp.Version)
	}
}

// TestTheSchemaOfClientConfig has a text for each value.
func TestTheSchemaOfClientConfig(t *testing.T) {
	t.Parallel()
	schema := start(t, nil).schema.DataSourceSchemas["microsoft365_client_config"]
	if schema == nil || schema.Block.Description == "" || len(schema.Block.Attributes) != len(clientConfigValues()) {
		t.Fatalf("the schema is %v", schema)
	}
	for _, a := range schema.Block.Attributes {
		if !a.Computed || a.Optional || a.Description == "" || a.Type.Is(tftypes.String) == (a.Name == "roles" || a.Name == "scopes") {
			t.Errorf("%s: %s, computed %v: %q", a.Name, a.Type, a.Computed, a.Description)
		}
	}
}

// TestAFaultOfTheCatalogue is told with the schema, and nothing is served.
func TestAFaultOfTheCatalogue(t *testing.T) {
	t.Parallel()
	thing := object.Definition{
		Name: "thing", Place: object.Collection{API: object.V1, Path: "/things", Type: "microsoft.graph.thing"},
		Attributes: []object.Attribute{{Name: "age", Mode: object.Optional}},
	}
	server := NewServerOf("1.2.3", []object.Definition{thing}, func(string) string { return "" })
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(schema.Diagnostics); !strings.Contains(got, "The catalogue of objects is at fault") || !strings.Contains(got, "the definition of thing") {
		t.Errorf("said %s", got)
	}
	if encoded, err := EncodedSchema(t.Context(), server); err == nil || !strings.Contains(err.Error(), "the definition of thing") {
		t.Errorf("got %d bytes and the error %v for a build", len(encoded), err)
	}
}

// TestTheSchemaIsMadeOnce: that takes longer than all else of a plan of few objects.
func TestTheSchemaIsMadeOnce(t *testing.T) {
	t.Parallel()
	p := start(t, nil)
	again, err := p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || again != p.schema {
		t.Errorf("it is another one: %v", err)
	}
}

// TestLimitsAreShared by all configurations for one application in one tenant.
func TestLimitsAreShared(t *testing.T) {
	t.Parallel()
	var l limits
	one := l.of(first, second)
	for name, tt := range map[string]struct {
		tenant, application string
		same                bool
	}{
		"the same":            {first, second, true},
		"in another case":     {strings.ToUpper(first), strings.ToUpper(second), true},
		"another tenant":      {second, second, false},
		"another application": {first, first, false},
	} {
		if got := l.of(tt.tenant, tt.application); (got == one) != tt.same {
			t.Errorf("%s: shared is %v", name, !tt.same)
		}
	}
}

// TestTheTenantOfASignIn is the token's, or for a token that is not read what the
// settings say by its id.
func TestTheTenantOfASignIn(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ setting, token, want string }{
		"the token's":          {second, first, first},
		"that of the settings": {second, "", second},
		"a domain":             {"contoso.onmicrosoft.com", "", ""},
		"a domain and a token": {"contoso.onmicrosoft.com", first, first},
	} {
		if got := tenantOf(auth.Settings{TenantID: tt.setting}, auth.Identity{TenantID: tt.token}); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestGrantedPermissions are compared with plans where nothing else can allow a change.
func TestGrantedPermissions(t *testing.T) {
	t.Parallel()
	roles := []string{"Group.ReadWrite.All"}
	for name, tt := range map[string]struct {
		settings auth.Settings
		account  auth.Identity
		want     []string
	}{
		"of an application":      {auth.Settings{}, auth.Identity{Roles: roles}, roles},
		"of a person":            {auth.Settings{}, auth.Identity{Roles: roles, Scopes: "User.Read"}, nil},
		"with a directory role":  {auth.Settings{}, auth.Identity{Roles: roles, DirectoryRoles: []string{"r"}}, nil},
		"that nobody looks into": {auth.Settings{SkipPermissionCheck: true}, auth.Identity{Roles: roles}, nil},
	} {
		if diff := cmp.Diff(tt.want, granted(tt.settings, tt.account)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestLevelsOfTheLog are those of Terraform's.
func TestLevelsOfTheLog(t *testing.T) {
	t.Parallel()
	for level, want := range map[slog.Level]string{
		slog.LevelDebug: "debug", slog.LevelInfo - 1: "debug", slog.LevelInfo: "info", slog.LevelWarn - 1: "info",
		slog.LevelWarn: "warn", slog.LevelError - 1: "warn", slog.LevelError: "error",
	} {
		var written bytes.Buffer
		logLine(tflogtest.RootLogger(t.Context(), &written), level, "A line", nil)
		lines, err := tflogtest.MultilineJSONDecode(&written)
		if err != nil || len(lines) != 1 || lines[0]["@level"] != want {
			t.Errorf("%v: wrote %v, want the level %s: %v", level, lines, want, err)
		}
	}
}

// TestManagedIdentitiesOfSignIns: the identity is what acts, or what stands behind it.
func TestManagedIdentitiesOfSignIns(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		account auth.Identity
		want    [3]string
	}{
		"direct":    {auth.Identity{Mode: auth.Direct, ClientID: "self", ObjectID: "self-object", ResourceID: "/self"}, [3]string{"self", "self-object", "/self"}},
		"federated": {auth.Identity{Mode: auth.Federated, ClientID: "self", ObjectID: "self-object", Presented: auth.Claims{ClientID: "behind", ObjectID: "behind-object", ResourceID: "/behind"}}, [3]string{"behind", "behind-object", "/behind"}},
		"none":      {auth.Identity{ClientID: "self", ObjectID: "self-object"}, [3]string{}},
	} {
		if got := [3]string{managedIdentityClientID(tt.account), managedIdentityObjectID(tt.account), managedIdentityResourceID(tt.account)}; got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
