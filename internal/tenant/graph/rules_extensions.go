// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// extensionRules are for directory extensions: properties that an application
// adds to the directory's objects.
var extensionRules = rules{
	required: []string{"name", "dataType", "targetObjects"},
	readOnly: []string{"appDisplayName", "isSyncedFromOnPremises"},
	noPatch:  true,
	derive:   deriveExtension,
	check:    checkExtension,
}

// extensionTypes are the types of directory extensions, as Edm calls them.
var extensionTypes = map[string]string{
	"Binary": "Edm.Binary", "Boolean": "Edm.Boolean", "DateTime": "Edm.DateTimeOffset", "Integer": "Edm.Int32", "LargeInteger": "Edm.Int64", "String": "Edm.String",
}

// deriveExtension: the name that an extension is used by names its application too.
func deriveExtension(c *call, _, extension store.Object) {
	application, _ := c.store.Get("/applications", c.target.path.Key(0))
	extension["name"] = "extension_" + strings.ReplaceAll(text(application["appId"]), "-", "") + "_" + text(extension["name"])
	extension["appDisplayName"], extension["isSyncedFromOnPremises"] = application["displayName"], false
}

func checkExtension(c *call, _, extension store.Object) error {
	targets := list(extension["targetObjects"])
	known := []any{"User", "Group", "AdministrativeUnit", "Application", "Device", "Organization"}
	switch {
	case extensionTypes[text(extension["dataType"])] == "":
		return invalidValue("dataType", "ExtensionProperty")
	case len(targets) == 0 || slices.ContainsFunc(targets, func(t any) bool { return !slices.Contains(known, t) }):
		return invalidValue("targetObjects", "ExtensionProperty")
	}
	for _, other := range c.store.Walk(c.target.path, 0) {
		if sameText(other, extension, "name") {
			return sameKey("An extension property exists with the name %s.", text(extension["name"]))
		}
	}
	return nil
}

var extensionName = regexp.MustCompile(`^extension_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_`)

// extensionOf is the extension that a property name stands for.
func (c *call) extensionOf(typ *model.Type, name string) (store.Object, bool) {
	parts := extensionName.FindStringSubmatch(name)
	if parts == nil {
		return nil, false
	}
	application, ok := c.store.FindBy("/applications", "appId", strings.Join(parts[1:], "-"))
	if !ok {
		return nil, false
	}
	for _, extension := range c.store.Walk(entry{"/applications", application}.below("extensionProperties"), 0) {
		if text(extension["name"]) == name && containsText(list(extension["targetObjects"]), shortName(typ.Name)) {
			return extension, true
		}
	}
	return nil, false
}

// validateExtension judges a property that the type does not declare: an
// extension of the directory or of a schema.
func (c *call) validateExtension(typ *model.Type, name string, value any) error {
	if !strings.HasPrefix(name, "extension_") {
		return c.validateSchemaExtension(typ, name, value)
	}
	extension, ok := c.extensionOf(typ, name)
	if !ok {
		return badRequest("The following extension properties are not available: %s.", name)
	}
	return c.validateProperty(model.Property{
		Name: name, Type: extensionTypes[text(extension["dataType"])], Collection: extension["isMultiValued"] == true, Nullable: true,
	}, value)
}

// availableExtensions answers with the extensions of all applications.
func (c *call) availableExtensions() (reply, error) {
	synced, asked := c.body["isSyncedFromOnPremises"].(bool)
	values := []any{}
	for _, application := range c.store.Walk("/applications", 0) {
		for _, extension := range c.store.Walk(entry{"/applications", application}.below("extensionProperties"), 0) {
			if !asked || extension["isSyncedFromOnPremises"] == synced {
				values = append(values, extension)
			}
		}
	}
	return c.values(values, "Collection(extensionProperty)"), nil
}

// schemaExtensionRules are for complex properties that an application adds to
// the objects of many services.
var schemaExtensionRules = rules{
	required: []string{"id", "targetTypes", "properties"}, clientID: true, defaults: store.Object{"status": "InDevelopment", "description": nil},
	derive: deriveSchemaExtension, check: checkSchemaExtension, keeps: keepSchemaExtension,
}

// schemaTypes are the types of a schema extension's properties, as Edm calls them.
var schemaTypes = map[string]string{
	"Binary": "Edm.Binary", "Boolean": "Edm.Boolean", "DateTime": "Edm.DateTimeOffset", "Integer": "Edm.Int32", "String": "Edm.String",
}

// deriveSchemaExtension: an id that names no domain of the tenant gets a prefix
// from Graph, and the caller is the owner.
func deriveSchemaExtension(c *call, before, extension store.Object) {
	if before != nil {
		return
	}
	domain, _, found := strings.Cut(text(extension["id"]), "_")
	if !found || !c.ownsSchema(domain) {
		extension["id"] = "ext" + strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(opaqueID()))[:8] + "_" + text(extension["id"])
	}
	if extension["owner"] == nil {
		extension["owner"] = c.caller.AppID
	}
}

// ownsSchema tells whether a verified domain, its dots left out or its first
// label, is a schema extension's own.
func (c *call) ownsSchema(name string) bool {
	return slices.ContainsFunc(c.store.List("/domains"), func(domain store.Object) bool {
		host := text(domain["id"])
		return domain["isVerified"] == true && strings.EqualFold(strings.TrimSuffix(host, host[strings.LastIndexByte(host, '.'):]), name)
	})
}

func checkSchemaExtension(_ *call, before, after store.Object) error {
	for _, element := range list(after["properties"]) {
		property, _ := element.(store.Object)
		if schemaTypes[text(property["type"])] == "" || text(property["name"]) == "" {
			return invalidValue("properties", "SchemaExtension")
		}
	}
	switch status := after["status"]; {
	case !oneOf(status, "InDevelopment", "Available", "Deprecated"):
		return invalidValue("status", "SchemaExtension")
	case before == nil && status != "InDevelopment", before != nil && before["status"] != "InDevelopment" && status == "InDevelopment":
		return invalidValue("status", "SchemaExtension")
	}
	return nil
}

func keepSchemaExtension(_ *call, extension store.Object) error {
	if extension["status"] != "InDevelopment" {
		return badRequest("A schema extension can be deleted only while its status is InDevelopment.")
	}
	return nil
}

func (c *call) validateSchemaExtension(typ *model.Type, name string, value any) error {
	extension, ok := c.store.Get("/schemaExtensions", name)
	if !ok || !containsText(list(extension["targetTypes"]), shortName(typ.Name)) {
		return unknownMember(name, typ)
	}
	members, isObject := value.(store.Object)
	if !isObject && value != nil {
		return wrongType(name, "microsoft.graph.ComplexExtensionValue", value)
	}
	for member, inner := range byName(members) {
		property := find(list(extension["properties"]), "name", member)
		switch {
		case strings.Contains(member, "@"):
		case property == nil:
			return unknownMember(member, typ)
		case inner != nil && !validPrimitive(schemaTypes[text(property["type"])], inner):
			return wrongType(member, schemaTypes[text(property["type"])], inner)
		}
	}
	return nil
}
