// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// customTemplate is Microsoft's template of applications that are in no gallery.
const customTemplate = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"

// applicationTemplates are a few of the thousands of the gallery.
func applicationTemplates() []store.Object {
	template := func(id, name, publisher, homePage string, categories, signOn, provisioning []any) store.Object {
		return store.Object{
			"id": id, "displayName": name, "description": name, "publisher": publisher, "categories": categories, "homePageUrl": homePage, "logoUrl": nil,
			"supportedSingleSignOnModes": signOn, "supportedProvisioningTypes": provisioning,
		}
	}
	return []store.Object{
		template(customTemplate, "Custom", "", "https://account.activedirectory.windowsazure.com:444/applications/default.aspx", []any{}, []any{"password", "saml", "external", "oidc", "notSupported"}, []any{"sync"}),
		template("4601ed45-8ff3-4599-8377-b6649007e876", "Marketo", "Marketo", "https://www.marketo.com/", []any{"marketing"}, []any{"saml", "external"}, []any{}),
		template("5a0a2f9d-0a73-4a2c-9b7f-8f6c4f1a1d11", "Campus Library", "Contoso", "https://library.contoso.example/", []any{"education"}, []any{"oidc", "external"}, []any{}),
		template("9c9818d2-2900-49e8-8ba4-22688be7c675", "Azure Databricks SCIM Provisioning Connector", "Microsoft", "https://databricks.com/", []any{"developerServices"}, []any{"external"}, []any{"sync"}),
	}
}

// instantiate registers an application from a template, with its service principal.
func (c *call) instantiate() (reply, error) {
	template, err := c.object()
	if err != nil {
		return reply{}, err
	}
	name := text(c.body["displayName"])
	if name == "" {
		return reply{}, badRequest("A value is required for parameter 'displayName'.")
	}
	access := store.Object{
		"id": uuid.NewString(), "displayName": "msiam_access", "description": "msiam_access", "isEnabled": true, "value": nil,
		"allowedMemberTypes": []any{"User"}, "origin": "Application",
	}
	application, err := c.addTo("/applications", store.Object{
		"displayName": name, "tags": []any{"WindowsAzureActiveDirectoryIntegratedApp"}, "appRoles": []any{access},
	})
	if err != nil {
		return reply{}, err
	}
	principal, err := c.addTo("/servicePrincipals", store.Object{
		"appId": application.object["appId"], "tags": []any{"WindowsAzureActiveDirectoryIntegratedApp"},
	})
	if err != nil {
		return reply{}, err
	}
	for _, e := range []entry{application, principal} {
		c.set(e, "applicationTemplateId", template.id())
	}
	application.object, _ = c.store.Get(application.path, application.id())
	principal.object, _ = c.store.Get(principal.path, principal.id())
	return reply{status: http.StatusCreated, body: c.withContext(store.Object{
		"application": c.visible(application), "servicePrincipal": c.visible(principal),
	}, "microsoft.graph.applicationServicePrincipal")}, nil
}

// addTo creates an object in a collection of the directory on the caller's behalf.
func (c *call) addTo(home store.Location, body store.Object) (entry, error) {
	typ, _ := c.schema.Type(typeNames[home])
	sub := *c
	sub.body, sub.target = body, target{path: home, typ: typ}
	return sub.add()
}
