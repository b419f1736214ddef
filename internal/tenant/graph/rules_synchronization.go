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
		"/servicePrincipals/*/synchronization/jobs": {
			required: []string{"templateId"}, clientID: true, changeAnswers: false, shows: showJob,
			complete: func(c *call, job store.Object) {
				job["id"] = text(job["templateId"]) + "." + strings.ReplaceAll(uuid.NewString(), "-", "")
				job["schedule"] = store.Object{"expiration": nil, "interval": "PT40M", "state": "Disabled"}
				job["status"] = store.Object{"code": "NotConfigured"}
			},
		},
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

// putSecrets stores the secrets of a service principal's synchronization.
func (c *call) putSecrets() (reply, error) {
	if _, ok := c.body["value"].([]any); !ok {
		return reply{}, badRequest("The property 'value' must hold the secrets.")
	}
	secrets := store.Object{"id": "synchronization", "secrets": c.body["value"]}
	if _, there := c.store.Get(c.target.path, "synchronization"); there {
		c.must(c.store.Replace(c.target.path, "synchronization", func(store.Object) (store.Object, error) { return secrets, nil }))
	} else {
		c.must(c.store.Insert(c.target.path, secrets))
	}
	return noContent(), nil
}

// writesSecrets tells whether the path is the one property that PUT writes.
func (c *call) writesSecrets() bool {
	t := c.target
	return c.request.Method == http.MethodPut && t.path.Name() == "synchronization" && len(t.properties) == 1 && t.properties[0] == "secrets"
}
