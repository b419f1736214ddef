// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package proxy is an HTTP proxy that answers for other hosts. Programs that know
// only the real names of Microsoft's services, and can be told of a proxy, then
// talk to a local tenant.
//
// It reaches nothing by itself: what it does not answer, and what is not allowed
// by name, is refused.
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
	"strings"
	"sync"
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
	listener net.Listener
	front    *http.Server
	inner    *http.Server // of what comes through a tunnel
	tunnels  *tunnels
	done     sync.WaitGroup
}

// Start starts a proxy on a free port of loopback.
func Start(o Options) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start the proxy: %w", err)
	}
	quiet := log.New(io.Discard, "", 0) // what clients do wrong shows on their side
	s := &Server{options: o, listener: listener, tunnels: newTunnels(listener.Addr())}
	s.front = &http.Server{Handler: http.HandlerFunc(s.proxy), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet}
	s.inner = &http.Server{
		Handler: http.HandlerFunc(s.answer), ReadHeaderTimeout: 10 * time.Second, ErrorLog: quiet,
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) { return o.Certificate(hello.ServerName) }},
	}
	s.done.Go(func() { _ = s.front.Serve(listener) })             // it always ends with ErrServerClosed
	s.done.Go(func() { _ = s.inner.ServeTLS(s.tunnels, "", "") }) // as above
	return s, nil
}

// URL is the proxy's address, for HTTPS_PROXY.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends the proxy and all that goes through it.
func (s *Server) Close() error {
	err := errors.Join(s.front.Close(), s.inner.Close(), s.tunnels.Close())
	s.done.Wait()
	return err
}

// proxy takes a request for a tunnel, or one for a host without TLS.
func (s *Server) proxy(w http.ResponseWriter, r *http.Request) {
	host := hostOf(r.Host)
	handler := s.options.Handler(host)
	switch {
	case handler == nil && !s.allowed(host):
		s.refuse(w, host)
	case r.Method == http.MethodConnect:
		s.tunnel(w, r, handler != nil)
	case !r.URL.IsAbs():
		http.Error(w, "This is a proxy: tell the program of it by HTTPS_PROXY.", http.StatusBadRequest)
	case handler != nil:
		handler.ServeHTTP(w, r)
	default:
		forward(w, r)
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
	handler.ServeHTTP(w, r)
}

func (s *Server) refuse(w http.ResponseWriter, host string) {
	if s.options.Refused != nil {
		s.options.Refused(host)
	}
	http.Error(w, host+" is neither a host of the local tenant nor allowed.", http.StatusForbidden)
}

func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

func (s *Server) allowed(host string) bool {
	for _, pattern := range s.options.Allow {
		suffix, wild := strings.CutPrefix(strings.ToLower(pattern), "*")
		if pattern == "*" || wild && strings.HasSuffix(host, suffix) || strings.EqualFold(host, pattern) {
			return true
		}
	}
	return false
}

// tunnel takes the connection over: to answer in it, or to pass it on.
func (s *Server) tunnel(w http.ResponseWriter, r *http.Request, here bool) {
	var far net.Conn
	if !here {
		var err error
		if far, err = (&net.Dialer{Timeout: 10 * time.Second}).DialContext(r.Context(), "tcp", r.Host); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
	}
	near, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		_ = near.Close() // the client is gone
		return
	}
	conn := &bufferedConn{Conn: near, reader: buffered.Reader}
	if here {
		s.tunnels.hand(conn)
		return
	}
	s.done.Go(func() { join(conn, far) })
}

// join passes bytes both ways until one side ends.
func join(near, far net.Conn) {
	var both sync.WaitGroup
	for _, pair := range [][2]net.Conn{{near, far}, {far, near}} {
		both.Go(func() {
			_, _ = io.Copy(pair[0], pair[1]) // an end is no failure
			_ = pair[0].Close()
		})
	}
	both.Wait()
}

// forward sends a request without TLS to a host that is allowed.
func forward(w http.ResponseWriter, r *http.Request) {
	out := r.Clone(r.Context())
	out.RequestURI = ""
	out.Header.Del("Proxy-Connection")
	response, err := (&http.Transport{}).RoundTrip(out) // a transport without a proxy
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer func() { _ = response.Body.Close() }()
	for name, values := range response.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(response.StatusCode)
	_, _ = io.Copy(w, response.Body) // the client may be gone
}
