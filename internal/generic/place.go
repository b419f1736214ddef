// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package generic makes a definition of whatever object of Microsoft Graph somebody
// writes down: of its path, its body, and what Graph's metadata says of both. What is
// made so lives like every object of the catalogue.
package generic

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Kind is what a path leads to.
type Kind int

// The kinds of places.
const (
	// Members are added to a collection, which gives them their ids.
	Members Kind = iota
	// Member is one object of a collection, by its id.
	Member
	// Single is an object of which there is one.
	Single
	// Reference is a link from one object to another: the path ends with /$ref.
	Reference
)

// Place is where an object is.
type Place struct {
	Kind Kind
	API  object.API
	// Path is the collection's or the single object's, as it was written.
	Path string
	// Form is Path with names in braces in the place of ids, and Parents holds those.
	Form    string
	Parents value.Tree
	// Own is the id of a Member.
	Own string
	// Type is the type of the objects in Graph's metadata; empty if it does not know
	// the path.
	Type string
}

// CheckPath tells what is wrong with the form of a path of Graph.
func CheckPath(path string) error {
	switch {
	case !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "/v1.0/") || strings.HasPrefix(path, "/beta/"):
		return errors.New("the path must begin with a slash, below the version: \"/groups\"")
	case strings.Trim(path, "/") == "" || path[1] == '$':
		return errors.New("the path leads to no object")
	case strings.ContainsAny(path, "?#"):
		return errors.New("the path must have no query")
	case strings.ContainsAny(path, "{}"):
		return errors.New("the path must hold ids, and no braces")
	case slices.Contains(strings.Split(path, "/")[1:], "..") || slices.Contains(strings.Split(path, "/")[1:], "."):
		return errors.New("the path must name every object, and not lead upwards")
	}
	return nil
}

// CheckRead tells what keeps a path from being read: its form, or that it leads to an
// action, which changes something.
func CheckRead(path string, api object.API) error {
	operation, err := operationAt(path, api)
	if operation != nil && operation.Action {
		return fmt.Errorf("the operation %s is an action, which is not read. Use the action microsoft365_graph_action", operation.Name)
	}
	return err
}

// CheckAction tells what keeps a path from being an action's: its form, or that it leads
// to something else. What the metadata does not know may be one.
func CheckAction(path string, api object.API) error {
	operation, err := operationAt(path, api)
	switch {
	case err != nil:
		return err
	case operation != nil && !operation.Action:
		return fmt.Errorf("the operation %s is a function, which changes nothing. Use the data source microsoft365_graph_resource", operation.Name)
	case operation == nil && isKnown(path, api):
		return errors.New("the path leads to an object and no action. Use the resource microsoft365_graph_resource")
	}
	return nil
}

// operationAt is the action or function that a path leads to, or nil.
func operationAt(path string, api object.API) (*model.Operation, error) {
	if err := CheckPath(path); err != nil {
		return nil, err
	}
	resolved, err := resolve(path, api)
	if err != nil {
		return nil, nil //nolint:nilerr // the metadata may be older than the path
	}
	return resolved[len(resolved)-1].Operation, nil
}

func isKnown(path string, api object.API) bool {
	_, err := resolve(path, api)
	return err == nil
}

func resolve(path string, api object.API) (model.Path, error) {
	schema, err := model.Load(model.Version(api))
	if err != nil {
		return nil, err
	}
	return schema.Resolve(path)
}

// Find finds out where a path leads. A path that the metadata does not know is taken
// for a collection's, or for that of a member if it ends with an id.
func Find(path string, api object.API) (Place, error) {
	path = strings.TrimSuffix(path, "/")
	if err := CheckPath(path); err != nil {
		return Place{}, err
	}
	resolved, err := resolve(path, api)
	if err != nil {
		return unresolved(path, api), nil //nolint:nilerr // the metadata may be older than the path
	}
	p := Place{API: api, Path: path, Type: resolved[len(resolved)-1].Type}
	switch last := resolved[len(resolved)-1]; last.Kind {
	case model.RefSegment:
		if !last.Collection {
			return Place{}, errors.New("the path leads to the reference to one object. Write NAME@odata.bind into the body of the object that has it")
		}
		p.Kind, p.Path = Reference, strings.TrimSuffix(path, "/$ref")
	case model.KeySegment:
		p.Kind = Member
	case model.OperationSegment:
		return Place{}, fmt.Errorf("the path leads to the operation %s. Use the action microsoft365_graph_action for what changes something, and the data source microsoft365_graph_resource for what reads", last.Name)
	case model.CountSegment, model.ValueSegment, model.CastSegment, model.PropertySegment:
		return Place{}, fmt.Errorf("%s leads to no object that could be managed. The data source microsoft365_graph_resource reads it", path)
	default:
		if p.Kind = Single; last.Collection {
			p.Kind = Members
		}
	}
	p.split(ids(path, resolved))
	return p, nil
}

// unresolved is the place at a path of which nothing is known but how it looks.
func unresolved(path string, api object.API) Place {
	p := Place{API: api, Path: path}
	parts := strings.Split(path, "/")
	isID := make([]bool, len(parts))
	for i, part := range parts {
		isID[i] = value.IsGUID(part)
	}
	switch {
	case parts[len(parts)-1] == "$ref":
		p.Kind, p.Path = Reference, strings.TrimSuffix(path, "/$ref")
	case isID[len(isID)-1]:
		p.Kind = Member
	}
	p.split(isID)
	return p
}

// ids tells which segments of a path are keys. A path with keys in parentheses has
// other segments than the resolved one, and stands as it is.
func ids(path string, resolved model.Path) []bool {
	isID := make([]bool, strings.Count(path, "/")+1)
	if len(resolved) != len(isID)-1 {
		return isID
	}
	for i, s := range resolved {
		isID[i+1] = s.Kind == model.KeySegment
	}
	return isID
}

// split names the ids in the path.
func (p *Place) split(isID []bool) {
	p.Parents = value.Tree{}
	parts := strings.Split(p.Path, "/")
	if p.Kind == Member {
		p.Own = unescaped(parts[len(parts)-1])
		parts = parts[:len(parts)-1]
		p.Path = strings.Join(parts, "/")
	}
	for i, part := range parts {
		if isID[i] {
			name := fmt.Sprintf("parent%d", len(p.Parents)+1)
			p.Parents[name] = unescaped(part)
			parts[i] = "{" + name + "}"
		}
	}
	p.Form = strings.Join(parts, "/")
}

func unescaped(part string) string {
	if text, err := url.PathUnescape(part); err == nil {
		return text
	}
	return part
}

// Known tells whether Graph's metadata knows the place.
func (p Place) Known() bool { return p.Type != "" }

// beta stands before the path of an object in beta, in an id for an import.
const beta = "beta:"

// ID names the object with an id of its own, for an import and in Terraform's identity.
func (p Place) ID(own string) string {
	id := p.Path
	if p.Kind != Single {
		id += "/" + url.PathEscape(own)
	}
	if p.Kind == Reference {
		id += "/$ref"
	}
	if p.API == object.Beta {
		return beta + id
	}
	return id
}

// Named finds the object that an id for an import names: a path with the object's own
// id, behind "beta:" or before "?api-version=beta" where that is meant.
func Named(id string) (Place, error) {
	api := object.V1
	path, ok := strings.CutPrefix(id, beta)
	if before, found := strings.CutSuffix(path, "?api-version=beta"); found {
		path, ok = before, true
	}
	if ok {
		api = object.Beta
	}
	path = strings.TrimSuffix(path, "?api-version=v1.0")
	own := ""
	if before, linked := strings.CutSuffix(path, "/$ref"); linked {
		i := strings.LastIndex(before, "/")
		path, own = before[:max(i, 0)]+"/$ref", unescaped(before[i+1:])
	}
	p, err := Find(path, api)
	if err != nil {
		return Place{}, err
	}
	if own != "" {
		p.Own = own
	}
	if p.Kind == Members {
		return Place{}, fmt.Errorf("%q is the path of a collection. Name the object in it by its id: %s/ID", id, p.Path)
	}
	return p, nil
}
