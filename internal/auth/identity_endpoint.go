// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/managedidentity"
)

// Source is the kind of endpoint that serves a managed identity.
type Source string

// The sources, in the order in which they are detected; the metadata service
// of virtual machines and container instances is assumed when nothing speaks
// for another.
const (
	ServiceFabric Source = "service_fabric"
	AppService    Source = "app_service" // also Functions and Container Apps
	AzureML       Source = "azure_ml"
	CloudShell    Source = "cloud_shell"
	AzureArc      Source = "azure_arc"
	IMDS          Source = "imds"
)

// metadataHost is the same on every Azure machine.
const metadataHost = "169.254.169.254"

// authorityHostVariable moves the metadata service. Other Azure SDKs read it;
// the one for Go declares it and does not.
const authorityHostVariable = "AZURE_POD_IDENTITY_AUTHORITY_HOST"

// probeAttempts is how often the metadata service is looked for: on a busy
// machine or in a young container it may need a moment.
const probeAttempts = 3

// detectSource asks MSAL, which reads the process's environment, so that both
// come to the same result.
func detectSource() (Source, error) {
	found, err := managedidentity.GetSource()
	if err != nil {
		return "", err
	}
	switch found {
	case managedidentity.ServiceFabric:
		return ServiceFabric, nil
	case managedidentity.AppService:
		return AppService, nil
	case managedidentity.AzureML:
		return AzureML, nil
	case managedidentity.CloudShell:
		return CloudShell, nil
	case managedidentity.AzureArc:
		return AzureArc, nil
	default:
		return IMDS, nil
	}
}

// identityClient is the client for the endpoint of a source.
func (s setup) identityClient(source Source) (*http.Client, error) {
	if source == ServiceFabric {
		// MSAL pins the server's certificate in the transport, so it must be the bare one.
		return client(s.Identity, 0), nil
	}
	next := s.Identity
	if source == IMDS {
		target, err := metadataTarget(s.Environ(authorityHostVariable))
		if err != nil {
			return nil, err
		}
		next = metadataRedirect{target: target, next: next}
	}
	return client(observer{next: next, log: s.Log}, 0), nil
}

// metadataTarget reads the variable that moves the metadata service; nil when it is not set.
func metadataTarget(value string) (*url.URL, error) {
	if value == "" {
		return nil, nil
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || !nearby(u.Hostname()) {
		return nil, &SettingError{
			Summary: "Invalid " + authorityHostVariable,
			Detail: fmt.Sprintf("%q must be http://host[:port] with a loopback, link-local or private address, because whatever answers there is trusted with the identity. Unset the variable to use the machine's own metadata service.",
				value),
		}
	}
	return u, nil
}

// nearby tells whether a host is this machine or its network: the answer of an
// identity endpoint is a credential, so a planted variable must not name another.
func nearby(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsPrivate())
}

// endpointWarnings tells of a variable that sends the request for a token off the machine.
func (s setup) endpointWarnings(source Source) []Warning {
	variable := "IDENTITY_ENDPOINT"
	switch source {
	case IMDS:
		return nil
	case AzureML, CloudShell:
		variable = "MSI_ENDPOINT"
	}
	value := s.Environ(variable)
	u, err := url.Parse(value)
	if value == "" || err == nil && nearby(u.Hostname()) {
		return nil
	}
	return []Warning{{
		Summary: "Identity endpoint outside this machine",
		Detail:  fmt.Sprintf("%s is %q, which is neither loopback, link-local nor private. What answers there is trusted with the identity. If the variable is a leftover, unset it.", variable, value),
	}}
}

// metadataRedirect sends requests for the metadata service to another address.
// Path, query and Host header stay.
type metadataRedirect struct {
	target *url.URL
	next   http.RoundTripper
}

func (m metadataRedirect) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.target == nil || r.URL.Host != metadataHost {
		return m.next.RoundTrip(r)
	}
	moved := r.Clone(r.Context())
	moved.URL.Scheme, moved.URL.Host = m.target.Scheme, m.target.Host
	return m.next.RoundTrip(moved)
}

// probe finds out whether there is a metadata service at all. Azidentity would
// repeat its request for 98 s where there is none.
type probe struct {
	setup
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
		if err = p.knock(ctx); err == nil {
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
func (p *probe) knock(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, orDuration(p.Timing.ProbeTimeout, 2*time.Second))
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+metadataHost+"/metadata/identity/oauth2/token?api-version=2018-02-01", nil)
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
