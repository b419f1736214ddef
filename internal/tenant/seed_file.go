// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
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
// created as Graph creates them, and refused as Graph refuses them, but for what is
// read-only from outside: a seed may say it. What is there already, such as the
// organization or a policy that every tenant has, is changed. A relation may stand in
// the object: objects for what it contains, ids or names for what it refers to.

// planting creates the objects of a seed file.
type planting struct {
	graph http.Handler
	store *store.Store
	links []plantedLink

	tenantID string
	required map[string][]string
}

// plantedLink is made when all objects are there.
type plantedLink struct{ where, method, path, target string }

// planted is an object of the seed, with the path of its collection.
type planted struct {
	path, where string
	object      map[string]any
}

// refusedError is that an object was not made, so that it can be tried again when
// there are others that it refers to.
type refusedError struct{ error }

func (e refusedError) Unwrap() error { return e.error }

// addAll creates objects. Those that are refused are tried again after the others, as
// long as that makes any of them.
func (p *planting) addAll(objects []planted) error {
	for {
		var refused []planted
		var first error
		for _, o := range objects {
			err := p.add(o.path, o.where, o.object)
			var again refusedError
			switch {
			case errors.As(err, &again):
				refused = append(refused, o)
				first = cmp.Or(first, err)
			case err != nil:
				return err
			}
		}
		if len(refused) == 0 || len(refused) == len(objects) {
			return first
		}
		objects = refused
	}
}

// owner is the caller who may do everything and becomes owner of nothing.
const owner = "seed"

// plant fills a store from a seed file.
func (t *Tenant) plant(objects *store.Store, document []byte) error {
	seed, err := readSeed(document)
	if err != nil {
		return err
	}
	handler := graph.New(graph.Options{
		Store: objects, BaseURL: t.URL(), TenantID: t.options.TenantID, Now: t.options.Now, Seeding: true,
		Verify: func(string) (graph.Caller, error) {
			return graph.Caller{AppID: owner, TenantID: t.options.TenantID}, nil
		},
	})
	p := &planting{graph: handler, store: objects, tenantID: t.options.TenantID, required: map[string][]string{}}
	var rest []planted
	for _, collection := range slices.SortedFunc(maps.Keys(seed), inOrder) {
		for i, object := range seed[collection] {
			rest = append(rest, planted{versioned(collection), fmt.Sprintf("%s[%d]", collection, i), object})
		}
	}
	if err := p.addAll(rest); err != nil {
		return fmt.Errorf("the seed: %w", err)
	}
	for _, l := range p.links {
		if err := p.link(l); err != nil {
			return fmt.Errorf("the seed: %w", err)
		}
	}
	return nil
}

// readSeed reads the objects by collection.
func readSeed(document []byte) (map[string][]map[string]any, error) {
	var collections map[string]json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(document))
	err := decoder.Decode(&collections)
	if err == nil {
		err = atEnd(decoder)
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(document[:min(int(syntax.Offset), len(document))], []byte("\n"))
		return nil, fmt.Errorf("the seed is no JSON: line %d: %w", line, err)
	case err != nil || collections == nil:
		return nil, errors.Join(errors.New(`the seed must be one JSON object of lists of objects, such as {"users":[{…}]}`), err)
	}
	seed := map[string][]map[string]any{}
	for collection, list := range collections {
		decoder := json.NewDecoder(bytes.NewReader(list))
		decoder.UseNumber()
		var objects []map[string]any
		if bytes.HasPrefix(bytes.TrimSpace(list), []byte("{")) && isOnly(versioned(strings.Trim(collection, "/"))) {
			list = slices.Concat([]byte("["), list, []byte("]")) // what every tenant has once
			decoder = json.NewDecoder(bytes.NewReader(list))
			decoder.UseNumber()
		}
		if err := decoder.Decode(&objects); err != nil || slices.ContainsFunc(objects, func(o map[string]any) bool { return o == nil }) {
			return nil, fmt.Errorf("the seed: %s: must be a list of objects", collection)
		}
		seed[strings.Trim(collection, "/")] = objects
	}
	return seed, nil
}

// inOrder puts first what others refer to, and what is inside of objects after these.
func inOrder(a, b string) int {
	first := []string{"deviceManagement/assignmentFilters", "directoryRoles", "domains", "servicePrincipals", "deviceManagement/roleScopeTags", "applications", "groups", "users"}
	place := func(collection string) int {
		return slices.Index(first, strings.TrimPrefix(unversioned(versioned(collection)), "/"))
	}
	inside := func(collection string) int {
		return strings.Count(string(graph.Locate(unversioned(versioned(collection)))), "(")
	}
	return cmp.Or(inside(a)-inside(b), place(b)-place(a), strings.Compare(a, b))
}

func versioned(collection string) string {
	if strings.HasPrefix(collection, "beta/") || strings.HasPrefix(collection, "v1.0/") {
		return "/" + collection
	}
	return "/v1.0/" + collection
}

// add creates one object with what it contains, and notes its links.
func (p *planting) add(path, where string, object map[string]any) error {
	body, relations := map[string]any{}, map[string]model.Navigation{}
	required := p.requiredAt(path)
	for name, value := range object {
		if relation, ok := navigation(path, name, object); ok && !slices.Contains(required, name) && !isReference(value) {
			relations[name] = relation
		} else {
			body[name] = value
		}
	}
	at, err := p.put(path, where, body)
	if err != nil {
		return refusedError{err}
	}
	for _, name := range slices.Sorted(maps.Keys(relations)) {
		below, related := at+"/"+name, object[name]
		if !relations[name].Collection {
			err = p.relate(http.MethodPut, below, where+"."+name, related)
		} else if list, ok := related.([]any); ok {
			err = p.relateAll(below, where+"."+name, list)
		} else {
			err = fmt.Errorf("%s.%s: must be a list", where, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put creates an object, or changes it if it is there, and returns its path.
func (p *planting) put(path, where string, body map[string]any) (at string, err error) {
	segment, _ := resolved(path)
	id, _ := body["id"].(string)
	switch {
	case strings.HasSuffix(path, "/organization") && id == "":
		id = p.tenantID
	case segment.Kind == model.NavigationSegment && !segment.Collection:
		method := http.MethodPatch
		if strings.Contains(string(graph.Locate(unversioned(path))), "(") {
			method = http.MethodPut // a part comes into being by it
		}
		_, err := p.send(method, path, where, body)
		return path, err
	case segment.Kind == model.RootSegment && !segment.Collection:
		_, err := p.send(http.MethodPatch, path, where, body)
		return path, err
	}
	if id != "" && p.exists(path, id) {
		_, err := p.send(http.MethodPatch, path+"/"+id, where, body)
		return path + "/" + id, err
	}
	id, err = p.send(http.MethodPost, path, where, body)
	return path + "/" + id, err
}

// exists tells whether a collection has an object. Some come into being when the list
// is asked for.
func (p *planting) exists(path, id string) bool {
	for _, address := range []string{path + "?$top=1", path + "/" + id} {
		if _, err := p.send(http.MethodGet, address, "", nil); err != nil {
			return false
		}
	}
	return true
}

// isReference tells whether a value stands for an object by its id alone, as Graph takes it.
func isReference(value any) bool {
	object, _ := value.(map[string]any)
	return len(object) == 1 && object["id"] != nil
}

// requiredAt are the properties and relations that must come with an object.
func (p *planting) requiredAt(path string) []string {
	known, ok := p.required[path]
	if !ok {
		known = graph.Required(unversioned(path))
		p.required[path] = known
	}
	return known
}

func (p *planting) relateAll(path, where string, list []any) error {
	for i, value := range list {
		if err := p.relate(http.MethodPost, path, fmt.Sprintf("%s[%d]", where, i), value); err != nil {
			return err
		}
	}
	return nil
}

// relate creates what a relation contains, or notes what it refers to, which a
// method sets.
func (p *planting) relate(method, path, where string, value any) error {
	switch value := value.(type) {
	case map[string]any:
		var refused refusedError
		err := p.add(path, where, value)
		if errors.As(err, &refused) {
			return refused.error // its parent has been made
		}
		return err
	case string:
		p.links = append(p.links, plantedLink{where, method, path, value})
		return nil
	default:
		return fmt.Errorf("%s: must be an object, or the id or name of one", where)
	}
}

// version is the beginning of a path, "/beta" or "/v1.0".
func version(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return "/" + name
}

// unversioned is a path without that.
func unversioned(path string) string { return strings.TrimPrefix(path, version(path)) }

// resolved is where a path ends, and the type of what is there.
func resolved(path string) (model.Segment, *model.Type) {
	schema, err := model.Load(model.Version(strings.TrimPrefix(version(path), "/")))
	if err != nil {
		return model.Segment{}, nil
	}
	segments, err := schema.Resolve(unversioned(path))
	if err != nil || len(segments) == 0 {
		return model.Segment{}, nil
	}
	last := segments[len(segments)-1]
	typ, _ := schema.Type(last.Type)
	return last, typ
}

// isOnly tells whether there is only one object at a path.
func isOnly(path string) bool {
	segment, typ := resolved(path)
	return typ != nil && !segment.Collection
}

// navigation is the relation of a name that a collection's objects have, of the type
// that the object names where the collection's type is wider.
func navigation(path, name string, object map[string]any) (model.Navigation, bool) {
	_, typ := resolved(path)
	if typ == nil {
		return model.Navigation{}, false
	}
	for _, derived := range typ.Derived() {
		if "#"+derived.Name == object["@odata.type"] {
			typ = derived
		}
	}
	return typ.Navigation(name)
}

// link refers from one object to another, which is found by its id or name.
func (p *planting) link(l plantedLink) error {
	found := p.find(l.target)
	switch len(found) {
	case 0:
		return fmt.Errorf("%s: there is no user, group, application, service principal or device with the id or name %q", l.where, l.target)
	case 1:
	default:
		return fmt.Errorf("%s: the name %q is of %d objects; name one by its id, appId or userPrincipalName", l.where, l.target, len(found))
	}
	_, err := p.send(l.method, l.path+"/$ref", l.where, map[string]any{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/" + found[0]})
	return err
}

// find looks directory objects up by what people know them by, and returns their
// ids. What names one object for certain goes before a name that several can
// have, and a service principal before its application: most relations are to it.
func (p *planting) find(name string) []string {
	for _, properties := range [][]string{{"id", "userPrincipalName", "appId"}, {"displayName"}} {
		for _, collections := range [][]store.Location{{"/users", "/groups", "/servicePrincipals", "/devices"}, {"/applications"}} {
			if ids := p.named(collections, properties, name); len(ids) > 0 {
				return ids
			}
		}
	}
	return nil
}

func (p *planting) named(collections []store.Location, properties []string, name string) []string {
	var ids []string
	for _, collection := range collections {
		for object := range p.store.Read().All(collection) {
			if slices.ContainsFunc(properties, func(property string) bool { return strings.EqualFold(text(object, property), name) }) {
				ids = append(ids, text(object, "id"))
			}
		}
	}
	return ids
}

// send sends a request to Graph, whose refusal is the seed's fault, and returns
// the id of what was created.
func (p *planting) send(method, path, where string, body map[string]any) (id string, err error) {
	var document []byte
	if body != nil {
		if document, err = json.Marshal(body); err != nil {
			return "", fmt.Errorf("%s: %w", where, err)
		}
	}
	request, err := http.NewRequest(method, path, bytes.NewReader(document)) //nolint:noctx // nothing is sent
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
