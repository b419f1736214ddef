// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// MoveState takes an object over from a typed resource of this provider, and from the
// generic ones of microsoft/msgraph. The type's name alone decides.
func (g *graphResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: g.move}}
}

func (g *graphResource) move(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	typ, _ := resp.TargetState.Raw.Type().(tftypes.Object)
	if req.SourceTypeName == value.GraphResource {
		moved, err := req.SourceRawState.Unmarshal(typ)
		if err != nil {
			resp.Diagnostics.AddError("Cannot move "+req.SourceTypeName, "Its state cannot be read: "+err.Error())
			return
		}
		resp.TargetState.Raw = moved
		privateIn(ctx, req.SourcePrivate).into(ctx, resp.TargetPrivate)
		return
	}
	source := map[string]any{}
	err := json.Unmarshal(req.SourceRawState.JSON, &source)
	var id string
	if err == nil {
		id, err = g.movedID(req.SourceTypeName, source)
	}
	var p generic.Place
	if err == nil {
		p, err = generic.Named(id)
	}
	if err != nil {
		resp.Diagnostics.AddError("Cannot move "+req.SourceTypeName+" to "+value.GraphResource, "The state does not tell which object it is: "+err.Error()+
			".\n\nWithout the moved block, let Terraform forget the object and import it:\n  terraform state rm OLD_ADDRESS\n  terraform import NEW_ADDRESS PATH/ID")
		return
	}
	resp.TargetState.Raw = begunAt(typ, p)
	resp.TargetIdentity = nil // it holds the tenant too, which the read that follows knows
	noted := movedPrivate(nil, nil)
	if _, ours := g.typed(req.SourceTypeName); ours {
		noted = movedPrivate(privateIn(ctx, req.SourcePrivate), req.SourceIdentity)
	}
	if req.SourceTypeName == value.MSGraphUpdateResource {
		noted.note(takenKey, true) // it changes what is there, and leaves it there
	}
	noted.into(ctx, resp.TargetPrivate)
}

// typed is the object of a type of this provider.
func (g *graphResource) typed(name string) (*value.Object, bool) {
	name, ours := strings.CutPrefix(name, "microsoft365_")
	if !ours {
		return nil, false
	}
	return g.catalogue.managed(name)
}

// movedID is the id, as an import takes it, of the object that a state is of.
func (g *graphResource) movedID(from string, state map[string]any) (string, error) {
	if slices.Contains([]string{value.MSGraphResource, value.MSGraphUpdateResource}, from) {
		return idOfURL(from, state)
	}
	o, ours := g.typed(from)
	if !ours {
		return "", fmt.Errorf("states of the type %s are not known. It can come from a resource of this provider, %s and %s", from, value.MSGraphResource, value.MSGraphUpdateResource)
	}
	if o.Element() != nil || o.Part() != nil {
		return "", fmt.Errorf("a %s is part of another object and has no path of its own", o.Title())
	}
	parts, err := o.SplitID(value.Text(state["id"]))
	if err != nil {
		return "", err
	}
	t := value.Tree{}
	for name, part := range parts {
		t[name] = part
	}
	return idAt(o, t), nil
}

// idAt is the id of a typed object, as an import takes it.
func idAt(o *value.Object, t value.Tree) string {
	p := generic.Place{API: o.Address.API, Path: o.CollectionPath(t), Kind: generic.Members}
	if o.IsAtPath() {
		p.Kind = generic.Single
	}
	if o.Target() != "" {
		p.Kind = generic.Reference
	}
	return p.ID(o.OwnID(t))
}

// idOfURL is that of an object of microsoft/msgraph: an update's url names it, and that
// of others its collection.
func idOfURL(from string, state map[string]any) (string, error) {
	path, own := "/"+strings.Trim(value.Text(state["url"]), "/"), value.Text(state["id"])
	if path == "/" {
		return "", errors.New("its state holds no url")
	}
	if from == value.MSGraphResource {
		path, linked := strings.CutSuffix(path, "/$ref")
		if own == "" {
			return "", errors.New("its state holds no id")
		}
		p := generic.Place{API: apiOf(state), Path: path, Kind: generic.Members}
		if linked {
			p.Kind = generic.Reference
		}
		return p.ID(own), nil
	}
	return generic.Place{API: apiOf(state), Path: path, Kind: generic.Single}.ID(""), nil
}

func apiOf(state map[string]any) object.API {
	if value.Text(state["api_version"]) == string(object.Beta) {
		return object.Beta
	}
	return object.V1
}
