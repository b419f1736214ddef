// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
)

// strict tells whether the collection is the directory's, which refuses what
// other services overlook, and has a search index for advanced queries.
func (c *call) strict() bool { return inDirectory(c.target.path) || c.target.path == deletedItems }

// indexed tells whether the request asks for the directory's search index.
func (c *call) indexed() bool {
	return strings.EqualFold(c.request.Header.Get("ConsistencyLevel"), "eventual")
}

// counts: the directory ignores $count=true and refuses /$count without its index.
func (c *call) counts() bool { return c.indexed() || !c.strict() }

// checkList refuses what a collection does not support, and properties that
// its type does not have.
func (c *call) checkList() error {
	if c.target.path == deletedItems && c.target.cast == "" {
		return badRequest("The type of the deleted items must follow as a cast, such as '/microsoft.graph.group'.")
	}
	if c.query.Search != nil && !c.indexed() && c.strict() {
		return unsupportedQuery("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")
	}
	if err := c.checkReferenceFilter(); err != nil {
		return err
	}
	if c.query.Skip != nil && c.strict() {
		return badRequest("'$skip' is not supported by the service.")
	}
	if err := c.spell(); err != nil {
		return err
	}
	if err := c.checkScopes(); err != nil {
		return err
	}
	for _, use := range c.uses() {
		if err := c.checkFilter(use); err != nil {
			return err
		}
	}
	for _, key := range c.query.OrderBy {
		if err := c.checkOrder(key); err != nil {
			return err
		}
	}
	return nil
}

// checkScopes refuses lists that are not narrowed down to what the collection wants.
func (c *call) checkScopes() error {
	if c.target.relation != "" {
		return nil
	}
	for _, scope := range c.rules.at(c.target.path).scopes {
		names := func(use odata.Use) bool {
			return use.Operator == "eq" && !use.Negated && len(use.Path) == 1 && slices.Contains(scope, use.Path[0])
		}
		if !slices.ContainsFunc(c.uses(), names) {
			return badRequest("The $filter query option is required, and must compare %s with eq.", strings.Join(scope, " or "))
		}
	}
	return nil
}

// checkReferenceFilter: without its index the directory finds a related object
// by its id alone.
func (c *call) checkReferenceFilter() error {
	related := c.target.mixed && c.target.relation != "" && c.strict()
	byID := func(use odata.Use) bool { return len(use.Path) == 1 && use.Path[0] == "id" && use.Operator == "eq" }
	if !related || c.indexed() && c.query.Count || !slices.ContainsFunc(c.uses(), func(use odata.Use) bool { return !byID(use) }) {
		return nil
	}
	return unsupportedQuery("The specified filter to the reference property query is currently not supported.")
}

// spell corrects the names of a filter: Graph takes them in any case.
func (c *call) spell() (err error) {
	if c.query.Filter == nil {
		return nil
	}
	spelled := *c.query
	spelled.Filter, err = c.query.Filter.Resolve(func(path odata.Path) (odata.Path, error) {
		corrected := slices.Clone(path)
		for _, property := range c.target.typ.AllProperties() {
			if strings.EqualFold(property.Name, corrected[0]) {
				corrected[0] = property.Name
			}
		}
		return corrected, nil
	})
	c.query = &spelled
	return err
}

func (c *call) uses() []odata.Use {
	if c.query.Filter == nil {
		return nil
	}
	return c.query.Filter.Properties()
}

// checkFilter judges one use of a property in a filter.
func (c *call) checkFilter(use odata.Use) error {
	if len(use.Path) == 0 || strings.Contains(use.Path[0], ".") {
		return nil
	}
	name := use.Path[0]
	if !c.has(name) {
		return unknownProperty(name, c.target.typ)
	}
	if !c.strict() || c.indexed() && c.query.Count {
		return nil
	}
	if slices.Contains([]string{"ne", "endswith"}, use.Operator) || use.Negated {
		return unsupportedQuery("Operator '%s' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information", use.Operator)
	}
	if slices.Contains(c.rules.at(c.target.path).advanced, name) {
		return unsupportedQuery("Unsupported or invalid query filter clause specified for property '%s' of resource '%s'.", name, shortName(c.target.typ.Name))
	}
	return nil
}

// checkOrder judges one key of an order. Without its index the directory knows
// only a few orders, and none together with a filter.
func (c *call) checkOrder(key odata.OrderKey) error {
	name := key.Path[0]
	if !c.has(name) {
		return unknownProperty(name, c.target.typ)
	}
	if !c.strict() || c.indexed() && c.query.Count {
		return nil
	}
	if c.query.Filter != nil {
		return unsupportedQuery("Sorting not supported for current query.")
	}
	if !slices.Contains([]string{"displayName", "userPrincipalName"}, name) {
		return fail(http.StatusBadRequest, "Request_UnsupportedQuery", "Sorting by '%s' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header.", name)
	}
	return nil
}

// has tells whether objects of the target may have a property or relation. The
// objects of a relation may be of several types.
func (c *call) has(name string) bool {
	types := append([]*model.Type{c.target.typ}, c.target.typ.Derived()...)
	return slices.ContainsFunc(types, func(typ *model.Type) bool {
		_, property := typ.Property(name)
		_, relation := typ.Navigation(name)
		return property || relation || undeclared(typ, name)
	})
}
