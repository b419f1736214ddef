// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Page sizes of Graph's directory.
const (
	defaultPage = 100
	maxPage     = 999
)

// list answers with one page of a collection.
func (c *call) list() (reply, error) {
	if err := c.checkQuery(); err != nil {
		return reply{}, err
	}
	found, err := c.matching()
	if err != nil {
		return reply{}, err
	}
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	start, err := c.start()
	if err != nil {
		return reply{}, err
	}
	body := store.Object{}
	if c.query.Count && c.advanced() && start == 0 {
		body["@odata.count"] = len(found)
	}
	end := min(start+size, len(found))
	page := found[min(start, len(found)):end]
	if end < len(found) {
		body["@odata.nextLink"] = c.nextLink(end)
	}
	values := make([]any, 0, len(page))
	for _, entry := range page {
		shaped, err := c.shape(entry.path, entry.object)
		if err != nil {
			return reply{}, err
		}
		values = append(values, shaped)
	}
	body["value"] = values
	return reply{status: http.StatusOK, body: c.withContext(body, c.fragment())}, nil
}

// countOnly answers /$count with a number.
func (c *call) countOnly() (reply, error) {
	if !c.advanced() {
		return reply{}, badRequest("$count is not currently supported.")
	}
	found, err := c.matching()
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: len(found)}, nil
}

// entry is an object of a list and where it is stored.
type entry struct {
	path   string
	object store.Object
}

// matching are the objects that the query asks for, all pages of them.
func (c *call) matching() ([]entry, error) {
	if c.target.relation != "" {
		if _, ok := c.options.Store.Get(c.target.path, c.target.owner); !ok {
			return nil, missing(c.target.owner)
		}
	}
	var found []entry
	filter := c.query.Filter
	for _, e := range c.entries() {
		if c.target.cast != "" && !c.isCast(e) {
			continue
		}
		if filter != nil {
			ok, err := filter.Match(e.object)
			if err != nil {
				return nil, fail(http.StatusBadRequest, "BadRequest", "Invalid filter clause: %s", err)
			}
			if !ok {
				continue
			}
		}
		if c.query.Search != nil && !c.query.Search.Match(e.object) {
			continue
		}
		found = append(found, e)
	}
	if len(c.query.OrderBy) > 0 {
		return sorted(found, c.query.OrderBy), nil
	}
	return found, nil
}

// entries are all objects of the collection or relation.
func (c *call) entries() []entry {
	t := c.target
	var all []entry
	if t.relation == "" {
		for _, object := range c.options.Store.List(t.path) {
			all = append(all, entry{t.path, object})
		}
		return all
	}
	for _, id := range c.relatives() {
		if path, object, ok := c.options.Store.Find(id, directory...); ok {
			all = append(all, entry{path, object})
		}
	}
	return all
}

func (c *call) isCast(e entry) bool {
	typ := c.typeOf(e.path, e.object)
	return typ != nil && typ.IsA(c.target.cast)
}

// sorted puts the objects into order without losing where they are stored.
func sorted(entries []entry, keys []odata.OrderKey) []entry {
	paths := map[string]string{}
	objects := make([]map[string]any, len(entries))
	for i, e := range entries {
		objects[i] = e.object
		paths[text(e.object["id"])] = e.path
	}
	odata.Sort(objects, keys)
	for i, object := range objects {
		entries[i] = entry{paths[text(object["id"])], object}
	}
	return entries
}

// advanced tells whether the request asks for the directory's search index.
func (c *call) advanced() bool {
	return strings.EqualFold(c.request.Header.Get("ConsistencyLevel"), "eventual")
}

// checkQuery refuses what the directory refuses without the search index, and
// properties that the type does not have.
func (c *call) checkQuery() error {
	if c.query.Search != nil && !c.advanced() {
		return unsupportedQuery("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")
	}
	if c.query.Filter == nil {
		return nil
	}
	indexed := c.advanced() && c.query.Count
	for _, use := range c.query.Filter.Properties() {
		if len(use.Path) == 0 {
			continue
		}
		name := use.Path[0]
		if _, known := c.target.typ.Property(name); !known && !c.target.typ.Open {
			return fail(http.StatusBadRequest, "BadRequest", "Could not find a property named '%s' on type '%s'.", name, c.target.typ.Name)
		}
		if !indexed && (slices.Contains([]string{"ne", "endswith"}, strings.ToLower(use.Operator)) || use.Negated) {
			return unsupportedQuery("Operator '%s' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information", use.Operator)
		}
	}
	return nil
}

func (c *call) pageSize() (int, error) {
	switch {
	case c.target.rules().unpaged:
		return c.options.Store.Len(c.target.path) + 1, nil
	case c.query.Top == nil:
		return defaultPage, nil
	case *c.query.Top < 1 || *c.query.Top > maxPage:
		return 0, unsupportedQuery("Invalid page size specified: '%d'. Must be between 1 and %d inclusive.", *c.query.Top, maxPage)
	default:
		return *c.query.Top, nil
	}
}

// start reads the place in the list from a token that nextLink made.
func (c *call) start() (int, error) {
	if c.query.SkipToken == "" {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(c.query.SkipToken)
	if err != nil {
		return 0, fail(http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
	}
	start, err := strconv.Atoi(string(decoded))
	if err != nil || start < 0 {
		return 0, fail(http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
	}
	return start, nil
}

// nextLink is the address of the page that begins at a place.
func (c *call) nextLink(place int) string {
	query := c.request.URL.Query()
	query.Del("$skiptoken")
	query.Set("$skiptoken", base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(place))))
	return c.options.BaseURL + c.request.URL.EscapedPath() + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
}

// fragment names the collection in @odata.context.
func (c *call) fragment() string {
	name := strings.TrimPrefix(c.target.path, "/")
	if c.target.relation != "" {
		name = "directoryObjects"
	}
	if len(c.query.Select) == 0 {
		return name
	}
	names := make([]string, len(c.query.Select))
	for i, path := range c.query.Select {
		names[i] = url.PathEscape(path.String())
	}
	return name + "(" + strings.Join(names, ",") + ")"
}
