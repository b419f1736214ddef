// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Catalogue is what a provider serves. Each object is compiled when it is first asked
// for: of the several processes that Terraform starts for one command, the first is asked
// for all schemas, and the others for what the configuration has.
type Catalogue struct {
	entries []*entry
	byName  map[string]*entry
	// parts are the kinds that say in parts what another one says as a whole, by its name.
	parts map[string][]sameInParts
	// typed finds the objects by their paths.
	typed *generic.Catalogue
}

// entry is a definition, and what is made of it once.
type entry struct {
	object.Definition
	object func() (*value.Object, error)
	// list is the data source of several objects, where there can be several.
	list func() (*listSource, error)
}

// NewCatalogue enters definitions.
func NewCatalogue(definitions []object.Definition) *Catalogue {
	c := &Catalogue{typed: generic.NewCatalogue(definitions), byName: make(map[string]*entry, len(definitions)), parts: map[string][]sameInParts{}}
	for _, d := range definitions {
		e := &entry{Definition: d}
		e.object = sync.OnceValues(func() (*value.Object, error) { return value.CompileWith(d, c.finds) })
		e.list = sync.OnceValues(func() (*listSource, error) {
			o, err := e.object()
			if err != nil {
				return nil, err
			}
			return newListSource(o)
		})
		c.entries = append(c.entries, e)
		c.byName[d.Name] = e
		c.addParts(d)
	}
	return c
}

// Compile compiles all objects. The error names everything in the definitions that does
// not fit together.
func (c *Catalogue) Compile() error {
	var faults []error
	for _, e := range c.entries {
		_, err := e.object()
		if err == nil && !e.IsAlone() {
			_, err = e.list()
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("the definition of %s: %w", e.Name, err))
		}
	}
	return errors.Join(faults...)
}

// finds tells which data sources find an object of a kind, or of several: "user or group".
func (c *Catalogue) finds(kinds string) string {
	var found []string
	for _, kind := range strings.Split(strings.ReplaceAll(kinds, " or ", ", "), ", ") {
		e, ok := c.byName[strings.ReplaceAll(kind, " ", "_")]
		if !ok || len(e.Parameters()) > 0 {
			continue
		}
		if key, ok := e.Attribute(e.LookUp.Key); ok {
			found = append(found, fmt.Sprintf("data %q by %s", "microsoft365_"+e.Name, key.TerraformName()))
		}
	}
	if len(found) == 0 {
		return ""
	}
	return "It is found with " + strings.Join(found, ", or ") + "."
}

// Names are those of all objects, in the order of their definitions.
func (c *Catalogue) Names() []string {
	names := make([]string, len(c.entries))
	for i, e := range c.entries {
		names[i] = e.Name
	}
	return names
}

// Object is an object by its name.
func (c *Catalogue) Object(name string) (*value.Object, bool) {
	e, ok := c.byName[name]
	if !ok {
		return nil, false
	}
	o, err := e.object()
	return o, err == nil
}

// managed is an object that has a managed resource.
func (c *Catalogue) managed(name string) (*value.Object, bool) {
	if e, ok := c.byName[name]; !ok || !e.IsManaged() {
		return nil, false
	}
	return c.Object(name)
}

// Generic is the resource of whatever object Graph has, which the framework serves.
func (c *Catalogue) Generic() resource.Resource { return &graphResource{catalogue: c} }

// users are the objects that may refer to another one and can all be listed.
func (c *Catalogue) users(of *value.Object) (all []*value.Object) {
	for _, e := range c.entries {
		if !e.IsManaged() || e.IsAlone() || len(e.Parameters()) > 0 {
			continue
		}
		if o, err := e.object(); err == nil && o.RefersTo(of) {
			all = append(all, o)
		}
	}
	return all
}

// ListResources are the lists of managed objects of which there can be several.
func (c *Catalogue) ListResources() []func() list.ListResource {
	var all []func() list.ListResource
	for _, e := range c.entries {
		if !e.IsManaged() || e.IsAlone() {
			continue
		}
		if source, err := e.list(); err == nil {
			all = append(all, func() list.ListResource { return newListResource(source) })
		}
	}
	return all
}

// sources are the data sources by their names: of one object, and of several where
// there can be several.
func (c *Catalogue) sources() map[string]func() (dataSource, error) {
	all := make(map[string]func() (dataSource, error), 2*len(c.entries))
	for _, e := range c.entries {
		all[e.Name] = sync.OnceValues(func() (dataSource, error) {
			o, err := e.object()
			if err != nil {
				return nil, err
			}
			return newLookupSource(o), nil
		})
		if !e.IsAlone() {
			all[e.Plural()] = func() (dataSource, error) { return e.list() }
		}
	}
	return all
}
