// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	securityAttributes = "customSecurityAttributes"
	readAttributes     = "CustomSecAttributeAssignment.Read.All"
	assignAttributes   = "CustomSecAttributeAssignment.ReadWrite.All"
)

// mayAssign tells whether a request that no other permission opens can be one to change
// the security attributes of a principal, which the body will tell.
func (c *call) mayAssign(route store.Pattern) bool {
	principal := route == "/users/*" || route == "/servicePrincipals/*"
	c.assigns = principal && c.request.Method == http.MethodPatch && c.hasRole(assignAttributes)
	return c.assigns
}

// authorizeAttributes: security attributes have permissions of their own, which are good
// for nothing else. That reading without one is refused, rather than answered with null,
// is a guess.
func (c *call) authorizeAttributes() error {
	if !c.caller.AppOnly {
		return nil
	}
	if c.reading() {
		asked := slices.ContainsFunc(c.query.Select, func(p odata.Path) bool { return p[0] == securityAttributes })
		if asked && !c.hasRole(readAttributes) && !c.hasRole(assignAttributes) {
			return forbidden()
		}
		return nil
	}
	_, changes := c.body[securityAttributes]
	if changes && !c.hasRole(assignAttributes) || c.assigns && (!changes || len(c.body) > 1) {
		return forbidden()
	}
	return nil
}

// checkAttributes refuses values of attributes that are not defined, or not so, and
// leaves what an object has without what was taken away.
func (c *call) checkAttributes(after store.Object) error {
	sets, _ := c.body[securityAttributes].(store.Object)
	for set, value := range sets {
		attributes, _ := value.(store.Object)
		for name, value := range attributes {
			if strings.Contains(name, "@") || value == nil {
				continue
			}
			if err := c.checkAttribute(set, name, value); err != nil {
				return err
			}
		}
	}
	if sets != nil {
		after[securityAttributes] = assigned(after[securityAttributes])
	}
	return nil
}

// spellAttributes names security attributes in a body as they were defined: Graph takes their
// names, and those of their sets, in any case. That it shows them so is a guess.
func (c *call) spellAttributes() {
	sets, sent := c.body[securityAttributes].(store.Object)
	if !sent {
		return
	}
	spelled := store.Object{}
	for set, values := range byName(sets) {
		if known, ok := c.store.Get(attributeSetsPath, set); ok {
			set = text(known["id"])
		}
		spelled[set] = values
		if attributes, ok := values.(store.Object); ok {
			spelled[set] = c.spelledIn(set, attributes)
		}
	}
	c.body[securityAttributes] = spelled
}

// spelledIn does it for what stands in a set.
func (c *call) spelledIn(set string, values store.Object) store.Object {
	spelled := store.Object{}
	for member, value := range byName(values) {
		name, annotation, annotated := strings.Cut(member, "@")
		if definition, ok := c.store.Get(attributeDefinitionsPath, set+"_"+name); ok {
			member = text(definition["name"])
			if annotated {
				member += "@" + annotation
			}
		}
		spelled[member] = value
	}
	return spelled
}

// checkAttribute refuses one value.
func (c *call) checkAttribute(set, name string, value any) error {
	definition, known := c.store.Get(attributeDefinitionsPath, set+"_"+name)
	taken := len(list(value)) == 0 && value != nil && definition["isCollection"] == true
	if !known || definition["status"] != "Available" && !taken {
		return badRequest("The custom security attribute '%s' of the attribute set '%s' is not available.", name, set)
	}
	property := model.Property{Name: name, Type: attributeTypes[text(definition["type"])], Collection: definition["isCollection"] == true}
	return c.validateProperty(property, value)
}

// assigned are the values that are left: null and an empty list take one away.
func assigned(v any) any {
	sets, _ := v.(store.Object)
	all := store.Object{}
	for set, v := range sets {
		values, _ := v.(store.Object)
		kept := store.Object{}
		for name, value := range values {
			if elements, isList := value.([]any); value == nil || isList && len(elements) == 0 || strings.Contains(name, "@") {
				continue
			}
			kept[name] = value
			if kind, told := values[name+"@odata.type"]; told {
				kept[name+"@odata.type"] = kind
			}
		}
		if len(kept) > 0 {
			kept["@odata.type"] = "#microsoft.graph.customSecurityAttributeValue"
			all[set] = kept
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// openExtensionRules are for data of any form that applications keep at an object.
var openExtensionRules = rules{
	required: []string{"extensionName"}, clientID: true, createOnly: []string{"extensionName"},
	complete: func(_ *call, extension store.Object) { extension["id"] = extension["extensionName"] },
}

// deviceRules are for devices, which registration makes rather than Graph.
var deviceRules = rules{
	required: []string{"accountEnabled", "alternativeSecurityIds", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion"},
	defaults: store.Object{
		"approximateLastSignInDateTime": nil, "complianceExpirationDateTime": nil, "deletedDateTime": nil, "deviceCategory": nil,
		"deviceMetadata": nil, "deviceOwnership": nil, "deviceVersion": nil, "enrollmentProfileName": nil, "enrollmentType": nil,
		"isCompliant": nil, "isManaged": nil, "isRooted": nil, "managementType": nil, "manufacturer": nil, "mdmAppId": nil, "model": nil,
		"onPremisesLastSyncDateTime": nil, "onPremisesSecurityIdentifier": nil, "onPremisesSyncEnabled": nil, "physicalIds": []any{},
		"profileType": "RegisteredDevice", "registrationDateTime": nil, "systemLabels": []any{}, "trustType": nil,
	},
	readOnly:   []string{"approximateLastSignInDateTime", "deletedDateTime", "onPremisesLastSyncDateTime", "onPremisesSyncEnabled", "registrationDateTime"},
	createOnly: []string{"deviceId", "alternativeSecurityIds"},
	unique:     []string{"deviceId"},
}
