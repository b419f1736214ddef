// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// StateID joins the ids of the parents and the object's own.
func (o *Object) StateID(t Tree, own string) string {
	var parts []string
	for _, name := range o.Parameters() {
		parts = append(parts, Text(t[name]))
	}
	return strings.Join(append(parts, own), "/")
}

// SplitID takes an id in state apart: the parents' ids, and the target of a link.
func (o *Object) SplitID(id string) (map[string]string, error) {
	if o.IsSingleton() {
		return map[string]string{"id": o.SingletonID()}, nil
	}
	names := o.Parameters()
	if o.Target() != "" {
		names = append(names, o.Target())
	}
	parts := strings.Split(id, "/")
	for i, part := range parts {
		if IsGUID(part) {
			parts[i] = strings.ToLower(part) // as Graph writes it
		}
	}
	values := map[string]string{"id": strings.Join(parts, "/")}
	if len(names) == 0 {
		return values, nil
	}
	form := o.IDForm()
	if len(parts) != len(form) {
		return nil, fmt.Errorf("%q is not an id of a %s, which has the form %s", id, o.Title(), strings.Join(form, "/"))
	}
	for i, name := range names {
		values[name] = parts[i]
	}
	return values, nil
}

// IDForm names the parts of an id in state, for messages.
func (o *Object) IDForm() []string {
	var form []string
	for _, name := range o.Parameters() {
		form = append(form, object.SnakeCase(name))
	}
	if o.Target() != "" {
		return append(form, object.SnakeCase(o.Target()))
	}
	return append(form, "id")
}

// SingletonID is the last part of the path: Graph's own ids of singletons differ,
// and some have none.
func (o *Object) SingletonID() string {
	return o.Address.Path[strings.LastIndex(o.Address.Path, "/")+1:]
}
