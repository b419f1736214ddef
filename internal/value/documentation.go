// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// described is what a reader of the value has to know: its own text, and the values
// that it can have.
func (a *Attribute) described() string { return sentences(a.Doc, choices(a.Attribute.Type)) }

// documentation is an argument's own text, and what follows from its definition: its
// values and their limits, whether their order counts, the default, what its removal
// does, and whether a change makes a new object.
func (a *Attribute) documentation() string {
	if a.Mode == object.ReadOnly {
		return a.described()
	}
	text := sentences(a.described(), limits(a.Attribute.Type, "The value"))
	if set, isSet := a.Type.kind.(setKind); isSet && set.isList() {
		text = sentences(text, "The order means nothing.")
	}
	if value, ok := object.DefaultOf(a.Mode); ok {
		text = sentences(text, "Default: `"+a.expression(value)+"`.")
	}
	if a.Mode == object.WriteOnlyAtCreate {
		text = sentences(text, "Needed when the object is created.")
	}
	return sentences(text, a.removed(), a.renewed())
}

// renewed tells whether a change makes a new object.
func (a *Attribute) renewed() string {
	switch {
	case a.Once:
		return "It can be given later too, once. Another change makes a new object."
	case a.CreateOnly:
		return "A change makes a new object."
	case len(a.AtCreation) > 0:
		return "A change to or from " + quoted(a.AtCreation) + " makes a new object."
	default:
		return ""
	}
}

// removed is what becomes of a value whose argument is taken out.
func (a *Attribute) removed() string {
	switch {
	case a.Mode == object.Optional && (a.Virtual || a.Variant || a.Alternative || a.WriteOnly || a.CreateOnly):
		return ""
	case a.Mode == object.Optional:
		return "Cleared when it is taken out."
	case a.Mode == object.Links:
		return "Left out, it is neither changed nor read. `[]` removes all."
	case a.Mode != object.Server:
		return ""
	case a.CreateOnly:
		return "Left out, it is Graph's to choose, and what was chosen stays when the argument is taken out."
	case a.Removal.Never != "":
		return "Left out, it stays as it is. Once written, it cannot be taken out again: it cannot be cleared."
	case !a.isClearable():
		return "Left out, it stays as it is."
	case a.Removal.With != nil, len(a.Members()) > 0:
		return "Left out, it stays as it is. What Terraform wrote is cleared when it is taken out again."
	default:
		return "Left out, it stays as it is. What Terraform wrote is cleared when the argument is taken out again."
	}
}

// isClearable tells whether something of the value can be cleared.
func (a *Attribute) isClearable() bool {
	switch members := a.Members(); {
	case a.Removal.Never != "":
		return false
	case a.Removal.With != nil || len(members) == 0 || a.IsCollection():
		return true
	default:
		return slices.ContainsFunc(members, (*Attribute).isClearable)
	}
}

// choices name the known values of a type, or of its elements.
func choices(t object.Type) string {
	switch t := t.(type) {
	case object.String:
		return list("Possible values: ", t.Enum)
	case object.Flags:
		return list("Possible values: ", t.Enum)
	case object.Reference:
		return list("In place of an id: ", t.Or)
	case object.Set:
		return choices(t.Of)
	case object.List:
		return choices(t.Of)
	case object.Wrapped:
		return choices(t.Of)
	default:
		return ""
	}
}

func list(lead string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return lead + quoted(words) + "."
}

// limits are what a value, or each of its elements, has to keep to. Who names what
// they are about.
func limits(t object.Type, who string) string {
	switch t := t.(type) {
	case object.String:
		return limitsOfText(t, who)
	case object.Int:
		return limitsOfNumber(t)
	case object.Date:
		return "A day, such as `2026-11-23`."
	case object.Time:
		return "A time of RFC 3339, such as `2026-11-23T08:00:00Z`."
	case object.Duration:
		return "A length of time of ISO 8601, such as `P30D` or `PT1H30M`."
	case object.Set:
		return sentences(limitsOfCount(t.MinItems, t.MaxItems), limits(t.Of, "Each"))
	case object.List:
		return sentences(limitsOfCount(t.MinItems, t.MaxItems), limits(t.Of, "Each"))
	case object.Flags:
		return "One or more."
	case object.Wrapped:
		return limits(t.Of, who)
	case object.OneOf:
		return "Exactly one of its arguments is set."
	default:
		return ""
	}
}

func limitsOfText(t object.String, who string) string {
	var length, form string
	if t.MaxLength > 0 {
		length = fmt.Sprintf("At most %s.", amount(t.MaxLength, "character"))
	}
	if t.PatternDoc != "" {
		form = who + " " + t.PatternDoc + "."
	}
	return sentences(length, form)
}

func limitsOfNumber(t object.Int) string {
	switch {
	case t.Max != 0:
		return fmt.Sprintf("From %d to %d.", t.Min, t.Max)
	case t.Min != 0:
		return fmt.Sprintf("At least %d.", t.Min)
	default:
		return ""
	}
}

func limitsOfCount(least, most int) string {
	switch {
	case least > 0 && least == most:
		return fmt.Sprintf("Exactly %s.", amount(least, "element"))
	case least > 0 && most > 0:
		return fmt.Sprintf("From %d to %d elements.", least, most)
	case least > 0:
		return fmt.Sprintf("At least %s.", amount(least, "element"))
	case most > 0:
		return fmt.Sprintf("At most %s.", amount(most, "element"))
	default:
		return ""
	}
}

func amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// expression is the attribute's default: a map that is empty is written in braces, though
// Graph has an empty list.
func (a *Attribute) expression(v any) string {
	all, isList := v.([]any)
	if _, isMap := a.Attribute.Type.(object.Map); isMap && isList && len(all) == 0 {
		return "{}"
	}
	return expression(v)
}

// expression is a default as it is written in Terraform's language.
func expression(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case []any:
		all := make([]string, len(v))
		for i, element := range v {
			all[i] = expression(element)
		}
		return "[" + strings.Join(all, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

// sentences joins those that say something.
func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
