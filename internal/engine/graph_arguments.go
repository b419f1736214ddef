// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Names of the arguments of a generic resource.
const (
	argPath    = "path"
	argVersion = "api_version"
	argMethod  = "method"
	argBody    = "body"
	argSecret  = "body_write_only"
	argQuery   = "read_query"
	argExports = "response_export_values"
	argOutput  = "output"
	argID      = "id"
)

// graphArguments are a configuration, a plan or a state of a generic resource.
type graphArguments struct {
	// raw are the values as Terraform has them.
	raw map[string]tftypes.Value
	// body and secret are nil where there is none, or where it is not known.
	body, secret value.Tree
	// secretUnknown: what is not stored is not known, or not all of it.
	secretUnknown bool
}

func newGraphArguments(v tftypes.Value) graphArguments {
	var a graphArguments
	_ = v.As(&a.raw) // the schema says that it is an object; null has nothing in it
	a.body, _ = value.Document(a.raw[argBody]).(value.Tree)
	secret := value.Document(a.raw[argSecret])
	a.secret, _ = secret.(value.Tree)
	a.secretUnknown = value.HasUnknown(secret)
	return a
}

func (a graphArguments) text(name string) string { return value.Text(value.Plain(a.raw[name])) }

// isKnown tells whether the arguments are known that say which object is meant.
func (a graphArguments) isKnown() bool {
	return !slices.ContainsFunc([]string{argPath, argVersion}, func(name string) bool { return !a.raw[name].IsKnown() })
}

func (a graphArguments) place() (generic.Place, error) { return generic.Find(a.text(argPath), a.api()) }

func (a graphArguments) api() object.API { return cmp.Or(object.API(a.text(argVersion)), object.V1) }

// limit is how many elements of a list are wanted.
func (a graphArguments) limit() int {
	if n, ok := value.Plain(a.raw[argLimit]).(json.Number); ok {
		most, _ := n.Int64() // the schema says that it is a whole number
		return int(most)
	}
	return mostRead
}

// exports are the paths by the names under which they are shown.
func (a graphArguments) exports() (map[string]generic.Export, error) {
	given, _ := value.Document(a.raw[argExports]).(value.Tree)
	all := make(map[string]generic.Export, len(given))
	for name, path := range given {
		if value.IsUnknown(path) {
			continue
		}
		export, err := generic.ParseExport(value.Text(path))
		if err != nil {
			return nil, err
		}
		all[name] = export
	}
	return all, nil
}

// texts are those of an argument that is a map.
func (a graphArguments) texts(name string) map[string]string {
	given, _ := value.Document(a.raw[name]).(value.Tree)
	all := make(map[string]string, len(given))
	for key, text := range given {
		all[key] = value.Text(text)
	}
	return all
}

// resource is what the arguments say of the object at a place, which had another body
// before.
func (a graphArguments) resource(p generic.Place, exports map[string]generic.Export, before value.Tree) generic.Resource {
	r := generic.Resource{Place: p, Replaces: a.text(argMethod) == http.MethodPut, Query: a.texts(argQuery), Body: a.body, Secret: a.secret, Before: before}
	for _, e := range exports {
		r.Exports = append(r.Exports, e.Property())
	}
	slices.Sort(r.Exports)
	return r
}
