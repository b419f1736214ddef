// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
)

const (
	// typeProperty names the type of a value, and prefix is what the types of the
	// catalog begin with.
	typeProperty = "@odata.type"
	prefix       = "#microsoft.graph.deviceManagementConfiguration"

	definitionProperty = "settingDefinitionId"
	instanceProperty   = "settingInstance"
)

// Members of plain values.
const (
	// ValueMember is the option of a choice, beside what depends on it.
	ValueMember = "value"
	// ChildrenMember are the settings that depend on a choice.
	ChildrenMember = "children"
	// SecretMember names a secret.
	SecretMember = "secret"
)

// An Error says what is wrong with a value, and where: the ids of definitions,
// [ValueMember] and [ChildrenMember], and positions in lists as int.
type Error struct {
	Path []any
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%v: %v", e.Path, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Compiler makes instances of plain values.
type Compiler struct {
	// Define says what a setting is.
	Define func(id string) (Definition, error)
	// Secret is a secret by its name. Without it, values that Graph would check stand
	// for secrets: the compilation is a check then.
	Secret func(name, definition string) (Secret, error)
}

// Secret is what stands for a secret in an instance: its value, or the token that Graph
// has shown for it.
type Secret struct{ Value, Token string }

// Compile makes Graph's settings of plain ones, in order of their ids. The error joins
// an [*Error] for each fault.
func (c Compiler) Compile(settings map[string]any) ([]any, error) {
	instances, err := c.instances(settings, nil)
	all := make([]any, 0, len(instances))
	for _, instance := range instances {
		all = append(all, map[string]any{typeProperty: prefix + "Setting", instanceProperty: instance})
	}
	return all, err
}

// Instance makes the one instance of a plain map with one setting.
func (c Compiler) Instance(settings map[string]any) (map[string]any, error) {
	instances, err := c.instances(settings, nil)
	if err != nil {
		return nil, err
	}
	if len(instances) != 1 {
		return nil, &Error{Err: fmt.Errorf("there are %d settings where one is wanted", len(instances))}
	}
	return object(instances[0]), nil
}

func (c Compiler) instances(settings map[string]any, at []any) ([]any, error) {
	all := []any{}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(settings)) {
		if settings[id] == nil {
			continue
		}
		here := append(slices.Clone(at), id)
		instance, err := c.instance(id, settings[id], here)
		faults = append(faults, err)
		all = append(all, instance)
	}
	return all, errors.Join(faults...)
}

func (c Compiler) instance(id string, v any, at []any) (map[string]any, error) {
	d, err := c.Define(id)
	if err != nil {
		return nil, &Error{at, err}
	}
	name := map[Kind]string{Choice: "choiceSetting", Simple: "simpleSetting", Group: "groupSetting"}[d.Kind]
	kind := map[Kind]string{Choice: "ChoiceSetting", Simple: "SimpleSetting", Group: "GroupSetting"}[d.Kind]
	if !d.Several {
		value, err := c.value(d, v, at)
		return map[string]any{typeProperty: prefix + kind + "Instance", definitionProperty: id, name + "Value": value}, err
	}
	elements, ok := v.([]any)
	if !ok {
		return nil, &Error{at, errors.New("the setting takes a list")}
	}
	values, faults := []any{}, []error(nil)
	for i, element := range elements {
		value, err := c.value(d, element, append(slices.Clone(at), i))
		values, faults = append(values, value), append(faults, err)
	}
	return map[string]any{typeProperty: prefix + kind + "CollectionInstance", definitionProperty: id, name + "CollectionValue": values}, errors.Join(faults...)
}

func (c Compiler) value(d Definition, v any, at []any) (any, error) {
	switch d.Kind {
	case Choice:
		return c.choice(d, v, at)
	case Group:
		members, ok := v.(map[string]any)
		if !ok {
			return nil, &Error{at, errors.New("the setting is a group: it takes a map from the ids of its settings to their values")}
		}
		children, err := c.instances(members, at)
		return map[string]any{ChildrenMember: children}, err
	default:
		return c.simple(d, v, at)
	}
}

func (c Compiler) choice(d Definition, v any, at []any) (any, error) {
	children, faults := []any{}, []error(nil)
	if members, ok := v.(map[string]any); ok {
		for name := range members {
			if name != ValueMember && name != ChildrenMember {
				return nil, &Error{append(slices.Clone(at), name), fmt.Errorf("a choice takes %s and %s", ValueMember, ChildrenMember)}
			}
		}
		below, isMap := members[ChildrenMember].(map[string]any)
		if members[ChildrenMember] != nil && !isMap {
			return nil, &Error{append(slices.Clone(at), ChildrenMember), errors.New("children are a map from ids of settings to values")}
		}
		made, err := c.instances(below, append(slices.Clone(at), ChildrenMember))
		children, faults = made, append(faults, err)
		v, at = members[ValueMember], append(slices.Clone(at), ValueMember)
	}
	word, ok := word(v)
	if !ok {
		return nil, errors.Join(append(faults, &Error{at, fmt.Errorf("the setting is a choice: it takes one of %s", d.offers())})...)
	}
	option, err := d.option(word)
	if err != nil {
		faults = append(faults, &Error{at, err})
	}
	return map[string]any{ValueMember: option.ID, ChildrenMember: children}, errors.Join(faults...)
}

// word is a text, or a number or a truth written as one.
func word(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return strconv.FormatBool(v), true
	default:
		return "", false
	}
}

func (c Compiler) simple(d Definition, v any, at []any) (any, error) {
	if d.Secret {
		return c.secret(d, v, at)
	}
	text, ok := word(v)
	switch {
	case !ok && d.Integer:
		return nil, &Error{at, errors.New("the setting takes a whole number")}
	case !ok:
		return nil, &Error{at, errors.New("the setting takes a text")}
	case d.Integer:
		n, whole := new(big.Int).SetString(text, 10)
		if !whole {
			return nil, &Error{at, fmt.Errorf("%q is no whole number, which the setting takes", text)}
		}
		if err := d.within(n, "the number"); err != nil {
			return nil, &Error{at, err}
		}
		return map[string]any{typeProperty: prefix + "IntegerSettingValue", ValueMember: json.Number(n.String())}, nil
	default:
		if err := d.within(big.NewInt(int64(len([]rune(text)))), "the length of the text"); err != nil {
			return nil, &Error{at, err}
		}
		return map[string]any{typeProperty: prefix + "StringSettingValue", ValueMember: text}, nil
	}
}

// within holds a number, or a text's length, against the bounds.
func (d Definition) within(n *big.Int, what string) error {
	for _, b := range []struct {
		limit *json.Number
		side  int
		words string
	}{{d.Least, -1, "at least"}, {d.Most, 1, "at most"}} {
		if b.limit == nil || !d.Integer && b.side > 0 && b.limit.String() == "0" {
			continue
		}
		limit, ok := new(big.Int).SetString(b.limit.String(), 10)
		if ok && n.Cmp(limit) == b.side {
			return fmt.Errorf("%s is %s, and has to be %s %s", what, n, b.words, limit)
		}
	}
	return nil
}

func (c Compiler) secret(d Definition, v any, at []any) (any, error) {
	members := object(v)
	name, isText := members[SecretMember].(string)
	if !isText || len(members) != 1 {
		return nil, &Error{at, errors.New("the setting is a secret, which must not stand in a state: write { secret = \"a name\" } and give the value under that name in secrets")}
	}
	value := map[string]any{typeProperty: prefix + "SecretSettingValue"}
	if c.Secret == nil {
		return value, nil
	}
	secret, err := c.Secret(name, d.ID)
	if err != nil {
		return nil, &Error{at, err}
	}
	secret.put(value)
	return value, nil
}

// put puts the secret into a value of Graph's.
func (s Secret) put(value map[string]any) {
	if s.Token != "" {
		value[ValueMember], value[valueState] = s.Token, encrypted
		return
	}
	value[ValueMember], value[valueState] = s.Value, "notEncrypted"
}

// valueState tells whether a secret is shown, and encrypted that it is not: there is a
// token in its place.
const (
	valueState = "valueState"
	encrypted  = "encryptedValueToken"
)
