// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package engine makes Terraform resources and data sources of definitions.
//
// A [Catalogue] compiles definitions and serves them. What is here is Terraform's
// side of an operation and no more: it reads the plan, has a collection do what
// the plan says, and stores the result. What a value means is decided in package
// value, and what is sent in package collection.
//
// The id is in state as soon as Graph has given one, so that a later failure
// leaves a tainted object and not a lost one.
package engine

import (
	"context"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Needs are what an operation needs besides a token.
type Needs struct {
	// Permissions are the least application permissions, all of them.
	Permissions []string
	// Missing, when not nil, tells which of them a token lacks that holds permissions,
	// among which may be others that do.
	Missing func(held []string) []string
	// Licence is what the tenant must have bought for the object, in words, or "".
	Licence string
}

// Session is a configured provider: what every resource and data source gets,
// by itself or embedded in what else the provider wants to hand out.
type Session struct {
	// Client sends requests to Graph.
	Client *graph.Client
	// Token gets a token for the Graph of Client, and for nothing else; nil where there
	// is no credential.
	Token func(context.Context) (azcore.AccessToken, error)
	// TenantID is the tenant that the provider is signed in to.
	TenantID string
	// Application tells that an application has signed in, and no person.
	Application bool
	// Granted are the application permissions of the token, with which plans are
	// compared; nil where they do not tell what is allowed.
	Granted []string
	// RequirePermissions makes errors of the warnings about missing ones.
	RequirePermissions bool
	// Unready says why there is no client, for instance because an argument of
	// the provider is not known before apply. The first request that needs
	// Graph reports it.
	Unready diag.Diagnostics
	// Advise, when not nil, explains an answer of Graph that has to do with the
	// sign-in or with what the tenant has bought, by what the operation needs. It is
	// empty for all other answers.
	Advise func(answer *graph.Error, needs Needs) string
	// Lag is how long to wait for Graph's replicas. The zero value means
	// [collection.DefaultLag].
	Lag collection.Lag
	// ReadAlone has every object read by itself, and none before it is asked for.
	ReadAlone bool
	// Log, when not nil, is told of waiting for Graph's replicas.
	Log collection.Log

	once   sync.Once
	shared *collection.Tenant
	// missing remembers, by kind of object and arguments, what the token lacks.
	missing sync.Map
	twofold twofold
}

func (s *Session) session() *Session { return s }

// tenant is what all operations of the session share.
func (s *Session) tenant() *collection.Tenant {
	s.once.Do(func() {
		s.shared = collection.NewTenant(s.Client, s.lag(), s.Log)
		if s.ReadAlone {
			s.shared.ReadAlone()
		}
	})
	return s.shared
}

func (s *Session) lag() collection.Lag {
	if s.Lag == (collection.Lag{}) {
		return collection.DefaultLag()
	}
	return s.Lag
}

// Ready reports whether there is a client, and why not.
func (s *Session) Ready(diags *diag.Diagnostics) bool {
	if s == nil {
		diags.AddError("Provider not configured", "Terraform asked for an object before it configured the provider. This is a bug; please report it.")
		return false
	}
	diags.Append(s.Unready...)
	return !s.Unready.HasError()
}

// tellWaiting warns, once in a run, that it waits for Graph's replicas, and once of
// each service that it waits for one which has throttled requests.
func (s *Session) tellWaiting(diags *diag.Diagnostics) {
	for _, service := range s.Client.Throttled() {
		diags.AddWarning("Microsoft Graph throttles requests", "Too many requests were sent to this service in this tenant, by Terraform and by others. "+
			"The provider sends fewer and waits as long as it is asked to; nothing is lost. It has waited until now: "+service+".")
	}
	if waited := s.tenant().Waited(); waited != "" {
		diags.AddWarning("Waiting for Microsoft Graph", waited)
	}
}

// kind is one kind of object in the tenant that the provider is signed in to.
type kind struct {
	*value.Object

	// session is nil while Terraform only validates.
	session *Session
}

func (k kind) reader() *collection.Reader { return k.session.tenant().Reader(k.Object) }

func (k kind) collection() *collection.Collection { return k.session.tenant().Collection(k.Object) }
