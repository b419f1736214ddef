// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func synchronizationRules() table {
	return table{
		"/servicePrincipals/*/synchronization": {shows: hideSecrets},
		"/servicePrincipals/*/synchronization/jobs": {
			required: []string{"templateId"}, clientID: true, shows: showJob,
			complete: func(c *call, job store.Object) {
				job["id"] = text(job["templateId"]) + "." + strings.ReplaceAll(uuid.NewString(), "-", "")
				job["schedule"] = store.Object{"expiration": nil, "interval": "PT40M", "state": "Disabled"}
				job["status"] = store.Object{"code": "NotConfigured"}
			},
			stored: func(c *call, before, job store.Object) {
				if before == nil {
					c.plantSchema(c.target.path.Object(text(job["id"])), job)
				}
			},
		},
		"/servicePrincipals/*/synchronization/jobs/*/schema": {
			embeds: []string{"directories"}, receive: receiveSchema, derive: renewSchema, removed: resetSchema,
		},
	}
}

// plantSchema gives a job the schema that its template has.
func (c *call) plantSchema(job store.Location, of store.Object) {
	typ, _ := c.schema.Type("microsoft.graph.synchronizationSchema")
	target := text(of["templateId"])
	mapping := func(source, target string) store.Object {
		return store.Object{"targetAttributeName": target, "source": store.Object{"type": "Attribute", "name": source, "expression": "[" + source + "]"}}
	}
	directory := func(name string, attributes ...string) store.Object {
		var all []any
		for _, attribute := range attributes {
			all = append(all, store.Object{"name": attribute, "type": "String"})
		}
		return store.Object{"name": name, "objects": []any{store.Object{"name": "User", "attributes": all}}}
	}
	c.containOne(job.Child("schema"), typ, store.Object{
		"id": of["id"], "version": uuid.NewString(),
		"directories": []any{directory("Azure Active Directory", "userPrincipalName", "displayName"), directory(target, "userName", "displayName")},
		"synchronizationRules": []any{store.Object{
			"id": uuid.NewString(), "name": "USER_TO_USER", "editable": true, "priority": json.Number("1"),
			"sourceDirectoryName": "Azure Active Directory", "targetDirectoryName": target,
			"objectMappings": []any{store.Object{
				"enabled": true, "flowTypes": "Add, Update, Delete", "sourceObjectName": "User", "targetObjectName": "User",
				"attributeMappings": []any{mapping("userPrincipalName", "userName"), mapping("displayName", "displayName")},
			}},
		}},
	}, true)
}

// receiveSchema: a schema is replaced as a whole, and changed in no other way.
func receiveSchema(c *call, _ store.Object) error {
	if c.request.Method != http.MethodPut {
		return methodNotAllowed()
	}
	for _, name := range []string{"directories", "synchronizationRules"} {
		if c.body[name] == nil {
			c.body[name] = []any{}
		}
	}
	return nil
}

// renewSchema: each change makes another version, and rules have ids.
func renewSchema(_ *call, _, schema store.Object) {
	schema["version"] = uuid.NewString()
	rules := []any{}
	for _, v := range list(schema["synchronizationRules"]) {
		rule, _ := v.(store.Object)
		if text(rule["id"]) == "" {
			rule = replaced(rule, "id", uuid.NewString())
		}
		rules = append(rules, rule)
	}
	schema["synchronizationRules"] = rules
}

// resetSchema: to delete a schema brings back that of the template.
func resetSchema(c *call, schema store.Object) {
	jobs, id := store.Location("/servicePrincipals").Object(c.target.path.Key(0)).Child("synchronization").Child("jobs"), text(schema["id"])
	if job, there := c.store.Get(jobs, id); there {
		c.must(c.store.Clear(jobs.Object(id).Child("schema")))
		c.plantSchema(jobs.Object(id), job)
	}
}

// synchronizationOperations are those of jobs that provision.
func synchronizationOperations() operations {
	return operations{
		"synchronizationJob": {
			"pause":               runJob("Disabled"),
			"provisionOnDemand":   (*call).provision,
			"restart":             runJob("Active"),
			"start":               runJob("Active"),
			"validateCredentials": (*call).accept,
		},
		"synchronizationJob[]": {"validateCredentials": (*call).accept},
	}
}

// synchronizationPermissions open the paths of these rules.
func synchronizationPermissions() permissions {
	return permissions{
		"/servicePrincipals/*/synchronization": {read: []string{"Synchronization.Read.All"}, write: []string{"Synchronization.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
	}
}

// runJob makes the action that gives the schedule of a synchronization job a state.
func runJob(state string) func(*call) (reply, error) {
	return func(c *call) (reply, error) {
		e, err := c.object()
		if err != nil {
			return reply{}, err
		}
		schedule, _ := e.object["schedule"].(store.Object)
		c.set(e, "schedule", replaced(schedule, "state", state))
		status, _ := e.object["status"].(store.Object)
		if state != "Active" {
			c.set(e, "status", replaced(status, "code", "Paused"))
			return noContent(), nil
		}
		c.set(e, begun, c.moment())
		return noContent(), nil
	}
}

// accept answers actions that find nothing to object to.
func (c *call) accept() (reply, error) { return noContent(), nil }

// provision answers the request to provision a few objects at once. Each of them is in
// scope, and all succeed: nobody outside the tenant could refuse them. The key tells the
// result and the value the steps, as JSON in a text.
func (c *call) provision() (reply, error) {
	parameters := list(c.body["parameters"])
	if len(parameters) == 0 {
		return reply{}, badRequest("The property 'parameters' must hold the objects to provision.")
	}
	steps := []any{}
	for _, v := range parameters {
		rule, _ := v.(store.Object)
		for _, v := range list(rule["subjects"]) {
			subject, _ := v.(store.Object)
			steps = append(steps, store.Object{
				"name": "EntryExport", "type": "Export", "status": "Success", "timestamp": c.now(), "details": store.Object{},
				"description": text(subject["objectTypeName"]) + " '" + text(subject["objectId"]) + "' was created",
			})
		}
	}
	answer := store.Object{
		"key":   asText(store.Object{"result": "Success", "details": store.Object{}}),
		"value": asText(store.Object{"action": "Create", "provisioningSteps": steps}),
	}
	return reply{status: http.StatusOK, body: c.withContext(answer, "microsoft.graph.stringKeyStringValuePair")}, nil
}

// asText is an object in the JSON that a text holds.
func asText(object store.Object) string {
	encoded, _ := json.Marshal(object) // texts, lists and objects can be encoded
	return string(encoded)
}

// putSecrets stores the secrets of a service principal's synchronization that it is sent,
// and leaves the others as they are. An empty value takes a secret away. Clients have found
// both, and that the settings of notifications have to be a JSON document.
func (c *call) putSecrets() (reply, error) {
	sent, ok := c.body["value"].([]any)
	if !ok {
		return reply{}, badRequest("The property 'value' must hold the secrets.")
	}
	before, there := c.store.Get(c.target.path, "synchronization")
	var kept []any
	for _, v := range list(before["secrets"]) {
		if secret, _ := v.(store.Object); find(sent, "key", secret["key"]) == nil {
			kept = append(kept, secret)
		}
	}
	for _, v := range sent {
		secret, _ := v.(store.Object)
		if text(secret["key"]) == notificationSettings && !json.Valid([]byte(text(secret["value"]))) {
			return reply{}, fail(http.StatusBadRequest, "UnknownError", "InvalidNotificationSettings")
		}
		if text(secret["value"]) != "" {
			kept = append(kept, secret)
		}
	}
	secrets := store.Object{"id": "synchronization", "secrets": kept}
	if there {
		c.must(c.store.Replace(c.target.path, "synchronization", func(store.Object) (store.Object, error) { return secrets, nil }))
	} else {
		c.must(c.store.Insert(c.target.path, secrets))
	}
	return noContent(), nil
}

const notificationSettings = "SyncNotificationSettings"

// shownSecrets are those whose value is no secret. That the settings of notifications are
// among them, clients have seen, and that a client's secret and a token are not; the rest
// of the list is a guess.
var shownSecrets = []any{
	"BaseAddress", "UserName", "Url", "Server", "Domain", "InstanceName", "CompanyId", "Sandbox", "SandboxName", "SyncAll", notificationSettings,
	"SkipOutOfScopeDeletions", "UpdateKeyOnSoftDelete", "SynchronizationSchedule", "SystemOfRecord", "EnforceDomain", "ValidateDomain", "HardDeletesEnabled",
}

// hideSecrets shows an asterisk in the place of secrets.
func hideSecrets(_ *call, _, shown store.Object) store.Object {
	all, has := shown["secrets"].([]any)
	if !has {
		return shown
	}
	hidden := []any{}
	for _, v := range all {
		secret, _ := v.(store.Object)
		if !oneOf(secret["key"], shownSecrets...) {
			secret = replaced(secret, "value", "*")
		}
		hidden = append(hidden, secret)
	}
	return replaced(shown, "secrets", hidden)
}

// writesSecrets tells whether the path is the one property that PUT writes.
func (c *call) writesSecrets() bool {
	t := c.target
	return c.request.Method == http.MethodPut && t.path.Name() == "synchronization" && len(t.properties) == 1 && t.properties[0] == "secrets"
}
