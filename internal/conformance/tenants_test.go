// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"errors"
	"net/http"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// otherTenant is one in which the object is not, whatever has its id there.
const otherTenant = "0f0f0f0f-0000-4000-8000-000000000000"

// silence is a Graph that nobody may ask.
type silence struct{}

// RoundTrip fails.
func (silence) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("another tenant was asked")
}

// leaveToItsTenant has a provider of another tenant deal with the object, once it is known
// by its identity alone and once by what is kept beside the state, as older tools have it:
// it is neither read nor taken for gone, changed or deleted, and the error names both
// tenants.
func (l *life) leaveToItsTenant(of *terraform.Resource) {
	l.Helper()
	stranger, err := l.world.StartInTenant(l.Context(), otherTenant, silence{})
	if err != nil {
		l.Fatal(err)
	}
	byIdentity, byPrivate := *of, *of
	byIdentity.Private, byPrivate.Identity = nil, nil
	for how, r := range map[string]*terraform.Resource{"its identity": &byIdentity, "private state": &byPrivate} {
		said := map[string]string{"refresh": stranger.Refresh(l.Context(), r).String()}
		_, diags := stranger.Plan(l.Context(), r)
		said["plan"] = diags.String()
		diags, _ = stranger.Destroy(l.Context(), r)
		said["destruction"] = diags.String()
		for what, text := range said {
			if !strings.Contains(text, "tenant "+l.world.Tenant.TenantID()) || !strings.Contains(text, "tenant "+otherTenant) {
				l.Errorf("%s by %s in another tenant tells %q; want both tenants", what, how, text)
			}
		}
		if diff := cmp.Diff(terraform.Decode(of.State), terraform.Decode(r.State)); diff != "" {
			l.Errorf("its state by %s is another one (-want +got):\n%s", how, diff)
		}
	}
	l.staysAfterMove(stranger, of)
	if diags := stranger.ImportByIdentity(l.Context(), &terraform.Resource{Type: of.Type}, of.Identity); !strings.Contains(diags.String(), otherTenant) {
		l.Errorf("an import by the identity in another tenant tells %q", diags)
	}
}

// staysAfterMove: a moved block between this provider's own types does not lose the tenant.
func (l *life) staysAfterMove(stranger *terraform.Run, of *terraform.Resource) {
	l.Helper()
	if l.Element() != nil || l.Part() != nil {
		return // it has no path
	}
	to := map[string]string{l.Name: "graph_resource", "graph_resource": l.Name}[of.Type]
	stored, err := l.run.Stored(of)
	if err != nil {
		l.Fatal(err)
	}
	source := terraform.Source{Type: "microsoft365_" + of.Type, Version: int64(len(l.Upgrades)), State: stored, Private: of.Private}
	r := &terraform.Resource{Type: to, Config: of.Config}
	if diags := stranger.Move(l.Context(), r, source); !strings.Contains(diags.String(), "tenant "+l.world.Tenant.TenantID()) {
		l.Errorf("a move from %s to %s in another tenant tells %q", of.Type, to, diags)
	}
}
