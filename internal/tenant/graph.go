// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"errors"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// newGraph is Microsoft Graph over the tenant's objects, for whom Entra has
// given a token.
func (t *Tenant) newGraph() http.Handler { return t.graphOver(t.store) }

// graphOver is Graph over other objects.
func (t *Tenant) graphOver(objects *store.Store) http.Handler {
	return graph.New(graph.Options{
		Store:    objects,
		Around:   func(part http.Handler) http.Handler { return t.recovered(t.faults.Wrap(part)) },
		BaseURL:  t.URL(),
		TenantID: t.options.TenantID,
		Verify:   t.verify,
		Now:      t.options.Now,
	})
}

// rejection is why a token is not accepted, as Graph words it.
type rejection string

func (r rejection) Error() string { return string(r) }

// verify reads who a token belongs to. Its errors are in Graph's words.
func (t *Tenant) verify(bearer string) (graph.Caller, error) {
	claims, err := t.entra.Verify(bearer)
	switch {
	case err == nil:
	case errors.Is(err, entra.ErrMalformed):
		return graph.Caller{}, rejection("IDX14100: JWT is not well formed.")
	case errors.Is(err, entra.ErrExpired):
		return graph.Caller{}, rejection("Access token has expired or is not yet valid.")
	case errors.Is(err, entra.ErrAudience):
		return graph.Caller{}, rejection("Access token validation failure. Invalid audience.")
	default:
		return graph.Caller{}, rejection("Access token validation failure.")
	}
	return graph.Caller{
		AppID:    claims.AppID,
		ObjectID: claims.ObjectID,
		TenantID: claims.TenantID,
		Roles:    claims.Roles,
		AppOnly:  claims.AppOnly,
	}, nil
}
