// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Catalogue is what a provider serves: objects, each compiled once.
type Catalogue struct {
	objects []*value.Object
	lists   []*listSource
	// parts are the kinds that say in parts what another one says as a whole, by its name.
	parts map[string][]sameInParts
	// typed finds the objects by their paths.
	typed *generic.Catalogue
}

// NewCatalogue compiles definitions. The error names everything in them that does
// not fit together; the catalogue is empty then.
func NewCatalogue(definitions []object.Definition) (*Catalogue, error) {
	c := Catalogue{typed: generic.NewCatalogue(definitions), parts: map[string][]sameInParts{}}
	var faults []error
	for _, d := range definitions {
		if err := c.add(d); err != nil {
			faults = append(faults, fmt.Errorf("the definition of %s: %w", d.Name, err))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return &Catalogue{typed: generic.NewCatalogue(nil)}, err
	}
	return &c, nil
}

func (c *Catalogue) add(d object.Definition) error {
	o, err := value.Compile(d)
	if err != nil {
		return err
	}
	c.objects = append(c.objects, o)
	c.addParts(o)
	if d.IsAlone() {
		return nil
	}
	list, err := newListSource(o)
	c.lists = append(c.lists, list)
	return err
}

// Objects are the compiled objects, in the order of their definitions.
func (c *Catalogue) Objects() []*value.Object { return c.objects }

// Generic is the resource of whatever object Graph has, which the framework serves.
func (c *Catalogue) Generic() resource.Resource { return &graphResource{catalogue: c} }

// users are the objects that may refer to another one and can all be listed.
func (c *Catalogue) users(of *value.Object) []*value.Object {
	return slices.DeleteFunc(slices.Clone(c.objects), func(o *value.Object) bool {
		return !o.IsManaged() || o.IsAlone() || len(o.Parameters()) > 0 || !o.RefersTo(of)
	})
}

// ListResources are the lists of managed objects of which there can be several.
func (c *Catalogue) ListResources() []func() list.ListResource {
	var all []func() list.ListResource
	for _, source := range c.lists {
		if source.IsManaged() {
			all = append(all, func() list.ListResource { return newListResource(source) })
		}
	}
	return all
}

// sources are the data sources by their names: of one object, and of several where
// there can be several.
func (c *Catalogue) sources() map[string]dataSource {
	all := make(map[string]dataSource, len(c.objects)+len(c.lists))
	for _, o := range c.objects {
		all[o.Name] = newLookupSource(o)
	}
	for _, l := range c.lists {
		all[l.Plural()] = l
	}
	return all
}
