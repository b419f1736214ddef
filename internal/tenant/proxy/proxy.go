// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package proxy is an HTTP proxy that answers for other hosts. Programs that know
// only the real names of Microsoft's services, and can be told of a proxy, then
// talk to a local tenant.
//
// It reaches nothing by itself: what it does not answer, and what is not allowed
// by name, is refused before anything is asked of the network, a name server
// included. Addresses that hand out credentials of the machine are never reached,
// whatever is allowed: all that are link-local, and those that clouds have chosen.
package proxy

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options is what a proxy answers.
type Options struct {
	// Handler answers for a host, without a port; nil for hosts that are not
	// answered.
	Handler func(host string) http.Handler
	// Certificate is shown to those who ask for a host over TLS.
	Certificate func(host string) (*tls.Certificate, error)
	// Allow lists hosts that are reached as they are: a name, "*.suffix" or
	// "*" for all.
	Allow []string
	// Refused, when not nil, is told of every host that was refused.
	Refused func(host string)
}

// Server is a proxy on loopback.
type Server struct {
	options  Options
	allow    []string
	listener net.Listener
	front    *http.Server
	inner    *http.Server // of what comes through a tunnel
	onward   *http.Transport
	tunnels  *tunnels
	done     sync.WaitGroup
}

// Start starts a proxy on a free port of loopback. It refuses to allow what it
// answers itself, and what is no name of a host.
func Start(o Options) (*Server, error) {
	s := &Server{options: o}
	for _, pattern := range o.Allow {
		host := normal(pattern)
		if err := s.checkAllowed(host); err != nil {
			return nil, fmt.Errorf("allow %q: %w", pattern, err)
		}
		s.allow = append(s.allow, host)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the proxy: %w", err)
	}
	s.listener, s.tunnels = listener, newTunnels(listener.Addr())
	s.onward = &http.Transport{ // without a proxy of its own
		DisableCompression: true,
		DialContext:        func(ctx context.Context, _, address string) (net.Conn, error) { return dial(ctx, address) },
	}
	quiet := log.New(io.Discard, "", 0) // what clients do wrong shows on their side
	s.front = &http.Server{Handler: http.HandlerFunc(s.proxy), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet}
	s.inner = &http.Server{
		Handler: http.HandlerFunc(s.answer), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet,
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: s.certificate},
	}
	s.done.Go(func() { _ = s.front.Serve(listener) })             // it always ends with ErrServerClosed
	s.done.Go(func() { _ = s.inner.ServeTLS(s.tunnels, "", "") }) // as above
	return s, nil
}

// checkAllowed refuses patterns that would never match.
func (s *Server) checkAllowed(host string) error {
	address, err := netip.ParseAddr(host)
	switch {
	case err == nil && ofMachine(address):
		return errors.New("this address belongs to the machine itself and is never reached")
	case host == "" || err != nil && strings.ContainsAny(host, "/:@ "):
		return errors.New("write the name of a host, without a scheme, a port or a path, such as registry.terraform.io or *.hashicorp.com")
	case strings.Contains(strings.TrimPrefix(host, "*."), "*") && host != "*":
		return errors.New("a star stands alone or for the beginning of a name, as in *.hashicorp.com")
	case s.options.Handler(host) != nil:
		return errors.New("the local tenant answers for this host, which is never reached")
	}
	return nil
}

// URL is the proxy's address, for HTTPS_PROXY.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends the proxy and all that goes through it.
func (s *Server) Close() error {
	err := errors.Join(s.front.Close(), s.tunnels.Close(), s.inner.Close())
	s.onward.CloseIdleConnections()
	s.done.Wait()
	return err
}

// certificate is of the host that the tunnel was asked for. Which one the client
// names inside does not matter: it may name none, as for an address.
func (s *Server) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	end, ok := hello.Conn.(*tunnelEnd)
	if !ok {
		return nil, errors.New("the connection is no tunnel")
	}
	return s.options.Certificate(end.host)
}

// proxy takes a request for a tunnel, or one for a host without TLS.
func (s *Server) proxy(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect && !r.URL.IsAbs() {
		http.Error(w, "This is a proxy: tell the program of it by HTTPS_PROXY.", http.StatusBadRequest)
		return
	}
	host := hostOf(r.Host)
	handler := s.options.Handler(host)
	switch {
	case handler == nil && !s.allowed(host):
		s.refuse(w, host)
	case r.Method != http.MethodConnect && handler != nil:
		handler.ServeHTTP(w, r)
	case r.Method != http.MethodConnect:
		s.forward(w, r)
	case handler != nil:
		s.answerTunnel(w, r, host)
	default:
		s.passTunnel(w, r)
	}
}

// answer takes a request that came through a tunnel.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	host := hostOf(r.Host)
	handler := s.options.Handler(host)
	if handler == nil {
		s.refuse(w, host)
		return
	}
	r.Host = host // a client may name the usual port too
	handler.ServeHTTP(w, r)
}

func (s *Server) refuse(w http.ResponseWriter, host string) {
	if s.options.Refused != nil {
		s.options.Refused(host)
	}
	http.Error(w, host+" is neither a host of the local tenant nor allowed.", http.StatusForbidden)
}

// hostOf is the host of an address with or without a port.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	return normal(host)
}

// normal is a host as it is compared: names have no case and may end in a dot,
// addresses may stand in brackets.
func normal(host string) string {
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

func (s *Server) allowed(host string) bool {
	for _, pattern := range s.allow {
		suffix, wild := strings.CutPrefix(pattern, "*")
		if host == pattern || wild && strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}

// answerTunnel takes a connection over to answer in it. Microsoft's services
// talk TLS on port 443; whatever else a client wants of them is not there.
func (s *Server) answerTunnel(w http.ResponseWriter, r *http.Request, host string) {
	if _, port, err := net.SplitHostPort(r.Host); err != nil || port != "443" {
		http.Error(w, "The local tenant answers for "+host+" on port 443 only.", http.StatusBadGateway)
		return
	}
	near, err := hijack(w)
	if err == nil {
		near.host = host
		s.tunnels.hand(near)
	}
}

// passTunnel passes a connection on.
func (s *Server) passTunnel(w http.ResponseWriter, r *http.Request) {
	far, err := dial(r.Context(), r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	near, err := hijack(w)
	if err != nil {
		_ = far.Close() // nothing was sent
		return
	}
	if s.tunnels.keep(near, far) {
		join(near, far)
		s.tunnels.drop(near, far)
	}
}

// hijack takes the connection of a request over, and tells the client that the
// tunnel is there. After an error the connection is closed or was answered.
func hijack(w http.ResponseWriter) (*tunnelEnd, error) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return nil, err
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		_ = conn.Close() // the client is gone
		return nil, err
	}
	return &tunnelEnd{Conn: conn, reader: buffered.Reader}, nil
}

// machineAddresses are where clouds have the services of a machine beside the
// link-local addresses: Azure's host (WireServer), and the metadata services of
// Amazon and Google over IPv6 and of Alibaba.
var machineAddresses = []netip.Addr{
	netip.MustParseAddr("168.63.129.16"),
	netip.MustParseAddr("fd00:ec2::254"),
	netip.MustParseAddr("fd20:ce::254"),
	netip.MustParseAddr("100.100.100.200"),
}

// translated are prefixes below which the last 32 bits are an IPv4 address that a
// gateway translates to (RFC 6052, RFC 8215), or that it is the same as (RFC 4291).
var translated = []netip.Prefix{
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("::/96"),
}

// ofMachine tells whether an address is answered by the machine's own host or link.
func ofMachine(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	if slices.ContainsFunc(translated, func(p netip.Prefix) bool { return p.Contains(address) }) {
		bytes := address.As16()
		address = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	return address.IsLinkLocalUnicast() || address.IsLinkLocalMulticast() || slices.Contains(machineAddresses, address)
}

// dial reaches every address but those of the machine's own host and link.
func dial(ctx context.Context, address string) (*net.TCPConn, error) {
	dialer := net.Dialer{
		Timeout: 10 * time.Second,
		Control: func(_, resolved string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(resolved)
			if err != nil {
				return err
			}
			if ofMachine(at.Addr()) {
				return fmt.Errorf("%s belongs to the machine itself, and is never reached", at.Addr())
			}
			return nil
		},
	}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), nil //nolint:forcetypeassert // "tcp" makes no other
}

// join passes bytes both ways until both sides have ended, or one is gone. A side
// that has said all may still listen.
func join(near, far halfCloser) {
	var both sync.WaitGroup
	for _, pair := range [][2]halfCloser{{near, far}, {far, near}} {
		both.Go(func() {
			to, from := pair[0], pair[1]
			if _, err := io.Copy(to, from); err != nil || to.CloseWrite() != nil {
				_ = to.Close() // one is gone, so the other has nobody to talk to
				_ = from.Close()
			}
		})
	}
	both.Wait()
	_ = near.Close() // all is said
	_ = far.Close()
}

// forward sends a request without TLS to a host that is allowed.
func (s *Server) forward(w http.ResponseWriter, r *http.Request) {
	onward := httputil.ReverseProxy{
		Rewrite:   func(*httputil.ProxyRequest) {}, // the request names its host
		Transport: s.onward,
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			http.Error(w, err.Error(), http.StatusBadGateway)
		},
		ErrorLog: s.front.ErrorLog,
	}
	onward.ServeHTTP(w, r)
}
