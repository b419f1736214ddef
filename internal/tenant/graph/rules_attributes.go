// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// checkAttributes refuses values of attributes that are not defined, or not so.
func (c *call) checkAttributes() error {
	sets, _ := c.body["customSecurityAttributes"].(store.Object)
	for set, value := range sets {
		attributes, _ := value.(store.Object)
		for name, value := range attributes {
			if strings.Contains(name, "@") || value == nil {
				continue
			}
			definition, known := c.store.Get(attributeDefinitionsPath, set+"_"+name)
			if !known || definition["status"] != "Available" {
				return badRequest("The custom security attribute '%s' of the attribute set '%s' is not available.", name, set)
			}
			property := model.Property{Name: name, Type: attributeTypes[text(definition["type"])], Collection: definition["isCollection"] == true}
			if err := c.validateProperty(property, value); err != nil {
				return err
			}
		}
	}
	return nil
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
