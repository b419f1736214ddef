// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/uuid"
)

func tokenRequest(c *Credential) policy.TokenRequestOptions {
	return policy.TokenRequestOptions{Scopes: []string{c.Cloud().Scope()}}
}

// BenchmarkCachedToken is what each request to Graph pays.
func BenchmarkCachedToken(b *testing.B) {
	w := newWorld(b, "managed_identity")
	c := w.open()
	if err := getToken(c); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := getToken(c); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkColdDirect is a provider's start with a managed identity: probe and
// token, with answers that take no time.
func BenchmarkColdDirect(b *testing.B) {
	w := newWorld(b, "managed_identity")
	for b.Loop() {
		w.settings.ManagedIdentityID = uuid.NewString()
		if err := getToken(w.open()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkColdFederated adds Entra's metadata and the exchange.
func BenchmarkColdFederated(b *testing.B) {
	w := newWorld(b, "managed_identity")
	w.settings.ClientID = appID
	for b.Loop() {
		w.settings.ManagedIdentityID = uuid.NewString()
		if err := getToken(w.open()); err != nil {
			b.Fatal(err)
		}
	}
}
