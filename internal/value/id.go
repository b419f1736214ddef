// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// StateID joins the ids of the parents and the object's own, if it has one.
func (o *Object) StateID(t Tree, own string) string {
	if o.HasParentsID() {
		return strings.TrimSuffix(o.parents(t), "/")
	}
	return o.parents(t) + own
}

// parents are the ids of all parents, each with a slash behind it. A slash within
// one is escaped; the object's own id, which is opaque, stands as it is.
func (o *Object) parents(t Tree) string {
	var b strings.Builder
	for _, name := range o.Parameters() {
		b.WriteString(slashes().Replace(Text(t[name])) + "/")
	}
	return b.String()
}

func slashes() *strings.Replacer   { return strings.NewReplacer("%", "%25", "/", "%2F") }
func unslashed() *strings.Replacer { return strings.NewReplacer("%25", "%", "%2F", "/") }

// OwnID is the object's own id: what stands behind the ids of the parents.
func (o *Object) OwnID(t Tree) string {
	id := Text(t["id"])
	if key := o.OwnKey(); key != "" && id == "" {
		return Text(t[key])
	}
	if own, ok := strings.CutPrefix(id, o.parents(t)); ok || len(o.Parameters()) == 0 {
		return own
	}
	if e := o.Element(); e != nil && e.Bare {
		return id // a text may hold slashes
	}
	return id[strings.LastIndex(id, "/")+1:]
}

// SplitID takes an id in state apart: the parents' ids, and the target of a link.
func (o *Object) SplitID(id string) (map[string]string, error) {
	if o.IsSingleton() {
		return map[string]string{"id": o.SingletonID()}, nil
	}
	names := o.Parameters()
	if o.OwnKey() != "" {
		names = append(names, o.OwnKey())
	}
	form := o.IDForm()
	parts := strings.SplitN(id, "/", len(form))
	for i, part := range parts {
		if IsGUID(part) {
			parts[i] = strings.ToLower(part) // as Graph writes it
		}
	}
	if slices.Contains(parts, "") {
		return nil, fmt.Errorf("%q is not an id of a %s: an id, or a part of it, is empty", id, o.Title())
	}
	values := map[string]string{"id": strings.Join(parts, "/")}
	if len(parts) != len(form) {
		return nil, fmt.Errorf("%q is not an id of a %s, which has the form %s", id, o.Title(), strings.Join(form, "/"))
	}
	for i, name := range names {
		values[name] = unslashed().Replace(parts[i])
	}
	return values, nil
}

// SplitKey takes apart what names an object by its key: the parents' ids stand before
// the key, which may hold slashes itself.
func (o *Object) SplitKey(name string) (parents Tree, key string, err error) {
	names := o.Parameters()
	parts := strings.SplitN(name, "/", len(names)+1)
	if len(parts) <= len(names) {
		form := append(o.IDForm()[:len(names)], object.SnakeCase(o.LookUp.Key))
		return nil, "", fmt.Errorf("%q does not name a %s, which takes the form name=%s", name, o.Title(), strings.Join(form, "/"))
	}
	parents = Tree{}
	for i, parameter := range names {
		parents[parameter] = unslashed().Replace(parts[i])
	}
	return parents, parts[len(names)], nil
}

// PartProperty is the property that holds the part of the object whose ids are in t,
// or "".
func (o *Object) PartProperty(t Tree) string {
	property := o.Part().Property
	if name, ok := strings.CutPrefix(property, "{"); ok {
		return Text(t[strings.TrimSuffix(name, "}")])
	}
	return property
}

// SingletonID is the last part of the path: Graph's own ids of singletons differ,
// and some have none.
func (o *Object) SingletonID() string {
	return o.Address.Path[strings.LastIndex(o.Address.Path, "/")+1:]
}
