// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxExpanded is how many objects of a relation the directory expands. It gives
// no link to the others.
const maxExpanded = 20

// expanded adds relations to an object.
func (c *call) expanded(typ *model.Type, e entry, shown store.Object) (store.Object, error) {
	expands := c.expands(typ, e)
	if len(expands) == 0 {
		return shown, nil
	}
	full := maps.Clone(shown)
	for i := range expands {
		x := &expands[i]
		name := x.Path[0]
		navigation, ok := typ.Navigation(name)
		if !ok {
			if c.target.typ.Name != typ.Name {
				continue // the relation of another derived type
			}
			return nil, unknownProperty(name, typ)
		}
		value, err := c.followed(e, navigation, x)
		if err != nil {
			return nil, err
		}
		full[name] = value
	}
	return full, nil
}

// maxDepth is how deep expansions go inside of each other. Examples of Microsoft's
// go to two; that there is a limit, and what it says, is a guess after OData's library.
const maxDepth = 3

// checkExpands refuses what Graph does not expand: too deep inside of each other,
// more levels of anything but managers, and references or counts in place of objects.
func checkExpands(expands []odata.Expand, depth int) error {
	for i := range expands {
		x := &expands[i]
		last := x.Path[len(x.Path)-1]
		switch {
		case depth > maxDepth:
			return fail(http.StatusBadRequest, "BadRequest", "The request includes a $expand path which is too deep. The maximum depth allowed is %d.", maxDepth)
		case x.Levels != 1 && x.Path[0] != "manager":
			return fail(http.StatusBadRequest, "BadRequest", "$levels is not supported for '%s'.", x.Path)
		case len(x.Path) > 1 && !strings.Contains(last, "."):
			return fail(http.StatusBadRequest, "BadRequest", "The path '%s' is not supported in $expand.", x.Path)
		}
		if err := checkExpands(x.Expand, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// followed is the relation of an expansion, again and again if it asks for several
// levels: a manager's manager. It ends where there is no other one, or at one that
// was there before.
func (c *call) followed(e entry, navigation model.Navigation, x *odata.Expand) (any, error) {
	sub, query, cast := *c, x.Query, ""
	if len(x.Path) > 1 {
		cast = x.Path[1]
	}
	if x.Levels > 1 {
		if slices.Contains(c.above, e.ref()) {
			return nil, nil
		}
		inner := *x
		inner.Levels--
		query.Expand = append(slices.Clone(query.Expand), inner)
		sub.above = append(slices.Clone(c.above), e.ref())
	}
	return sub.relation(e, navigation, &query, cast)
}

// expands are the relations that the query asks for, all of them for a star, and
// those that come unasked.
func (c *call) expands(typ *model.Type, e entry) []odata.Expand {
	var all []odata.Expand
	for _, x := range c.query.Expand {
		if x.Path[0] != "*" {
			all = append(all, x)
			continue
		}
		for _, navigation := range typ.AllNavigations() {
			all = append(all, odata.Expand{Path: odata.Path{navigation.Name}, Levels: 1})
		}
	}
	if len(c.query.Select) > 0 {
		return all
	}
	r := c.rulesFor(e)
	for _, name := range slices.Concat(r.embeds, r.mentions) {
		_, known := typ.Navigation(name)
		asked := slices.ContainsFunc(all, func(x odata.Expand) bool { return x.Path[0] == name })
		if !known || asked {
			continue
		}
		x := odata.Expand{Path: odata.Path{name}, Levels: 1}
		if slices.Contains(r.mentions, name) {
			x.Select = []odata.Path{{"id"}}
		}
		all = append(all, x)
	}
	return all
}

// relation is what is at the other end of a relation, by its own query: of one type
// only, if there is a cast.
func (c *call) relation(e entry, navigation model.Navigation, query *odata.Query, cast string) (any, error) {
	typ, ok := c.schema.Type(navigation.Type)
	if !ok {
		return nil, badRequest("The relation '%s' cannot be expanded.", navigation.Name)
	}
	sub := *c
	sub.query = query
	sub.target = target{typ: typ, single: !navigation.Collection, path: c.below(e, navigation.Name), cast: cast}
	if !c.holds(e, c.typeOf(e), navigation) {
		sub.target.path, sub.target.owner, sub.target.relation = e.path, e.ref(), navigation.Name
	}
	if !navigation.Collection {
		one, err := sub.object()
		if err != nil {
			return nil, nil //nolint:nilerr // a relation that leads nowhere is null
		}
		return sub.shape(one)
	}
	found, err := sub.matching()
	if err != nil {
		return nil, err
	}
	if sub.target.relation != "" && inDirectory(e.path) {
		found = found[:min(len(found), maxExpanded)]
	}
	if query.Top != nil {
		found = found[:min(len(found), *query.Top)]
	}
	return sub.shapes(sub.loaded(found))
}

func (c *call) shapes(entries []entry) ([]any, error) {
	values := make([]any, 0, len(entries))
	for _, e := range entries {
		shaped, err := c.shape(e)
		if err != nil {
			return nil, err
		}
		values = append(values, shaped)
	}
	return values, nil
}
