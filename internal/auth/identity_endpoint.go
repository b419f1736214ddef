// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// metadataHost is the same on every Azure machine.
const metadataHost = "169.254.169.254"

// authorityHostVariable moves the metadata service. Other Azure SDKs read it;
// the one for Go declares it and does not.
const authorityHostVariable = "AZURE_POD_IDENTITY_AUTHORITY_HOST"

// identityClient is the client for the endpoint of a host.
func (s setup) identityClient(found Detection) (*http.Client, error) {
	next := s.Identity
	if found.Source == ServiceFabric {
		transport, err := s.pinned(found.Address)
		if err != nil {
			return nil, err
		}
		next = transport
	}
	return client(observer{next: confined{next, boundaryOf(s.Environ), false}, log: s.Log, userAgent: s.UserAgent}, 0), nil
}

// identityRetry repeats what Microsoft asks to be repeated. The metadata service
// answers 404 and 410 while it is updated, which takes up to 70 s.
func (s setup) identityRetry(source Source) policy.RetryOptions {
	if source != IMDS {
		return policy.RetryOptions{RetryDelay: s.Timing.RetryDelay}
	}
	return policy.RetryOptions{
		MaxRetries:    6,
		RetryDelay:    orDuration(s.Timing.RetryDelay, 2*time.Second),
		MaxRetryDelay: 25 * time.Second,
		TryTimeout:    time.Minute,
		StatusCodes: []int{
			http.StatusNotFound, http.StatusGone, http.StatusTooManyRequests,
			http.StatusInternalServerError, http.StatusNotImplemented, http.StatusBadGateway,
			http.StatusServiceUnavailable, http.StatusGatewayTimeout, http.StatusHTTPVersionNotSupported,
			http.StatusVariantAlsoNegotiates, http.StatusInsufficientStorage, http.StatusLoopDetected,
			http.StatusNotExtended, http.StatusNetworkAuthenticationRequired,
		},
	}
}

// metadataRoot is the address of the metadata service, which a variable may move.
func metadataRoot(moved string) (string, error) {
	if moved == "" {
		return "http://" + metadataHost, nil
	}
	u, err := url.Parse(moved)
	if err != nil || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || !metadataMayBeAt(u) {
		return "", &SettingError{
			Summary: "Invalid " + authorityHostVariable,
			Detail: fmt.Sprintf("%s must be http://host[:port] with a loopback or link-local address, or https:// with a private address, because whatever answers there is trusted with the identity. Unset the variable to use the machine's own metadata service.",
				describedAddress(moved)),
		}
	}
	return u.Scheme + "://" + u.Host, nil
}

// metadataMayBeAt keeps what has no TLS on this machine and its link.
func metadataMayBeAt(u *url.URL) bool {
	return u.Scheme == "http" && (isLoopback(u.Hostname()) || isLinkLocal(u.Hostname())) ||
		u.Scheme == "https" && nearby(u.Hostname())
}

// nearby tells whether a host is this machine or its network: the answer of an
// identity endpoint is a credential, so a planted variable must not name another.
func nearby(host string) bool {
	ip, err := netip.ParseAddr(host)
	return isLoopback(host) || isLinkLocal(host) || err == nil && ip.IsPrivate()
}

func isLinkLocal(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLinkLocalUnicast()
}

// endpointWarnings tells of an endpoint that is off the machine.
func (d Detection) endpointWarnings() []Warning {
	if u, err := url.Parse(d.Address); err == nil && nearby(u.Hostname()) {
		return nil
	}
	return []Warning{{
		Summary: "Identity endpoint outside this machine",
		Detail: fmt.Sprintf("The environment (%s) names %s, which is neither loopback, link-local nor private. What answers there is trusted with the identity. If the variables are left over from elsewhere, unset them.",
			strings.Join(d.Signs, ", "), AddressShown(d.Address)),
	}}
}
