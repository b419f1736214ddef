// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// timeKind is a point in time.
type timeKind struct{ text }

var timePattern = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

func compileTime(_ *compiler, _ object.Time, _ *Attribute) (kind, error) {
	return timeKind{text{checks: []validator.String{matches(timePattern, `must be a time such as "2026-11-23T08:00:00Z"`)}}}, nil
}

// same compares instants: in any notation, and in any time zone.
func (timeKind) key(v any) string {
	at, err := time.Parse(time.RFC3339Nano, Text(v))
	if err != nil {
		return Text(v)
	}
	return at.UTC().Format(time.RFC3339Nano)
}

func (timeKind) same(_ forgiveness, a, b any) bool {
	return sameTexts(a, b, sameInstant)
}

func sameInstant(a, b string) bool {
	x, errX := time.Parse(time.RFC3339Nano, a)
	y, errY := time.Parse(time.RFC3339Nano, b)
	return errX == nil && errY == nil && x.Equal(y)
}
