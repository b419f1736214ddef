// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// A seed file holds objects by the path of their collection: "users",
// "identity/conditionalAccess/policies", or "beta/deviceManagement/…". They are
// created as Graph creates them, and refused as Graph refuses them. A relation
// may stand in the object: a list of objects for what it contains, a list of ids
// or names for what it refers to.

// planting creates the objects of a seed file.
type planting struct {
	graph http.Handler
	store *store.Store
	links []plantedLink
}

// plantedLink is made when all objects are there.
type plantedLink struct{ where, path, relation, target string }

// owner is the caller who may do everything and becomes owner of nothing.
const owner = "seed"

// plant fills a store from a seed file.
func (t *Tenant) plant(objects *store.Store, document []byte) error {
	var seed map[string][]map[string]any
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	if err := decoder.Decode(&seed); err != nil {
		return fmt.Errorf("the seed is no JSON object of lists of objects: %w", err)
	}
	handler, err := graph.New(graph.Options{
		Store: objects, BaseURL: t.URL(), TenantID: t.options.TenantID, Now: t.options.Now,
		Verify: func(string) (graph.Caller, error) {
			return graph.Caller{AppID: owner, TenantID: t.options.TenantID}, nil
		},
	})
	if err != nil {
		return err
	}
	p := &planting{graph: handler, store: objects}
	for _, collection := range slices.SortedFunc(maps.Keys(seed), inOrder) {
		for i, object := range seed[collection] {
			where := fmt.Sprintf("%s[%d]", collection, i)
			if err := p.add(versioned(collection), where, object); err != nil {
				return err
			}
		}
	}
	for _, l := range p.links {
		if err := p.link(l); err != nil {
			return err
		}
	}
	return nil
}

// inOrder puts first what others refer to.
func inOrder(a, b string) int {
	first := []string{"applications", "groups", "users"}
	return cmp.Or(slices.Index(first, b)-slices.Index(first, a), strings.Compare(a, b))
}

func versioned(collection string) string {
	collection = strings.Trim(collection, "/")
	if strings.HasPrefix(collection, "beta/") || strings.HasPrefix(collection, "v1.0/") {
		return "/" + collection
	}
	return "/v1.0/" + collection
}

// add creates one object with what it contains, and notes its links.
func (p *planting) add(path, where string, object map[string]any) error {
	body, relations := map[string]any{}, map[string][]any{}
	for name, value := range object {
		if list, ok := value.([]any); ok && isNavigation(path, name) {
			relations[name] = list
		} else {
			body[name] = value
		}
	}
	id, err := p.post(path, where, body)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(relations)) {
		for i, value := range relations[name] {
			inner := fmt.Sprintf("%s.%s[%d]", where, name, i)
			switch value := value.(type) {
			case map[string]any:
				err = p.add(path+"/"+id+"/"+name, inner, value)
			case string:
				p.links = append(p.links, plantedLink{inner, path + "/" + id, name, value})
			default:
				err = fmt.Errorf("%s: must be an object, or the id or name of one", inner)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// isNavigation tells whether a name is a relation of a collection's objects.
func isNavigation(path, name string) bool {
	version, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	schema, err := model.Load(model.Version(version))
	if err != nil {
		return false
	}
	segments, err := schema.Resolve("/" + rest)
	if err != nil || len(segments) == 0 {
		return false
	}
	typ, ok := schema.Type(segments[len(segments)-1].Type)
	if !ok {
		return false
	}
	_, ok = typ.Navigation(name)
	return ok
}

// link refers from one object to another, which is found by its id or name.
func (p *planting) link(l plantedLink) error {
	id, ok := p.find(l.target)
	if !ok {
		return fmt.Errorf("%s: there is no user, group, application or service principal with the id or name %q", l.where, l.target)
	}
	_, err := p.post(l.path+"/"+l.relation+"/$ref", l.where, map[string]any{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/" + id})
	return err
}

// find looks a directory object up by what people know it by.
func (p *planting) find(name string) (id string, ok bool) {
	for _, collection := range []string{"/users", "/groups", "/servicePrincipals", "/applications", "/devices"} {
		for _, object := range p.store.List(collection) {
			for _, property := range []string{"id", "userPrincipalName", "displayName", "appId"} {
				if text, _ := object[property].(string); strings.EqualFold(text, name) {
					id, _ = object["id"].(string)
					return id, true
				}
			}
		}
	}
	return "", false
}

// post sends a request to Graph, whose refusal is the seed's fault, and returns
// the id of what was created.
func (p *planting) post(path, where string, body map[string]any) (id string, err error) {
	document, err := json.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("%s: %w", where, err)
	}
	request, err := http.NewRequest(http.MethodPost, path, bytes.NewReader(document)) //nolint:noctx // nothing is sent
	if err != nil {
		return "", fmt.Errorf("%s: %w", where, err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+owner)
	answer := &answer{status: http.StatusOK, header: http.Header{}}
	p.graph.ServeHTTP(answer, request)
	var reply struct {
		ID    string `json:"id"`
		Error struct{ Code, Message string }
	}
	if answer.body.Len() > 0 {
		if err := json.Unmarshal(answer.body.Bytes(), &reply); err != nil {
			return "", fmt.Errorf("%s: %w", where, err)
		}
	}
	if answer.status >= http.StatusBadRequest {
		return "", fmt.Errorf("%s: %s: %s", where, reply.Error.Code, reply.Error.Message)
	}
	return reply.ID, nil
}

// answer takes what a handler answers.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header is the answer's.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader takes the status.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write takes a part of the body.
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
