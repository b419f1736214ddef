// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package graph is the Microsoft Graph of a local tenant: an http.Handler for
// /v1.0 and /beta over the objects of a store.
//
// Which paths, types and properties there are comes from Microsoft's published
// metadata; how the much-used collections behave beyond it is data, in the
// files that begin with "rules". Answers have Graph's statuses and envelopes.
// The wording of errors follows Graph's where Microsoft or its users have shown
// it; clients should not depend on it here or there.
package graph

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Options is what Graph serves, and to whom.
type Options struct {
	// Store holds the objects; [NewStore] makes one with the right indexes.
	Store *store.Store
	// BaseURL is the root of Graph in the links of answers, without a version
	// and without a slash at its end.
	BaseURL string
	// TenantID is the tenant whose tokens are accepted.
	TenantID string
	// Verify decides about a bearer token. The text of its error is what Graph
	// answers with status 401.
	Verify func(bearer string) (Caller, error)
	// Now is the clock; default time.Now.
	Now func() time.Time
	// Around, when not nil, stands around the answers to the requests inside of
	// a batch, as the caller stands around the others.
	Around func(http.Handler) http.Handler
	// Seeding takes from bodies also what only the service itself may say: ids, times
	// and everything else that is read-only from outside.
	Seeding bool
}

// Caller is who sends a request, as the token tells.
type Caller struct {
	// AppID is the application, ObjectID its service principal or the user.
	AppID, ObjectID, TenantID string
	// Roles are the application permissions that the token carries.
	Roles []string
	// AppOnly is false for tokens of users, which are not judged by Roles.
	AppOnly bool
}

// Server is Microsoft Graph over a store.
type Server struct {
	options Options
	// What is known of all workloads.
	rules       table
	operations  operations
	permissions permissions
	// inner answers the requests inside of a batch.
	inner    http.Handler
	listings listings
	buffers  sync.Pool // of *[]byte
}

// New makes the server. The metadata of a version, and Microsoft's list of what
// permissions open, are read with the first request that asks for them.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, rules: newTable(), operations: newOperations(), permissions: newPermissions()}
	s.inner = s
	if o.Around != nil {
		s.inner = o.Around(s)
	}
	return s
}

// call is one request on its way through the server.
type call struct {
	*Server
	request *http.Request
	version string
	schema  *model.Schema
	caller  Caller
	query   *odata.Query
	// segments are the path as it was asked for, route is its pattern.
	segments model.Path
	route    store.Pattern
	target   target
	// above are the objects through which an expansion of several levels has come.
	above []store.Ref
	body  store.Object
	// assigns: nothing allows the request but the permission to assign security
	// attributes.
	assigns bool
	// store is the state that the request reads, or makes the next one of.
	store *store.Tx
	// metadata is how many annotations the client asks for.
	metadata string
}

// base is the root of Graph in the links of the answer. A client that knows one
// of Graph's real names, and reaches the tenant by it, follows no other.
func (c *call) base() string {
	if slices.Contains(Hosts(), c.request.Host) {
		return "https://" + c.request.Host
	}
	return c.options.BaseURL
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	requestID := uuid.NewString()
	w.Header().Set("request-id", requestID)
	clientID := r.Header.Get("client-request-id")
	if clientID == "" {
		clientID = requestID
	}
	w.Header().Set("client-request-id", clientID)
	w.Header().Set("Strict-Transport-Security", "max-age=31536000")
	w.Header().Set("Cache-Control", "no-cache")
	reply, err := s.answer(r)
	if err != nil {
		reply = s.refuse(w, asFailure(err))
	}
	s.write(w, reply)
}

// answer reads a request as far as it is valid, and carries it out.
func (s *Server) answer(r *http.Request) (reply, error) {
	version, path, _ := strings.Cut(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	schema, err := model.Load(model.Version(version))
	if err != nil {
		return reply{}, fail(http.StatusBadRequest, "BadRequest", "Invalid version: %s", version)
	}
	c := &call{Server: s, request: r, version: version, schema: schema, metadata: metadataOf(r), store: s.options.Store.Read()}
	if path == "$metadata" {
		return document(schema) // everybody may read it
	}
	if file, ok := strings.CutPrefix(path, storagePath); ok {
		return c.upload(file)
	}
	if err := c.authenticate(); err != nil {
		return reply{}, err
	}
	if path == "" && r.Method == http.MethodGet {
		return c.service()
	}
	if strings.EqualFold(path, "$batch") {
		return c.batch()
	}
	answer, err := c.perform(c.withoutTenant(path))
	if err != nil {
		return reply{}, c.worded(asFailure(err))
	}
	return c.labelled(answer), nil
}

// withoutTenant leaves out a first segment that names the caller's own tenant,
// which Graph allows before any path.
func (c *call) withoutTenant(path string) string {
	name, rest, _ := strings.Cut(path, "/")
	if strings.EqualFold(name, c.options.TenantID) || strings.EqualFold(name, "myorganization") || c.ownsDomain(name) {
		return rest
	}
	return path
}

// perform carries out a request of a caller who is known.
func (c *call) perform(path string) (reply, error) {
	steps := []func() error{
		c.readQuery,
		func() error { return c.resolve(path) },
		c.authorize,
		c.readBody,
		c.authorizeAttributes,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return reply{}, err
		}
	}
	return c.transact(func() (reply, error) {
		if err := c.locate(); err != nil {
			return reply{}, err
		}
		return c.dispatch()
	})
}

// transact carries out a request: all of it or, if it is refused, nothing.
func (c *call) transact(carryOut func() (reply, error)) (answer reply, err error) {
	prepared := c.rules[c.route] != nil && c.rules[c.route].prepare != nil
	if c.request.Method == http.MethodGet && !prepared {
		return carryOut()
	}
	err = c.options.Store.Update(func(tx *store.Tx) error {
		c.store = tx
		answer, err = carryOut()
		return err
	})
	return answer, err
}

// must notes what should not happen, so that the request fails and leaves nothing
// behind. It takes the errors of the store where a rule has seen to it that there
// are none.
func (c *call) must(err error) {
	if err != nil {
		c.store.Fail(err)
	}
}

// resolve finds out what a path means.
func (c *call) resolve(path string) error {
	segments, err := c.schema.Resolve(path)
	if undeclared := resolveUndeclared(c.schema, path); err != nil && undeclared != nil {
		segments, err = undeclared, nil
	}
	declare(segments)
	if err != nil {
		return fail(http.StatusBadRequest, "BadRequest", "%s", err)
	}
	if len(segments) == 0 {
		return fail(http.StatusNotImplemented, "notSupported", "The local tenant has no service document.")
	}
	c.segments, c.route = segments, routeOf(segments)
	return nil
}

// prefers tells whether the Prefer header asks for something.
func (c *call) prefers(what string) bool {
	for _, preference := range strings.Split(c.request.Header.Get("Prefer"), ",") {
		if strings.EqualFold(strings.TrimSpace(preference), what) {
			return true
		}
	}
	return false
}

// readQuery parses OData's options.
func (c *call) readQuery() error {
	query, err := odata.ParseQuery(c.request.URL.RawQuery)
	if err != nil {
		return fail(http.StatusBadRequest, "BadRequest", "%s", err)
	}
	c.query = query
	return checkExpands(query.Expand, 1)
}

// now is the time in Graph's notation.
func (s *Server) now() string { return s.options.Now().UTC().Format("2006-01-02T15:04:05Z") }
