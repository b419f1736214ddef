// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// operation carries out an action or a function.
type operation = func(*call) (reply, error)

// operations are those that the tenant carries out, by the type that they are bound
// to, "group" or "identityGovernance.workflow", with "[]" for collections, and then
// by name. Those of a type can be called on the types derived from it.
type operations map[string]map[string]operation

// of finds the operation that a path names.
func (o operations) of(called *model.Operation) (operation, bool) {
	bound := strings.TrimPrefix(called.Bound, "microsoft.graph.")
	if called.BoundCollection {
		bound += "[]"
	}
	found, ok := o[bound][shortOperation(called.Name)]
	return found, ok
}

// operate carries out an action, which is posted, or a function.
func (c *call) operate() (reply, error) {
	called := c.target.operation
	operation, known := c.operations.of(called)
	if called.Action != (c.request.Method == http.MethodPost) {
		return reply{}, methodNotAllowed()
	}
	if err := c.validateArguments(called); err != nil {
		return reply{}, err
	}
	if c.target.id != "" {
		e, err := c.object()
		if err != nil {
			return reply{}, err
		}
		if err := c.authorizeOwned(e); err != nil {
			return reply{}, err
		}
	}
	if !known {
		return reply{}, fail(http.StatusNotImplemented, "notSupported", "The local tenant does not know the operation '%s' of '%s'.", shortOperation(called.Name), called.Bound)
	}
	if err := c.validateParameters(called); err != nil {
		return reply{}, err
	}
	return operation(c)
}

// validateParameters judges the body of an action, which holds its parameters.
func (c *call) validateParameters(called *model.Operation) error {
	for name, value := range byName(c.body) {
		if strings.HasPrefix(name, "@") {
			continue
		}
		i := slices.IndexFunc(called.Parameters, func(p model.Parameter) bool { return p.Name == name })
		if i < 0 {
			return fail(http.StatusBadRequest, "BadRequest", "The parameter '%s' in the request payload is not a valid parameter for the operation '%s'.", name, shortOperation(called.Name))
		}
		p := called.Parameters[i]
		if err := c.validateProperty(model.Property{Name: p.Name, Type: p.Type, Collection: p.Collection, Nullable: true}, value); err != nil {
			return err
		}
	}
	return nil
}

// validateArguments judges what the path gives a function, whose names the resolver has
// found among the published ones. Without parentheses a function has it from the query.
func (c *call) validateArguments(called *model.Operation) error {
	if called.Action {
		return nil
	}
	i := slices.IndexFunc(c.segments, func(s model.Segment) bool { return s.Kind == model.OperationSegment })
	for _, p := range called.Parameters {
		text, given := c.argument(c.segments[i].Arguments, p.Name)
		if !given {
			if p.Optional {
				continue
			}
			return fail(http.StatusBadRequest, "BadRequest", "The parameter '%s' of the function '%s' is missing.", p.Name, shortOperation(called.Name))
		}
		property := model.Property{Name: p.Name, Type: p.Type, Collection: p.Collection, Nullable: true}
		if err := c.validateProperty(property, valueOf(p, text)); err != nil {
			return err
		}
	}
	return nil
}

// argument is the text of one of a function's arguments, which may be an alias of what
// stands in the query.
func (c *call) argument(arguments []model.Argument, name string) (string, bool) {
	query := c.request.URL.Query()
	text, given := strings.Trim(query.Get(name), "'"), query.Has(name)
	if i := slices.IndexFunc(arguments, func(a model.Argument) bool { return strings.EqualFold(a.Name, name) }); i >= 0 {
		text, given = arguments[i].Value, true
	}
	if strings.HasPrefix(text, "@") {
		return strings.Trim(query.Get(text), "'"), query.Has(text)
	}
	return text, given
}

// valueOf reads an argument as JSON has values of the parameter's type. What cannot be
// read so stays a text, which is none of the type's values. Of texts in a list OData
// allows either kind of quotes.
func valueOf(p model.Parameter, text string) any {
	isText := !p.Collection && strings.HasPrefix(p.Type, "Edm.") && !slices.Contains(bareTypes, p.Type)
	isJSON := strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{") || slices.Contains(bareTypes, p.Type)
	switch {
	case text == "null":
		return nil
	case isText || !isJSON:
		return text
	}
	var value any
	decoder := json.NewDecoder(strings.NewReader(strings.ReplaceAll(text, "'", `"`)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return text
	}
	return value
}

// bareTypes are those whose values stand in no quotes.
var bareTypes = []string{
	"Edm.Boolean", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte", "Edm.Double", "Edm.Single", "Edm.Decimal",
}

func shortOperation(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// acknowledge answers actions that change nothing that can be read.
func (c *call) acknowledge() (reply, error) {
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": true}, "Edm.Boolean")}, nil
}

// providerTypes are the kinds of identity providers that a tenant can add.
func (c *call) providerTypes() (reply, error) {
	return c.values([]any{"AADSignup", "EmailOTP", "Facebook", "Google", "MicrosoftAccount"}, "Collection(Edm.String)"), nil
}

// revoke notes since when sign-ins count.
func (c *call) revoke() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	c.set(e, "signInSessionsValidFromDateTime", c.now())
	return c.acknowledge()
}

// renew puts the expiration of a group off.
func (c *call) renew() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	c.set(e, "renewedDateTime", c.now())
	return noContent(), nil
}

// values answers with a list.
func (c *call) values(values []any, fragment string) reply {
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, fragment)}
}

// getByIDs answers with those of the objects asked for that exist.
func (c *call) getByIDs() (reply, error) {
	ids := list(c.body["ids"])
	if len(ids) == 0 || len(ids) > 1000 {
		return reply{}, badRequest("The property 'ids' must hold 1 to 1000 values.")
	}
	values := []any{}
	for _, id := range ids {
		path, object, ok := c.store.Find(text(id), inDirectory)
		e := entry{path, object}
		if ok && c.wanted(e) {
			shown := shownOf(c.limited(e, c.visible(e)), c.rules.at(path), c.version)
			values = append(values, replaced(shown, "@odata.type", "#"+c.typeOf(e).Name))
		}
	}
	return c.values(values, "directoryObjects"), nil
}

// wanted tells whether the types that the body names include the object's.
func (c *call) wanted(e entry) bool {
	types := list(c.body["types"])
	name := shortName(c.typeOf(e).Name)
	return len(types) == 0 || slices.ContainsFunc(types, func(t any) bool {
		return strings.EqualFold(text(t), name) || strings.EqualFold(text(t), "directoryObject")
	})
}

// checkMemberships answers with those of the groups asked for that the object
// is a member of.
func (c *call) checkMemberships() (reply, error) {
	asked := slices.Concat(list(c.body["groupIds"]), list(c.body["ids"]))
	if len(asked) == 0 || len(asked) > 20 {
		return reply{}, badRequest("The number of ids must be between 1 and 20.")
	}
	of := c.memberOf()
	values := []any{}
	for _, id := range asked {
		if slices.ContainsFunc(of, func(r store.Ref) bool { return strings.EqualFold(r.ID, text(id)) }) {
			values = append(values, id)
		}
	}
	return c.values(values, "Collection(Edm.String)"), nil
}

func (c *call) memberships() (reply, error) {
	values := []any{}
	for _, r := range c.memberOf() {
		values = append(values, r.ID)
	}
	return c.values(values, "Collection(Edm.String)"), nil
}

// memberOf are the groups of an object, or all that it is a member of.
func (c *call) memberOf() []store.Ref {
	groupsOnly := strings.HasSuffix(c.target.operation.Name, "Groups")
	securityOnly := c.body["securityEnabledOnly"] == true
	all := closure(store.RefTo(c.target.path, c.target.id), c.membershipsOf)
	return slices.DeleteFunc(all, func(r store.Ref) bool {
		object, ok := c.store.At(r)
		return !ok || !inDirectory(r.In) || groupsOnly && r.In != "/groups" || securityOnly && object["securityEnabled"] != true
	})
}
