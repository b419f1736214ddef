// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"golang.org/x/sync/singleflight"
)

const (
	// refreshAhead is how long before its expiry a token is replaced.
	refreshAhead = 5 * time.Minute
	// refreshPause is how long a still valid token is used after its
	// replacement failed, before the next attempt.
	refreshPause = 30 * time.Second
	// lastMinute is how long before its expiry a token serves nobody who could wait
	// for a new one: the request takes time as well.
	lastMinute = time.Minute
)

// tokenCache keeps one token per set of scopes and lets one caller at a time
// get it: metadata services answer five concurrent requests, Terraform runs ten.
type tokenCache struct {
	flights singleflight.Group
	mu      sync.Mutex
	tokens  map[string]cachedToken
}

type cachedToken struct {
	azcore.AccessToken
	refreshAt time.Time
	refused   bool // by Graph
}

// fetchFunc gets a token. The one before it, if renew is set, has been refused.
type fetchFunc func(ctx context.Context, tro policy.TokenRequestOptions, renew bool) (azcore.AccessToken, error)

// get returns the cached token or what fetch gets. A token that should be replaced
// and is still good serves meanwhile. Waiting ends with ctx; the
// request under way is not the caller's alone and goes on for the others.
func (c *tokenCache) get(ctx context.Context, tro policy.TokenRequestOptions, now func() time.Time, fetch fetchFunc) (azcore.AccessToken, error) {
	scopes := strings.Join(tro.Scopes, " ")
	if t, fresh := c.fresh(scopes, tro, now()); fresh {
		return t, nil
	}
	flight := c.flights.DoChan(scopes+"\n"+tro.Claims, func() (any, error) {
		if t, fresh := c.fresh(scopes, tro, now()); fresh {
			return t, nil
		}
		t, err := fetch(context.WithoutCancel(ctx), tro, c.refused(scopes))
		return c.keep(scopes, tro, t, err, now())
	})
	if t, usable := c.usable(scopes, tro, now()); usable {
		return t, nil // The new one is on its way, for those who ask later.
	}
	select {
	case <-ctx.Done():
		return azcore.AccessToken{}, ctx.Err()
	case done := <-flight:
		t, _ := done.Val.(azcore.AccessToken)
		return t, done.Err
	}
}

// fresh never answers a request with claims: those say that the cached token was refused.
func (c *tokenCache) fresh(scopes string, tro policy.TokenRequestOptions, now time.Time) (azcore.AccessToken, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.tokens[scopes]
	return t.AccessToken, ok && !t.refused && tro.Claims == "" && now.Before(t.refreshAt)
}

// usable tells whether a token that is no longer fresh will do for a request.
func (c *tokenCache) usable(scopes string, tro policy.TokenRequestOptions, now time.Time) (azcore.AccessToken, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.tokens[scopes]
	return t.AccessToken, ok && !t.refused && tro.Claims == "" && now.Add(lastMinute).Before(t.ExpiresOn)
}

// forget marks a token as refused. Only a new one takes its place.
func (c *tokenCache) forget(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for scopes, t := range c.tokens {
		if t.Token == token {
			t.refused = true
			c.tokens[scopes] = t
		}
	}
}

func (c *tokenCache) refused(scopes string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tokens[scopes].refused
}

// keep stores a new token. When it could not be got, the old one serves on
// while it is valid and not refused.
func (c *tokenCache) keep(scopes string, tro policy.TokenRequestOptions, t azcore.AccessToken, err error, now time.Time) (azcore.AccessToken, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		old, ok := c.tokens[scopes]
		if !ok || old.refused || tro.Claims != "" || !now.Before(old.ExpiresOn) {
			return azcore.AccessToken{}, err
		}
		old.refreshAt = now.Add(refreshPause)
		t = old.AccessToken
		c.tokens[scopes] = old
		return t, nil
	}
	if c.tokens == nil {
		c.tokens = map[string]cachedToken{}
	}
	c.tokens[scopes] = cachedToken{AccessToken: t, refreshAt: refreshTime(t, now)}
	return t, nil
}

// refreshTime follows the server's wish, else leaves five minutes, or half of
// the life of a token that lives shorter than ten.
func refreshTime(t azcore.AccessToken, now time.Time) time.Time {
	if t.RefreshOn.After(now) {
		return t.RefreshOn
	}
	return t.ExpiresOn.Add(-min(refreshAhead, t.ExpiresOn.Sub(now)/2))
}
