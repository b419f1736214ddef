// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// pageFiles are what a browser shows of the tenant.
//
//go:embed page
var pageFiles embed.FS

// page serves the page at /_tenant/ and what it reads beside the other endpoints.
func (t *Tenant) page(mux *http.ServeMux) {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	static := http.StripPrefix("/_tenant/", http.FileServerFS(files))
	serve := func(w http.ResponseWriter, r *http.Request) {
		// The page is this tenant's alone: it loads nothing from elsewhere, and
		// stands in no other page.
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-cache")
		static.ServeHTTP(w, r)
	}
	mux.HandleFunc("GET /_tenant/page.css", serve)
	mux.HandleFunc("GET /_tenant/page.js", serve)
	mux.HandleFunc("GET /_tenant/{$}", func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = "/_tenant/page.html"
		serve(w, r)
	})
	mux.HandleFunc("GET /_tenant/collections", t.pageCollections)
	mux.HandleFunc("GET /_tenant/objects", t.pageObjects)
	mux.HandleFunc("GET /_tenant/events", t.pageEvents)
}

// pageCollections answers with the collections that hold objects.
func (t *Tenant) pageCollections(w http.ResponseWriter, _ *http.Request) {
	type collection struct {
		Path  store.Location `json:"path"`
		Count int            `json:"count"`
	}
	all := []collection{}
	for path, count := range t.store.Read().Collections() {
		all = append(all, collection{path, count})
	}
	writeJSON(w, http.StatusOK, map[string]any{"collections": all})
}

// pageOf is how many objects the page gets at once.
const pageOf = 50

// pageObject is an object for the page, with its links.
type pageObject struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	Object any        `json:"object"`
	From   []pageLink `json:"from"`
	To     []pageLink `json:"to"`
}

// pageLink is a link by its other end.
type pageLink struct {
	Relation string         `json:"relation"`
	In       store.Location `json:"in"`
	ID       string         `json:"id"`
	Name     string         `json:"name"`
}

// pageObjects answers with objects of the collection in, those after a place, or
// with the one that has the id.
func (t *Tenant) pageObjects(w http.ResponseWriter, r *http.Request) {
	q, tx := r.URL.Query(), t.store.Read()
	in, id := store.Location(q.Get("in")), q.Get("id")
	after, err := strconv.ParseUint(cmp.Or(q.Get("after"), "0"), 10, 64)
	if err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": fmt.Sprintf("after: %v", err)})
		return
	}
	objects, next := []pageObject{}, uint64(0)
	if id != "" {
		if object, ok := tx.Get(in, id); ok {
			objects = append(objects, shownOnPage(tx, in, object))
		}
	} else {
		for place, object := range tx.Walk(in, after) {
			if len(objects) == pageOf {
				next = after
				break
			}
			objects, after = append(objects, shownOnPage(tx, in, object)), place
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{"objects": objects, "count": tx.Len(in), "next": next})
}

// maxLinks is how many links of an object the page gets in each direction.
const maxLinks = 100

func shownOnPage(tx *store.Tx, in store.Location, object store.Object) pageObject {
	id, _ := object["id"].(string)
	from, to := tx.LinksOf(store.RefTo(in, id))
	shown := pageObject{ID: id, Name: nameOf(object), Object: object, From: []pageLink{}, To: []pageLink{}}
	mask(object)
	for _, l := range from[:min(len(from), maxLinks)] {
		shown.From = append(shown.From, linkTo(tx, l.Relation, l.To))
	}
	for _, l := range to[:min(len(to), maxLinks)] {
		shown.To = append(shown.To, linkTo(tx, l.Relation, l.From))
	}
	return shown
}

func linkTo(tx *store.Tx, relation string, end store.Ref) pageLink {
	object, _ := tx.At(end)
	return pageLink{relation, end.In, end.ID, nameOf(object)}
}

// nameOf is what people call an object.
func nameOf(object store.Object) string {
	for _, property := range []string{"displayName", "name", "userPrincipalName", "appId", "value"} {
		if name, ok := object[property].(string); ok && name != "" {
			return name
		}
	}
	return ""
}

// pageEvents sends the requests as they are answered, as server-sent events. A
// browser that was cut off says which one it saw last.
func (t *Tenant) pageEvents(w http.ResponseWriter, r *http.Request) {
	last, _ := strconv.ParseUint(r.Header.Get("Last-Event-ID"), 10, 64) // without one, from the first
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flush := http.NewResponseController(w).Flush
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for {
		requests, more := t.requests.after(last)
		for _, request := range requests[max(0, len(requests)-pageOf*10):] {
			event, err := json.Marshal(request)
			if err == nil {
				_, err = fmt.Fprintf(w, "id: %d\ndata: %s\n\n", request.Number, event)
			}
			if err != nil {
				return // the browser has gone
			}
			last = request.Number
		}
		if flush() != nil {
			return
		}
		select {
		case <-more:
		case <-alive.C:
			_, _ = fmt.Fprint(w, ": still here\n\n") // the next flush tells
		case <-r.Context().Done():
			return
		case <-t.ended.Done():
			return
		}
	}
}
