// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// directoryTypes begins the names of the directory's types in @odata.id.
const directoryTypes = "Microsoft.DirectoryServices."

// The amounts of metadata that a client may ask for in its Accept header.
const (
	noMetadata   = "none"
	fullMetadata = "full"
)

// metadataOf is the amount of annotations that a client asks for.
func metadataOf(r *http.Request) string {
	accept := strings.ReplaceAll(strings.ToLower(r.Header.Get("Accept")), " ", "")
	for _, amount := range []string{noMetadata, fullMetadata} {
		if strings.Contains(accept, "odata.metadata="+amount) {
			return amount
		}
	}
	return "minimal"
}

// address is an object's @odata.id.
func (c *call) address(e entry) string {
	if c.target.isOnly() && e.path == c.target.path {
		return c.base() + "/" + c.version + "/" + e.path.Context()
	}
	if !inDirectory(e.path) {
		return c.base() + "/" + c.version + "/" + e.path.Context() + "('" + e.id() + "')"
	}
	return c.base() + "/v2/" + c.options.TenantID + "/directoryObjects/" + e.id() + "/" + directoryTypes + shortName(c.typeOf(e).Name)
}

// annotated adds what a client learns of an object with full metadata: its
// type, its address and the types that JSON does not tell.
func (c *call) annotated(e entry, typ *model.Type, shown store.Object) store.Object {
	if c.metadata != fullMetadata {
		return shown
	}
	full := maps.Clone(shown)
	full["@odata.type"] = "#" + typ.Name
	full["@odata.id"] = c.address(e)
	full["@odata.editLink"] = c.address(e)
	for name := range shown {
		property, known := typ.Property(name)
		primitive, simple := strings.CutPrefix(property.Type, "Edm.")
		switch {
		case !known || name == "id":
		case property.Collection && simple:
			full[name+"@odata.type"] = "#Collection(" + primitive + ")"
		case property.Collection:
			full[name+"@odata.type"] = "#Collection(" + property.Type + ")"
		case simple && !slices.Contains([]string{"String", "Boolean", "Int32", "Double"}, primitive):
			full[name+"@odata.type"] = "#" + primitive
		}
	}
	return full
}

// unannotated is an answer without metadata, of which only the links to further
// pages and the count are left.
func unannotated(value any) any {
	switch value := value.(type) {
	case store.Object:
		bare := make(store.Object, len(value))
		for name, member := range value {
			annotation := strings.Contains(name, "@odata.")
			if !annotation || slices.Contains([]string{"@odata.nextLink", "@odata.deltaLink", "@odata.count"}, name) {
				bare[name] = unannotated(member)
			}
		}
		return bare
	case []any:
		bare := make([]any, len(value))
		for i, element := range value {
			bare[i] = unannotated(element)
		}
		return bare
	}
	return value
}

// labelled puts a reply into the form that the client accepts.
func (c *call) labelled(r reply) reply {
	if c.metadata == noMetadata {
		r.body = unannotated(r.body)
	}
	r.metadata = c.metadata
	return r
}
