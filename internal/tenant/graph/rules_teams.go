// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const teamsPath = "/teams"

// teamRules: a team is the other side of a group, whose id it has, and which it
// comes and goes with.
func teamRules() table {
	return table{
		teamsPath: {
			clientID: true, makes: (*call).createTeam, upsert: http.MethodPut, lives: hasGroup,
			defaults: teamSettings(), complete: completeTeam, stored: openTeam,
		},
		teamsPath + "/*/operations": {noPatch: true, shows: showOperation},
		teamsPath + "/*/channels": {
			required: []string{"displayName"}, createOnly: []string{"membershipType"}, longest: map[string]int{"displayName": 50},
			defaults: store.Object{"membershipType": "standard"}, check: checkChannel, complete: completeChannel, keeps: keepChannel,
		},
		teamsPath + "/*/members": {check: checkTeamMember, complete: completeTeamMember, stored: joinGroup, removed: leaveGroup, changeAnswers: true},
	}
}

// teamOperations are those of teams and channels.
func teamOperations() operations {
	return operations{
		"team":    {"archive": archive(true, "archiveTeam"), "unarchive": archive(false, "unarchiveTeam"), "clone": (*call).cloneTeam},
		"channel": {"archive": archive(true, "archiveChannel"), "unarchive": archive(false, "unarchiveChannel")},
	}
}

// teamPermissions open the paths of these rules.
func teamPermissions() permissions {
	return permissions{
		"/teams":                   {read: []string{"Team.ReadBasic.All", "TeamSettings.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"TeamSettings.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}, create: []string{"Team.Create"}},
		"/teams/*/channels":        {read: []string{"Channel.ReadBasic.All", "ChannelSettings.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"ChannelSettings.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}, create: []string{"Channel.Create"}, remove: []string{"Channel.Delete.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
		"/teams/*/channels/*/tabs": {read: []string{"TeamsTab.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"TeamsTab.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}, create: []string{"TeamsTab.Create"}},
		"/teams/*/members":         {read: []string{"TeamMember.Read.All"}, write: []string{"TeamMember.ReadWrite.All"}},
	}
}

// teamSettings are what a team's members may do unless somebody decides otherwise.
func teamSettings() store.Object {
	allowed := func(names ...string) store.Object {
		settings := store.Object{}
		for _, name := range names {
			settings[name] = true
		}
		return settings
	}
	return store.Object{
		"memberSettings":    allowed("allowCreateUpdateChannels", "allowCreatePrivateChannels", "allowDeleteChannels", "allowAddRemoveApps", "allowCreateUpdateRemoveTabs", "allowCreateUpdateRemoveConnectors"),
		"guestSettings":     store.Object{"allowCreateUpdateChannels": false, "allowDeleteChannels": false},
		"messagingSettings": allowed("allowUserEditMessages", "allowUserDeleteMessages", "allowOwnerDeleteMessages", "allowTeamMentions", "allowChannelMentions"),
		"funSettings":       store.Object{"allowGiphy": true, "giphyContentRating": "moderate", "allowStickersAndMemes": true, "allowCustomMemes": true},
	}
}

// completeTeam fills what a team has of its group.
func completeTeam(c *call, team store.Object) {
	group, _ := c.store.Get("/groups", text(team["id"]))
	team["displayName"], team["description"], team["visibility"] = group["displayName"], group["description"], strings.ToLower(text(group["visibility"]))
	if team["visibility"] == "" {
		team["visibility"] = "public"
	}
	team["isArchived"], team["tenantId"], team["createdDateTime"] = false, c.options.TenantID, c.now()
	team["internalId"] = threadID()
	team["webUrl"] = "https://teams.microsoft.com/l/team/" + text(team["internalId"])
}

// threadID is an id as Teams gives to teams and channels.
func threadID() string {
	return "19:" + strings.ReplaceAll(uuid.NewString(), "-", "") + "@thread.tacv2"
}

// openTeam gives a new team its General channel and the members of its group.
func openTeam(c *call, before, team store.Object) {
	if before != nil {
		return
	}
	e := entry{teamsPath, team}
	general := store.Object{"displayName": "General", "membershipType": "standard", "description": team["description"]}
	completeChannel(c, general)
	c.insertTyped(e.below("channels"), general)
	c.insertTyped(e.below("primaryChannel"), general)
	group, _ := c.store.Get("/groups", e.id())
	c.set(entry{"/groups", group}, "resourceProvisioningOptions", []any{"Team"})
	for _, relation := range []string{"owners", "members"} {
		for _, r := range c.store.Links(store.RefTo("/groups", e.id()), relation) {
			c.addTeamMember(e, r, relation == "owners")
		}
	}
}

// addTeamMember shows a member of the group in the team, once.
func (c *call) addTeamMember(team entry, member store.Ref, owner bool) {
	user, ok := c.store.At(member)
	if !ok || member.In != "/users" {
		return
	}
	for _, other := range c.store.List(team.below("members")) {
		if sameText(other, store.Object{"userId": member.ID}, "userId") {
			return
		}
	}
	roles := []any{}
	if owner {
		roles = append(roles, "owner")
	}
	c.must(c.store.Insert(team.below("members"), store.Object{ // the id is the user's in this team
		"@odata.type": "#microsoft.graph.aadUserConversationMember", "id": membershipID(team.id(), member.ID), "roles": roles, "userId": user["id"],
		"displayName": user["displayName"], "email": user["mail"], "tenantId": c.options.TenantID, "visibleHistoryStartDateTime": nil,
	}))
}

func membershipID(team, user string) string {
	return base64.RawURLEncoding.EncodeToString([]byte("MCMjMCMj" + strings.ToLower(team+"##"+user)))
}

// hasGroup: a team goes with its group, and comes back with it.
func hasGroup(c *call, id string) bool {
	_, ok := c.store.Get("/groups", id)
	return ok
}

// createTeam makes a group and its team. That takes Teams a while, so it answers
// with where to ask whether it is done.
func (c *call) createTeam() (reply, error) {
	if c.body == nil || text(c.body["template@odata.bind"]) == "" {
		return reply{}, fail(http.StatusBadRequest, "BadRequest", "The property 'template@odata.bind' is required.")
	}
	owner, err := c.teamOwner()
	if err != nil {
		return reply{}, err
	}
	name := text(c.body["displayName"])
	if name == "" {
		return reply{}, fail(http.StatusBadRequest, "BadRequest", "The property 'displayName' is required.")
	}
	group, err := c.addTo("/groups", store.Object{
		"displayName": name, "description": c.body["description"], "mailEnabled": true, "securityEnabled": false, "groupTypes": []any{"Unified"},
		"mailNickname": strings.ReplaceAll(uuid.NewString(), "-", ""),
	})
	if err != nil {
		return reply{}, err
	}
	c.connect(group.ref(), "owners", owner) // a person who makes a group owns it already
	c.connect(group.ref(), "members", owner)
	sub := *c
	sub.body = without(c.body, []string{"members", "template@odata.bind", "displayName", "description", "visibility", "channels", "firstChannelName"})
	sub.body = replaced(sub.body, "id", group.id())
	team, err := sub.add()
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusAccepted, header: map[string]string{
		"Location":         c.beginOperation(team, "createTeam"),
		"Content-Location": "/teams('" + team.id() + "')",
	}}, nil
}

// teamOwner is the person in the body whose team it will be; an application, which
// cannot own one, must name just one.
func (c *call) teamOwner() (store.Ref, error) {
	members := list(c.body["members"])
	switch {
	case len(members) == 0 && !c.caller.AppOnly:
		return store.RefTo("/users", c.caller.ObjectID), nil
	case len(members) != 1:
		return store.Ref{}, fail(http.StatusBadRequest, "BadRequest", "A team owner must be provided when creating a team in application context.")
	}
	member, _ := members[0].(store.Object)
	if !containsText(list(member["roles"]), "owner") {
		return store.Ref{}, fail(http.StatusBadRequest, "BadRequest", "A team owner must be provided when creating a team in application context.")
	}
	return c.referred(text(member["user@odata.bind"]), "microsoft.graph.user")
}

func checkChannel(c *call, before, after store.Object) error {
	for _, other := range c.store.Walk(c.target.path, 0) {
		if sameText(other, after, "displayName") && (before == nil || other["id"] != before["id"]) {
			return fail(http.StatusBadRequest, "BadRequest", "Channel name already existed, please use other name.")
		}
	}
	return nil
}

func completeChannel(c *call, channel store.Object) {
	channel["id"], channel["createdDateTime"], channel["tenantId"], channel["email"] = threadID(), c.now(), c.options.TenantID, ""
	channel["webUrl"] = "https://teams.microsoft.com/l/channel/" + text(channel["id"])
	channel["isFavoriteByDefault"] = channel["isFavoriteByDefault"] == true
}

// keepChannel: the first channel stays.
func keepChannel(_ *call, channel store.Object) error {
	if channel["displayName"] == "General" {
		return fail(http.StatusBadRequest, "BadRequest", "The General channel cannot be deleted.")
	}
	return nil
}

func checkTeamMember(c *call, before, after store.Object) error {
	if before != nil {
		return nil
	}
	if text(c.body["user@odata.bind"]) == "" {
		return fail(http.StatusBadRequest, "BadRequest", "Bad Request: the property 'user@odata.bind' is required.")
	}
	user, err := c.referred(text(c.body["user@odata.bind"]), "microsoft.graph.user")
	if err != nil {
		return err
	}
	if user.In != "/users" {
		return missing(user.ID)
	}
	after["userId"] = user.ID
	return nil
}

func completeTeamMember(c *call, member store.Object) {
	user, _ := c.store.Get("/users", text(member["userId"]))
	member["id"] = membershipID(c.target.path.Key(0), text(member["userId"]))
	member["displayName"], member["email"], member["tenantId"] = user["displayName"], user["mail"], c.options.TenantID
}

// joinGroup: who is in a team is in its group.
func joinGroup(c *call, _, member store.Object) {
	group, user := store.RefTo("/groups", c.target.path.Key(0)), store.RefTo("/users", text(member["userId"]))
	c.connect(group, "members", user)
	if slices.Contains(list(member["roles"]), any("owner")) {
		c.connect(group, "owners", user)
	} else {
		c.disconnect(group, "owners", user)
	}
}

func leaveGroup(c *call, member store.Object) {
	group := store.RefTo("/groups", c.target.path.Key(0))
	for _, relation := range []string{"members", "owners"} {
		c.disconnect(group, relation, store.RefTo("/users", text(member["userId"])))
	}
}

// archive makes the action that closes a team or channel, or opens it again.
func archive(closed bool, kind string) func(*call) (reply, error) {
	return func(c *call) (reply, error) {
		e, err := c.object()
		if err != nil {
			return reply{}, err
		}
		c.set(e, "isArchived", closed)
		team := e
		if e.path != teamsPath {
			team = entry{teamsPath, store.Object{"id": e.path.Key(0)}}
		}
		return reply{status: http.StatusAccepted, header: map[string]string{"Location": c.beginOperation(team, kind)}}, nil
	}
}

// cloneTeam makes another group and team of one, with the parts that the body names.
func (c *call) cloneTeam() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	parts := strings.Split(strings.ReplaceAll(strings.ToLower(text(c.body["partsToClone"])), " ", ""), ",")
	if text(c.body["displayName"]) == "" || parts[0] == "" {
		return reply{}, fail(http.StatusBadRequest, "BadRequest", "The properties 'displayName' and 'partsToClone' are required.")
	}
	group, err := c.addTo("/groups", store.Object{
		"displayName": c.body["displayName"], "description": c.body["description"], "mailEnabled": true, "securityEnabled": false,
		"groupTypes": []any{"Unified"}, "mailNickname": strings.ReplaceAll(uuid.NewString(), "-", ""),
	})
	if err != nil {
		return reply{}, err
	}
	relations := []string{"owners"}
	if slices.Contains(parts, "members") {
		relations = append(relations, "members")
	}
	for _, relation := range relations {
		for _, member := range c.store.Links(store.RefTo("/groups", e.id()), relation) {
			c.connect(group.ref(), relation, member)
		}
	}
	settings := store.Object{"id": group.id()}
	if slices.Contains(parts, "settings") {
		for name := range teamSettings() {
			if _, known := c.typeOf(e).Property(name); known { // not all are v1.0's
				settings[name] = e.object[name]
			}
		}
	}
	sub := *c
	sub.target, sub.body = target{path: teamsPath, typ: c.typeOf(e)}, settings
	team, err := sub.add()
	if err != nil {
		return reply{}, err
	}
	if slices.Contains(parts, "channels") {
		for _, channel := range c.store.List(e.below("channels")) {
			copied := replaced(channel, "id", threadID())
			if copied["displayName"] != "General" && copied["membershipType"] == "standard" {
				c.must(c.store.Insert(team.below("channels"), copied))
			}
		}
	}
	return reply{status: http.StatusAccepted, header: map[string]string{
		"Location":         c.beginOperation(team, "cloneTeam"),
		"Content-Location": "/teams('" + team.id() + "')",
	}}, nil
}
