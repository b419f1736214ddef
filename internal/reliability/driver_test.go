// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// world is a tenant, and what a test keeps for all runs of the provider.
type world struct {
	*testing.T
	*terraform.World
}

func newWorld(t *testing.T, options ...func(*tenant.Options)) *world {
	t.Helper()
	return &world{t, terraform.NewWorld(t, options...)}
}

// reset makes the tenant what it was at the start, for somebody who signs in anew.
// To start another takes longer.
func (w *world) reset() {
	w.Helper()
	if err := w.Tenant.Reset(); err != nil {
		w.Fatal(err)
	}
	if err := w.SignIn(w.Context()); err != nil {
		w.Fatal(err)
	}
}

// graph acts in the tenant behind the provider's back.
func (w *world) graph(method, path, body string) map[string]any {
	w.Helper()
	answer, err := w.Graph(w.Context(), method, path, body)
	if err != nil {
		w.Fatal(err)
	}
	return answer
}

// user is the id of a new user.
func (w *world) user(name string) string {
	w.Helper()
	answer := w.graph(http.MethodPost, "/v1.0/users", fmt.Sprintf(
		`{"userPrincipalName":"%[1]s@contoso.onmicrosoft.com","displayName":%[1]q,"mailNickname":%[1]q,"accountEnabled":true,"passwordProfile":{"password":"First-Pass-1"}}`, name))
	return fmt.Sprint(answer["id"])
}

// run is one run of the provider: the process that Terraform starts for a plan
// or an apply.
type run struct {
	*world
	provider *terraform.Run
	// context is that of operations, which Ctrl-C ends.
	context context.Context //nolint:containedctx // as Terraform's own server has it
}

// start begins a run. Requests go through the transport given, if any.
func (w *world) start(transport http.RoundTripper) *run {
	w.Helper()
	provider, err := w.Start(w.Context(), transport)
	if err != nil {
		w.Fatal(err)
	}
	return &run{world: w, provider: provider, context: w.Context()}
}

func (r *run) refresh(i *terraform.Resource) terraform.Diagnostics {
	return r.provider.Refresh(r.context, i)
}

func (r *run) apply(i *terraform.Resource) (diags terraform.Diagnostics, killed bool) {
	return r.provider.Apply(r.context, i)
}

func (r *run) destroy(i *terraform.Resource) (diags terraform.Diagnostics, killed bool) {
	return r.provider.Destroy(r.context, i)
}

func (r *run) importAs(i *terraform.Resource, id string) terraform.Diagnostics {
	return r.provider.Import(r.context, i, id)
}

// definition is the definition of a kind.
func definition(kind string) object.Definition {
	for _, d := range objects.Catalogue() {
		if d.Name == kind {
			return d
		}
	}
	return object.Definition{}
}
