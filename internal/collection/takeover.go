// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// takeOver changes an object that exists to what is wanted, as an update would. One
// that differs in what is fixed at creation is refused, before anything is changed.
func (c *Collection) takeOver(ctx context.Context, prior value.Tree, wanted Wanted) (Result, error) {
	plan := c.PlanOver(prior, wanted.Config)
	if len(plan.Replaced) > 0 {
		return Result{}, c.difference(prior, plan.Replaced)
	}
	result, err := c.update(ctx, prior, Wanted{Plan: plan.Next, Config: wanted.Config})
	result.Taken = true
	result.Changed = c.Changed(prior, plan.Next)
	if result.State == nil && result.Stage != Untouched {
		result.State = plan.Next
	}
	if result.State != nil {
		// Terraform wants what it has planned, in the spelling of the plan.
		result.State = c.Fill(withID(wanted.Plan, prior), result.State)
	}
	return result, err
}

// withID is a plan of an object whose id is known.
func withID(plan, prior value.Tree) value.Tree {
	known := maps.Clone(plan)
	known["id"] = prior["id"]
	return known
}

// difference is the refusal to take an object over.
func (c *Collection) difference(prior value.Tree, replaced []string) error {
	var names []string
	for _, name := range replaced {
		names = append(names, c.Managed.Find(name).Key)
	}
	return &DifferenceError{Names: names, label: c.Label(prior), id: value.Text(prior["id"])}
}

// known is the state of an object that exists, with the parents of the plan. What
// Graph does not tell, and relations that the plan manages, are as in the plan or
// as they are. It has no versions of what is write-only, so that what has one is sent:
// whoever made the object may have sent something else.
func (c *Collection) known(ctx context.Context, plan value.Tree, found object.Body) (value.Tree, error) {
	own := c.IDOf(found)
	if c.Life.Create.ID.IsChosen() {
		own = c.OwnID(plan) // as whoever chose it spells it
	}
	prior := c.identified(c.StateID(plan, own), plan)
	for _, a := range c.Relations() {
		if plan[a.Name] != nil && !value.IsUnknown(plan[a.Name]) {
			prior[a.Name] = []any{}
		}
	}
	all, err := c.withLinks(ctx, prior, found)
	if err != nil {
		return nil, err
	}
	state := c.AsFarAsWritten(plan, c.Object.Refresh(prior, all))
	for _, a := range c.Managed {
		if a.Virtual && a.Name != "id" {
			state[a.Name] = plan[a.Name]
		}
	}
	for _, a := range c.Managed {
		if a.Version != nil {
			delete(state, a.Version.Name)
		}
	}
	return state, nil
}

// adoptable is the state of an existing object with the key of the plan, if the
// configuration wants such a one to be used.
func (c *Collection) adoptable(ctx context.Context, wanted Wanted) (value.Tree, error) {
	if wanted.Plan[value.UseExisting] != true {
		return nil, nil
	}
	found, err := c.findBy(ctx, wanted.Plan, c.Life.Create.Adopt, value.Text(wanted.Plan[c.Life.Create.Adopt]), c.Managed)
	var none *LookupError
	if errors.As(err, &none) && len(none.ids) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return c.known(ctx, wanted.Plan, found)
}

// holder is the state of the object that has the unique key of the plan already, or
// nil: an apply that was killed after Graph had made the object finds it again.
func (c *Collection) holder(ctx context.Context, wanted Wanted) (value.Tree, error) {
	if value.Text(wanted.Plan[c.Life.Create.Upsert]) == "" {
		return nil, nil
	}
	found, err := send(ctx, c.tenant.client, graph.Request{Version: string(c.Address.API), Path: c.upsertPath(wanted.Plan), Query: url.Values{"$select": {"id"}}})
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	whole, err := c.get(ctx, value.Tree{"id": found["id"]}, c.Managed)
	if err != nil {
		return nil, err
	}
	return c.known(ctx, wanted.Plan, whole)
}

// chosen is the state of the object that has the chosen id already, where making it
// and changing it are the same request.
func (c *Collection) chosen(ctx context.Context, wanted Wanted) (value.Tree, error) {
	if !c.IsMadeInPlace() {
		return nil, nil
	}
	found, err := c.look(ctx, wanted.Plan, c.Managed)
	if errors.Is(err, ErrGone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return c.known(ctx, wanted.Plan, found)
}

// upsertPath addresses the object by its unique key.
func (c *Collection) upsertPath(plan value.Tree) string {
	return c.CollectionPath(plan) + "(" + c.Life.Create.Upsert + "='" + url.PathEscape(strings.ReplaceAll(value.Text(plan[c.Life.Create.Upsert]), "'", "''")) + "')"
}

// upsert makes an object with a unique key, which Graph does not make twice.
func (c *Collection) upsert(ctx context.Context, wanted Wanted, body object.Body) (m made, err error) {
	delete(body, c.Life.Create.Upsert)
	// Repeating this after a lost answer may be refused: what is fixed at creation
	// would be a change then.
	path := c.upsertPath(wanted.Plan)
	err = c.insist(ctx, path, wanted.Plan, func(ctx context.Context) error {
		m.reply, err = send(ctx, c.tenant.client, graph.Request{
			Method: http.MethodPatch, Version: string(c.Address.API), Path: path, Body: body, Header: http.Header{"Prefer": {"create-if-missing"}},
		})
		return err
	})
	if m.id = value.Text(m.reply["id"]); m.id != "" {
		return m, nil
	}
	found, failed := c.holder(ctx, wanted)
	if found != nil {
		return made{existing: found}, nil
	}
	return made{}, errors.Join(err, failed)
}
