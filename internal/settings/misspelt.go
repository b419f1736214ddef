// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
)

// ownPrefix is that of the variables that no other tool reads.
const ownPrefix = "M365_"

// Misspelt warns of variables that nothing reads, and whose names are nearly those of
// settings without a value. Variables holds entries of the form NAME=value, as
// [os.Environ] returns them; a value is neither read nor told. HasValue tells which
// settings have one.
func Misspelt(variables []string, hasValue func(setting string) bool) []auth.Warning {
	settingOf := map[string]string{}
	var known []string
	for _, s := range Table() {
		for _, name := range s.own() {
			settingOf[name] = s.Name
			known = append(known, strings.TrimPrefix(name, ownPrefix))
		}
	}
	var all []auth.Warning
	for _, variable := range variables {
		name, _, _ := strings.Cut(variable, "=")
		word, ours := strings.CutPrefix(name, ownPrefix)
		if !ours || settingOf[name] != "" {
			continue
		}
		meant := ownPrefix + spelling.Nearest(known, word)
		if setting := settingOf[meant]; setting != "" && !hasValue(setting) {
			all = append(all, auth.Warning{
				Setting: setting, Summary: "Unknown variable " + name,
				Detail: fmt.Sprintf("Nothing reads %s, and %s has no value. Did you mean %s?", name, setting, meant),
			})
		}
	}
	return all
}

// own are the setting's variables that no other tool reads.
func (s Setting) own() []string {
	names := slices.Clone(s.Env)
	for _, more := range s.More {
		names = append(names, more.Env...)
	}
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, ownPrefix) })
}
