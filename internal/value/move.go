// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// The generic resources hold an object of any type: ours, and those of microsoft/msgraph.
// The url of those is the collection's path, or the path to a relation's references, and
// the object's own. Ours takes either.
const (
	GraphResource         = "microsoft365_graph_resource"
	MSGraphResource       = "msgraph_resource"
	MSGraphUpdateResource = "msgraph_update_resource"
)

// MoveSources are the types that a moved block may lead from.
func (o *Object) MoveSources() []string {
	var names []string
	for _, m := range o.MovedFrom {
		names = append(names, m.From)
	}
	if o.Element() == nil && o.Part() == nil {
		names = append(names, GraphResource, MSGraphResource, MSGraphUpdateResource)
	}
	slices.Sort(names)
	return names
}

// Moved is what a state of another type says of the object: its id and those of its
// parents, and what Graph shows only once. The error says why the state does not name
// one object; no id is ever guessed.
func (o *Object) Moved(from string, state map[string]any) (Tree, error) {
	if !slices.Contains(o.MoveSources(), from) {
		return nil, fmt.Errorf("states of the type %s are not known. A %s can come from: %s", from, o.Title(), strings.Join(o.MoveSources(), ", "))
	}
	if o.IsSingleton() && slices.ContainsFunc(o.MovedFrom, func(m object.Move) bool { return m.From == from }) {
		return Tree{"id": o.SingletonID()}, nil
	}
	var parts map[string]string
	var err error
	switch from {
	case GraphResource:
		parts, err = o.partsOfPath(state)
	case MSGraphResource:
		parts, err = o.partsInCollection(state)
	case MSGraphUpdateResource:
		parts, err = o.partsOfURL(state, o.itemForm())
	default:
		i := slices.IndexFunc(o.MovedFrom, func(m object.Move) bool { return m.From == from })
		parts, err = o.partsOf(o.MovedFrom[i], state)
	}
	if err != nil {
		return nil, err
	}
	return o.named(parts)
}

func with(parts map[string]string, name, part string) map[string]string {
	all := map[string]string{name: part}
	maps.Copy(all, parts)
	return all
}

// itemForm is the path of an object as a form of an id.
func (o *Object) itemForm() string {
	if o.IsAtPath() {
		return o.Address.Path
	}
	return o.Address.Path + "/{id}"
}

// partsOfURL takes the url of a generic resource apart.
func (o *Object) partsOfURL(state map[string]any, form string) (map[string]string, error) {
	url := "/" + strings.TrimSuffix(strings.Trim(Text(state["url"]), "/"), "/$ref")
	parts := match(form, url)
	if parts == nil {
		return nil, fmt.Errorf("its url is %q, and objects of the kind %s are at %s", Text(state["url"]), o.Title(), form)
	}
	return parts, nil
}

// partsOfPath takes the path of our generic resource apart, which is the collection's or
// the object's own.
func (o *Object) partsOfPath(state map[string]any) (map[string]string, error) {
	at := map[string]any{"url": state["path"], "id": state["id"]}
	if parts, err := o.partsOfURL(at, o.itemForm()); err == nil {
		return parts, nil
	}
	return o.partsInCollection(at)
}

// partsInCollection takes the url of a collection apart, in which the id names the object.
// That of which a tenant has one may stand in a collection of its like.
func (o *Object) partsInCollection(state map[string]any) (map[string]string, error) {
	own := Text(state["id"])
	if o.IsAtPath() {
		return o.partsOfURL(map[string]any{"url": strings.TrimSuffix(Text(state["url"]), "/") + "/" + own}, o.itemForm())
	}
	parts, err := o.partsOfURL(state, o.Address.Path)
	return with(parts, "id", own), err
}

// partsOf are the ids in a state.
func (o *Object) partsOf(m object.Move, state map[string]any) (map[string]string, error) {
	parts := map[string]string{}
	for name, attribute := range m.Attributes {
		if text := Text(state[attribute]); text != "" {
			parts[name] = text
		}
	}
	id, forms := Text(state["id"]), o.idForms(m)
	if i := slices.IndexFunc(forms, func(form string) bool { return match(form, id) != nil }); i >= 0 {
		for name, part := range match(forms[i], id) {
			if parts[name] != "" && !strings.EqualFold(parts[name], part) {
				return nil, fmt.Errorf("its id %q and its %s, %q, name two objects", id, m.Attributes[name], parts[name])
			}
			parts[name] = part
		}
	}
	if o.isComplete(parts) {
		return parts, nil
	}
	return nil, fmt.Errorf("its id is %q, which has none of the forms %s", id, strings.Join(forms, ", "))
}

// isComplete tells whether all ids are there that name an object. Parts and children have
// none of their own.
func (o *Object) isComplete(parts map[string]string) bool {
	return (parts["id"] != "" || o.HasParentsID()) && !slices.ContainsFunc(o.Parameters(), func(name string) bool { return parts[name] == "" })
}

// idForms are the forms that the id in a state may have.
func (o *Object) idForms(m object.Move) []string {
	forms := append(slices.Clone(m.IDs), o.itemForm())
	var joined []string
	bare := true
	for _, name := range o.Parameters() {
		joined = append(joined, "{"+name+"}")
		bare = bare && m.Attributes[name] != ""
	}
	if len(joined) > 0 {
		forms = append(forms, strings.Join(append(joined, "{id}"), "/"))
	}
	if bare {
		forms = append(forms, "{id}")
	}
	return forms
}

var placeholder = regexp.MustCompile(`\\\{(\w+)\\\}`)

// match takes an id apart by its form, whose own words are in any case, as Graph takes
// those of a path. It is nil if the id has another form.
func match(form, id string) map[string]string {
	var names []string
	for _, found := range placeholder.FindAllStringSubmatch(regexp.QuoteMeta(form), -1) {
		names = append(names, found[1])
	}
	pattern := regexp.MustCompile("(?i)^" + placeholder.ReplaceAllString(regexp.QuoteMeta(form), `([^/]+)`) + "$")
	found := pattern.FindStringSubmatch(id)
	if found == nil {
		return nil
	}
	parts := map[string]string{}
	for i, name := range names {
		if name != "_" {
			parts[name] = found[i+1]
		}
	}
	return parts
}

// word is how Graph spells a parameter that is one of some words: others have written
// "SPA".
func (o *Object) word(name, text string) string {
	a, ok := o.Attribute(name)
	if !ok {
		return text
	}
	known, _ := a.Type.(object.String)
	if i := slices.IndexFunc(known.Enum, func(word string) bool { return strings.EqualFold(word, text) }); i >= 0 {
		return known.Enum[i]
	}
	return text
}

// named is the beginning of the state of the object with these ids, and of what else
// was in the state that they are from.
func (o *Object) named(parts map[string]string) (Tree, error) {
	if o.IsSingleton() {
		return Tree{"id": o.SingletonID()}, nil
	}
	if parts["id"] == "" && !o.HasParentsID() {
		return nil, errors.New("its state holds no id")
	}
	above, state := Tree{}, Tree{}
	for _, name := range o.Parameters() {
		above[name] = o.word(name, parts[name])
	}
	ids, err := o.SplitID(o.StateID(above, parts["id"]))
	if err != nil {
		return nil, err
	}
	for name, id := range ids {
		state[name] = id
	}
	for name, part := range parts {
		if a := o.Managed.Find(name); a != nil && a.Seen == object.InReply {
			state[name] = part
		}
	}
	return state, nil
}
