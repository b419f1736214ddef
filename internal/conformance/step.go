// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package conformance takes the example of every object in the catalogue through
// its life, and makes the changes of attributes that such a life consists of. The
// tests of this package drive the provider in their own process; those with
// Terraform itself make the same changes, many at once.
package conformance

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Step is one change of an attribute: of itself, or of something nested in it.
type Step struct {
	// Attribute is the one at the top, and Name the path of what changes, by Graph's
	// names with dots.
	Attribute object.Attribute
	Name      string
	// Change makes the attribute's next value of its present one, both as
	// Terraform shows values. It reports whether it knows one.
	Change func(current any) (any, bool)
}

// Steps are all changes of an object that its present values permit, by Terraform's
// names: one for each attribute, nested ones too. What is null as a whole gets one
// step, which gives it a value.
func Steps(d object.Definition, values map[string]any) []Step {
	texts := wording{kind: strings.ReplaceAll(d.Name, "_", "-")}
	var all []Step
	for _, a := range d.Attributes {
		if Changeable(a) && !isPinned(d, a.Name) {
			all = append(all, texts.steps(a, a.Name, values[a.TerraformName()])...)
		}
	}
	for _, v := range d.Variants {
		if a := v.Attribute(); values[a.TerraformName()] != nil {
			all = append(all, texts.steps(a, a.Name, values[a.TerraformName()])...)
		}
	}
	return all
}

// isPinned tells of an attribute about which a rule decides, whatever the others are.
func isPinned(d object.Definition, name string) bool {
	return slices.ContainsFunc(d.Rules, func(rule object.Rule) bool {
		return len(rule.When)+len(rule.Or) == 0 && rule.Then.Attribute() == name
	})
}

// wording makes texts that no other object of a tenant has.
type wording struct{ kind string }

// text is a changed text that differs from the present one.
func (w wording) text(longest int, current any) string {
	for _, word := range []string{"changed-" + w.kind, "again-" + w.kind} {
		if longest > 0 && len(word) > longest {
			word = word[:longest]
		}
		if word != current {
			return word
		}
	}
	return ""
}

// Removals are all changes that take away one optional argument that is configured,
// nested ones too.
func Removals(d object.Definition, config map[string]any) []Step {
	var all []Step
	for _, a := range d.Attributes {
		if Changeable(a) {
			all = append(all, removals(a, a.Name, config[a.TerraformName()])...)
		}
	}
	for _, v := range d.Variants {
		a := v.Attribute()
		a.Mode = object.Required // one of the variants is there
		all = append(all, removals(a, a.Name, config[a.TerraformName()])...)
	}
	return all
}

func removals(a object.Attribute, name string, current any) []Step {
	if current == nil {
		return nil
	}
	var all []Step
	values := present(a.Type, current)
	for _, member := range object.Members(a.Type) {
		if !Changeable(member) {
			continue
		}
		if isVariant(a.Type) {
			member.Mode = object.Required
		}
		for _, inner := range removals(member, name+"."+member.Name, values[member.TerraformName()]) {
			all = append(all, outside(a, member, current, inner)...)
		}
	}
	if a.Mode != object.Required {
		all = append(all, Step{a, name, func(any) (any, bool) { return nil, true }})
	}
	return all
}

// outside is a step of something nested as one of the attribute around it; none where
// it would break a rule of the attribute's type, and is no change by itself.
func outside(a, member object.Attribute, current any, inner Step) []Step {
	change := func(current any) (any, bool) { return within(a.Type, current, member.TerraformName(), inner.Change) }
	if next, ok := change(current); ok && breaks(a.Type, present(a.Type, next)) {
		return nil
	}
	return []Step{{a, inner.Name, change}}
}

// breaks tells whether an object, or the first element of a collection, breaks a
// rule of its type.
func breaks(t object.Type, value map[string]any) bool {
	switch t := t.(type) {
	case object.Set:
		return breaks(t.Of, value)
	case object.List:
		return breaks(t.Of, value)
	case object.Object:
		return element{t.Attributes, value}.breaks(t.Rules)
	}
	return false
}

// Breaks tells whether a step to a value would break a rule of the object, which has
// these values: the two attributes can be changed together only.
func (s Step) Breaks(d object.Definition, values map[string]any, next any) bool {
	changed := maps.Clone(values)
	changed[s.Attribute.TerraformName()] = next
	return !element{d.Attributes, values}.breaks(d.Rules) && element{d.Attributes, changed}.breaks(d.Rules)
}

// breaks tells whether the values break one of the rules.
func (e element) breaks(rules []object.Rule) bool {
	holds := func(c object.Condition) bool { return c.Holds(e.At(c.Attribute())) }
	return slices.ContainsFunc(rules, func(rule object.Rule) bool {
		return !slices.ContainsFunc(rule.When, func(c object.Condition) bool { return !holds(c) }) &&
			!slices.ContainsFunc(append([]object.Condition{rule.Then}, rule.Or...), holds)
	})
}

// element is an object by Graph's names, with the defaults of what it leaves out.
type element struct {
	attributes []object.Attribute
	value      map[string]any
}

// At is the value of an attribute, as a condition wants it. What is nested is named with
// dots.
func (e element) At(name string) any {
	name, inner, nested := strings.Cut(name, ".")
	i := slices.IndexFunc(e.attributes, func(a object.Attribute) bool { return a.Name == name })
	if i < 0 {
		return nil
	}
	a := e.attributes[i]
	value := e.value[a.TerraformName()]
	if nested {
		members, _ := value.(map[string]any)
		return element{object.Members(a.Type), members}.At(inner)
	}
	if fallback, ok := object.DefaultOf(a.Mode); ok && value == nil {
		return fallback
	}
	list, isList := value.([]any)
	if !isList {
		return value
	}
	elements := make([]any, len(list))
	for i, v := range list {
		elements[i] = v
		if members, isObject := v.(map[string]any); isObject {
			elements[i] = element{object.Members(a.Type), members}
		}
	}
	return elements
}

// Changeable tells whether a configured value of the attribute can change.
func Changeable(a object.Attribute) bool {
	return !a.CreateOnly && !a.Volatile && a.Mode != object.ReadOnly && !object.IsWriteOnly(a.Mode)
}

// steps are all changes of an attribute that its present value permits. What is
// null as a whole gets one step, which gives it a value.
func (w wording) steps(a object.Attribute, name string, current any) []Step {
	members := object.Members(a.Type)
	if len(members) == 0 || present(a.Type, current) == nil {
		return []Step{{a, name, func(current any) (any, bool) { return w.nextValue(a.Type, current) }}}
	}
	var all []Step
	for _, member := range members {
		if !Changeable(member) || isVariant(a.Type) && present(a.Type, current)[member.TerraformName()] == nil {
			continue
		}
		for _, inner := range w.steps(member, name+"."+member.Name, present(a.Type, current)[member.TerraformName()]) {
			all = append(all, outside(a, member, current, inner)...)
		}
	}
	return all
}

func isVariant(t object.Type) bool {
	switch t := t.(type) {
	case object.OneOf:
		return true
	case object.Set:
		return isVariant(t.Of)
	case object.List:
		return isVariant(t.Of)
	}
	return false
}

// present is the object that a step goes into: the value itself, or the first
// element of a collection.
func present(t object.Type, current any) map[string]any {
	switch v := current.(type) {
	case map[string]any:
		if _, isMap := t.(object.Map); isMap {
			for _, key := range slices.Sorted(maps.Keys(v)) {
				element, _ := v[key].(map[string]any)
				return element
			}
			return nil
		}
		return v
	case []any:
		if len(v) > 0 {
			element, _ := v[0].(map[string]any)
			return element
		}
	}
	return nil
}

// within changes one member of the object that a step goes into.
func within(t object.Type, current any, member string, change func(any) (any, bool)) (any, bool) {
	inner := present(t, current)
	next, ok := change(inner[member])
	changed := configurable(object.Members(t), inner)
	changed[member] = next
	switch v := current.(type) {
	case map[string]any:
		if _, isMap := t.(object.Map); !isMap {
			return changed, ok
		}
		all := withoutComputed(t, v).(map[string]any)
		all[slices.Sorted(maps.Keys(v))[0]] = changed
		return all, ok
	case []any:
		return append([]any{changed}, withoutComputed(t, v[1:]).([]any)...), ok
	}
	return nil, false
}

// withoutComputed is a value without what only Graph can set.
func withoutComputed(t object.Type, v any) any {
	members := object.Members(t)
	switch value := v.(type) {
	case []any:
		all := make([]any, len(value))
		for i, element := range value {
			all[i] = withoutComputed(object.Object{Attributes: members}, element)
		}
		return all
	case map[string]any:
		if _, isMap := t.(object.Map); !isMap {
			return configurable(members, value)
		}
		all := map[string]any{}
		for key, element := range value {
			all[key] = withoutComputed(object.Object{Attributes: members}, element)
		}
		return all
	default:
		return v
	}
}

func configurable(members []object.Attribute, value map[string]any) map[string]any {
	if len(members) == 0 {
		return value
	}
	kept := map[string]any{}
	for _, member := range members {
		if member.Mode != object.ReadOnly {
			kept[member.TerraformName()] = withoutComputed(member.Type, value[member.TerraformName()])
		}
	}
	return kept
}

// nextValue is a valid value that differs from the present one.
func (w wording) nextValue(t object.Type, current any) (any, bool) {
	switch t := t.(type) {
	case object.Bool:
		return current != true, true
	case object.Int:
		return nextNumber(t, current), true
	case object.String:
		return w.nextText(t, current)
	case object.Reference:
		return nextReference(t, current), true
	case object.Wrapped:
		return w.nextValue(t.Of, current)
	case object.Base64:
		return base64.StdEncoding.EncodeToString([]byte("changed")), true
	case object.Time:
		return "2027-03-01T08:00:00Z", true
	case object.Duration:
		if current == "P60D" {
			return "P90D", true
		}
		return "P60D", true
	case object.Date:
		return "2027-03-01", true
	case object.JSON:
		return t.Sample, t.Sample != ""
	case object.Settings:
		return settingsSample(t.Sample)
	case object.SecurityAttributes:
		return settingsSample(t.Sample)
	case object.Flags:
		return w.nextElements(object.String{Enum: t.Enum}, current)
	case object.Set:
		return w.nextElements(t.Of, current)
	case object.List:
		return w.nextElements(t.Of, current)
	case object.References:
		others, _ := current.([]any)
		return append(slices.Clone(others), linked(t)), true
	case object.Map:
		element, ok := w.sample(t.Attributes)
		if ok && t.Key == "value" {
			return map[string]any{"Sample.Read": element}, true
		}
		return map[string]any{"00000002-0000-0000-c000-000000000000": element}, ok
	case object.Object:
		return w.sample(t.Attributes)
	default:
		return nil, false
	}
}

// settingsSample is the sample of a value of any type.
func settingsSample(document string) (any, bool) {
	decoder := json.NewDecoder(strings.NewReader(document))
	decoder.UseNumber()
	var sample any
	err := decoder.Decode(&sample)
	return sample, err == nil
}

// sample is an object with all that it must have and, if that is nothing, with
// the first value that there is.
func (w wording) sample(attributes []object.Attribute) (map[string]any, bool) {
	made := map[string]any{}
	for _, a := range attributes {
		if a.Mode == object.Required {
			value, ok := w.nextValue(a.Type, nil)
			if !ok {
				return nil, false
			}
			made[a.TerraformName()] = value
		}
	}
	for _, a := range attributes {
		if value, ok := w.nextValue(a.Type, nil); ok && len(made) == 0 && Changeable(a) {
			made[a.TerraformName()] = value
		}
	}
	return made, true
}

func nextNumber(t object.Int, current any) any {
	n := max(t.Min, 1)
	if fmt.Sprint(current) == strconv.Itoa(n) {
		n++
	}
	return n
}

// nextElements takes one element away where others remain, and otherwise
// exchanges what there is.
func (w wording) nextElements(of object.Type, current any) (any, bool) {
	elements, _ := current.([]any)
	if len(elements) > 1 {
		return elements[1:], true
	}
	var first any
	if len(elements) == 1 {
		first = elements[0]
	}
	element, ok := w.nextValue(of, first)
	return []any{element}, ok
}

// AdminID is the object id of the local tenant's built-in user.
const AdminID = "3b463c07-e680-54c7-9d4b-c768c769a457"

// categoryID is the id of the category of apps that [Seed] has.
const categoryID = "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d30"

// linked is the id of an object that a relation takes.
func linked(t object.References) string {
	if ids := certificateIDs(t.To); ids != nil {
		return ids[0]
	}
	if t.To == "mobile app category" {
		return categoryID
	}
	return AdminID
}

// certificateTypes are the types of trusted certificates, and of those that devices show,
// by the platform that titles begin with.
var certificateTypes = map[string][2]string{
	"windows":              {"windows81TrustedRootCertificate", "windows81SCEPCertificateProfile"},
	"macos":                {"macOSTrustedRootCertificate", "macOSScepCertificateProfile"},
	"ios":                  {"iosTrustedRootCertificate", "iosScepCertificateProfile"},
	"android device owner": {"androidDeviceOwnerTrustedRootCertificate", "androidDeviceOwnerScepCertificateProfile"},
	"android work profile": {"androidWorkProfileTrustedRootCertificate", "androidWorkProfileScepCertificateProfile"},
}

// certificateIDs are the ids of the two certificates of a title that [Seed] has; nil for
// other titles.
func certificateIDs(title string) []string {
	platform, trusted := strings.CutSuffix(title, " trusted certificate")
	if !trusted {
		platform, _, _ = strings.Cut(title, " scep certificate")
	}
	types, known := certificateTypes[platform]
	kind := types[1]
	if trusted {
		kind = types[0]
	}
	if !known || platform == title {
		return nil
	}
	id := func(n string) string { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(kind+n)).String() }
	return []string{id("1"), id("2")}
}

// certificates are what [Seed] has of certificates, as JSON.
func certificates() string {
	var all []string
	for platform, types := range certificateTypes {
		for i, title := range []string{" trusted certificate", " scep certificate"} {
			for _, id := range certificateIDs(platform + title) {
				all = append(all, fmt.Sprintf(`{"@odata.type": "#microsoft.graph.%s", "id": %q, "displayName": "Referred to"}`, types[i], id))
			}
		}
	}
	return strings.Join(all, ",")
}

// Seed is what a tenant must hold so that the values of the steps refer to what there
// is: two groups, two assignment filters, a scope tag, a category of apps and two
// certificates of each kind.
func Seed() []byte {
	return []byte(`{
		"groups": [
			{"id": "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d10", "displayName": "Referred to", "mailNickname": "referred", "mailEnabled": false, "securityEnabled": true},
			{"id": "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d11", "displayName": "Referred to next", "mailNickname": "next", "mailEnabled": false, "securityEnabled": true}
		],
		"beta/deviceManagement/assignmentFilters": [
			{"id": "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d20", "displayName": "Referred to", "platform": "windows10AndLater", "rule": "(device.model -eq \"x\")"},
			{"id": "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d21", "displayName": "Referred to next", "platform": "windows10AndLater", "rule": "(device.model -eq \"x\")"}
		],
		"beta/deviceManagement/roleScopeTags": [{"id": "1", "displayName": "Referred to"}],
		"beta/deviceAppManagement/mobileAppCategories": [{"id": "` + categoryID + `", "displayName": "Referred to"}],
		"beta/deviceManagement/deviceConfigurations": [` + certificates() + `]
	}`)
}

func nextReference(t object.Reference, current any) any {
	for _, id := range certificateIDs(t.To) {
		if id != current {
			return id
		}
	}
	candidates := map[string][]string{
		"directory role template":        {"f2ef992c-3afb-46b9-b7cf-a126ee74c451", "fe930be7-5e62-47db-91af-98c3a49a38b1"},
		"named location":                 {"All", "AllTrusted"},
		"user":                           {AdminID, "None"},
		"application":                    {"00000003-0000-0000-c000-000000000000", "None"},
		"assignment filter":              {"5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d20", "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d21"},
		"authentication strength policy": {"00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003"},
	}[t.To]
	for _, id := range append(candidates, "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d10", "5a1f9c84-0f0e-4b1c-9d6e-0c8f6f3f8d11") {
		if id != current {
			return id
		}
	}
	return nil
}

func (w wording) nextText(t object.String, current any) (any, bool) {
	if len(t.Enum) > 0 && t.Sample != "" && t.Sample != current {
		return t.Sample, true
	}
	for _, member := range t.Enum {
		if member != current {
			return member, true
		}
	}
	switch {
	case t.Sample != "":
		return t.Sample, t.Sample != current
	case t.Pattern != "" && !strings.HasPrefix(t.Pattern, "^[^@"):
		return nil, false
	default:
		text := w.text(t.MaxLength, current)
		return text, text != ""
	}
}
