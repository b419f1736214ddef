// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// signIn gets the token for Graph. One that the provider refuses is still one to
// tell of, in the next steps.
func (w *walk) signIn(ctx context.Context, s *Step) error {
	account, err := w.credential.SignIn(ctx)
	var failure *auth.Error
	if errors.As(err, &failure) && failure.Token != nil {
		w.refusal, w.token = failure, *failure.Token
		return nil
	}
	if err != nil {
		return err
	}
	s.warn(account.Warnings)
	w.account = account
	w.token = auth.Claims{
		TenantID: account.TenantID, ClientID: account.ClientID, ObjectID: account.ObjectID,
		ResourceID: account.ResourceID, Expires: account.Expires,
	}
	return nil
}

// showAssertion tells what a federated credential has to say to fit.
func (w *walk) showAssertion(ctx context.Context, s *Step) error {
	if !w.federated {
		if w.usesIdentity() {
			s.skip("none is presented")
			return nil
		}
		var err error
		if w.presented, w.federated, err = w.credential.Assertion(ctx); err != nil {
			return err
		}
	}
	switch {
	case !w.federated:
		s.skip(w.settings.Method + " presents none")
	case w.presented.Issuer == "":
		s.Warnings = append(s.Warnings, "What is presented is no token that could be read.")
	default:
		s.fact("issuer", w.presented.Issuer)
		s.fact("subject", w.presented.Subject)
		s.facts("audience", w.presented.Audience)
		s.fact("expires", instant(w.presented.Expires))
	}
	return nil
}

// exchange gets the token for Graph for what proves the application or user.
func (w *walk) exchange(ctx context.Context, s *Step) error {
	if w.usesIdentity() && !w.federated && !w.standsIn {
		s.skip("none in direct mode")
		return nil
	}
	if err := w.signIn(ctx, s); err != nil {
		return err
	}
	s.Summary = "a token was issued"
	return nil
}

// showToken tells who Graph will see.
func (w *walk) showToken(_ context.Context, s *Step) error {
	s.fact("client_id", w.token.ClientID)
	s.fact("object_id", w.token.ObjectID)
	s.fact("user", w.account.UserName)
	s.fact("tenant_id", w.token.TenantID)
	s.fact("expires", instant(w.token.Expires))
	if w.refusal != nil && !errors.Is(w.refusal, auth.ErrNoPermission) {
		return w.refusal
	}
	return nil
}

// showRoles tells what the token permits.
func (w *walk) showRoles(_ context.Context, s *Step) error {
	if w.refusal != nil {
		return w.refusal
	}
	s.facts("role", w.account.Roles)
	s.facts("directory_role", w.account.DirectoryRoles)
	s.facts("scope", strings.Fields(w.account.Scopes))
	if len(s.Facts) == 0 {
		s.Warnings = append(s.Warnings, "The token names no permission.")
	}
	return nil
}

// instant is a time for people and machines, or nothing.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
