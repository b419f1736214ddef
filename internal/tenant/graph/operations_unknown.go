// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// undeclared operations are Microsoft's, but the types of beta do not declare them.
// Each is named with what it is called on.
var undeclaredOperations = []model.Operation{
	{
		Name: "microsoft.graph.evaluateDynamicMembership", Action: true, Bound: "microsoft.graph.group", BoundCollection: true,
		Parameters: textParameters("memberId", "membershipRule"),
	},
	{Name: "microsoft.graph.evaluateDynamicMembership", Action: true, Bound: "microsoft.graph.group", Parameters: textParameters("memberId")},
	{Name: "microsoft.graph.renewGroup", Action: true, Bound: "microsoft.graph.groupLifecyclePolicy", BoundCollection: true, Parameters: textParameters("groupId")},
	{Name: "microsoft.graph.validatePassword", Action: true, Bound: "microsoft.graph.user", BoundCollection: true, Parameters: textParameters("password")},
}

func textParameters(names ...string) []model.Parameter {
	parameters := make([]model.Parameter, len(names))
	for i, name := range names {
		parameters[i] = model.Parameter{Name: name, Type: "Edm.String", Nullable: true}
	}
	return parameters
}

// declare reads the last segment of a path as one of those operations, if it is one.
func declare(segments model.Path) {
	if len(segments) < 2 {
		return
	}
	last := &segments[len(segments)-1]
	if last.Kind != model.KeySegment {
		return
	}
	for i, operation := range undeclaredOperations {
		if operation.BoundCollection && operation.Bound == last.Type && strings.EqualFold(shortOperation(operation.Name), last.Arguments[0].Value) {
			*last = model.Segment{Kind: model.OperationSegment, Name: shortOperation(operation.Name), Operation: &undeclaredOperations[i]}
		}
	}
}

// resolveUndeclared reads a path that ends in an operation on one object, which
// the types do not declare.
func resolveUndeclared(schema *model.Schema, path string) model.Path {
	object, name, _ := cutLast(path)
	segments, err := schema.Resolve(object)
	if err != nil || len(segments) == 0 {
		return nil
	}
	of := segments[len(segments)-1]
	i := slices.IndexFunc(undeclaredOperations, func(operation model.Operation) bool {
		return !operation.BoundCollection && !of.Collection && operation.Bound == of.Type && strings.EqualFold(shortOperation(operation.Name), name)
	})
	if i < 0 {
		return nil
	}
	operation := &undeclaredOperations[i]
	return append(segments, model.Segment{Kind: model.OperationSegment, Name: shortOperation(operation.Name), Operation: operation})
}

func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// operationForm is how the names of operations look that begin with a verb.
// Functions have their parameters in parentheses.
var operationForm = regexp.MustCompile(`^(?:[a-z]+[A-Za-z]*\([a-zA-Z]+=.*\)|(?:acquire|activate|add|apply|approve|archive|are|assign|bulk|cancel|change|check|clean|clear|clone|confirm|connect|copy|count|create|deactivate|delete|disable|disconnect|dismiss|download|enable|evaluate|execute|export|filter|find|generate|get|has|import|initiate|invite|is|list|lock|mark|merge|move|pause|preview|publish|query|reassign|recover|refresh|register|release|remove|renew|request|reset|resolve|restore|resume|retire|retrieve|retry|revoke|rotate|run|schedule|search|send|set|share|start|stop|submit|summarize|sync|trigger|unassign|update|upload|validate|verify|wipe)[A-Z][A-Za-z0-9]*)$`)

// refuseOperation says of a key which looks like an operation, and which no object
// has, that the tenant does not know it: beta's types do not declare all that are
// called on a collection. Operations are called by GET and POST.
func (c *call) refuseOperation(key string) error {
	called := c.request.Method == http.MethodGet || c.request.Method == http.MethodPost
	if c.version != "beta" || !called || !operationForm.MatchString(key) {
		return nil
	}
	if _, there := c.store.Get(c.target.path, key); there {
		return nil
	}
	return fail(http.StatusNotImplemented, "notSupported", "The local tenant does not know the operation '%s'.", key)
}
