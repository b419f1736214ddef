// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// localTenantVariable keeps the provider inside of a local tenant. The companion
// program sets it to the addresses that are the tenant's, separated by commas:
// nothing is sent to any other, whatever the configuration says.
const localTenantVariable = "M365_LOCAL_TENANT"

// boundary is what the provider may reach. Its zero value is no boundary.
type boundary struct {
	addresses []string
	proxyFor  func(*url.URL) (*url.URL, error)
}

// boundaryOf reads the boundary from the environment.
func boundaryOf(environ func(string) string) boundary {
	listed := environ(localTenantVariable)
	if listed == "" {
		return boundary{}
	}
	var b boundary
	for address := range strings.SplitSeq(listed, ",") {
		if u, err := url.Parse(strings.TrimSpace(address)); err == nil {
			b.addresses = append(b.addresses, origin(u))
		}
	}
	either := func(name string) string {
		if value := environ(name); value != "" {
			return value
		}
		return environ(strings.ToLower(name))
	}
	proxies := httpproxy.Config{HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY")}
	b.proxyFor = proxies.ProxyFunc()
	return b
}

// holds tells whether a request to an address stays inside. One that is not on
// this machine's loopback has to go by the tenant's own proxy.
func (b boundary) holds(u *url.URL, byProxy bool) bool {
	switch {
	case len(b.addresses) == 0:
		return true
	case !slices.Contains(b.addresses, origin(u)):
		return false
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && ip.IsLoopback() {
		return true
	}
	if !byProxy {
		return false
	}
	proxy, err := b.proxyFor(u)
	return err == nil && proxy != nil && slices.Contains(b.addresses, origin(proxy))
}

// origin is scheme, host and port of an address, written in one way only.
func origin(u *url.URL) string {
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Port() == "" {
		port := map[string]string{"http": ":80", "https": ":443"}[scheme]
		host = strings.TrimSuffix(host, ":") + port
	}
	return scheme + "://" + host
}

// refusal says why an address is not reached, and how to get out. What names the
// address stands at its beginning: "cloud is …".
func (b boundary) refusal(what, address string) string {
	return fmt.Sprintf("%s %s, and this process runs inside of a local tenant, which %s says is at %s. Nothing is sent to any other address. "+
		"To use the tenant, leave addresses and cloud out of the provider block. To use the other one, leave the tenant: run the command without \"m365 tenant exec\" or, where the environment of \"m365 tenant\" was taken over, from a new shell.",
		what, AddressShown(address), localTenantVariable, b.addresses[0])
}

// boundaryFaults finds the settings that lead out of a local tenant.
func (s Settings) boundaryFaults(c Cloud, environ func(string) string) []*SettingError {
	b := boundaryOf(environ)
	var faults []*SettingError
	for _, target := range []struct{ setting, configured, address, service string }{
		{"authority_host", s.AuthorityHost, c.AuthorityHost, "signs in at"},
		{"graph_endpoint", s.GraphEndpoint, c.GraphEndpoint, "has Microsoft Graph at"},
		{"oidc_request_url", s.OIDCRequestURL, s.OIDCRequestURL, ""},
	} {
		u, err := url.Parse(target.address)
		if target.address == "" || err != nil || b.holds(u, true) {
			continue
		}
		setting, what := target.setting, target.setting+" is"
		if target.configured == "" { // the address is the cloud's own
			setting, what = "cloud", fmt.Sprintf("cloud %q %s", c.Name, target.service)
		}
		faults = append(faults, s.fault(setting, outsideTenant, b.refusal(what, target.address)))
	}
	return faults
}

const outsideTenant = "Address outside of the local tenant"

// endpointFault refuses an identity endpoint that is not the local tenant's.
func (d Detection) endpointFault(environ func(string) string) error {
	b := boundaryOf(environ)
	u, err := url.Parse(d.Address)
	if err != nil || b.holds(u, false) {
		return err
	}
	return &SettingError{Summary: outsideTenant, Detail: b.refusal("The identity endpoint is", d.Address)}
}

// confined refuses what would be sent out of a local tenant by any way that no
// setting names, such as the question to Microsoft about an authority.
type confined struct {
	next     http.RoundTripper
	boundary boundary
	byProxy  bool
}

func (c confined) RoundTrip(r *http.Request) (*http.Response, error) {
	if c.boundary.holds(r.URL, c.byProxy) {
		return c.next.RoundTrip(r)
	}
	if r.Body != nil {
		_ = r.Body.Close() // nothing of it is sent
	}
	return nil, outside{c.boundary.refusal("The request is for", origin(r.URL))}
}

// outside is the refusal of a request. Another attempt would be refused too.
type outside struct{ text string }

func (o outside) Error() string { return o.text }

// NonRetriable tells azcore's pipelines not to repeat the request.
func (outside) NonRetriable() {}
