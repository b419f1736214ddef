// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// ErrNoEndpoint is what errors wrap that say that this machine has no identity
// endpoint at all.
var ErrNoEndpoint = errors.New("no managed identity endpoint")

// probeAttempts is how often the metadata service is looked for: on a busy
// machine or in a young container it may need a moment. Each attempt has more
// time than the one before, so that one that is slow is not missed three times.
const probeAttempts = 3

// probe finds out whether there is a metadata service at all. Requests for a
// token would be repeated for minutes where there is none.
type probe struct {
	setup
	address string
	client  *http.Client
	present atomic.Bool
}

// find returns nil once anything has answered that may be Azure's.
func (p *probe) find(ctx context.Context) error {
	if p.present.Load() {
		return nil
	}
	var err error
	for attempt := range probeAttempts {
		if attempt > 0 {
			if err := p.Sleep(ctx, orDuration(p.Timing.ProbePause, 250*time.Millisecond)); err != nil {
				return err
			}
		}
		if err = p.knock(ctx, time.Duration(attempt+1)*orDuration(p.Timing.ProbeTimeout, 900*time.Millisecond)); err == nil {
			p.present.Store(true)
			if moved := p.Environ(authorityHostVariable); moved != "" {
				p.Log(ctx, slog.LevelWarn, "The metadata service is the one that "+authorityHostVariable+" names", map[string]any{"address": moved})
			}
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return err
}

// knock sends the token request without the Metadata header, which every
// metadata service of Azure refuses at once.
func (p *probe) knock(ctx context.Context, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address+"?api-version=2018-02-01", nil)
	if err != nil {
		return err
	}
	resp, err := p.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	return foreignMetadata(resp.Header)
}

// foreignMetadata recognises the metadata services that other clouds have at
// the same address.
func foreignMetadata(h http.Header) error {
	switch {
	case h.Get("Metadata-Flavor") == "Google":
		return errors.New("the metadata service is Google Cloud's")
	case strings.HasPrefix(h.Get("Server"), "EC2"):
		return errors.New("the metadata service is that of Amazon EC2")
	}
	return nil
}
