// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

import (
	"fmt"
	"strings"
)

// Chosen is an option as Graph shows it, with the names that stand for it where they
// are known.
type Chosen struct {
	ID    string
	Names []string
}

// Plain makes plain values of Graph's settings. Options are [Chosen]; a secret goes by
// the id of its definition. The plain form has no place for two settings of one
// definition beside each other, and none for kinds that it does not know: those are
// errors.
func Plain(settings []any) (map[string]any, error) {
	instances := make([]any, 0, len(settings))
	for _, setting := range list(settings) {
		instances = append(instances, setting[instanceProperty])
	}
	return plain(instances)
}

// PlainInstance makes a plain value, as a map with one member, of one instance.
func PlainInstance(instance map[string]any) (map[string]any, error) { return plain([]any{instance}) }

func plain(instances []any) (map[string]any, error) {
	all := make(map[string]any, len(instances))
	for _, instance := range list(instances) {
		id := text(instance[definitionProperty])
		if _, twice := all[id]; twice || id == "" {
			return nil, fmt.Errorf("the setting %q stands twice, or has no definition: microsoft365_settings_catalog_policy_json can hold it", id)
		}
		if instance["settingInstanceTemplateReference"] != nil {
			return nil, fmt.Errorf("the setting %q names a part of a template of endpoint security: microsoft365_settings_catalog_policy_json can hold it", id)
		}
		value, err := plainValue(id, instance)
		if err != nil {
			return nil, err
		}
		all[id] = value
	}
	return all, nil
}

// plainValue is the value of an instance, which has the name of its kind.
func plainValue(id string, instance map[string]any) (any, error) {
	for name, one := range map[string]func(string, map[string]any) (any, error){"choiceSetting": plainChoice, "simpleSetting": plainSimple, "groupSetting": plainGroup} {
		if value, ok := instance[name+"Value"].(map[string]any); ok {
			return one(id, value)
		}
		elements, ok := instance[name+"CollectionValue"].([]any)
		if !ok {
			continue
		}
		all := make([]any, 0, len(elements))
		for _, element := range list(elements) {
			value, err := one(id, element)
			if err != nil {
				return nil, err
			}
			all = append(all, value)
		}
		return all, nil
	}
	return nil, fmt.Errorf("the setting %s is of the kind %q, which the provider does not know", id, text(instance[typeProperty]))
}

func plainChoice(_ string, value map[string]any) (any, error) {
	chosen := Chosen{ID: text(value[ValueMember])}
	if names, ok := value[namesMember].([]string); ok {
		chosen.Names = names
	}
	below, _ := value[ChildrenMember].([]any)
	if len(below) == 0 {
		return chosen, nil
	}
	children, err := plain(below)
	return map[string]any{ValueMember: chosen, ChildrenMember: children}, err
}

func plainSimple(id string, value map[string]any) (any, error) {
	if value[valueState] != nil || text(value[typeProperty]) == prefix+"SecretSettingValue" {
		return map[string]any{SecretMember: id}, nil
	}
	return value[ValueMember], nil
}

func plainGroup(_ string, value map[string]any) (any, error) {
	below, _ := value[ChildrenMember].([]any)
	return plain(below)
}

// Same tells whether two plain values are the same setting: options by any of their
// names, numbers and truths also as texts, and secrets by whatever name. Null members
// are none.
func Same(a, b any) bool { return same("", a, b) }

func same(id string, a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		return ok && sameMembers(id, x, y) || !ok && bare(x) && same(id, x[ValueMember], b)
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !same(id, x[i], y[i]) {
				return false
			}
		}
		return true
	}
	if y, ok := b.(map[string]any); ok {
		return bare(y) && same(id, a, y[ValueMember])
	}
	return sameWords(id, a, b)
}

// bare tells of a choice on which nothing depends, written as an object.
func bare(v map[string]any) bool {
	_, ok := v[ValueMember]
	children, _ := v[ChildrenMember].(map[string]any)
	return ok && present(children) == 0
}

func present(members map[string]any) (n int) {
	for _, v := range members {
		if v != nil {
			n++
		}
	}
	return n
}

func sameMembers(id string, x, y map[string]any) bool {
	if x[SecretMember] != nil && y[SecretMember] != nil && len(x) == 1 && len(y) == 1 {
		return true
	}
	if bare(x) && bare(y) {
		return same(id, x[ValueMember], y[ValueMember])
	}
	if present(x) != present(y) {
		return false
	}
	for name, v := range x {
		if v == nil {
			continue
		}
		below := name
		if name == ValueMember {
			below = id
		}
		if y[name] == nil || !same(below, v, y[name]) {
			return false
		}
	}
	return true
}

// sameWords compares two plain words of a setting.
func sameWords(id string, a, b any) bool {
	for _, x := range spellings(a) {
		for _, y := range spellings(b) {
			if x == y || strings.EqualFold(x, id+"_"+y) || strings.EqualFold(y, id+"_"+x) {
				return true
			}
		}
	}
	return false
}

// spellings are the words that stand for a value.
func spellings(v any) []string {
	if chosen, ok := v.(Chosen); ok {
		return append([]string{chosen.ID}, chosen.Names...)
	}
	w, ok := word(v)
	if !ok {
		return nil
	}
	return []string{w}
}
