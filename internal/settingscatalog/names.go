// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

import (
	"maps"
	"slices"
	"strings"
)

// namesMember holds, in a choice of Graph's, the names of its option: a remark of the
// provider's own, which Graph neither sends nor gets.
const namesMember = "#names"

// Unnamed are the ids of definitions without which nobody can tell whether plain values
// are what Graph shows: choices that are given by a name and not by an id.
func Unnamed(given map[string]any, shown any) []string {
	options := map[string][]string{}
	visitChoices(shown, func(definition string, value map[string]any) {
		options[definition] = append(options[definition], text(value[ValueMember]))
	})
	var ids []string
	visitWords("", given, func(id, word string) {
		isKnown := func(option string) bool {
			return strings.EqualFold(option, word) || strings.EqualFold(option, id+"_"+word)
		}
		shown, isChoice := options[id]
		if isChoice && !slices.ContainsFunc(shown, isKnown) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	})
	slices.Sort(ids)
	return ids
}

// visitWords visits the texts in a plain value, with the definition that each is of.
func visitWords(id string, v any, visit func(id, word string)) {
	switch v := v.(type) {
	case string:
		visit(id, v)
	case []any:
		for _, element := range v {
			visitWords(id, element, visit)
		}
	case map[string]any:
		for name, member := range v {
			below := name
			if name == ValueMember {
				below = id
			}
			visitWords(below, member, visit)
		}
	}
}

// visitChoices visits the values of choices in settings of Graph's.
func visitChoices(v any, visit func(definition string, value map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			visitChoices(element, visit)
		}
	case map[string]any:
		definition := text(v[definitionProperty])
		if value, ok := v["choiceSettingValue"].(map[string]any); ok {
			visit(definition, value)
		}
		for _, value := range list(v["choiceSettingCollectionValue"]) {
			visit(definition, value)
		}
		for _, member := range v {
			visitChoices(member, visit)
		}
	}
}

// Named are settings of Graph's with the names of their options, as far as the
// definitions tell. What it is given stays as it is.
func Named(settings any, definitions map[string]Definition) any {
	copied := clone(settings)
	visitChoices(copied, func(id string, value map[string]any) {
		for _, o := range definitions[id].Options {
			if strings.EqualFold(o.ID, text(value[ValueMember])) {
				value[namesMember] = []string{o.Name, o.DisplayName}
			}
		}
	})
	return copied
}

// clone is a deep copy of decoded JSON.
func clone(v any) any {
	switch v := v.(type) {
	case []any:
		all := slices.Clone(v)
		for i := range all {
			all[i] = clone(all[i])
		}
		return all
	case map[string]any:
		all := maps.Clone(v)
		for name := range all {
			all[name] = clone(all[name])
		}
		return all
	default:
		return v
	}
}

// IDs are the ids of the definitions in plain settings, in order.
func IDs(settings map[string]any) []string {
	ids := map[string]bool{}
	collect(settings, ids)
	return slices.Sorted(maps.Keys(ids))
}

// collect takes names of members for ids, but for those of a choice and of a secret.
func collect(v any, ids map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			collect(element, ids)
		}
	case map[string]any:
		for name, member := range v {
			if name != ValueMember && name != ChildrenMember && name != SecretMember && member != nil {
				ids[name] = true
			}
			collect(member, ids)
		}
	}
}
