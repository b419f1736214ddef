// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ObjectPath is where an object is in Graph, by its values in Terraform's state;
// for an element, it is the parent.
func ObjectPath(d object.Definition, values map[string]any) string {
	parts := strings.Split(fmt.Sprint(values["id"]), "/")
	path := "/" + string(d.Address().API) + d.Address().Path
	for i, name := range d.Parameters() {
		path = strings.Replace(path, "{"+name+"}", parts[i], 1)
	}
	if d.IsAtPath() || d.Element() != nil {
		return path
	}
	path += "/" + parts[len(parts)-1]
	if d.Target() != "" {
		path += "/$ref"
	}
	return path
}

// Lasts tells of objects that are there after their destroy too.
func Lasts(d object.Definition) bool {
	return d.IsSingleton() || d.Part() != nil || d.Resets() || d.Life.Delete.Never != ""
}

// Drift is a request by which others change an object: one of its attributes, or,
// where none can be changed so simply, that it exists. The method is empty for an
// object that nobody can change or delete.
func Drift(d object.Definition, values map[string]any) (method, path, body string) {
	path = ObjectPath(d, values)
	if e := d.Element(); e != nil && e.Remove == "" {
		return http.MethodPatch, path, text(elementDrift(d, values))
	} else if e != nil {
		return http.MethodPost, path + "/" + e.Remove, text(e.RemoveBody(OwnID(d, fmt.Sprint(values["id"]))))
	}
	if r := d.Relation(); r != nil && r.Remove != "" {
		parts := strings.Split(fmt.Sprint(values["id"]), "/")
		return http.MethodPost, "/" + string(d.Address().API) + r.Targets + "/" + parts[1] + "/" + r.Remove, text(map[string]any{r.Parameter: parts[0]})
	}
	if r := d.Life.Requests; r != nil {
		return http.MethodPost, "/" + string(d.Address().API) + r.Path, text(removal(d, values))
	}
	for _, a := range d.Attributes {
		value, ok := drifted(a, values[a.TerraformName()])
		if inner, _ := values[a.TerraformName()].(map[string]any); !ok && d.IsSingleton() {
			value, ok = driftedMember(a, inner)
		}
		if !ok || !Changeable(a) || isPinned(d, a.Name) || d.Life.Replaces && !d.IsSingleton() {
			continue
		}
		if a.Action != nil {
			return http.MethodPost, path + "/" + a.Action.Name, text(map[string]any{cmp.Or(a.Action.Property, a.Name): value})
		}
		change := map[string]any{a.Name: value}
		if p := d.Part(); p != nil && p.Property != "" {
			change = map[string]any{p.Property: change}
		}
		if d.IsDerived() {
			change["@odata.type"] = "#" + d.Address().Type
		}
		return http.MethodPatch, path, text(change)
	}
	if Lasts(d) {
		return "", "", ""
	}
	return http.MethodDelete, path, ""
}

// ListArguments are the properties by which a list of an object's kind finds it: what
// its path is made of, and what Graph lists nothing without.
func ListArguments(d object.Definition) []string {
	names := slices.Clone(d.Parameters())
	for _, scope := range d.LookUp.Scopes {
		names = append(names, scope[0])
	}
	return names
}

// OwnID is an object's own id: what stands behind those of its parents.
func OwnID(d object.Definition, id string) string {
	parts := strings.SplitN(id, "/", len(d.Parameters())+1)
	return parts[len(parts)-1]
}

// elementDrift is a change of a parent, of whose collection an element is gone, or
// disabled where it cannot go otherwise.
func elementDrift(d object.Definition, values map[string]any) map[string]any {
	e, left := d.Element(), []any{}
	if e.Disable != "" {
		element := map[string]any{e.Key: OwnID(d, fmt.Sprint(values["id"]))}
		for _, a := range d.Attributes {
			if !slices.Contains(append(d.Parameters(), e.Shown), a.Name) {
				element[a.Name] = values[a.TerraformName()]
				if other, ok := drifted(a, element[a.Name]); ok || a.Mode == object.Required && !a.CreateOnly && other == "drifted" {
					element[a.Name] = other
				}
			}
		}
		element[e.Disable] = false
		left = append(left, element)
	}
	top, inner, nested := strings.Cut(e.Property, "/")
	if nested {
		return map[string]any{top: map[string]any{inner: left}}
	}
	return map[string]any{top: left}
}

// driftedMember is a value of a complex type, of which one member has changed.
func driftedMember(a object.Attribute, current map[string]any) (any, bool) {
	if _, isObject := a.Type.(object.Object); !isObject {
		return nil, false
	}
	for _, member := range object.Members(a.Type) {
		if value, ok := drifted(member, current[member.TerraformName()]); ok && Changeable(member) {
			return map[string]any{member.Name: value}, true
		}
	}
	return nil, false
}

// drifted is a value that a simple attribute may be changed to from outside.
func drifted(a object.Attribute, current any) (any, bool) {
	switch t := a.Type.(type) {
	case object.String:
		configured := a.Mode == object.Optional || a.Mode == object.Server && current != nil
		return "drifted", configured && len(t.Enum) == 0 && t.Pattern == "" && current != "drifted"
	case object.Bool:
		_, hasDefault := object.DefaultOf(a.Mode)
		return current != true, hasDefault || current != nil && a.Mode != object.ReadOnly
	default:
		return nil, false
	}
}

func text(v any) string {
	document, _ := json.Marshal(v) // of plain values
	return string(document)
}

// removal is the request to remove an object that requests decide about.
func removal(d object.Definition, values map[string]any) map[string]any {
	r, parts := d.Life.Requests, strings.Split(fmt.Sprint(values["id"]), "/")
	names := map[string]any{}
	for _, name := range r.Names {
		names[name] = values[object.SnakeCase(name)]
	}
	if r.Object == "" {
		names[r.Action] = r.Remove
		return names
	}
	names["id"] = parts[len(parts)-1]
	return map[string]any{r.Action: r.Remove, r.Object: names, r.Parent: map[string]any{"id": parts[0]}}
}
