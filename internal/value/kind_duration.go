// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"math/big"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// durationKind is a length of time.
type durationKind struct{ text }

func compileDuration(*compiler, object.Duration, *Attribute) (kind, error) {
	return durationKind{text{checks: []validator.String{textCheck{ok: isDuration, duty: `must be a duration of ISO 8601, such as "P30D" or "PT8H"`, but: andNot}}}}, nil
}

// same compares lengths: "PT24H" is "P1D".
func (durationKind) key(any) string { return "" } // one length has many notations

func (durationKind) same(_ forgiveness, a, b any) bool { return sameTexts(a, b, sameDuration) }

// durationPattern is ISO 8601 as Graph writes it. Years and months have no fixed
// length, so they are counted by themselves.
var durationPattern = regexp.MustCompile(`^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$`)

// isDuration tells whether a text is a duration that is not empty.
func isDuration(s string) bool {
	return durationPattern.MatchString(s) && s[len(s)-1] != 'P' && s[len(s)-1] != 'T'
}

// sameDuration compares lengths: "PT24H" is "P1D".
func sameDuration(a, b string) bool {
	monthsA, secondsA, okA := lengthOf(a)
	monthsB, secondsB, okB := lengthOf(b)
	return okA && okB && monthsA.Cmp(monthsB) == 0 && secondsA.Cmp(secondsB) == 0
}

// lengthOf is a duration in months and seconds.
func lengthOf(s string) (months, seconds *big.Rat, ok bool) {
	parts := durationPattern.FindStringSubmatch(s)
	if !isDuration(s) {
		return nil, nil, false
	}
	months, seconds = new(big.Rat), new(big.Rat)
	for i, unit := range []struct {
		total  *big.Rat
		length int64
	}{{months, 12}, {months, 1}, {seconds, 7 * 86400}, {seconds, 86400}, {seconds, 3600}, {seconds, 60}, {seconds, 1}} {
		if n, given := new(big.Rat).SetString(parts[i+2]); given {
			unit.total.Add(unit.total, n.Mul(n, big.NewRat(unit.length, 1)))
		}
	}
	if parts[1] == "-" {
		months.Neg(months)
		seconds.Neg(seconds)
	}
	return months, seconds, true
}
