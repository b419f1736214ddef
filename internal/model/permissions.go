// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the compiled list of permissions
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:generate go run ../../tools/model -permissions ../../build/graph/permissions.json -ids ../../build/graph/permission-ids.json -out permissions.gz

// compiledPermissions are two gobs in gzip: the permissions, which are read much faster
// when nothing else is wanted, and the rest of PermissionContents.
//
//go:embed permissions.gz
var compiledPermissions []byte

// LoadPermissions gives Microsoft's list of permissions. It is read on the first call
// and kept.
func LoadPermissions() (*Permissions, error) { return loadPermissions() }

var loadPermissions = sync.OnceValues(readPermissions)

func readPermissions() (*Permissions, error) {
	var list []Permission
	var contents PermissionContents
	if err := decodePermissions(&list, &contents); err != nil {
		return nil, err
	}
	contents.Permissions = list
	return NewPermissions(contents), nil
}

// ListPermissions gives the permissions in order of name, without what they open.
func ListPermissions() (list []Permission, err error) {
	err = decodePermissions(&list) // before the list is returned: Go leaves that order open within one statement
	return list, err
}

// decodePermissions reads what is compiled, as far as there is something to read into.
func decodePermissions(into ...any) error {
	packed, err := gzip.NewReader(bytes.NewReader(compiledPermissions))
	if err != nil {
		return fmt.Errorf("reading the compiled permissions: %w", err)
	}
	decoder := gob.NewDecoder(packed)
	for _, part := range into {
		if err := decoder.Decode(part); err != nil {
			return fmt.Errorf("reading the compiled permissions: %w", err)
		}
	}
	return nil
}

// EncodePermissions writes contents as they are compiled.
func EncodePermissions(w io.Writer, contents PermissionContents) error {
	packed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	list := contents.Permissions
	contents.Permissions = nil
	encoder := gob.NewEncoder(packed)
	return errors.Join(encoder.Encode(list), encoder.Encode(contents), packed.Close())
}

// PermissionContents is what a list of permissions is made of.
type PermissionContents struct {
	// Permissions are in order of name.
	Permissions []Permission
	// Openings are the different answers to what opens a path; many paths share one.
	Openings [][]Opening
	// Routes are the paths, as [Permissions.Grants] wants them.
	Routes []Route
}

// Permission is one of Graph's permissions.
type Permission struct {
	// Name is what stands in tokens: "Group.Read.All".
	Name string
	// Role and Scope are its ids as an application permission and as a delegated
	// one. Empty where Microsoft does not offer it so, or publishes no id.
	Role, Scope string
	// Breadth is how many requests it opens: the fewer, the less it allows.
	Breadth int
}

// Route is a path and the place of its openings.
type Route struct {
	Path     string
	Openings int
}

// Opening says of one permission, by its place, which methods of a path it opens.
type Opening struct {
	Permission int
	// Methods are bits in the order of [Methods].
	Methods int
	// Application and Delegated tell for which kind of sign-in.
	Application, Delegated Access
	// With are permissions of which one is needed besides.
	With []int
}

// Access is what a permission does for a request.
type Access int

// None is no access, Opens is enough of it, and Least is the least of all that are
// enough, by Microsoft's mark.
const (
	None Access = iota
	Opens
	Least
)

// Methods are those of HTTP that the list knows.
var Methods = []string{"DELETE", "GET", "PATCH", "POST", "PUT"}

// Permissions is Microsoft's list of what opens Graph's requests. It makes no
// difference between the versions of Graph. It never changes and may be used
// concurrently.
type Permissions struct {
	contents PermissionContents
	names    map[string]int
	routes   map[string]int
}

// NewPermissions indexes contents, which it takes over.
func NewPermissions(contents PermissionContents) *Permissions {
	p := &Permissions{contents: contents, names: make(map[string]int, len(contents.Permissions)), routes: make(map[string]int, len(contents.Routes))}
	for i, permission := range contents.Permissions {
		p.names[permission.Name] = i
	}
	for _, route := range contents.Routes {
		p.routes[Request(route.Path)] = route.Openings
	}
	return p
}

// All lists the permissions in order of name.
func (p *Permissions) All() []Permission { return p.contents.Permissions }

// Permission finds one by its name.
func (p *Permissions) Permission(name string) (Permission, bool) {
	i, ok := p.names[name]
	if !ok {
		return Permission{}, false
	}
	return p.contents.Permissions[i], true
}

// Grant is a permission that opens a request.
type Grant struct {
	Permission
	// Application tells what it does for applications: nothing, where it is for
	// people only. Delegated tells what it does for people with a work account.
	Application, Delegated Access
	// With are names of permissions of which one is needed besides; empty for none.
	With []string
}

// Grants lists what opens a request, in order of name. The path stands below the
// version; what its braces hold, case, and a last "/$ref" mean nothing. It is empty
// for requests that the list does not have. Microsoft puts side by side what is
// enough alone and, without a word, some of what is needed together.
func (p *Permissions) Grants(method, path string) []Grant {
	i, ok := p.routes[Request(path)]
	place := slices.Index(Methods, method)
	if !ok || place < 0 {
		return nil
	}
	var grants []Grant
	for _, o := range p.contents.Openings[i] {
		if o.Methods&(1<<place) != 0 {
			grants = append(grants, p.grant(o))
		}
	}
	return grants
}

func (p *Permissions) grant(o Opening) Grant {
	g := Grant{Permission: p.contents.Permissions[o.Permission], Application: o.Application, Delegated: o.Delegated}
	for _, i := range o.With {
		g.With = append(g.With, p.contents.Permissions[i].Name)
	}
	return g
}

// Request is a path in the list's form: in lower case, with {id} for every parameter
// and without "/$ref". The list writes arguments of functions with quotes and without.
func Request(path string) string {
	path = strings.TrimSuffix(strings.ToLower(path), "/$ref")
	path = strings.NewReplacer("'{", "{", "}'", "}").Replace(path)
	var b strings.Builder
	for {
		start := strings.IndexByte(path, '{')
		end := strings.IndexByte(path, '}')
		if start < 0 || end < start {
			return b.String() + path
		}
		b.WriteString(path[:start] + "{id}")
		path = path[end+1:]
	}
}
