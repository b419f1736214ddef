// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// settingFlags are the flags of a command that signs in as the provider does: one for
// every argument of the provider.
type settingFlags struct{ kong.Plugins }

func newSettingFlags() settingFlags {
	var flags []reflect.StructField
	for _, s := range settings.Table() {
		flags = append(flags, reflect.StructField{
			Name: "Setting" + strconv.Itoa(len(flags)),
			Type: flagType(s.Kind),
			Tag:  reflect.StructTag(fmt.Sprintf(`name:%q help:%q sep:";" placeholder:"VALUE" group:"Arguments of the provider block:"`, s.Flag(), flagHelp(s))),
		})
	}
	return settingFlags{kong.Plugins{reflect.New(reflect.StructOf(flags)).Interface()}}
}

// flagType is the form of a flag. Without a value it is zero, also for a Boolean.
func flagType(kind settings.Kind) reflect.Type {
	switch kind {
	case settings.Boolean:
		return reflect.TypeFor[*bool]()
	case settings.List:
		return reflect.TypeFor[[]string]()
	default:
		return reflect.TypeFor[string]()
	}
}

func flagHelp(s settings.Setting) string {
	text := strings.ReplaceAll(s.Documentation(), "`", "")
	if s.Sensitive {
		text += " Give it by a variable: others on this machine can see arguments."
	}
	return text
}

// given are the settings that flags have a value for.
func (c settingFlags) given() map[string]string {
	given := map[string]string{}
	flags := reflect.ValueOf(c.Plugins[0]).Elem()
	for i, s := range settings.Table() {
		switch value := flags.Field(i).Interface().(type) {
		case string:
			given[s.Name] = value
		case []string:
			given[s.Name] = settings.Join(value)
		case *bool:
			if value != nil {
				given[s.Name] = strconv.FormatBool(*value)
			}
		}
	}
	return given
}
