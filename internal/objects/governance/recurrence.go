// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// recurrence is how often something is done, and until when. Graph fills what is left out.
var recurrence = object.Object{Attributes: []object.Attribute{
	{Name: "pattern", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
		{Name: "type", Mode: object.Required, Type: object.String{Closed: true, Enum: []string{"daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly"}}, Doc: "What is counted: `weekly` or `absoluteMonthly`, where Microsoft's pages name no other."},
		{Name: "interval", Mode: object.Required, Type: object.Int{Min: 1}, Doc: "How many of them lie between two times: with `absoluteMonthly` 3 for a quarter, 12 for a year."},
		{Name: "month", Mode: object.Server, Type: object.Int{Max: 12}, Doc: "The month, for a yearly pattern."},
		{Name: "dayOfMonth", Mode: object.Server, Type: object.Int{Max: 31}, Doc: "The day of the month, for an absolute pattern."},
		{Name: "daysOfWeek", Mode: object.Server, Type: object.Set{Of: day}, Doc: "The days, for a weekly or a relative pattern."},
		{Name: "firstDayOfWeek", Mode: object.Server, Type: day, Doc: "The day with which a week begins."},
		{Name: "index", Mode: object.Server, Type: object.String{Closed: true, Enum: []string{"first", "second", "third", "fourth", "last"}}, Doc: "Which of the days of the month, for a relative pattern."},
	}}, Doc: "How often."},
	{Name: "range", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
		{Name: "type", Mode: object.Required, Type: object.String{Closed: true, Enum: []string{"endDate", "noEnd", "numbered"}}, Doc: "What ends it: `noEnd`, `endDate` or `numbered`."},
		{Name: "startDate", Mode: object.Server, Type: object.Date{}, Doc: "The first day."},
		{Name: "endDate", Mode: object.Server, Type: object.Date{}, Doc: "The last day, with `endDate`."},
		{Name: "numberOfOccurrences", Mode: object.Server, Type: object.Int{}, Doc: "How many times, with `numbered`."},
		{Name: "recurrenceTimeZone", Mode: object.Server, Type: object.String{}, Doc: "Time zone of the days."},
	}}, Doc: "From when until when."},
}}

var day = object.String{Closed: true, Enum: []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}}
