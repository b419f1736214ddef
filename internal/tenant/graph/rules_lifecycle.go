// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const lifecyclePath = "/identityGovernance/lifecycleWorkflows"

func lifecycleRules() table {
	return table{
		lifecyclePath + "/workflows": {
			required: []string{"category", "displayName", "tasks", "executionConditions"}, createOnly: []string{"category", "tasks", "executionConditions"},
			bin: lifecyclePath + "/deletedItems/workflows", embeds: []string{"tasks"}, mentions: []string{"createdBy", "lastModifiedBy"}, complete: firstVersion, check: checkWorkflow, stored: signWorkflow,
		},
		lifecyclePath + "/workflows/*/versions": {writeOnly: []string{"id"}},
		lifecyclePath + "/customTaskExtensions": {required: []string{"displayName", "endpointConfiguration", "authenticationConfiguration"}},
	}
}

// checkWorkflow refuses tasks that Microsoft does not define.
func checkWorkflow(c *call, _, _ store.Object) error {
	for _, element := range list(c.body["tasks"]) {
		task, _ := element.(store.Object)
		if _, ok := c.store.Get(lifecyclePath+"/taskDefinitions", text(task["taskDefinitionId"])); !ok {
			return badRequest("The task definition '%s' does not exist.", text(task["taskDefinitionId"]))
		}
	}
	return nil
}

// signWorkflow notes who made a workflow and who changed it last.
func signWorkflow(c *call, before, after store.Object) {
	signed := []string{"createdBy", "lastModifiedBy"}
	if before != nil {
		signed = signed[1:]
	}
	workflow := entry{lifecyclePath + "/workflows", after}.ref()
	caller, err := c.existing(c.caller.ObjectID)
	if err != nil {
		return // a caller whom the directory does not know
	}
	for _, relation := range signed {
		for _, old := range c.store.Links(workflow, relation) {
			c.must(c.store.Unlink(workflow, relation, old))
		}
		c.link(workflow, []binding{{relation, caller}})
	}
}

// createNewVersion changes what cannot be patched, and keeps what was.
func (c *call) createNewVersion() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	workflow, ok := c.body["workflow"].(store.Object)
	if !ok {
		return reply{}, badRequest("A value is required for parameter 'workflow'.")
	}
	typ := c.typeOf(e)
	if _, err := c.validate(typ, workflow); err != nil {
		return reply{}, err
	}
	sub := *c
	sub.body = workflow
	if err := checkWorkflow(&sub, nil, nil); err != nil {
		return reply{}, err
	}
	number, _ := number(e.object["version"])
	c.insertTyped(e.below("versions"), replaced(replaced(e.object, "versionNumber", e.object["version"]), "id", strconv.Itoa(int(number))))
	properties, inner := separate(typ, without(workflow, []string{"id", "createdDateTime"}))
	after := replaced(e.object, "version", json.Number(strconv.Itoa(int(number)+1)))
	apply(after, properties)
	c.stamp(typ, after, "")
	c.must(c.store.Replace(e.path, e.id(), func(store.Object) (store.Object, error) { return after, nil }))
	signWorkflow(c, e.object, after)
	c.clearParts(e, inner, &rules{})
	c.contain(e, typ, inner)
	shaped, err := c.shape(entry{e.path, after})
	return reply{status: http.StatusOK, body: c.withContext(shaped, c.entityFragment(e))}, err
}

// taskDefinitions are some of the tasks that Microsoft defines.
func taskDefinitions() []store.Object {
	var all []store.Object
	for _, of := range []struct{ id, name, category string }{
		{"22085229-5809-45e8-97fd-270d28d66910", "Add user to groups", "joiner,leaver,mover"},
		{"1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950", "Disable User Account", "joiner,leaver"},
		{"6fc52c9d-398b-4305-9763-15f42c1676fc", "Enable User Account", "joiner,leaver"},
		{"1b555e50-7f65-41d5-b514-5894a026d10d", "Generate TAP And Send Email", "joiner"},
		{"1953a66c-751c-45e5-8bfe-01462c70da3c", "Remove user from selected groups", "joiner,leaver,mover"},
		{"b3a31406-2a15-4c9a-b25b-a658fa5f07fc", "Remove user from all groups", "leaver"},
		{"70b29d51-b59a-4773-9280-8841dfd3f2ea", "Send Welcome Email", "joiner"},
		{"8d18588d-9ad3-4c0f-99d0-ec215f0e3dff", "Delete User Account", "leaver"},
		{"4262b724-8dba-4fad-afc3-43fcbb497a0e", "Run a Custom Task Extension", "joiner,leaver,mover"},
	} {
		all = append(all, store.Object{
			"id": of.id, "displayName": of.name, "description": of.name, "category": of.category, "continueOnError": false, "version": 1, "parameters": []any{},
		})
	}
	return all
}
