// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"encoding/base64"
	"maps"
	"regexp"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// drawAttribute draws what an argument becomes: nil is that it is left out. It is
// not ok if the argument stays as it is.
func drawAttribute(t *rapid.T, a object.Attribute, current any) (next any, ok bool) {
	const stays, goes = 0, 1
	switch rapid.IntRange(0, 3).Draw(t, a.Name) {
	case stays:
		return nil, false
	case goes:
		return nil, a.Mode != object.Required && current != nil
	default:
		return drawValue(t, a.Type, a.Name, current)
	}
}

// drawValue draws a value of a type. Where none can be invented, it is the present
// one or the sample.
func drawValue(t *rapid.T, typ object.Type, name string, current any) (any, bool) {
	switch typ := typ.(type) {
	case object.Bool:
		return rapid.Bool().Draw(t, name), true
	case object.Int:
		if typ.Max == 0 {
			return rapid.IntRange(typ.Min, typ.Min+100).Draw(t, name), true
		}
		return rapid.IntRange(typ.Min, typ.Max).Draw(t, name), true
	case object.String:
		return drawText(t, typ, name, current)
	case object.Reference:
		return drawReference(t, typ, name, current), true
	case object.Wrapped:
		return drawValue(t, typ.Of, name, current)
	case object.Settings:
		return settingsSample(typ.Sample)
	case object.SecurityAttributes:
		return settingsSample(typ.Sample)
	case object.Base64:
		return base64.StdEncoding.EncodeToString([]byte(rapid.SampledFrom(texts()).Draw(t, name))), true
	case object.Duration:
		return rapid.SampledFrom([]string{"PT8H", "P30D", "PT90S", "P1DT12H"}).Draw(t, name), true
	case object.Date:
		return rapid.SampledFrom([]string{"2027-03-01", "2028-02-29"}).Draw(t, name), true
	case object.Flags:
		words := typ.Enum
		if words == nil {
			words = []string{"User.Read", "openid", "profile"}
		}
		return drawElements(t, object.String{Enum: words}, name, 1, 3, current)
	case object.Set:
		return drawElements(t, typ.Of, name, typ.MinItems, typ.MaxItems, current)
	case object.List:
		return drawElements(t, typ.Of, name, typ.MinItems, typ.MaxItems, current)
	case object.References:
		return rapid.SampledFrom([][]any{{}, {linked(typ)}, {strings.ToUpper(linked(typ))}}).Draw(t, name), true
	case object.Map:
		return drawMap(t, typ, name, current)
	case object.Object:
		members, _ := current.(map[string]any)
		return drawObject(t, typ.Attributes, members)
	case object.OneOf:
		v := rapid.SampledFrom(typ.Variants).Draw(t, name)
		made, ok := drawObject(t, v.Attributes, nil)
		return map[string]any{v.Attribute().TerraformName(): made}, ok
	default:
		return nil, false
	}
}

// drawObject draws a complex value: what must be there, and some of the rest.
func drawObject(t *rapid.T, attributes []object.Attribute, current map[string]any) (map[string]any, bool) {
	made := map[string]any{}
	for _, a := range attributes {
		if a.Mode == object.WriteOnlyAtCreate {
			made[a.TerraformName()], _ = drawValue(t, a.Type, a.Name, nil)
		}
		if a.Mode == object.ReadOnly || object.IsWriteOnly(a.Mode) {
			continue
		}
		before := current[a.TerraformName()]
		next, drawn := drawAttribute(t, a, before)
		switch {
		case !drawn && before != nil && a.Mode == object.Required:
			made[a.TerraformName()] = before
		case !drawn && a.Mode == object.Required:
			value, ok := drawValue(t, a.Type, a.Name, nil)
			if !ok {
				return nil, false
			}
			made[a.TerraformName()] = value
		case !drawn && before != nil && rapid.Bool().Draw(t, "keep "+a.Name):
			made[a.TerraformName()] = before
		case drawn && next != nil:
			made[a.TerraformName()] = next
		}
	}
	return made, true
}

// drawElements draws different elements.
func drawElements(t *rapid.T, of object.Type, name string, least, most int, current any) (any, bool) {
	if most == 0 || most > 3 {
		most = max(3, least)
	}
	var first any
	if elements, ok := current.([]any); ok && len(elements) > 0 {
		first = elements[0]
	}
	all, seen := []any{}, map[string]bool{}
	for range rapid.IntRange(least, most).Draw(t, "number of "+name) {
		element, ok := drawValue(t, of, name, first)
		key := strings.ToLower(text(withDefaults(of, element)))
		if !ok || seen[key] {
			continue
		}
		seen[key] = true
		all = append(all, element)
	}
	return all, len(all) >= least
}

// withDefaults is a value with the defaults of what is left out in it, and its sets in one
// order.
func withDefaults(t object.Type, v any) any {
	switch t := t.(type) {
	case object.Set:
		return sortedElements(t.Of, v)
	case object.Flags:
		return sortedElements(object.String{}, v)
	}
	members, isObject := v.(map[string]any)
	if _, isMap := t.(object.Map); !isObject || isMap {
		return v
	}
	filled := map[string]any{}
	for _, a := range object.Members(t) {
		value := members[a.TerraformName()]
		if fallback, ok := object.DefaultOf(a.Mode); ok && value == nil {
			value = fallback
		}
		filled[a.TerraformName()] = withDefaults(a.Type, value)
	}
	return filled
}

func sortedElements(of object.Type, v any) []string {
	elements, _ := v.([]any)
	all := make([]string, len(elements))
	for i, element := range elements {
		all[i] = strings.ToLower(text(withDefaults(of, element)))
	}
	slices.Sort(all)
	return all
}

// drawMap draws elements for the keys that are there, and for one more.
func drawMap(t *rapid.T, typ object.Map, name string, current any) (any, bool) {
	before, _ := current.(map[string]any)
	keys := []string{"00000002-0000-0000-c000-000000000000"}
	if typ.Key == "value" {
		keys = []string{"Drawn.Read"}
	}
	keys = append(keys, slices.Sorted(maps.Keys(before))...)
	made := map[string]any{}
	for _, key := range keys {
		if !rapid.Bool().Draw(t, name+" "+key) {
			continue
		}
		members, _ := before[key].(map[string]any)
		element, ok := drawObject(t, typ.Attributes, members)
		if !ok {
			return nil, false
		}
		made[key] = element
	}
	return made, true
}

// texts are such as people write.
func texts() []string {
	return []string{"a", "Ordinary words", "Ünïcödé 文字 🙂", "It's \"quoted\" & <marked>", "x, y; z", "line\nbreak", "50 %", "null", "true", "\\back\\slash"}
}

func drawText(t *rapid.T, typ object.String, name string, current any) (any, bool) {
	switch {
	case len(typ.Enum) > 0:
		return rapid.SampledFrom(typ.Enum).Draw(t, name), true
	case typ.Pattern != "" || typ.Sample != "":
		var candidates []any
		for _, candidate := range []any{current, typ.Sample} {
			if candidate != nil && candidate != "" {
				candidates = append(candidates, candidate)
			}
		}
		if len(candidates) == 0 {
			return nil, false
		}
		return rapid.SampledFrom(candidates).Draw(t, name), true
	}
	candidates := texts()
	if typ.MaxLength > 0 {
		candidates = append(candidates, strings.Repeat("m", typ.MaxLength))
	}
	drawn := rapid.SampledFrom(candidates).Draw(t, name)
	if characters := []rune(drawn); typ.MaxLength > 0 && len(characters) > typ.MaxLength {
		drawn = string(characters[:typ.MaxLength])
	}
	return drawn, true
}

var (
	guidWithin = regexp.MustCompile(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`)
	guid       = regexp.MustCompile("^" + guidWithin.String() + "$")
)

// inCapitals is a value with all GUIDs in it, and in its texts, in capitals.
func inCapitals(v any) any {
	switch v := v.(type) {
	case string:
		return guidWithin.ReplaceAllStringFunc(v, strings.ToUpper)
	case []any:
		all := make([]any, len(v))
		for i, element := range v {
			all[i] = inCapitals(element)
		}
		return all
	case map[string]any:
		all := make(map[string]any, len(v))
		for name, member := range v {
			all[guidWithin.ReplaceAllStringFunc(name, strings.ToUpper)] = inCapitals(member)
		}
		return all
	default:
		return v
	}
}

// drawReference draws an id, in capitals at times, as people copy it.
func drawReference(t *rapid.T, typ object.Reference, name string, current any) any {
	candidates := []any{nextReference(typ, nil), nextReference(typ, nextReference(typ, nil))}
	for _, word := range typ.Or {
		candidates = append(candidates, word)
	}
	if current != nil {
		candidates = []any{current}
	}
	drawn := rapid.SampledFrom(candidates).Draw(t, name)
	id, _ := drawn.(string)
	if !guid.MatchString(id) {
		return drawn
	}
	return rapid.SampledFrom([]string{id, strings.ToUpper(id), strings.ToUpper(id[:8]) + id[8:]}).Draw(t, "case of "+name)
}
