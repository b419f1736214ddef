// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// drainTime is how long requests under way may take when the tenant stops.
const drainTime = 500 * time.Millisecond

// server is an HTTP server on an address that is open from the start, before
// anything answers there: some handlers have to know it.
type server struct {
	listener net.Listener
	http     *http.Server
	done     chan struct{} // closed when nothing is served any more; nil before
}

func listen(address string) (*server, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return &server{listener: listener, http: &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		// What clients do wrong while connecting shows on their side.
		ErrorLog: log.New(io.Discard, "", 0),
	}}, nil
}

func (s *server) address() string { return s.listener.Addr().String() }

// serve answers with a handler from now on; over TLS when a certificate is given.
func (s *server) serve(handler http.Handler, certificate *tls.Certificate) {
	s.http.Handler = handler
	if certificate != nil {
		s.http.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
	}
	s.done = make(chan struct{})
	go func() {
		defer close(s.done)
		if certificate == nil {
			_ = s.http.Serve(s.listener) // it always ends with ErrServerClosed
			return
		}
		_ = s.http.ServeTLS(s.listener, "", "") // as above
	}()
}

// close lets requests under way finish, within limits. The address is free when
// it returns.
func (s *server) close() error {
	if s.done == nil {
		return s.listener.Close()
	}
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	<-s.done
	return err
}
