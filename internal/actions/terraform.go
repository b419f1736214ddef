// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Terraform are the actions of Terraform: one of each definition, and one for what has
// no definition.
func Terraform() []func() action.Action {
	all := []func() action.Action{func() action.Action { return &graphAction{} }}
	for _, d := range All() {
		all = append(all, func() action.Action { return &ordered{Definition: d} })
	}
	return all
}

// ordered is Terraform's action of a definition.
type ordered struct {
	Definition

	session *engine.Session
}

var _ action.ActionWithConfigure = (*ordered)(nil)

// Metadata gives the action its name.
func (o *ordered) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + o.Name
}

// Schema is made from the definition.
func (o *ordered) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"dry_run": schema.BoolAttribute{Optional: true, MarkdownDescription: "Looks whether the object is there, tells what would be sent, and orders nothing."},
	}
	if o.OfOne() {
		attributes["id"] = schema.StringAttribute{Required: true, Validators: notEmpty(), MarkdownDescription: "Id of what the order is for."}
	}
	if o.Destructive {
		attributes["device_name"] = schema.StringAttribute{Required: true, Validators: notEmpty(), MarkdownDescription: "Name of the device. If the device with the id has another one, nothing is ordered."}
	}
	if o.OfDevice() {
		attributes["wait_minutes"] = schema.Int64Attribute{
			Optional: true, Validators: []validator.Int64{int64validator.Between(0, 60)},
			MarkdownDescription: "For how long to wait until the device reports what came of it: 5 minutes by default, 0 for not at all. That it has failed is an error, that it has not reported a warning.",
		}
	}
	for _, p := range o.Parameters {
		attributes[p.TerraformName()] = p.attribute()
	}
	resp.Schema = schema.Schema{MarkdownDescription: o.Doc, Attributes: attributes}
}

func notEmpty() []validator.String { return []validator.String{stringvalidator.LengthAtLeast(1)} }

// TerraformName is the last part of Graph's name, in Terraform's form.
func (p Parameter) TerraformName() string {
	return object.SnakeCase(p.Name[strings.LastIndexByte(p.Name, '.')+1:])
}

func (p Parameter) attribute() schema.Attribute {
	switch p.Kind {
	case Flag:
		return schema.BoolAttribute{Required: p.Required, Optional: !p.Required, MarkdownDescription: p.Doc}
	case Number:
		return schema.Int64Attribute{Required: p.Required, Optional: !p.Required, MarkdownDescription: p.Doc}
	case Texts:
		return schema.ListAttribute{
			ElementType: types.StringType, Required: p.Required, Optional: !p.Required, MarkdownDescription: p.Doc,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.UniqueValues(), listvalidator.ValueStringsAre(notEmpty()...)},
		}
	default:
		a := schema.StringAttribute{Required: p.Required, Optional: !p.Required, MarkdownDescription: p.Doc}
		if p.Required {
			a.Validators = notEmpty()
		}
		if len(p.Words) > 0 {
			a.Validators = append(a.Validators, wordOf(p.Words))
		}
		return a
	}
}

// wordOf warns of a word that this version of the provider does not know: Graph may.
type wordOf []string

// Description says what is expected.
func (w wordOf) Description(context.Context) string { return "one of " + strings.Join(w, ", ") }

// MarkdownDescription says the same.
func (w wordOf) MarkdownDescription(ctx context.Context) string { return w.Description(ctx) }

// ValidateString compares the word.
func (w wordOf) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if text := req.ConfigValue.ValueString(); text != "" && !slices.Contains(w, text) {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Unknown word", fmt.Sprintf("This version of the provider does not know %q here. It knows: %s. Graph decides.", text, strings.Join(w, ", ")))
	}
}

// Configure takes the session that the provider has made.
func (o *ordered) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	o.session = engine.SessionOf(req.ProviderData, &resp.Diagnostics)
}

// Invoke carries the order out.
func (o *ordered) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	if !o.session.Ready(&resp.Diagnostics) {
		return
	}
	var values map[string]tftypes.Value
	if err := req.Config.Raw.As(&values); err != nil {
		resp.Diagnostics.AddError("Cannot read the arguments", err.Error())
		return
	}
	order := o.order(values)
	runner := Runner{Client: o.session.Client, Sleep: pause.For, Progress: func(text string) { resp.SendProgress(action.InvokeProgressEvent{Message: text}) }}
	err := runner.Run(ctx, order)
	var pending *PendingError
	switch {
	case errors.As(err, &pending):
		resp.Diagnostics.AddWarning("The outcome of "+o.Name+" is open", pending.Error()+".")
	case err != nil:
		resp.Diagnostics.AddError("Cannot carry out "+o.Name, o.session.Explain(err, o.Permissions()...))
	}
}

func (o *ordered) order(values map[string]tftypes.Value) Order {
	order := Order{Definition: o.Definition, Given: map[string]any{}, Wait: 5 * time.Minute}
	for _, p := range o.Parameters {
		if v := values[p.TerraformName()]; p.Kind == Texts && !v.IsNull() {
			order.Given[p.Name] = texts(v)
		} else if v := value.Plain(v); v != nil {
			order.Given[p.Name] = v
		}
	}
	order.ID, _ = value.Plain(values["id"]).(string)
	order.DeviceName, _ = value.Plain(values["device_name"]).(string)
	order.DryRun, _ = value.Plain(values["dry_run"]).(bool)
	if n, ok := value.Plain(values["wait_minutes"]).(json.Number); ok {
		minutes, _ := n.Int64() // the schema says so
		order.Wait = time.Duration(minutes) * time.Minute
	}
	return order
}

// texts are those of a list.
func texts(list tftypes.Value) []string {
	var elements []tftypes.Value
	_ = list.As(&elements) // the schema says that it is one
	all := make([]string, len(elements))
	for i, v := range elements {
		all[i], _ = value.Plain(v).(string)
	}
	return all
}
