// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"context"
	"errors"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

func (w *walk) usesIdentity() bool { return w.settings.Method == "managed_identity" }

func (w *walk) skipsIdentity(s *Step) bool {
	if !w.usesIdentity() {
		s.skip(w.settings.Method + " takes no managed identity")
	}
	return !w.usesIdentity()
}

// detectHost tells which endpoint serves the identity, and by what signs.
func (w *walk) detectHost(_ context.Context, s *Step) error {
	if w.skipsIdentity(s) {
		return nil
	}
	s.facts("sign", w.detection.Signs)
	if w.hostFault != nil {
		return w.hostFault
	}
	s.Summary = string(w.detection.Source)
	if len(w.detection.Signs) == 0 {
		s.Summary += ", since nothing speaks for another host"
	}
	s.fact("endpoint", auth.AddressShown(w.detection.Address))
	s.warn(w.credential.Warnings())
	return nil
}

// findEndpoint looks for the metadata service, which every machine of Azure has.
func (w *walk) findEndpoint(ctx context.Context, s *Step) error {
	if w.skipsIdentity(s) {
		return nil
	}
	if w.detection.Source != auth.IMDS {
		s.skip("named by the host: the next step shows whether it answers")
		return nil
	}
	err := w.credential.FindEndpoint(ctx)
	if errors.Is(err, auth.ErrNoEndpoint) && w.settings.ManagedIdentityFallback == "azure_cli" {
		w.standsIn = true
		s.Warnings = append(s.Warnings, "This machine has no managed identity endpoint: managed_identity_fallback takes effect.")
		return nil
	}
	if err == nil {
		s.Summary = "it answers"
	}
	return err
}

// identify finds out who the identity is. In direct mode its token is already
// the one for Graph.
func (w *walk) identify(ctx context.Context, s *Step) error {
	if w.skipsIdentity(s) {
		return nil
	}
	if w.standsIn {
		s.skip("azure_cli stands in for it")
		return nil
	}
	who, federated, err := w.credential.Assertion(ctx)
	w.presented, w.federated = who, federated
	s.Summary = "federated: its token proves the app registration"
	if !federated {
		s.Summary = "direct: Graph sees the identity itself"
		err = w.signIn(ctx, s)
		who = w.token
	}
	if err != nil {
		return err
	}
	s.fact("client_id", who.ClientID)
	s.fact("object_id", who.ObjectID)
	s.fact("resource_id", who.ResourceID)
	s.fact("tenant_id", who.TenantID)
	return nil
}
