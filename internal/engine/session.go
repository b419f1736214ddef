// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package engine makes Terraform resources and data sources of definitions.
//
// [NewResource] and [NewDataSource] turn an object.Definition into what
// terraform-plugin-framework serves. All objects behave alike, since this is
// the only code that creates, reads, updates and deletes:
//
//   - State is the plan plus what Graph computed; the next plan is empty.
//   - The id is in state as soon as Graph has given one, so that a later
//     failure leaves a tainted object and not a lost one.
//   - A create is sent once. A request that changes something is not cancelled
//     half way: Ctrl-C stops the next step.
//   - An update sends only what changed.
//   - Graph's replicas lag. After a write of our own a missing object is looked
//     for again before it counts as gone.
//
// Values are worked on as trees of decoded JSON by pure functions; the
// operations, one file each, are lists of steps.
package engine

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// Session is a configured provider: what every resource and data source gets,
// by itself or embedded in what else the provider wants to hand out.
type Session struct {
	// Client sends requests to Graph.
	Client *graph.Client
	// TenantID is the tenant that the provider is signed in to.
	TenantID string
	// Unready says why there is no client, for instance because an argument of
	// the provider is not known before apply. The first request that needs
	// Graph reports it.
	Unready diag.Diagnostics
	// Advise, when not nil, explains an answer of Graph that has to do with the
	// sign-in or with what the tenant has bought, by the application permissions
	// that the operation needs and the licence that the object takes. It is empty
	// for all other answers.
	Advise func(answer *graph.Error, needed []string, licence string) string
	// Lag is how long to wait for Graph's replicas. The zero value means
	// [DefaultLag].
	Lag Lag

	// What this process has written and listed.
	fresh    fresh
	listings listings
}

func (s *Session) session() *Session { return s }

func (s *Session) lag() Lag {
	if s.Lag == (Lag{}) {
		return DefaultLag()
	}
	return s.Lag
}

// Lag bounds the waiting for Graph's replicas, which serve reads from copies
// that are seconds, at times minutes, behind.
type Lag struct {
	// Recent is how long after our own write a read may be behind.
	Recent time.Duration
	// Missing is how long one operation looks again for an object that a
	// replica does not know yet.
	Missing time.Duration
	// Stale is how long one operation reads again while a replica shows an
	// older value.
	Stale time.Duration
	// Pause is the time between two looks.
	Pause time.Duration
}

// DefaultLag are the windows that suit Microsoft's service.
func DefaultLag() Lag {
	return Lag{Recent: 10 * time.Minute, Missing: time.Minute, Stale: 15 * time.Second, Pause: 2 * time.Second}
}
