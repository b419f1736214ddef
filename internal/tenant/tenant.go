// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/proxy"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Tenant is a running tenant. Its methods may be called concurrently.
type Tenant struct {
	options  Options
	clock    *clock
	store    *store.Store
	entra    *entra.Service
	endpoint identity.Endpoint // of the host
	requests *requestLog
	faults   *fault.Injector
	key      *rsa.PrivateKey
	ca       *authority
	answers  http.Handler // of Entra and Graph, recorded and with faults
	metadata http.Handler // of the identity endpoint
	proxy    *proxy.Server
	keeper   *keeper // of the state; nil without a file
	folder   string  // of temporary files

	// ended is done when the tenant is closed, for answers that go on until then.
	ended context.Context
	end   context.CancelFunc

	front *server // Entra and Graph
	host  *server // the identity endpoint
}

// New starts a tenant. It has to be closed in the end.
func New(options Options) (*Tenant, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	t := &Tenant{clock: &clock{right: options.Now}}
	t.ended, t.end = context.WithCancel(context.Background())
	t.SkewClock(options.ClockSkew)
	options.Now = t.clock.now
	t.options, t.requests = options, newRequestLog(options.Now, options.Record)
	if err := t.start(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Tenant) start() (err error) {
	if t.folder, err = os.MkdirTemp("", "m365-tenant-"); err != nil {
		return fmt.Errorf("make a folder for the tenant's certificate authority: %w", err)
	}
	certificate, err := t.certify()
	if err != nil {
		return err
	}
	if t.front, err = listen(t.options.Listen); err != nil {
		return err
	}
	if t.host, err = listen(t.options.IdentityListen); err != nil {
		return err
	}
	if err := t.open(); err != nil {
		return err
	}
	t.entra = entra.New(entra.Options{
		Key:                   t.key,
		Directory:             directory{t.options.TenantID, t.store},
		Now:                   t.options.Now,
		Address:               t.URL(),
		TokenLifetime:         t.options.TokenLifetime,
		IdentityTokenLifetime: t.options.IdentityTokenLifetime,
		IssuerKeys:            t.options.IssuerKeys,
		SignedInUser:          t.options.SignedInUser,
	})
	if err := t.newFaults(); err != nil {
		return err
	}
	t.endpoint = t.newEndpoint(certificate)
	t.answers = t.service(t.dated(t.faults.Wrap(t.keeper.watch(t.beside(t.newGraph())))))
	t.metadata = t.service(t.faults.Wrap(t.endpoint))
	t.front.serve(t.withControl(t.answers), &certificate)
	if t.options.hostKind().https {
		t.host.serve(t.metadata, &certificate)
	} else {
		t.host.serve(t.metadata, nil)
	}
	t.getReady()
	return nil
}

// getReady makes in the background what no start needs but nearly every client does.
// A request that comes first waits for it.
func (t *Tenant) getReady() {
	go t.entra.MakeKey()
	go func() { // in the order in which clients ask for it; who asks gets the errors
		_, _ = model.Load(model.V1)
		_, _ = model.LoadPermissions()
		_, _ = model.Load(model.Beta)
	}()
}

// open fills the store: from the state file if there is one, else with what is
// built in and with the seed.
func (t *Tenant) open() error {
	file := t.options.StateFile
	if file == "" {
		var err error
		t.key = t.options.SigningKey // without one Entra makes one itself, while the tenant starts
		t.store, err = t.freshStore()
		return err
	}
	var err error
	t.keeper, err = openKeeper(file, processName()+", which serves it at "+t.URL(), t.report)
	if err != nil {
		return err
	}
	kept, err := readState(t.keeper.path)
	if err != nil {
		return err
	}
	if err := t.resume(kept); err != nil {
		return fmt.Errorf("the state file %s is left as it is: %w", file, err)
	}
	return t.keeper.start(t.currentState)
}

// report tells what goes wrong in the tenant itself.
func (t *Tenant) report(err error) {
	_, _ = fmt.Fprintln(t.options.Errors, "tenant:", err) // there is nowhere else to report
}

// resume goes on where a state ends, or from the beginning if there is none.
func (t *Tenant) resume(kept *state) (err error) {
	if t.key, err = t.keyOf(kept); err != nil {
		return err
	}
	if kept == nil {
		t.store, err = t.freshStore()
		return err
	}
	if kept.TenantID != t.options.TenantID || kept.Domain != t.options.Domain {
		return fmt.Errorf("it is of tenant %s with the domain %s; start it with these, or name another file", kept.TenantID, kept.Domain)
	}
	t.store = kept.objects
	return nil
}

// keyOf is the key that goes on signing tokens.
func (t *Tenant) keyOf(kept *state) (*rsa.PrivateKey, error) {
	key, err := kept.key()
	if err != nil || key != nil {
		return key, err
	}
	if t.options.SigningKey != nil {
		return t.options.SigningKey, nil
	}
	return rsa.GenerateKey(rand.Reader, 2048)
}

// freshStore holds the built-in objects and those of the seed.
func (t *Tenant) freshStore() (*store.Store, error) {
	fresh, err := newStore(t.options)
	if err == nil && len(t.options.Seed) > 0 {
		err = t.plant(fresh, t.options.Seed)
	}
	return fresh, err
}

// service is what every service has around its handler: bodies come in whole, each
// request is remembered, and a panic is an answer.
func (t *Tenant) service(handler http.Handler) http.Handler {
	return received(t.requests.record(t.recovered(handler)), patience)
}

// withControl serves the tenant's own endpoints, which are not recorded.
func (t *Tenant) withControl(next http.Handler) http.Handler {
	control := received(t.recovered(t.fromHere(t.control())), patience)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/_tenant/") {
			control.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// certify makes the server's certificate, and the file that vouches for it.
func (t *Tenant) certify() (tls.Certificate, error) {
	ca, err := newAuthority()
	if err != nil {
		return tls.Certificate{}, err
	}
	t.ca = ca
	if err := ca.writeBundle(t.CertificateFile()); err != nil {
		return tls.Certificate{}, err
	}
	return ca.leaf()
}

// beside divides Graph from Entra, whose paths begin with a tenant. On Graph's
// own hosts there is nothing else.
func (t *Tenant) beside(microsoftGraph http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isGraph(r.URL.Path) || slices.Contains(graph.Hosts(), r.Host) {
			microsoftGraph.ServeHTTP(w, r)
			return
		}
		t.entra.ServeHTTP(w, r)
	})
}

// dated puts the tenant's clock into answers, which need not be the machine's.
func (t *Tenant) dated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", t.options.Now().UTC().Format(http.TimeFormat))
		next.ServeHTTP(w, r)
	})
}

// isGraph tells whether a path is Microsoft Graph's.
func isGraph(path string) bool {
	version, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return version == "v1.0" || version == "beta"
}

// Close stops the tenant, writes its state if it has a file for that, and removes
// its other files.
func (t *Tenant) Close() error {
	t.end()
	var failed []error
	for _, s := range []*server{t.front, t.host} {
		if s != nil {
			failed = append(failed, s.close())
		}
	}
	if t.proxy != nil {
		failed = append(failed, t.proxy.Close())
	}
	if t.keeper != nil {
		failed = append(failed, t.keeper.close())
	}
	if t.folder != "" {
		failed = append(failed, os.RemoveAll(t.folder))
	}
	return errors.Join(failed...)
}

// URL is the address of Entra and Graph, without a slash at the end. Graph's
// versions are below it.
func (t *Tenant) URL() string { return "https://" + t.front.address() }

// IdentityURL is the address of the identity endpoint's host, without a slash
// at the end.
func (t *Tenant) IdentityURL() string {
	if t.options.hostKind().https {
		return "https://" + t.host.address()
	}
	return "http://" + t.host.address()
}

// TenantID is the tenant's id.
func (t *Tenant) TenantID() string { return t.options.TenantID }

// Domain is the tenant's initial domain.
func (t *Tenant) Domain() string { return t.options.Domain }

// CertificateFile is a file of certificate authorities in PEM: the system's and
// the one that has issued the tenant's certificate.
func (t *Tenant) CertificateFile() string { return filepath.Join(t.folder, "ca.pem") }

// Objects returns the objects of a collection, "groups" or
// "applications/{id}/federatedIdentityCredentials" with a real id, in the order
// in which they were created. They must not be changed.
func (t *Tenant) Objects(collection string) []map[string]any {
	return t.store.Read().List(graph.Locate("/" + collection))
}

// Requests returns the requests so far, in the order of their answers, that a
// pattern of [http.ServeMux] matches: "POST /v1.0/groups", "PATCH
// /v1.0/users/{id}" or, for all, "/". It panics if the pattern is none.
func (t *Tenant) Requests(pattern string) []Request { return t.requests.matching(pattern) }
