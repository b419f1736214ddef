// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package settingscatalog writes the settings of Intune's catalog as plain values.
//
// To Graph a setting is an instance: an object that names its definition and wraps its
// value by kind, with the settings that depend on it as children. The plain form is a
// map from the definition's id to the value:
//
//   - a number or a text;
//   - a choice: the id of the option, the end of that id, or the option's name;
//   - a choice with settings that depend on it: {value, children}, where children is
//     such a map again;
//   - a list of these, for settings that take several;
//   - a map from id to value for a group of settings, and a list of maps for a setting
//     that takes several groups;
//   - {secret}: the name by which a secret is given elsewhere, since it stands in no
//     state.
//
// [Compile] makes instances of plain values, for which it asks what the definitions
// are. [Plain] goes the other way and needs no definitions. The package sends nothing.
package settingscatalog
