// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"regexp"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// UserMailboxSettings is what Exchange keeps of a user's mailbox, at an address of its own
// that knows no $select of an id.
var UserMailboxSettings = object.Definition{
	Name:      "user_mailbox_settings",
	Reference: "user-update-mailboxsettings",
	Doc:       "Settings of a user's mailbox. What is not configured stays as it is. The user needs a licence with Exchange Online, and Exchange makes the mailbox some minutes after it is assigned: Graph answers until then that there is none. A destroy leaves everything as it is: to end automatic replies, set their `status` to `disabled` first.",
	Place:     object.Part{API: object.V1, Path: "/users/{userId}/mailboxSettings", Type: "microsoft.graph.mailboxSettings"},
	ReadQuery: map[string]string{"$select": ""},
	Life:      &object.Life{Delete: object.Delete{Never: "A mailbox always has settings, which stay as they were last set."}},
	Attributes: []object.Attribute{
		{Name: "userId", Mode: object.Required, Type: object.Reference{To: "user"}, CreateOnly: true, Doc: "Object id of the user."},
		{Name: "automaticRepliesSetting", Rename: "automatic_replies", Mode: object.Server, Type: object.Object{
			Merges: true, Attributes: automaticReplies,
			Rules: []object.Rule{
				{When: []object.Condition{object.Is("status", "scheduled")}, Then: object.Given("scheduledStartDateTime"), Because: "A period has a beginning."},
				{When: []object.Condition{object.Is("status", "scheduled")}, Then: object.Given("scheduledEndDateTime"), Because: "A period has an end."},
			},
		}, Doc: "What senders are told while the user is away."},
		{Name: "timeZone", Mode: object.Server, Type: object.String{Sample: "W. Europe Standard Time"}, Doc: "Time zone of the mailbox by its name in Windows, such as `Pacific Standard Time`, or in the IANA database. Graph shows it in the form in which it was given."},
		{Name: "language", Mode: object.Server, Type: object.Wrapped{Property: "locale", Of: object.String{Sample: "fr-FR", Notation: strings.ToLower}}, Doc: "Language and region of the mailbox, such as `en-US`. Date and time formats are those of the region."},
		{Name: "dateFormat", Mode: object.Server, Follows: []string{"language"}, Type: object.String{Sample: "dd/MM/yyyy"}, Doc: "How days are written, such as `yyyy-MM-dd`: a short date format of .NET that the language has."},
		{Name: "timeFormat", Mode: object.Server, Follows: []string{"language"}, Type: object.String{Sample: "HH:mm"}, Doc: "How times of the day are written, such as `h:mm tt`: a short time format of .NET that the language has."},
		{Name: "delegateMeetingMessageDeliveryOptions", Rename: "delegate_meeting_message_delivery", Mode: object.Server, Type: object.String{
			Enum: []string{"sendToDelegateAndInformationToPrincipal", "sendToDelegateAndPrincipal", "sendToDelegateOnly"}, Closed: true, Notation: strings.ToLower,
		}, Doc: "Who gets meeting requests and answers, where the user has a delegate for the calendar: the delegate, or the user as well."},
		{Name: "workingHours", Mode: object.Server, Type: object.Object{Merges: true, Attributes: workingHours}, Doc: "When the user works, which others see when they plan meetings."},
		{Name: "archiveFolder", Rename: "archive_folder_id", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the folder that Outlook archives into. Null if there is none."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_users_user_mailbox_settings", Attributes: map[string]string{"userId": "user_id"}},
	},
}

// automaticReplies are changed in parts, as Microsoft's example shows. Exchange tells the
// words in other cases than Graph's metadata has them.
var automaticReplies = []object.Attribute{
	{Name: "status", Mode: object.Server, Type: object.String{Enum: []string{"disabled", "alwaysEnabled", "scheduled"}, Closed: true, Notation: strings.ToLower}, Doc: "Whether replies are sent: not at all, always, or from `scheduled_start_date_time` to `scheduled_end_date_time`."},
	{Name: "externalAudience", Mode: object.Server, Type: object.String{Enum: []string{"none", "contactsOnly", "all"}, Closed: true, Notation: strings.ToLower}, Doc: "Who outside of the organization gets a reply: nobody, the user's contacts, or everybody."},
	{Name: "internalReplyMessage", Mode: object.Server, Type: replyMessage, Doc: "What senders in the organization are told, as text or HTML. Exchange makes a page of it, which counts as the same."},
	{Name: "externalReplyMessage", Mode: object.Server, Type: replyMessage, Doc: "What senders outside of it are told."},
	{Name: "scheduledStartDateTime", Mode: object.Server, Type: inUTC, Doc: "When replies begin."},
	{Name: "scheduledEndDateTime", Mode: object.Server, Type: inUTC, Doc: "When replies end."},
}

// replyMessage is a text in whatever page Exchange has made of it.
var replyMessage = object.String{Empty: true, Notation: bodyOfPage, Sample: "<p>I am back on Monday.</p>"}

// body is that of an HTML page.
var body = regexp.MustCompile(`(?is)<body[^>]*>(.*)</body>`)

// bodyOfPage is what stands in the body of an HTML page, or the text itself.
func bodyOfPage(page string) string {
	if found := body.FindStringSubmatch(page); found != nil {
		page = found[1]
	}
	return strings.TrimSpace(page)
}

// inUTC is a time in the zone in which Exchange tells it, whatever zone it was given in.
var inUTC = object.Object{
	Constant: object.Body{"timeZone": "UTC"},
	Attributes: []object.Attribute{{Name: "dateTime", Mode: object.Required, Type: object.String{
		Pattern: `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$`, PatternDoc: `must be a time such as "2026-12-24T17:00:00"`, Sample: "2027-01-04T08:00:00", Notation: withoutFraction,
	}, Doc: "The time in UTC, without a zone: `2026-12-24T17:00:00`."}},
}

// workingHours are changed in parts too. A time zone of the user's own making, which has
// offsets instead of a known name, is shown by its name and cannot be configured.
var workingHours = []object.Attribute{
	{Name: "daysOfWeek", Mode: object.Server, Type: object.Set{Of: object.String{Enum: []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}, Closed: true, Notation: strings.ToLower}}, Doc: "Days on which the user works."},
	{Name: "startTime", Mode: object.Server, Type: timeOfDay("07:30:00"), Doc: "When work begins, such as `08:00:00`."},
	{Name: "endTime", Mode: object.Server, Type: timeOfDay("16:30:00"), Doc: "When work ends, later than it begins."},
	{Name: "timeZone", Mode: object.Server, Type: object.Wrapped{Property: "name", Of: object.String{Sample: "W. Europe Standard Time"}}, Doc: "Time zone of the times, by its name."},
}

// timeOfDay has fractions of a second in what Graph returns.
func timeOfDay(sample string) object.String {
	return object.String{
		Pattern: `^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$`, PatternDoc: `must be a time of day such as "08:30:00"`, Sample: sample, Notation: withoutFraction,
	}
}

// withoutFraction is a time to the second.
func withoutFraction(time string) string {
	whole, _, _ := strings.Cut(time, ".")
	return whole
}
