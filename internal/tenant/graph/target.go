// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// target is what a path leads to.
type target struct {
	// path is the collection in the store, "/groups"; for a singleton its own path.
	path string
	// id is set for one object of a collection.
	id string
	// owner and relation are set for linked objects: the members of a group.
	owner, relation string
	// single: the path leads to one object and not to a collection.
	single bool
	// typ is the type of the object or of the collection's objects; cast narrows it.
	typ  *model.Type
	cast string
	// ref, count and operation end a path.
	ref, count bool
	operation  string
	property   string
}

// pattern is the whole path with "*" for ids, by which rules are found.
func (t target) pattern() string {
	path := idSegment.ReplaceAllString(t.path, "/*")
	if t.relation != "" {
		path += "/*/" + t.relation
	}
	return path
}

// idSegment finds ids in the paths of contained collections.
var idSegment = regexp.MustCompile(`/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// directory are the collections whose objects the directory can refer to.
var directory = []string{"/users", "/groups", "/servicePrincipals", "/applications", "/devices", "/directory/administrativeUnits", "/contacts", "/directoryRoles"}

// locate walks along the path.
func (c *call) locate(path string) error {
	segments, err := c.schema.Resolve(path)
	if err != nil {
		return fail(http.StatusBadRequest, "BadRequest", "%s", err)
	}
	for _, segment := range segments {
		if err := c.step(segment); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) step(segment model.Segment) error {
	t := &c.target
	switch segment.Kind {
	case model.RootSegment:
		t.path, t.single = "/"+segment.Name, !segment.Collection
	case model.NavigationSegment:
		return c.navigate(segment)
	case model.KeySegment, model.AlternateKeySegment:
		return c.enter(segment)
	case model.CastSegment:
		t.cast = segment.Name
	case model.OperationSegment:
		t.operation = segment.Name
		return nil
	case model.RefSegment:
		t.ref = true
	case model.CountSegment:
		t.count = true
		return nil
	default:
		t.property = segment.Name
		return nil
	}
	if typ, ok := c.schema.Type(segment.Type); ok {
		t.typ = typ
	}
	return nil
}

// navigate goes from an object to what it contains or refers to.
func (c *call) navigate(segment model.Segment) error {
	t := &c.target
	navigation, _ := t.typ.Navigation(segment.Name)
	typ, ok := c.schema.Type(segment.Type)
	if !ok {
		return fail(http.StatusBadRequest, "BadRequest", "Resource not found for the segment '%s'.", segment.Name)
	}
	next := target{typ: typ, single: !segment.Collection}
	switch {
	case t.id == "":
		next.path = t.path + "/" + segment.Name
	case navigation.Contained:
		next.path = t.path + "/" + t.id + "/" + segment.Name
	default:
		next.path, next.owner, next.relation = t.path, t.id, segment.Name
	}
	*t = next
	return nil
}

// enter chooses one object of the collection.
func (c *call) enter(segment model.Segment) error {
	t := &c.target
	if segment.Kind == model.AlternateKeySegment || len(segment.Arguments) != 1 {
		return c.enterByKey(segment.Arguments)
	}
	key := segment.Arguments[0].Value
	t.single = true
	switch {
	case t.relation != "":
		return c.enterLinked(key)
	case t.path == "/directoryObjects":
		path, object, ok := c.options.Store.Find(key, directory...)
		if !ok {
			return missing(key)
		}
		t.path, t.id = path, text(object["id"])
		t.typ = c.typeOf(path, object)
		return nil
	}
	if object, ok := c.byNaturalKey(key); ok {
		key = text(object["id"])
	}
	t.id = strings.ToLower(key)
	return nil
}

// byNaturalKey finds a user by the user principal name, which stands where
// other objects have only their id.
func (c *call) byNaturalKey(key string) (store.Object, bool) {
	property := c.target.rules().naturalKey
	if property == "" {
		return nil, false
	}
	return c.options.Store.FindBy(c.target.path, property, key)
}

func (c *call) enterByKey(arguments []model.Argument) error {
	t := &c.target
	t.single = true
	for _, object := range c.options.Store.List(t.path) {
		if matches(object, arguments) {
			t.id = strings.ToLower(text(object["id"]))
			return nil
		}
	}
	return missing(arguments[0].Value)
}

func matches(object store.Object, arguments []model.Argument) bool {
	for _, a := range arguments {
		if !strings.EqualFold(text(object[a.Name]), a.Value) {
			return false
		}
	}
	return true
}

// enterLinked chooses one of the linked objects. Only $ref may follow where the
// link itself is meant; without it the object is meant.
func (c *call) enterLinked(id string) error {
	c.target.id = strings.ToLower(id)
	return nil
}

// typeOf is the type of an object, which for derived types stands in it.
func (c *call) typeOf(path string, object store.Object) *model.Type {
	if name := strings.TrimPrefix(text(object["@odata.type"]), "#"); name != "" {
		if typ, ok := c.schema.Type(name); ok {
			return typ
		}
	}
	typ, _ := c.schema.Type(typeNames[path])
	return typ
}

// typeNames are the types of the directory's collections.
var typeNames = map[string]string{
	"/users":                         "microsoft.graph.user",
	"/groups":                        "microsoft.graph.group",
	"/servicePrincipals":             "microsoft.graph.servicePrincipal",
	"/applications":                  "microsoft.graph.application",
	"/devices":                       "microsoft.graph.device",
	"/directory/administrativeUnits": "microsoft.graph.administrativeUnit",
	"/contacts":                      "microsoft.graph.orgContact",
	"/directoryRoles":                "microsoft.graph.directoryRole",
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
