// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	attributeSetsPath        = "/directory/attributeSets"
	attributeDefinitionsPath = "/directory/customSecurityAttributeDefinitions"
	agreementsPath           = "/identityGovernance/termsOfUse/agreements"
)

// organizationRules are for what belongs to the organization as a whole: its
// branding, its own attributes and its terms of use.
func organizationRules() table {
	return table{
		"/organization/*/branding": {defaults: emptyTexts(), longest: brandingTexts(), complete: completeBranding, shows: showBranding},
		"/organization/*/branding/localizations": {
			required: []string{"id"}, clientID: true, longest: brandingTexts(), check: checkLocalization, derive: inheritTexts, stored: storeLocalization,
		},
		attributeSetsPath: {required: []string{"id"}, clientID: true, keeps: keepAttribute, createOnly: []string{"id"}, check: checkAttributeSet},
		attributeDefinitionsPath: {
			required:   []string{"attributeSet", "name", "status", "type"},
			createOnly: []string{"attributeSet", "name", "type", "isCollection", "isSearchable"},
			defaults:   store.Object{"isCollection": false, "isSearchable": true, "usePreDefinedValuesOnly": false},
			check:      checkAttributeDefinition, complete: completeAttributeDefinition, keeps: keepAttribute,
		},
		attributeDefinitionsPath + "/*/allowedValues": {required: []string{"id", "isActive"}, clientID: true, keeps: keepAttribute},
		agreementsPath:              {required: []string{"displayName"}, stored: storeAgreement, unpaged: true},
		agreementsPath + "/*/files": {writeOnly: []string{"fileData"}},
		agreementsPath + "/*/file":  {writeOnly: []string{"fileData"}},
	}
}

// organizationOperations tell what every tenant tells others about itself.
func organizationOperations() operations {
	return operations{
		"tenantRelationship": {
			"findTenantInformationByTenantId":   (*call).tenantByID,
			"findTenantInformationByDomainName": (*call).tenantByDomain,
		},
	}
}

// organizationPermissions open the paths of these rules.
func organizationPermissions() permissions {
	return permissions{
		"/tenantRelationships/findTenantInformationByTenantId":   {read: []string{"CrossTenantInformation.ReadBasic.All"}},
		"/tenantRelationships/findTenantInformationByDomainName": {read: []string{"CrossTenantInformation.ReadBasic.All"}},
		"/organization/*/branding":                               {read: []string{"OrganizationalBranding.Read.All", "Organization.Read.All"}, write: []string{"OrganizationalBranding.ReadWrite.All", "Organization.ReadWrite.All"}},
		"/organization":                                          {read: []string{"Organization.Read.All", "Directory.Read.All", "User.Read.All"}, write: []string{"Organization.ReadWrite.All"}},
		"/identityGovernance/termsOfUse":                         {read: []string{"Agreement.Read.All"}, write: []string{"Agreement.ReadWrite.All"}},
		"/directory/attributeSets":                               {read: []string{"CustomSecAttributeDefinition.Read.All"}, write: []string{"CustomSecAttributeDefinition.ReadWrite.All"}},
		"/directory/customSecurityAttributeDefinitions":          {read: []string{"CustomSecAttributeDefinition.Read.All"}, write: []string{"CustomSecAttributeDefinition.ReadWrite.All"}},
	}
}

// tenantByID tells of this tenant; there are no others. That Graph answers 404 for an id of
// none is a guess.
func (c *call) tenantByID() (reply, error) {
	id, _ := c.argument(c.segments[len(c.segments)-1].Arguments, "tenantId")
	if !strings.EqualFold(id, c.options.TenantID) {
		return reply{}, missing(id)
	}
	return c.tenantInformation(), nil
}

// tenantByDomain is tenantByID by one of the tenant's domains.
func (c *call) tenantByDomain() (reply, error) {
	name, _ := c.argument(c.segments[len(c.segments)-1].Arguments, "domainName")
	if !slices.ContainsFunc(c.verifiedDomains(), func(domain string) bool { return strings.EqualFold(domain, name) }) {
		return reply{}, missing(name)
	}
	return c.tenantInformation(), nil
}

// tenantInformation is what others may know of this tenant.
func (c *call) tenantInformation() reply {
	information := store.Object{"tenantId": c.options.TenantID, "federationBrandName": nil, "displayName": nil, "defaultDomainName": nil}
	for _, organization := range c.store.List("/organization") {
		information["displayName"] = organization["displayName"]
	}
	for _, domain := range c.store.List("/domains") {
		if domain["isDefault"] == true {
			information["defaultDomainName"] = domain["id"]
		}
	}
	return reply{status: http.StatusOK, body: c.withContext(information, "microsoft.graph.tenantInformation")}
}

// keepAttribute: attribute sets, attributes and their values are deactivated,
// never deleted.
func keepAttribute(*call, store.Object) error { return methodNotAllowed() }

// attributeName is the form of the names of attributes and their sets.
var attributeName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,31}$`)

func checkAttributeSet(_ *call, _, set store.Object) error {
	if !attributeName.MatchString(text(set["id"])) {
		return invalidValue("id", "AttributeSet")
	}
	return nil
}

// attributeTypes are the types of custom security attributes, as Edm calls them.
var attributeTypes = map[string]string{"Boolean": "Edm.Boolean", "Integer": "Edm.Int32", "String": "Edm.String"}

func checkAttributeDefinition(c *call, before, after store.Object) error {
	switch {
	case !attributeName.MatchString(text(after["name"])):
		return invalidValue("name", "CustomSecurityAttributeDefinition")
	case attributeTypes[text(after["type"])] == "":
		return invalidValue("type", "CustomSecurityAttributeDefinition")
	case !oneOf(after["status"], "Available", "Deprecated"), before == nil && after["status"] != "Available":
		return invalidValue("status", "CustomSecurityAttributeDefinition")
	case after["type"] == "Boolean" && (after["isCollection"] == true || after["usePreDefinedValuesOnly"] == true):
		return invalidValue("isCollection", "CustomSecurityAttributeDefinition")
	case before != nil:
		return nil
	}
	set, name := text(after["attributeSet"]), text(after["name"])
	if _, ok := c.store.Get(attributeSetsPath, set); !ok {
		return missing(set)
	}
	if _, taken := c.store.Get(attributeDefinitionsPath, set+"_"+name); taken {
		return fail(http.StatusConflict, "Conflict", "The attribute '%s' exists in the set '%s'.", name, set)
	}
	return nil
}

// completeAttributeDefinition: an attribute is known by its set and its name.
func completeAttributeDefinition(c *call, definition store.Object) {
	set, _ := c.store.Get(attributeSetsPath, text(definition["attributeSet"])) // in any case
	definition["attributeSet"] = set["id"]
	definition["id"] = text(definition["attributeSet"]) + "_" + text(definition["name"])
}

// storeAgreement makes the default file of an agreement, which has the same
// languages as its files.
func storeAgreement(c *call, before, after store.Object) {
	e := entry{agreementsPath, after}
	files := c.store.List(e.below("files"))
	if before != nil || len(files) == 0 {
		return
	}
	main := files[0]
	for _, file := range files {
		if file["isDefault"] == true {
			main = file
		}
	}
	file := replaced(main, "id", uuid.NewString())
	c.insertTyped(e.below("file"), file)
	for _, localization := range files {
		c.insertTyped(e.below("file")+"/localizations", localization)
	}
}

// verificationRecords are what the owner of a new domain puts into its DNS.
func verificationRecords(domain string) []store.Object {
	code := uuid.NewSHA1(roleSpace, []byte(domain)).String()[:8]
	record := func(kind, recordType string) store.Object {
		return store.Object{
			"@odata.type": "#microsoft.graph.domainDns" + kind + "Record", "id": uuid.NewSHA1(roleSpace, []byte(domain+kind)).String(),
			"isOptional": false, "label": domain, "recordType": recordType, "supportedService": "Email", "ttl": 3600,
		}
	}
	txt, mx := record("Txt", "Txt"), record("Mx", "Mx")
	txt["text"] = "MS=ms" + code
	mx["mailExchange"], mx["preference"] = "ms"+code+".msv1.invalid", 32767
	return []store.Object{txt, mx}
}

// forceDelete removes a domain together with its use in names.
func (c *call) forceDelete() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if e.object["isInitial"] == true || e.object["isDefault"] == true {
		return reply{}, keepDomain(c, e.object)
	}
	for _, user := range c.store.List("/users") {
		c.moveToInitialDomain(user, e.id())
	}
	c.purge(e)
	return reply{status: http.StatusAccepted}, nil
}
