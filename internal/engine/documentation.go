// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// attributeDocumentation is an argument's own text, and what follows from its
// definition: values, default, and whether a change makes a new object.
func attributeDocumentation(a object.Attribute) string {
	sentences := []string{a.Doc}
	if values := enumOf(a.Type); len(values) > 0 {
		sentences = append(sentences, "Possible values: "+quoted(values)+".")
	}
	if value, ok := object.DefaultOf(a.Mode); ok {
		sentences = append(sentences, fmt.Sprintf("Default: `%v`.", value))
	}
	if a.CreateOnly {
		sentences = append(sentences, "A change makes a new object.")
	}
	return strings.Join(sentences, " ")
}

func enumOf(t object.Type) []string {
	switch t := t.(type) {
	case object.String:
		return t.Enum
	case object.Set:
		return enumOf(t.Of)
	default:
		return nil
	}
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
