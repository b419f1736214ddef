// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package proxy_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/proxy"
)

// box is a proxy that answers for graph.example, 192.0.2.1 and 169.254.169.254.
type box struct {
	*proxy.Server
	roots *x509.CertPool

	mu      sync.Mutex
	refused []string
}

func start(t *testing.T, allow ...string) *box {
	t.Helper()
	b := &box{roots: x509.NewCertPool()}
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "%s %s %s", r.Proto, r.Host, r.URL.Path)
	})
	var err error
	b.Server, err = proxy.Start(proxy.Options{
		Handler: func(host string) http.Handler {
			if host == "graph.example" || host == "192.0.2.1" || host == "2001:db8::1" || host == "169.254.169.254" {
				return answer
			}
			return nil
		},
		Certificate: b.certificate,
		Allow:       allow,
		Refused: func(host string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.refused = append(b.refused, host)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close the proxy: %v", err)
		}
	})
	return b
}

// certificate is one that is its own authority.
func (b *box) certificate(host string) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	issued, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.roots.AddCert(issued)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

// client uses the proxy. It trusts whatever has been issued when it asks.
func (b *box) client(t *testing.T) *http.Client {
	t.Helper()
	address, err := url.Parse(b.URL())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{
		Proxy:             http.ProxyURL(address),
		ForceAttemptHTTP2: true,
		TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, // VerifyConnection does it, when the certificate is there
			VerifyConnection: func(state tls.ConnectionState) error {
				b.mu.Lock()
				defer b.mu.Unlock()
				_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: b.roots, DNSName: state.ServerName})
				return err
			},
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// get returns the body, or the status when it is not 200, or the error.
func get(t *testing.T, client *http.Client, address string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err.Error()
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Sprintf("%d %s", response.StatusCode, body)
	}
	return string(body)
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ address, want string }{
		"over TLS, in HTTP/2":           {"https://graph.example/a", "HTTP/2.0 graph.example /a"},
		"a name in capitals":            {"https://GRAPH.Example/a", "HTTP/2.0 graph.example /a"},
		"the usual port by name":        {"https://graph.example:443/a", "HTTP/2.0 graph.example /a"},
		"an address, which has no name": {"https://192.0.2.1/a", "HTTP/2.0 192.0.2.1 /a"},
		"an address of IPv6":            {"https://[2001:db8::1]/a", "HTTP/2.0 2001:db8::1 /a"},
		"without TLS":                   {"http://169.254.169.254/metadata", "HTTP/1.1 169.254.169.254 /metadata"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t)
			if got := get(t, b.client(t), tt.address); got != tt.want {
				t.Errorf("the answer is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnswersHTTP1InATunnel(t *testing.T) {
	t.Parallel()
	b := start(t)
	client := b.client(t)
	client.Transport.(*http.Transport).ForceAttemptHTTP2 = false
	client.Transport.(*http.Transport).TLSClientConfig.NextProtos = []string{"http/1.1"}
	if got, want := get(t, client, "https://graph.example/a"), "HTTP/1.1 graph.example /a"; got != want {
		t.Errorf("the answer is %q, want %q", got, want)
	}
}

// untouched is a server that fails the test when anybody connects.
func untouched(t *testing.T) (address string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	done.Go(func() {
		if conn, err := listener.Accept(); err == nil {
			_ = conn.Close()
			t.Error("the proxy contacted a host that is refused")
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		done.Wait()
	})
	return listener.Addr().String()
}

func TestRefusesAllOthers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ scheme, allow, want string }{
		"a tunnel":                     {"https", "", "Forbidden"},
		"a request without TLS":        {"http", "", "403 127.0.0.1 is neither a host of the local tenant nor allowed.\n"},
		"what another name allows":     {"https", "27.0.0.1", "Forbidden"},
		"what a domain does not hold":  {"https", "*.0.0.2", "Forbidden"},
		"what begins as the domain is": {"https", "*.example", "Forbidden"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var allow []string
			if tt.allow != "" {
				allow = []string{tt.allow}
			}
			b := start(t, allow...)
			if got := get(t, b.client(t), tt.scheme+"://"+untouched(t)+"/"); !strings.Contains(got, tt.want) {
				t.Errorf("the answer is %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff([]string{"127.0.0.1"}, b.refused); diff != "" {
				t.Errorf("what was told to be refused (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAHostInsideOfATunnelIsRefusedToo(t *testing.T) {
	t.Parallel()
	b := start(t)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "example.com"
	response, err := b.client(t).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("status %d, want 403", response.StatusCode)
	}
}

func TestReachesWhatIsAllowed(t *testing.T) {
	t.Parallel()
	there := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Connection") != "" || r.Header.Get("Proxy-Authorization") != "" {
			t.Errorf("the host got headers that are the proxy's: %v", r.Header)
		}
		_, _ = fmt.Fprintf(w, "there %s", r.URL.Path)
	})
	plain, secure := httptest.NewServer(there), httptest.NewUnstartedServer(there)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // clients break off on purpose
	secure.StartTLS()
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	tests := map[string][]string{
		"by address":      {"127.0.0.1"},
		"by domain":       {"*.0.0.1"},
		"all":             {"*"},
		"among others":    {"registry.example", "127.0.0.1"},
		"in another case": {"127.0.0.1."},
	}
	for name, allow := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, allow...)
			client := b.client(t)
			if got := get(t, client, plain.URL+"/a"); got != "there /a" {
				t.Errorf("without TLS the answer is %q", got)
			}
			// The host's own certificate comes through, which is another one.
			if got := get(t, client, secure.URL+"/a"); !strings.Contains(got, "unknown authority") {
				t.Errorf("over TLS the answer is %q, want the host's certificate", got)
			}
			client.Transport.(*http.Transport).TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
			if got := get(t, client, secure.URL+"/a"); got != "there /a" {
				t.Errorf("over TLS the answer is %q", got)
			}
		})
	}
}

func TestNeverReachesTheMachinesOwnAddresses(t *testing.T) {
	t.Parallel()
	b := start(t, "*")
	for _, address := range []string{
		"http://169.254.170.2/", "http://[::ffff:169.254.169.254]/", "http://168.63.129.16/", "http://[::ffff:168.63.129.16]/", "http://100.100.100.200/",
	} {
		if got := get(t, b.client(t), address); !strings.Contains(got, "never reached") {
			t.Errorf("%s: the answer is %q, want a refusal", address, got)
		}
	}
	// A machine without IPv6 has other reasons.
	for _, address := range []string{"http://[fe80::1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[fd00:ec2::254]/", "https://169.254.170.2/"} {
		if got := get(t, b.client(t), address); !strings.Contains(got, "never reached") && !strings.Contains(got, "Bad Gateway") {
			t.Errorf("%s: the answer is %q, want a refusal", address, got)
		}
	}
}

func TestStartRefusesWhatCannotBeAllowed(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"https://registry.example": "without a scheme",
		"registry.example:443":     "without a scheme",
		"registry.example/path":    "without a scheme",
		"":                         "without a scheme",
		"*example":                 "star",
		"a.*.example":              "star",
		"graph.example":            "answers for this host",
		"168.63.129.16":            "never reached",
		"[fe80::1]":                "never reached",
		"64:ff9b::169.254.169.254": "never reached",
		"Graph.Example.":           "answers for this host",
	}
	for allow, want := range tests {
		t.Run(allow, func(t *testing.T) {
			t.Parallel()
			started, err := proxy.Start(proxy.Options{
				Handler: func(host string) http.Handler {
					if host == "graph.example" {
						return http.NotFoundHandler()
					}
					return nil
				},
				Allow: []string{allow},
			})
			if err == nil {
				_ = started.Close()
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the error is %v, want it to mention %q", err, want)
			}
		})
	}
}

// raw sends a text to the proxy and returns its first line.
func raw(t *testing.T, b *box, text string) (net.Conn, string) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(b.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return conn, strings.TrimSpace(line)
}

func TestOddRequests(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ request, want string }{
		"another port":          {"CONNECT graph.example:22 HTTP/1.1\r\nHost: graph.example:22\r\n\r\n", "HTTP/1.1 502 Bad Gateway"},
		"no port":               {"CONNECT graph.example HTTP/1.1\r\nHost: graph.example\r\n\r\n", "HTTP/1.1 502 Bad Gateway"},
		"no host":               {"CONNECT :443 HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 403 Forbidden"},
		"an unknown port":       {"CONNECT example.com:99999 HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 403 Forbidden"},
		"IPv6":                  {"CONNECT [::1]:443 HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 403 Forbidden"},
		"no proxy request":      {"GET / HTTP/1.1\r\nHost: graph.example\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		"another host's header": {"CONNECT example.com:443 HTTP/1.1\r\nHost: graph.example\r\n\r\n", "HTTP/1.1 403 Forbidden"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, got := raw(t, start(t), tt.request); got != tt.want {
				t.Errorf("the answer is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOddNamesInsideOfATunnel(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"none":    "",
		"another": "example.com",
		"huge":    strings.Repeat(strings.Repeat("a", 60)+".", 1000) + "example",
	}
	for name, server := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, line := raw(t, start(t), "CONNECT graph.example:443 HTTP/1.1\r\nHost: graph.example:443\r\n\r\n")
			if line != "HTTP/1.1 200 Connection established" {
				t.Fatalf("the answer is %q", line)
			}
			inner := tls.Client(conn, &tls.Config{InsecureSkipVerify: true, ServerName: server}) // the test looks at the certificate
			if err := inner.HandshakeContext(t.Context()); err != nil {
				if name == "huge" {
					return // a client or server may refuse it, but not fall over
				}
				t.Fatal(err)
			}
			if err := inner.ConnectionState().PeerCertificates[0].VerifyHostname("graph.example"); err != nil {
				t.Errorf("the certificate is not of the host of the tunnel: %v", err)
			}
		})
	}
}

func TestCloseEndsTunnels(t *testing.T) {
	t.Parallel()
	silent, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	b := start(t, "127.0.0.1")
	passed, _ := raw(t, b, "CONNECT "+silent.Addr().String()+" HTTP/1.1\r\nHost: x\r\n\r\n")
	answered, _ := raw(t, b, "CONNECT graph.example:443 HTTP/1.1\r\nHost: x\r\n\r\n")
	far, err := silent.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = far.Close() })
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for name, conn := range map[string]net.Conn{"the client of what is passed on": passed, "its host": far, "the client of what is answered": answered} {
		ended := make(chan struct{})
		go func() {
			_, _ = io.Copy(io.Discard, conn) // however it ends
			close(ended)
		}()
		select {
		case <-ended:
		case <-t.Context().Done():
		case <-time.After(time.Minute):
			t.Errorf("%s still has a connection", name)
		}
	}
}

func TestATunnelIsPassedOnBothWays(t *testing.T) {
	t.Parallel()
	// The host answers when the client has said all.
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		done.Wait()
	})
	done.Go(func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		said, _ := io.ReadAll(conn)
		_, _ = conn.Write([]byte(strings.ToUpper(string(said))))
		_ = conn.Close()
	})
	b := start(t, "127.0.0.1")
	// What follows the request at once belongs to the tunnel.
	conn, _ := raw(t, b, "CONNECT "+listener.Addr().String()+" HTTP/1.1\r\nHost: x\r\n\r\nhel")
	if _, err := io.WriteString(conn, "lo"); err != nil {
		t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(conn)
	if err != nil || !strings.HasSuffix(string(got), "HELLO") {
		t.Errorf("the client read %q, %v", got, err)
	}
}
