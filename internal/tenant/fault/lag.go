// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// lag is a replica that has not seen a write yet.
type lag struct {
	// object is the path of what was written, without the version of Graph and in lower
	// case, since Graph takes ids in any; collection is where it is listed, and created
	// tells that it is new.
	object, collection string
	created            bool
	// left is how many requests the replica still answers.
	left  int
	stale http.Handler
}

// staleFor is the replica that answers a request, if one does.
func (i *Injector) staleFor(r *http.Request) http.Handler {
	i.mu.Lock()
	defer i.mu.Unlock()
	path := foldedPath(r.URL.Path)
	n := slices.IndexFunc(i.lags, func(l *lag) bool { return l.covers(r.Method, path) })
	if n < 0 {
		return nil
	}
	l := i.lags[n]
	if l.left--; l.left == 0 {
		i.lags = slices.Delete(i.lags, n, n+1) // the replica has caught up
	}
	return l.stale
}

// covers tells whether a request is about the object. One that is not there yet
// cannot be written to either; others are written at the source.
func (l *lag) covers(method, path string) bool {
	within := path == l.object || strings.HasPrefix(path, l.object+"/")
	if method == http.MethodGet {
		return within || path == l.collection
	}
	return l.created && within
}

// write lets a request through and remembers what was before it.
func (i *Injector) write(w http.ResponseWriter, r *http.Request, reads int, next http.Handler) {
	stale := i.options.Snapshot()
	answer := newReply()
	next.ServeHTTP(answer, r)
	if answer.status < 300 {
		l := written(r.Method, foldedPath(r.URL.Path), strings.ToLower(answer.id()))
		l.left, l.stale = reads, stale
		i.mu.Lock()
		i.lags = append(i.lags, l)
		i.mu.Unlock()
	}
	answer.copyTo(w)
}

// written finds out what a request has written.
func written(method, path, id string) *lag {
	path, isLink := strings.CutSuffix(path, "/$ref")
	switch {
	case method == http.MethodPost && !isLink && id != "":
		return &lag{object: path + "/" + id, collection: path, created: true}
	case method == http.MethodDelete && isLink:
		return &lag{object: parent(path), collection: parent(path)}
	case method == http.MethodPost:
		return &lag{object: path, collection: path}
	default:
		return &lag{object: path, collection: parent(path)}
	}
}

func parent(path string) string { return path[:max(strings.LastIndexByte(path, '/'), 0)] }

// foldedPath is a path as lags know it.
func foldedPath(path string) string {
	path = strings.ToLower(path)
	for _, version := range []string{"/v1.0", "/beta"} {
		if rest, ok := strings.CutPrefix(path, version+"/"); ok {
			return "/" + rest
		}
	}
	return path
}

// reply is an answer that is held back.
type reply struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newReply() *reply { return &reply{status: http.StatusOK, header: http.Header{}} }

// Header is the answer's.
func (r *reply) Header() http.Header { return r.header }

// WriteHeader takes the status.
func (r *reply) WriteHeader(status int) { r.status = status }

// Write takes a part of the body.
func (r *reply) Write(b []byte) (int, error) { return r.body.Write(b) }

// id is the id of the object in the answer, if there is one.
func (r *reply) id() string {
	var object struct{ ID string }
	_ = json.Unmarshal(r.body.Bytes(), &object) // an answer without an object has none
	return object.ID
}

func (r *reply) copyTo(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes()) // the client may be gone
}
