// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package proxy

import (
	"bufio"
	"net"
	"sync"
)

// tunnels holds the connections that were taken over: it is the listener of
// those that are answered, and ends those that are passed on.
type tunnels struct {
	address net.Addr
	conns   chan net.Conn
	closed  chan struct{}

	mu     sync.Mutex
	ended  bool
	passed map[net.Conn]bool
}

func newTunnels(address net.Addr) *tunnels {
	return &tunnels{address: address, conns: make(chan net.Conn), closed: make(chan struct{}), passed: map[net.Conn]bool{}}
}

// hand gives a connection to whoever accepts, or ends it.
func (t *tunnels) hand(conn net.Conn) {
	select {
	case t.conns <- conn:
	case <-t.closed:
		_ = conn.Close() // nobody reads it
	}
}

// keep notes connections that are to end with the proxy. When it has ended they
// are closed, and keep returns false.
func (t *tunnels) keep(conns ...net.Conn) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, conn := range conns {
		if t.ended {
			_ = conn.Close() // nobody uses it
			continue
		}
		t.passed[conn] = true
	}
	return !t.ended
}

// drop forgets connections that have ended by themselves.
func (t *tunnels) drop(conns ...net.Conn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, conn := range conns {
		delete(t.passed, conn)
	}
}

// Accept waits for a connection.
func (t *tunnels) Accept() (net.Conn, error) {
	select {
	case conn := <-t.conns:
		return conn, nil
	case <-t.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the waiting, and the connections that are passed on.
func (t *tunnels) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		return nil
	}
	t.ended = true
	close(t.closed)
	for conn := range t.passed {
		_ = conn.Close() // its copying ends
	}
	return nil
}

// Addr is the proxy's address.
func (t *tunnels) Addr() net.Addr { return t.address }

// halfCloser is a connection whose sending end can be closed alone.
type halfCloser interface {
	net.Conn
	CloseWrite() error
}

// tunnelEnd is the client's end of a tunnel to a host. It reads first what came
// with the request for the tunnel.
type tunnelEnd struct {
	net.Conn
	reader *bufio.Reader
	host   string
}

func (c *tunnelEnd) Read(b []byte) (int, error) { return c.reader.Read(b) }

// CloseWrite tells the client that nothing more comes.
func (c *tunnelEnd) CloseWrite() error {
	if half, ok := c.Conn.(halfCloser); ok {
		return half.CloseWrite()
	}
	return c.Close()
}
