// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// findByQuery finds the object with a list block, as an import would find it.
func (l *life) findByQuery() {
	l.Helper()
	if l.IsAlone() {
		return
	}
	arguments := map[string]any{}
	for _, name := range ListArguments(l.Definition) {
		arguments[object.SnakeCase(name)] = l.main.Attributes()[object.SnakeCase(name)]
	}
	query := terraform.Query{Type: l.Name, Config: arguments, Limit: 1000, IncludeResource: true}
	var found *terraform.Resource
	for one := range l.run.List(l.Context(), query) {
		if one.Diagnostics.HasError() {
			l.Fatalf("terraform query: %s", one.Diagnostics)
		}
		if one.Resource != nil && one.Resource.ID() == l.main.ID() { // others are removed meanwhile
			found = one.Resource
		}
	}
	if found == nil {
		l.Fatalf("terraform query does not find %s", l.main.ID())
	}
	imported := &terraform.Resource{Type: l.Name}
	if diags := l.run.ImportByIdentity(l.Context(), imported, found.Identity); diags.HasError() {
		l.Fatalf("import of what was found: %s", diags)
	}
	if diff := cmp.Diff(terraform.Decode(imported.State), terraform.Decode(found.State)); diff != "" {
		l.Errorf("what terraform query shows is not what an import takes (-import +query):\n%s", diff)
	}
	l.plansEmpty(imported, "terraform query", l.run.ConfigOf(found))
}

// plansEmpty takes over an object that was imported with a configuration.
func (l *life) plansEmpty(imported *terraform.Resource, by string, config map[string]any) {
	l.Helper()
	imported.Config = config
	if err := generated(l.Context(), l.run, imported); err != nil {
		l.Errorf("the configuration that %s has generated: %v", by, err)
	}
}

// generated tells whether a configuration that was generated is valid and leaves nothing
// to do.
func generated(ctx context.Context, run *terraform.Run, imported *terraform.Resource) error {
	if diags := run.Validate(ctx, imported); diags.HasError() {
		return fmt.Errorf("it is not valid: %s", diags)
	}
	plan, diags := run.Plan(ctx, imported)
	switch {
	case diags.HasError():
		return fmt.Errorf("it cannot be planned: %s", diags)
	case !plan.Empty():
		return fmt.Errorf("%v does not plan empty: %v", imported.Config, plan.Differences())
	}
	return nil
}

// importWithoutConfiguration imports the object, and has its configuration written by
// Terraform itself and by the provider: both are valid and leave nothing to do.
func (l *life) importWithoutConfiguration() {
	l.Helper()
	imported := &terraform.Resource{Type: l.Name}
	if diags := l.run.Import(l.Context(), imported, l.main.ID()); diags.HasError() {
		l.Fatalf("import: %s", diags)
	}
	short, diags := l.run.Generate(l.Context(), imported)
	if len(diags) > 0 {
		l.Fatal(diags)
	}
	l.plansEmpty(imported, "Terraform", l.run.ConfigOf(imported))
	l.plansEmpty(imported, "the provider", short)
	for _, a := range l.Attributes {
		if fallback, has := object.DefaultOf(a.Mode); has && reflect.DeepEqual(short[a.TerraformName()], fallback) {
			l.Errorf("%s is written down, which is %v by default", a.Name, fallback)
		}
	}
}

// TestQueryWithoutResources finds every object of the catalogue by its name and
// identity alone.
func TestQueryWithoutResources(t *testing.T) {
	t.Parallel()
	world := terraform.NewWorld(t)
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() || d.IsAlone() {
			continue // there is no list block
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, world, d)
			arguments := map[string]any{}
			for _, name := range ListArguments(d) {
				arguments[object.SnakeCase(name)] = l.main.Attributes()[object.SnakeCase(name)]
			}
			want, _ := l.main.Attributes()[object.SnakeCase(d.LookUp.Key)].(string)
			if want == "" {
				want = l.main.ID()
			}
			for one := range l.run.List(t.Context(), terraform.Query{Type: d.Name, Config: arguments, Limit: 1000}) {
				if len(one.Diagnostics) > 0 {
					t.Fatal(one.Diagnostics)
				}
				if one.DisplayName == want && identityOf(t, one.Resource)["id"] == l.main.ID() && identityOf(t, one.Resource)["tenant_id"] == l.world.Tenant.TenantID() {
					return
				}
			}
			t.Errorf("terraform query does not show %q with the id %s", want, l.main.ID())
		})
	}
}

// identityOf are the values of a resource's identity.
func identityOf(t *testing.T, r *terraform.Resource) map[string]any {
	t.Helper()
	v, err := r.Identity.IdentityData.Unmarshal(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "tenant_id": tftypes.String}})
	if err != nil {
		t.Fatal(err)
	}
	values, _ := terraform.Decode(v).(map[string]any)
	return values
}

// TestListExamples runs the examples of list blocks that are written by hand.
func TestListExamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../examples/list-resources/*/list-resource.tfquery.hcl")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no examples: %v", err)
	}
	world := terraform.NewWorld(t)
	group, err := world.Graph(t.Context(), http.MethodPost, "/v1.0/groups", `{"displayName":"Sales","mailNickname":"sales","mailEnabled":false,"securityEnabled":true}`)
	if err != nil {
		t.Fatal(err)
	}
	run, err := world.Start(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		parsed, diags := hclparse.NewParser().ParseHCLFile(file)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		body, _ := parsed.Body.(*hclsyntax.Body)
		for _, block := range body.Blocks {
			t.Run(strings.Join(block.Labels, "."), func(t *testing.T) {
				t.Parallel()
				q := terraform.Query{Type: strings.TrimPrefix(block.Labels[0], "microsoft365_"), Config: map[string]any{}, Limit: 100, IncludeResource: block.Body.Attributes["include_resource"] != nil}
				for _, config := range block.Body.Blocks {
					for name, a := range config.Body.Attributes {
						value, diags := a.Expr.Value(nil)
						if diags.HasErrors() {
							t.Fatal(diags)
						}
						if q.Config[name] = decoded(value); name == "group_id" {
							q.Config[name] = group["id"]
						}
					}
				}
				for one := range run.List(t.Context(), q) {
					if len(one.Diagnostics) > 0 {
						t.Error(one.Diagnostics)
					}
				}
			})
		}
	}
}
