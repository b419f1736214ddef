// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package recordings

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// TestModelKnowsRecordings lists what tenants returned and the model does not know:
// types, properties and members of enums. What it lists belongs into
// tools/model/corrections. The model of beta is asked, since a recording does not tell
// its version and beta has what v1.0 has.
func TestModelKnowsRecordings(t *testing.T) {
	t.Parallel()
	schema, err := model.Load(model.Beta)
	if err != nil {
		t.Fatal(err)
	}
	folders := []string{"testdata"}
	if folder := os.Getenv(folderVariable); folder != "" {
		folders = append(folders, folder)
	}
	for _, folder := range folders {
		for collection, values := range readAll(t, folder) {
			t.Run(collection, func(t *testing.T) {
				t.Parallel()
				path, err := schema.Resolve("/" + strings.ReplaceAll(collection, ".", "/"))
				if err != nil || len(path) == 0 {
					t.Fatalf("the model has no such path: %v", err)
				}
				unknown := strangers{schema: schema, found: map[string]string{}}
				for _, value := range values {
					unknown.object(path[len(path)-1].Type, value)
				}
				for _, stranger := range slices.Sorted(maps.Keys(unknown.found)) {
					t.Errorf("%s: %s", stranger, unknown.found[stranger])
				}
			})
		}
	}
}

// strangers collects what the model does not know, with an example.
type strangers struct {
	schema *model.Schema
	found  map[string]string
}

// object holds a value against its type, which an annotation may say more exactly.
func (s strangers) object(typeName string, value map[string]any) {
	if actual, ok := value["@odata.type"].(string); ok {
		typeName = strings.TrimPrefix(actual, "#")
	}
	typ, ok := s.schema.Type(typeName)
	if !ok {
		s.found[typeName] = "no such type"
		return
	}
	for name, v := range value {
		if strings.ContainsAny(name, "@#") { // annotations, and operations that can be called
			continue
		}
		if property, ok := typ.Property(name); ok {
			s.value(typeName+"/"+name, property.Type, v)
		} else if navigation, ok := typ.Navigation(name); ok {
			s.value(typeName+"/"+name, navigation.Type, v)
		} else if !typ.Open {
			s.found[typeName+"/"+name] = fmt.Sprintf("no such property, such as %s", shown(v))
		}
	}
}

// value holds what is in a property against the property's type.
func (s strangers) value(at, typeName string, v any) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			s.value(at, typeName, element)
		}
	case map[string]any:
		s.object(typeName, v)
	case string:
		typ, ok := s.schema.Type(typeName)
		if !ok || typ.Kind != model.Enum {
			return
		}
		for _, word := range strings.Split(v, ",") {
			if !slices.Contains(typ.Members, strings.TrimSpace(word)) {
				s.found[at+" = "+word] = "no such member of " + typeName
			}
		}
	}
}
