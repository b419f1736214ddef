// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// counter counts the requests to Graph, from the record of a tenant. The requests in
// a batch count by themselves too.
type counter struct {
	mu              sync.Mutex
	requests, parts int
}

// Write counts a line of the record.
func (c *counter) Write(line []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes.Contains(line, []byte("/v1.0/")) || bytes.Contains(line, []byte("/beta/")) {
		c.requests++
		c.parts += max(bytes.Count(line, []byte(`"method":`)), 1)
	}
	return len(line), nil
}

func (c *counter) take() (requests, parts int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	requests, parts = c.requests, c.parts
	c.requests, c.parts = 0, 0
	return requests, parts
}

// startTenant starts a tenant, and tells what the provider needs to find it.
func startTenant(count *counter) (*tenant.Tenant, []string, error) {
	t, err := tenant.New(tenant.Options{Record: count, WithoutPage: true})
	if err != nil {
		return nil, nil, err
	}
	env := append(t.Env(), t.Confinement(), t.Consistency(), "M365_AUTH_METHOD=client_secret", "M365_TENANT_ID="+t.TenantID(),
		"M365_CLIENT_ID="+tenant.SecretAppID, "M365_CLIENT_SECRET="+tenant.SecretAppSecret)
	return t, env, nil
}

// slow makes every request to the tenant take so long.
func slow(t *tenant.Tenant, latency time.Duration) error {
	if latency == 0 {
		return nil
	}
	return t.Inject(fault.Fault{Pattern: "/", Latency: latency})
}

// throttle lets the tenant take so many requests to Graph a second.
func throttle(t *tenant.Tenant, limit int) error {
	for _, version := range []string{"/v1.0/", "/beta/"} {
		if err := t.Inject(fault.Fault{Pattern: version, Limit: limit, Window: time.Second}); err != nil {
			return err
		}
	}
	return nil
}
