// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AttributeSet is a drawer of custom security attributes.
var AttributeSet = object.Definition{
	Name:  "attribute_set",
	Doc:   "A set of custom security attributes, which administrators are given by the set. Graph deletes none: a destroy leaves it in the tenant, where it can be imported again.",
	Place: object.Collection{API: object.V1, Path: "/directory/attributeSets", Type: "microsoft.graph.attributeSet"},
	Life: &object.Life{
		Create: object.Create{ID: object.FromBody},
		Delete: object.Delete{Never: "Graph deletes no attribute set."},
	},
	Needs: object.Needs{Role: "Attribute Definition Administrator", Reader: "Attribute Definition Reader", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, Type: object.String{MaxLength: 32, Pattern: plainWord, PatternDoc: plainWordDoc, Notation: strings.ToLower, Sample: "Marketing"}, CreateOnly: true, Doc: "Name of the set, unique in the tenant in whatever case."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "What the set is for."},
		{Name: "maxAttributesPerSet", Mode: object.Optional, Type: object.Int{Min: 1, Max: 500}, Doc: "How many attributes the set may have. Left out, only the tenant's limit of 500 active attributes holds."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_identity_and_access_attribute_set", "microsoft365wp_attribute_set"),
}

// CustomSecurityAttributeDefinition is what objects can be marked with.
var CustomSecurityAttributeDefinition = object.Definition{
	Name:   "custom_security_attribute_definition",
	Doc:    "An attribute of the tenant's own for users and service principals, which only those see who are allowed to. Graph deletes none: a destroy deactivates it, and it stays in the tenant, where it can be imported again.",
	Place:  object.Collection{API: object.V1, Path: "/directory/customSecurityAttributeDefinitions", Type: "microsoft.graph.customSecurityAttributeDefinition"},
	LookUp: object.LookUp{Key: "name", Filterable: []string{"attributeSet", "status", "type"}},
	Life: &object.Life{Delete: object.Delete{
		Never:   "Graph deletes no custom security attribute.",
		Retired: object.Body{"status": "Deprecated"},
	}},
	Needs: object.Needs{Role: "Attribute Definition Administrator", Reader: "Attribute Definition Reader", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "attributeSet", Mode: object.Required, Type: object.String{MaxLength: 32, Pattern: plainWord, PatternDoc: plainWordDoc, Notation: strings.ToLower}, CreateOnly: true, Doc: "Id of the `microsoft365_attribute_set`."},
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 32, Pattern: plainWord, PatternDoc: plainWordDoc, Notation: strings.ToLower, Sample: "Clearance"}, CreateOnly: true, Doc: "Name of the attribute, unique in its set in whatever case."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "What the attribute is for."},
		{Name: "type", Mode: object.Required, Type: object.String{Enum: []string{"Boolean", "Integer", "String"}}, CreateOnly: true, Doc: "Type of the values."},
		{Name: "isCollection", Mode: object.Required, Type: object.Bool{}, CreateOnly: true, Doc: "Whether an object can have several values."},
		{Name: "isSearchable", Mode: object.Required, Type: object.Bool{}, CreateOnly: true, Doc: "Whether objects can be found by their values."},
		{Name: "usePreDefinedValuesOnly", Mode: object.Required, Type: object.Bool{}, Doc: "Whether only predefined values can be given. It can become `false` later, and not `true` again."},
		{Name: "status", Mode: object.Default("Available"), Type: object.String{Enum: []string{"Available", "Deprecated"}}, Doc: "Whether the attribute can be given to objects."},
	},
	Rules: []object.Rule{
		{When: []object.Condition{object.Is("type", "Boolean")}, Then: object.Is("isCollection", false), Because: "A Boolean has one value."},
		{When: []object.Condition{object.Is("type", "Boolean")}, Then: object.Is("usePreDefinedValuesOnly", false), Because: "The values of a Boolean are known."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_identity_and_access_custom_security_attribute_definition", "microsoft365wp_custom_security_attribute_definition"),
}

// CustomSecurityAttributeAllowedValue is one of the values that an attribute can have.
var CustomSecurityAttributeAllowedValue = object.Definition{
	Name:      "custom_security_attribute_allowed_value",
	Reference: "resources/allowedvalue",
	Doc:       "A value that can be given for a custom security attribute; the only ones where the attribute takes predefined values only. Graph deletes none: a destroy deactivates it, and it stays in the tenant, where it can be imported again.",
	Place:     object.Collection{API: object.V1, Path: "/directory/customSecurityAttributeDefinitions/{definitionId}/allowedValues", Type: "microsoft.graph.allowedValue", Shown: "value"},
	Life: &object.Life{
		Create: object.Create{ID: object.FromBody},
		Delete: object.Delete{Never: "Graph deletes no value of a custom security attribute.", Retired: object.Body{"isActive": false}},
	},
	Needs: object.Needs{Role: "Attribute Definition Administrator", Reader: "Attribute Definition Reader", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "definitionId", Mode: object.Required, Type: object.String{Pattern: "^[^_]+_.+$", PatternDoc: "must be an attribute set, an underscore and a name", Notation: strings.ToLower}, CreateOnly: true, Doc: "Id of the `microsoft365_custom_security_attribute_definition`: the attribute set, an underscore and the name."},
		{Name: "value", Mode: object.Required, Type: object.String{MaxLength: 64}, CreateOnly: true, Doc: "The value. Upper and lower case count."},
		{Name: "isActive", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether objects can be given the value."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_identity_and_access_custom_security_attribute_allowed_value", Attributes: map[string]string{"definitionId": "custom_security_attribute_definition_id"}},
	},
}

// plainWord is what the names of sets and attributes look like.
const (
	plainWord    = `^[^\s\p{P}\p{S}]+$`
	plainWordDoc = "must be without blanks and special characters"
)
