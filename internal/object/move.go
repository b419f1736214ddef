// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Move is a resource type of another provider for the same object, from which a moved
// block leads here. Only ids are taken of its state; the rest is read from Graph.
type Move struct {
	// From is the type's name, "azuread_group". Which provider it is of is not asked:
	// tools have told wrong addresses.
	From string
	// IDs are forms that the id has had in its states, beside the usual ones: the id in
	// our state, Graph's path, and the bare id where nothing else is missing. A name in
	// braces is a parameter of the path, {id} the object's own id, and {_} what does not
	// count: "{groupId}/member/{id}".
	IDs []string
	// Attributes are those of its state that hold what the id does not, by the name of a
	// parameter, by "id", or by the name of an attribute that Graph shows only once.
	Attributes map[string]string
}

// From are the moves from types whose ids have the usual forms.
func From(types ...string) []Move {
	all := make([]Move, len(types))
	for i, name := range types {
		all[i].From = name
	}
	return all
}
