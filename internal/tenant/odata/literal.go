// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Literal is a constant of a filter.
type Literal struct {
	Type string // Edm type such as "Edm.String", an enum's qualified name, or "" for null
	Text string // the value without quotes, prefix and escapes
}

// Edm types that literals and JSON values can have.
const (
	edmBoolean  = "Edm.Boolean"
	edmDate     = "Edm.Date"
	edmDouble   = "Edm.Double"
	edmDuration = "Edm.Duration"
	edmGUID     = "Edm.Guid"
	edmInstant  = "Edm.DateTimeOffset"
	edmInt32    = "Edm.Int32"
	edmInt64    = "Edm.Int64"
	edmString   = "Edm.String"
)

// What the constants of a filter become besides string, bool, number, time.Time
// and time.Duration.
type (
	guid        string
	enumeration string // the members, separated by commas
)

// value makes the constant that evaluation compares with.
func (l Literal) value() (any, error) {
	switch l.Type {
	case "":
		return nil, nil
	case edmString:
		return l.Text, nil
	case edmBoolean:
		return strings.EqualFold(l.Text, "true"), nil
	case edmGUID:
		return guid(l.Text), nil
	case edmInt32, edmInt64, edmDouble:
		return parseNumber(l.Text)
	case edmDuration:
		return parseDuration(l.Text)
	case edmInstant, edmDate:
		return parseInstant(l.Text)
	}
	return enumeration(l.Text), nil
}

// number is a JSON number ready to be compared: exact if it is a 64-bit integer.
type number struct {
	integer int64
	float   float64
	exact   bool
}

func parseNumber(text string) (number, error) {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return number{integer: i, float: float64(i), exact: true}, nil
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return number{}, fmt.Errorf("number %q: %w", text, err)
	}
	return number{float: f}, nil
}

// numberOf reads the kinds of number that a decoded JSON object can hold.
func numberOf(value any) (number, bool) {
	switch v := value.(type) {
	case number:
		return v, true
	case json.Number:
		n, err := parseNumber(string(v))
		return n, err == nil
	case int:
		return number{integer: int64(v), float: float64(v), exact: true}, true
	case int64:
		return number{integer: v, float: float64(v), exact: true}, true
	case float64:
		return number{float: v}, true
	}
	return number{}, false
}

// parseInstant reads a date-time with offset, seconds being optional, or a date,
// which stands for its midnight in UTC.
func parseInstant(text string) (time.Time, error) {
	upper := strings.ToUpper(text)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly} {
		if t, err := time.Parse(layout, upper); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date-time", text)
}

var durationPattern = regexp.MustCompile(`^([+-]?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$`)

// parseDuration reads the part of ISO 8601 that Edm.Duration has: days to seconds.
func parseDuration(text string) (time.Duration, error) {
	parts := durationPattern.FindStringSubmatch(text)
	if parts == nil || strings.HasSuffix(text, "P") || strings.HasSuffix(text, "T") {
		return 0, fmt.Errorf("%q is no duration", text)
	}
	seconds := 0.0
	for i, unit := range []float64{86400, 3600, 60, 1} {
		if parts[i+2] == "" {
			continue
		}
		n, _ := strconv.ParseFloat(parts[i+2], 64) // of digits; what is too large is infinite
		seconds += n * unit
	}
	if seconds >= time.Duration(1<<63-1).Seconds() { // which is rounded up
		return 0, fmt.Errorf("duration %q is too long", text)
	}
	if parts[1] == "-" {
		seconds = -seconds
	}
	return time.Duration(seconds * float64(time.Second)), nil
}

// edmType is the smallest type that holds the number.
func (n number) edmType() string {
	switch {
	case !n.exact:
		return edmDouble
	case n.integer >= math.MinInt32 && n.integer <= math.MaxInt32:
		return edmInt32
	}
	return edmInt64
}
