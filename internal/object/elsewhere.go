// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

import "strings"

// Elsewhere is an attribute of another kind of object that says as a whole what each object
// of a kind says a part of, about the same object of Graph. Where it is configured it
// decides, and a configuration that has both is warned of.
type Elsewhere struct {
	// Name is that of the other definition, "application".
	Name string
	// Attribute is Graph's name of the attribute; with a dot it is inside another one:
	// "api.oauth2PermissionScopes". A name in braces stands for the value of an attribute
	// of the part: "{platform}.redirectUris".
	Attribute string
}

// AttributeOf is the attribute for a part whose values are told by value.
func (e Elsewhere) AttributeOf(value func(name string) string) string {
	segments := strings.Split(e.Attribute, ".")
	for i, segment := range segments {
		if name, ok := bracketed(segment); ok {
			segments[i] = value(name)
		}
	}
	return strings.Join(segments, ".")
}

// TerraformName is the attribute in Terraform's names, without what depends on the part.
func (e Elsewhere) TerraformName() string {
	return terraformPath(strings.TrimPrefix(e.AttributeOf(func(string) string { return "" }), "."))
}

// Description is the documentation of the object, with what decides where those
// are configured too.
func (d Definition) Description() string {
	if len(d.Elsewhere) == 0 {
		return d.Doc
	}
	var wholes []string
	for i, w := range d.Elsewhere {
		whole := "`microsoft365_" + w.Name + "`"
		if i == 0 || w.Attribute != d.Elsewhere[i-1].Attribute {
			whole = "`" + w.TerraformName() + "` of the " + whole
		}
		wholes = append(wholes, whole)
	}
	return d.Doc + " Where " + strings.Join(wholes, " or ") + " is configured, that decides, and undoes this at its next change: use one or the other. A plan that has both warns."
}

// bracketed is the name in braces that a segment of a path is.
func bracketed(segment string) (name string, ok bool) {
	if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") {
		return segment[1 : len(segment)-1], true
	}
	return "", false
}
