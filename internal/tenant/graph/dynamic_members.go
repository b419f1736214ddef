// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/membership"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const unitsPath = "/directory/administrativeUnits"

// isDynamic tells whether a rule decides about the members of a group or unit.
func isDynamic(in store.Location, object store.Object) bool {
	switch in {
	case "/groups":
		return slices.Contains(list(object["groupTypes"]), any("DynamicMembership"))
	case unitsPath:
		return strings.EqualFold(text(object["membershipType"]), "Dynamic")
	}
	return false
}

// isProcessed tells whether its rule is at work; one that is paused leaves the
// members as they are.
func isProcessed(in store.Location, object store.Object) bool {
	return isDynamic(in, object) && object["membershipRuleProcessingState"] != "Paused"
}

// candidatesOf are where the objects are that a rule is about, and their kind.
func candidatesOf(rule string) (home store.Location, kind string) {
	if strings.Contains(strings.ToLower(rule), "device.") {
		return "/devices", "device"
	}
	return "/users", "user"
}

// checkRule refuses a rule that cannot be evaluated.
func checkRule(object store.Object) error {
	rule := text(object["membershipRule"])
	if rule == "" {
		return nil
	}
	_, kind := candidatesOf(rule)
	if _, err := membership.Parse(kind, rule); err != nil {
		return badRequest("The value of property 'membershipRule' is invalid: %s.", err)
	}
	return nil
}

// membersOf are the members of a group, unit or role.
func (c *call) membersOf(r store.Ref) []store.Ref {
	object, _ := c.store.At(r)
	if !isProcessed(r.In, object) {
		return c.store.Links(r, "members")
	}
	return c.chosen(object)
}

// chosen are the objects that a rule makes members, in the order of their making.
// Entra takes minutes for it, the tenant no time.
func (c *call) chosen(object store.Object) []store.Ref {
	home, kind := candidatesOf(text(object["membershipRule"]))
	rule, err := membership.Parse(kind, text(object["membershipRule"]))
	if err != nil {
		return nil // an older rule, which was not read when it was stored
	}
	var members []store.Ref
	for _, candidate := range c.store.Walk(home, 0) {
		e := entry{home, candidate}
		if rule.Match(c.candidate(kind, e)) {
			members = append(members, e.ref())
		}
	}
	return members
}

// candidate is an object as a rule sees it. Of its groups those count that it was
// put into.
func (c *call) candidate(kind string, e entry) membership.Candidate {
	candidate := membership.Candidate{Kind: kind, Object: e.object, Now: c.options.Now()}
	for _, manager := range c.store.Links(e.ref(), "manager") {
		candidate.Manager = manager.ID
	}
	for _, group := range c.store.Referrers(e.ref(), "members") {
		candidate.Groups = append(candidate.Groups, group.ID)
	}
	return candidate
}

// membershipsOf are the groups, units and roles that an object is a member of.
func (c *call) membershipsOf(r store.Ref) []store.Ref {
	all := slices.DeleteFunc(c.store.Referrers(r, "members"), func(of store.Ref) bool {
		object, _ := c.store.At(of)
		return isProcessed(of.In, object)
	})
	object, ok := c.store.At(r)
	if !ok || r.In != "/users" && r.In != "/devices" {
		return all
	}
	for _, home := range []store.Location{"/groups", unitsPath} {
		for _, container := range c.store.Walk(home, 0) {
			if isProcessed(home, container) && c.isChosen(container, entry{r.In, object}) {
				all = append(all, entry{home, container}.ref())
			}
		}
	}
	return all
}

// isChosen tells whether the rule of a group or unit makes an object a member.
func (c *call) isChosen(container store.Object, e entry) bool {
	home, kind := candidatesOf(text(container["membershipRule"]))
	rule, err := membership.Parse(kind, text(container["membershipRule"]))
	return err == nil && home == e.path && rule.Match(c.candidate(kind, e))
}

// settleMembers keeps the members whom a rule chose when it no longer does: they
// stay in a group that is paused, or that is dynamic no more.
func settleMembers(in store.Location) func(c *call, before, after store.Object) {
	return func(c *call, before, after store.Object) {
		group := entry{in, after}.ref()
		was, is := before != nil && isProcessed(in, before), isProcessed(in, after)
		if was == is {
			return
		}
		for _, old := range c.store.Links(group, "members") {
			c.must(c.store.Unlink(group, "members", old))
		}
		if was {
			for _, member := range c.chosen(before) {
				c.must(c.store.Link(group, "members", member))
			}
		}
	}
}

// evaluateMembership tells whether a rule, the group's own or one in the body, makes
// an object a member.
func (c *call) evaluateMembership() (reply, error) {
	container := store.Object{"membershipRule": c.body["membershipRule"]}
	if c.target.id != "" {
		e, err := c.object()
		if err != nil {
			return reply{}, err
		}
		container = e.object
	}
	if err := checkRule(container); err != nil {
		return reply{}, err
	}
	member, err := c.existing(text(c.body["memberId"]))
	if err != nil {
		return reply{}, err
	}
	object, _ := c.store.At(member)
	rule, result := text(container["membershipRule"]), c.isChosen(container, entry{member.In, object})
	return reply{status: http.StatusOK, body: c.withContext(store.Object{
		"membershipRule": rule, "membershipRuleEvaluationResult": result,
		"membershipRuleEvaluationDetails": store.Object{"expression": rule, "expressionResult": result, "propertyToEvaluate": nil},
	}, "microsoft.graph.evaluateDynamicMembershipResult")}, nil
}

// renewGroup puts the expiration of the group off that the body names.
func (c *call) renewGroup() (reply, error) {
	group, ok := c.store.Get("/groups", text(c.body["groupId"]))
	if !ok {
		return reply{}, missing(text(c.body["groupId"]))
	}
	c.set(entry{"/groups", group}, "renewedDateTime", c.now())
	return noContent(), nil
}

// validatePassword judges a password by the directory's rule.
func (c *call) validatePassword() (reply, error) {
	valid := strongPassword(text(c.body["password"]))
	result := store.Object{"ruleName": "password_not_meet_complexity", "validationPassed": valid, "message": nil}
	if !valid {
		result["message"] = "The password does not meet the requirements of complexity."
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"isValid": valid, "validationResults": []any{result}}, "users/$entity")}, nil
}
