// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Kind is what kind of value a setting takes.
type Kind int

// The kinds of settings.
const (
	Choice Kind = iota + 1
	Simple
	Group
)

// Definition is what Graph says of a setting.
type Definition struct {
	ID   string
	Kind Kind
	// Several: the setting takes a list.
	Several bool
	// Options are those of a choice.
	Options []Option
	// Integer and Secret tell simple values apart; others are texts.
	Integer, Secret bool
	// Least and Most bound an integer, or the length of a text; nil is no bound.
	Least, Most *json.Number
}

// Option is one of a choice.
type Option struct{ ID, Name, DisplayName string }

// Define decodes what Graph answers about a setting.
func Define(body map[string]any) (Definition, error) {
	kind := strings.TrimPrefix(text(body[typeProperty]), prefix)
	d := Definition{ID: text(body["id"])}
	switch strings.TrimSuffix(kind, "Definition") {
	case "ChoiceSetting":
		d.Kind = Choice
	case "ChoiceSettingCollection":
		d.Kind, d.Several = Choice, true
	case "SimpleSetting":
		d.Kind = Simple
	case "SimpleSettingCollection":
		d.Kind, d.Several = Simple, true
	case "SettingGroup":
		d.Kind = Group
	case "SettingGroupCollection":
		d.Kind, d.Several = Group, true
	default:
		return d, fmt.Errorf("the setting %s is of the kind %q, which the provider does not know", d.ID, kind)
	}
	for _, o := range list(body["options"]) {
		d.Options = append(d.Options, Option{ID: text(o["itemId"]), Name: text(o["name"]), DisplayName: text(o["displayName"])})
	}
	d.simple(object(body["valueDefinition"]))
	return d, nil
}

// simple decodes what is known of a simple value.
func (d *Definition) simple(value map[string]any) {
	least, most := "minimumLength", "maximumLength"
	if d.Integer = strings.HasSuffix(text(value[typeProperty]), "IntegerSettingValueDefinition"); d.Integer {
		least, most = "minimumValue", "maximumValue"
	}
	d.Secret = value["isSecret"] == true
	d.Least, d.Most = bound(value[least]), bound(value[most])
}

// bound is a bound of Graph's, which says 0 to 0 for texts that have none.
func bound(v any) *json.Number {
	n, ok := v.(json.Number)
	if !ok {
		return nil
	}
	return &n
}

// option finds an option by its id, the end of that, or its name.
func (d Definition) option(name string) (Option, error) {
	var matches []Option
	for _, o := range d.Options {
		if strings.EqualFold(o.ID, name) || strings.EqualFold(o.ID, d.ID+"_"+name) {
			return o, nil
		}
		if strings.EqualFold(o.Name, name) || strings.EqualFold(o.DisplayName, name) {
			matches = append(matches, o)
		}
	}
	switch {
	case len(matches) == 1:
		return matches[0], nil
	case len(matches) > 1:
		return Option{}, fmt.Errorf("several options have the name %q: use the id of one", name)
	default:
		return Option{}, fmt.Errorf("%q is no option; there are %s", name, d.offers())
	}
}

// mostOffers is how many options a message names.
const mostOffers = 12

// offers lists the options, each by the end of its id and its name.
func (d Definition) offers() string {
	var all []string
	for i, o := range d.Options {
		if i == mostOffers {
			all = append(all, fmt.Sprintf("and %d more", len(d.Options)-i))
			break
		}
		short := o.ID
		if end, ok := ending(d.ID, o.ID); ok {
			short = end
		}
		all = append(all, fmt.Sprintf("%q (%s)", short, o.DisplayName))
	}
	return strings.Join(all, ", ")
}

// ending is what follows the definition's id in that of an option.
func ending(definition, option string) (string, bool) {
	if len(option) <= len(definition)+1 || !strings.EqualFold(option[:len(definition)+1], definition+"_") {
		return "", false
	}
	return option[len(definition)+1:], true
}

// text is v if that is a text, object if it is an object, and list the objects in a
// list; else they are empty.
func text(v any) string {
	s, _ := v.(string)
	return s
}

func object(v any) map[string]any {
	o, _ := v.(map[string]any)
	return o
}

func list(v any) []map[string]any {
	elements, _ := v.([]any)
	all := make([]map[string]any, 0, len(elements))
	for _, e := range elements {
		all = append(all, object(e))
	}
	return all
}
