// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// mailboxSettings is the property of users that has an address of its own, at which it is
// read and changed. Exchange keeps it.
const mailboxSettings = "mailboxSettings"

// isMailbox tells whether the path leads to the settings of a mailbox, and not further.
func (c *call) isMailbox() bool {
	t := c.target
	return t.path == "/users" && len(t.properties) == 1 && t.properties[0] == mailboxSettings
}

// mailbox reads or changes the settings of a user's mailbox. A change is answered with
// all of them: Microsoft's page says that what was changed is returned.
func (c *call) mailbox() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if !hasMailbox(e.object) {
		return reply{}, fail(http.StatusNotFound, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.")
	}
	settings, made := e.object[mailboxSettings].(store.Object)
	if !made {
		settings = newMailbox()
	}
	switch c.request.Method {
	case http.MethodGet:
	case http.MethodPatch:
		if settings, err = c.changedMailbox(settings); err != nil {
			return reply{}, err
		}
		c.set(e, mailboxSettings, settings)
	default:
		return reply{}, methodNotAllowed()
	}
	return reply{status: http.StatusOK, body: c.withContext(settings, "users('"+e.id()+"')/"+mailboxSettings)}, nil
}

// hasMailbox: Exchange makes a mailbox for who has one of its plans. That this takes some
// minutes is left out.
func hasMailbox(user store.Object) bool {
	for _, v := range list(user["assignedPlans"]) {
		plan, _ := v.(store.Object)
		if strings.HasPrefix(strings.ToUpper(text(plan["service"])), "EXCHANGE") && plan["capabilityStatus"] == "Enabled" {
			return true
		}
	}
	return false
}

// newMailbox has the settings of Microsoft's example.
func newMailbox() store.Object {
	at := func(moment string) store.Object { return store.Object{"dateTime": moment, "timeZone": "UTC"} }
	return store.Object{
		"archiveFolder": nil, "dateFormat": "M/d/yyyy", "timeFormat": "h:mm tt", "timeZone": "UTC",
		"delegateMeetingMessageDeliveryOptions": "sendToDelegateOnly", "userPurpose": "user",
		"language": store.Object{"locale": "en-US", "displayName": "English (United States)"},
		"automaticRepliesSetting": store.Object{
			"status": "disabled", "externalAudience": "all", "internalReplyMessage": "", "externalReplyMessage": "",
			"scheduledStartDateTime": at("2026-01-01T09:00:00.0000000"), "scheduledEndDateTime": at("2026-01-02T09:00:00.0000000"),
		},
		"workingHours": store.Object{
			"daysOfWeek": []any{"monday", "tuesday", "wednesday", "thursday", "friday"},
			"startTime":  "08:00:00.0000000", "endTime": "17:00:00.0000000", "timeZone": store.Object{"name": "Pacific Standard Time"},
		},
	}
}

// changedMailbox is what a body makes of the settings. That null is refused is a guess:
// Microsoft's page says that no setting can be deleted.
func (c *call) changedMailbox(before store.Object) (store.Object, error) {
	typ, _ := c.schema.Type("microsoft.graph.mailboxSettings")
	if _, err := c.validate(typ, c.body); err != nil {
		return nil, err
	}
	if hasNull(c.body) {
		return nil, fail(http.StatusBadRequest, "ErrorInvalidArguments", "A mailbox setting cannot be removed.")
	}
	for _, name := range []string{"archiveFolder", "userPurpose"} {
		if _, sent := c.body[name]; sent {
			return nil, fail(http.StatusBadRequest, "ErrorInvalidPropertySet", "The property '%s' is read-only and can't be set.", name)
		}
	}
	after := mergedWith(before, without(c.body, []string{"@odata.context", "@odata.type"}))
	hours, _ := after["workingHours"].(store.Object)
	if text(hours["startTime"]) > text(hours["endTime"]) {
		return nil, fail(http.StatusBadRequest, "ErrorInvalidTimeSettings", "Start Time should occur before End Time.")
	}
	after["workingHours"] = inFull(hours)
	replies, _ := after["automaticRepliesSetting"].(store.Object)
	after["automaticRepliesSetting"] = told(replies)
	return after, nil
}

// hasNull finds null in an object or in what it holds.
func hasNull(object store.Object) bool {
	for _, value := range object {
		inner, _ := value.(store.Object)
		if value == nil || hasNull(inner) {
			return true
		}
	}
	return false
}

// inFull are working hours with seven digits for parts of a second.
func inFull(hours store.Object) store.Object {
	full := without(hours, nil)
	for _, name := range []string{"startTime", "endTime"} {
		if whole, _, _ := strings.Cut(text(hours[name]), "."); whole != "" {
			full = replaced(full, name, whole+".0000000")
		}
	}
	return full
}

// told are automatic replies as Exchange tells them: words begin with a capital, texts
// are pages, and times have seven digits for parts of a second.
func told(replies store.Object) store.Object {
	shown := replies
	for _, name := range []string{"internalReplyMessage", "externalReplyMessage"} {
		if message := text(replies[name]); message != "" && !strings.HasPrefix(message, "<html>") {
			shown = replaced(shown, name, "<html>\n<body>\n"+message+"\n</body>\n</html>\n")
		}
	}
	for _, name := range []string{"status", "externalAudience"} {
		if word := text(replies[name]); word != "" {
			shown = replaced(shown, name, strings.ToUpper(word[:1])+word[1:])
		}
	}
	for _, name := range []string{"scheduledStartDateTime", "scheduledEndDateTime"} {
		moment, _ := replies[name].(store.Object)
		if at, err := time.Parse("2006-01-02T15:04:05", text(moment["dateTime"])); err == nil {
			shown = replaced(shown, name, replaced(moment, "dateTime", at.Format("2006-01-02T15:04:05.0000000")))
		}
	}
	return shown
}
