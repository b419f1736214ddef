// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package functions holds the provider's functions. They work offline: neither a
// sign-in nor Graph is needed, so that they can be used anywhere in a configuration.
//
// There is one file for each function. What is wrong with a call is an error that
// names the argument.
package functions

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// All are the functions of a provider that serves objects of these names. Find finds one of
// them, and tells of those that there are not.
func All(names []string, find func(name string) (*value.Object, bool)) []func() function.Function {
	var all []func() function.Function
	for _, f := range []*named{
		appRoleID(), conditionalAccessKnownApps(), graphFilter(), objectIDToSID(), parseID(names, find),
		parseIntunewin(), parseMSI(), parsePkg(), roleTemplateID(), settingsCatalogFromJSON(), sidToObjectID(), splitMembers(),
	} {
		all = append(all, func() function.Function { return f })
	}
	return all
}

// named is one function.
type named struct {
	name       string
	definition function.Definition
	// run computes the result from the arguments.
	run func(context.Context, function.ArgumentsData) (any, *function.FuncError)
}

// Metadata gives the function its name.
func (n *named) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = n.name
}

// Definition tells parameters and result.
func (n *named) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = n.definition
}

// Run computes the result.
func (n *named) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	result, fault := n.run(ctx, req.Arguments)
	if fault != nil {
		resp.Error = fault
		return
	}
	resp.Error = resp.Result.Set(ctx, result)
}

// ofText is a function from one text to a result.
func ofText(run func(string) (any, error), parameter string) func(context.Context, function.ArgumentsData) (any, *function.FuncError) {
	return func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
		var text string
		if fault := arguments.Get(ctx, &text); fault != nil {
			return nil, fault
		}
		result, err := run(text)
		if err != nil {
			return nil, wrong(0, parameter, err)
		}
		return result, nil
	}
}

// wrong is the error of an argument, by its place and name.
func wrong(place int64, parameter string, err error) *function.FuncError {
	return function.NewArgumentFuncError(place, fmt.Sprintf("%s: %v", parameter, err))
}
