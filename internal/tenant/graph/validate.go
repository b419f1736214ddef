// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// validate checks a body against the published type, and returns the type that
// the body is of, which @odata.type may narrow.
func (c *call) validate(typ *model.Type, body store.Object) (*model.Type, error) {
	typ, err := c.narrowed(typ, body)
	if err != nil {
		return nil, err
	}
	for name, value := range byName(body) {
		if strings.Contains(name, "@") {
			continue
		}
		property, known := typ.Property(name)
		if known {
			if err := c.validateProperty(property, value); err != nil {
				return nil, err
			}
			continue
		}
		if err := c.validateNavigation(typ, name, value); err != nil {
			return nil, err
		}
	}
	return typ, nil
}

// narrowed is the type that @odata.type names. Types that have no values of
// their own need it.
func (c *call) narrowed(typ *model.Type, body store.Object) (*model.Type, error) {
	name := strings.TrimPrefix(text(body["@odata.type"]), "#")
	if infer, ok := inferred[typ.Name]; ok && name == "" {
		if name = infer(body); name != "" {
			body["@odata.type"] = "#" + name
		}
	}
	if name == "" {
		if typ.Abstract {
			return nil, fail(http.StatusBadRequest, "BadRequest",
				"Cannot create an abstract class: '%s' has no values of its own, so '@odata.type' must name a derived type.", typ.Name)
		}
		return typ, nil
	}
	if name == typ.Name && !typ.Abstract {
		delete(body, "@odata.type") // it says what is known, and is not returned
		return typ, nil
	}
	derived, ok := c.schema.Type(name)
	if !ok || !derived.IsA(typ.Name) {
		return nil, fail(http.StatusBadRequest, "BadRequest", "The type '%s' is not assignable to '%s'.", name, typ.Name)
	}
	body["@odata.type"] = "#" + derived.Name // which clients may leave out, and Graph does not
	if derived == typ && !typ.Abstract {
		delete(body, "@odata.type") // it says nothing new, and does not come back
	}
	return derived, nil
}

// inferred types are those that Graph takes from a value which does not name one.
var inferred = map[string]func(store.Object) string{
	"microsoft.graph.ipRange": func(body store.Object) string {
		if strings.Contains(text(body["cidrAddress"]), ":") {
			return "microsoft.graph.iPv6CidrRange"
		}
		return "microsoft.graph.iPv4CidrRange"
	},
	"microsoft.graph.conditionalAccessExternalTenants": func(body store.Object) string {
		switch body["membershipKind"] {
		case "all":
			return "microsoft.graph.conditionalAccessAllExternalTenants"
		case "enumerated":
			return "microsoft.graph.conditionalAccessEnumeratedExternalTenants"
		}
		return ""
	},
}

func (c *call) validateNavigation(typ *model.Type, name string, value any) error {
	navigation, known := typ.Navigation(name)
	switch {
	case !known:
		return c.validateUndeclared(typ, name, value)
	}
	target, ok := c.schema.Type(navigation.Type)
	if !ok || value == nil && !navigation.Collection {
		return nil
	}
	if _, isList := value.([]any); navigation.Collection && !isList {
		return wrongType(name, "Collection("+navigation.Type+")", value)
	}
	for _, element := range elements(value, navigation.Collection) {
		object, isObject := element.(store.Object)
		if !isObject {
			return wrongType(name, navigation.Type, element)
		}
		if _, err := c.validate(target, object); err != nil {
			return err
		}
	}
	return nil
}

// freeForm types take members of any name.
var freeForm = []string{
	"microsoft.graph.openTypeExtension", "microsoft.graph.customSecurityAttributeValue", "microsoft.graph.Dictionary", "microsoft.graph.ComplexExtensionValue",
}

// validateUndeclared judges a property that the type does not declare.
func (c *call) validateUndeclared(typ *model.Type, name string, value any) error {
	switch {
	case slices.Contains(freeForm, typ.Name), lacking(typ, name), c.version == "beta" && slices.Contains(unpublished[typ.Name], name):
		return nil
	case undeclared(typ, name) && typ.IsA(directoryObject):
		return c.validateExtension(typ, name, value)
	case undeclared(typ, name):
		return nil
	}
	return unknownMember(name, typ)
}

func unknownMember(name string, typ *model.Type) *failure {
	return badRequest("One or more property values specified are invalid. The property '%s' does not exist on type '%s'.", name, typ.Name)
}

func (c *call) validateProperty(property model.Property, value any) error {
	if value == nil {
		if !property.Nullable && property.Collection {
			return badRequest("A null value was found for the property named '%s', which has the expected type 'Collection(%s)[Nullable=False]'.", property.Name, property.Type)
		}
		return nil
	}
	values, isList := value.([]any)
	if property.Collection != isList {
		return wrongType(property.Name, property.Type, value)
	}
	if !isList {
		values = []any{value}
	}
	for _, element := range values {
		if err := c.validateValue(property, element); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) validateValue(property model.Property, value any) error {
	typ, structured := c.schema.Type(property.Type)
	if !structured {
		if value != nil && !validPrimitive(property.Type, value) {
			return wrongType(property.Name, property.Type, value)
		}
		return nil
	}
	if typ.Kind == model.Enum {
		return validateEnum(typ, property, value)
	}
	object, ok := value.(store.Object)
	if !ok {
		return wrongType(property.Name, property.Type, value)
	}
	_, err := c.validate(typ, object)
	return err
}

func validateEnum(typ *model.Type, property model.Property, value any) error {
	name, ok := value.(string)
	if !ok {
		return wrongType(property.Name, property.Type, value)
	}
	members := []string{name}
	if typ.Flags {
		members = strings.Split(name, ",")
	}
	for _, member := range members {
		if !slices.ContainsFunc(typ.Members, func(known string) bool { return strings.EqualFold(known, strings.TrimSpace(member)) }) {
			return badRequest("Invalid value specified for property '%s': requested value '%s' was not found in enumeration '%s'.", property.Name, name, typ.Name)
		}
	}
	return nil
}

var (
	guidForm     = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	durationForm = regexp.MustCompile(`^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$`)
)

// validPrimitive tells whether a decoded JSON value is of a primitive type.
func validPrimitive(name string, value any) bool {
	switch name {
	case "Edm.Untyped":
		return true // nobody says what it is
	case "Edm.Boolean":
		_, ok := value.(bool)
		return ok
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte":
		number, ok := value.(json.Number)
		if !ok {
			return false
		}
		_, err := number.Int64()
		return err == nil
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		_, ok := value.(json.Number)
		return ok
	}
	s, ok := value.(string)
	return ok && validText(name, s)
}

func validText(name, s string) bool {
	switch name {
	case "Edm.Guid":
		return guidForm.MatchString(s)
	case "Edm.DateTimeOffset":
		_, err := time.Parse(time.RFC3339Nano, s)
		return err == nil
	case "Edm.Date":
		day, _, _ := strings.Cut(s, "T") // services overlook a time of day
		_, err := time.Parse(time.DateOnly, day)
		return err == nil
	case "Edm.Duration":
		return len(s) > 1 && durationForm.MatchString(s)
	case "Edm.Binary":
		_, err := base64.StdEncoding.DecodeString(s)
		return err == nil
	}
	return true
}

func wrongType(property, typeName string, value any) *failure {
	return badRequest("Cannot convert a value to target type '%s' for property '%s': %s was found.", typeName, property, jsonKind(value))
}

func jsonKind(value any) string {
	switch value.(type) {
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	case nil:
		return "null"
	default:
		return "an object"
	}
}

// elements are the values of a property that may be a collection.
func elements(value any, collection bool) []any {
	if values, ok := value.([]any); ok && collection {
		return values
	}
	return []any{value}
}

// number is a decoded number, or one that the tenant made itself.
func number(value any) (float64, bool) {
	switch value := value.(type) {
	case json.Number:
		f, err := value.Float64()
		return f, err == nil
	case int:
		return float64(value), true
	}
	return 0, false
}
