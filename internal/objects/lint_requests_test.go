// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// checkRequests holds the requests that decide about objects against their type.
func (l *linter) checkRequests() {
	r := l.life().Requests
	if r == nil {
		return
	}
	path, err := l.schema.Resolve(r.Path)
	if err != nil || path[len(path)-1].Type != r.Type {
		l.fault("", "no %s can be posted to %s: %v", r.Type, r.Path, err)
		return
	}
	typ, _ := l.schema.Type(r.Type)
	for _, name := range []string{r.Object, r.Parent, r.Made} {
		if !isMember(typ, name) && name != "" {
			l.fault("", "%s has no %s", r.Type, name)
		}
	}
	l.checkRequestWords(typ, r.Action, []string{r.Create, r.Update, r.Remove})
	l.checkRequestWords(typ, r.Status, slices.Concat(r.Done, r.Failed))
	if r.Create == "" || r.Remove == "" || len(r.Done) == 0 || len(r.Failed) == 0 {
		l.fault("", "Requests create and remove, and end well or badly: a word for one of these is missing")
	}
	if (r.Parent != "") != (len(l.Parameters()) > 0) {
		l.fault("", "Parent is the property for the parameter of the path")
	}
	l.checkRequested(*r)
}

// checkRequestWords: words for a property are those of its enum, if it is one.
func (l *linter) checkRequestWords(typ *model.Type, name string, words []string) {
	property, ok := typ.Property(name)
	if !ok {
		l.fault("", "%s has no %s", typ.Name, name)
		return
	}
	enum, ok := l.schema.Type(property.Type)
	for _, word := range words {
		if ok && word != "" && !slices.Contains(enum.Members, word) {
			l.fault("", "%s has no member %s", enum.Name, word)
		}
	}
}

// checkRequested: what names an object never changes, nor does anything where there is no
// request for that.
func (l *linter) checkRequested(r object.Requests) {
	if len(r.Names) == 0 {
		l.fault("", "Names tell a request which object it is about")
	}
	for _, name := range r.Names {
		a, ok := l.Attribute(name)
		if _, hasDefault := object.DefaultOf(a.Mode); !ok || !a.CreateOnly || a.Mode != object.Required && !hasDefault {
			l.fault("."+name, "an attribute that names the object is CreateOnly, and always has a value")
		}
	}
	for _, a := range l.Attributes {
		if r.Update == "" && a.Mode != object.ReadOnly && !a.CreateOnly && !object.IsWriteOnly(a.Mode) {
			l.fault("."+a.Name, "no request changes an object, so that the attribute must be CreateOnly")
		}
	}
}

// inRequest is the property that only the request has.
func (l *linter) inRequest(a object.Attribute) (model.Property, bool) {
	if r := l.life().Requests; r != nil {
		if typ, ok := l.schema.Type(r.Type); ok {
			return typ.Property(a.Name)
		}
	}
	if by := l.life().Create.By; by != nil {
		if there := by.Names[a.Name]; there != "" {
			a.Name = there
		}
		if typ, ok := l.schema.Type(by.Type); ok {
			return l.property(typ, a)
		}
	}
	return model.Property{}, false
}

func isMember(typ *model.Type, name string) bool {
	_, property := typ.Property(name)
	_, navigation := typ.Navigation(name)
	return property || navigation
}
