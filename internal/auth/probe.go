// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// find returns nil once Azure's own has answered.
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
				p.Log(ctx, slog.LevelWarn, "The metadata service is the one that "+authorityHostVariable+" names", map[string]any{"address": AddressShown(moved)})
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
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return notAzure(resp, body)
}

// notAzure tells what has answered if it is not Azure's metadata service. That one
// names itself, or refuses a request that lacks its header in words of its own;
// other clouds, proxies and appliances answer at the same address too.
func notAzure(resp *http.Response, body []byte) error {
	switch text := strings.ToLower(string(body)); {
	case strings.HasPrefix(resp.Header.Get("Server"), "IMDS/"):
		return nil
	case resp.StatusCode == http.StatusBadRequest && json.Valid(body) && strings.Contains(text, "metadata"):
		return nil
	case resp.Header.Get("Metadata-Flavor") == "Google":
		return errors.New("the metadata service is Google Cloud's")
	case strings.HasPrefix(resp.Header.Get("Server"), "EC2"):
		return errors.New("the metadata service is that of Amazon EC2")
	case resp.StatusCode == http.StatusForbidden:
		return errors.New("what answers is not Azure's metadata service but something before it, such as Docker Desktop or a proxy for metadata (403 Forbidden)")
	}
	return fmt.Errorf("what answers is not Azure's metadata service (%d %s)", resp.StatusCode, http.StatusText(resp.StatusCode))
}
