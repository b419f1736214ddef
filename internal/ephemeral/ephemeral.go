// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package ephemeral holds the provider's ephemeral resources: secrets that Graph makes
// or keeps, for the time of one run. Terraform opens them in each plan and each apply,
// and writes them neither into plans nor into state.
package ephemeral

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// patience is how long opening or closing may take.
const patience = 5 * time.Minute

// leftKey names, in private data, what closing has to know; no secret is in it.
const leftKey = "left"

// All are the ephemeral resources.
func All() []func() ephemeral.EphemeralResource {
	var all []func() ephemeral.EphemeralResource
	for _, kind := range []func() *secret{accessToken, applicationPassword, bitlockerRecoveryKey, deviceLocalCredential, fileVaultKey, temporaryAccessPass} {
		all = append(all, func() ephemeral.EphemeralResource { return kind() })
	}
	return all
}

// secret is one kind of ephemeral resource.
type secret struct {
	name       string
	doc        string
	attributes map[string]schema.Attribute
	// verb and title say what is done, for errors; needed are the permissions of
	// applications that open it, of which one is enough.
	verb, title string
	needed      []string
	// open gets the secret, by the arguments; left is what close has to know.
	open func(ctx context.Context, s *engine.Session, a arguments) (values map[string]attr.Value, left map[string]string, err error)
	// close takes back what open has made; nil where there is nothing.
	close func(ctx context.Context, s *engine.Session, left map[string]string) error

	session *engine.Session
}

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*secret)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*secret)(nil)
)

// Metadata gives the resource its name.
func (s *secret) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + s.name
}

// Schema tells the arguments and what there is to know.
func (s *secret) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: s.doc, Attributes: s.attributes}
}

// Configure takes the session that the provider has made.
func (s *secret) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	s.session = engine.SessionOf(req.ProviderData, &resp.Diagnostics)
}

// Open gets the secret.
func (s *secret) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	if !s.session.Ready(&resp.Diagnostics) {
		return
	}
	var given arguments
	if err := req.Config.Raw.As(&given.values); err != nil {
		resp.Diagnostics.AddError("Cannot read the arguments", err.Error())
		return
	}
	// What is asked of Graph is not taken back half-way, so that closing knows of it.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	values, left, err := s.open(ctx, s.session, given)
	if len(left) > 0 {
		note, _ := json.Marshal(left) // texts can be marshalled
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, leftKey, note)...)
	}
	if err != nil {
		resp.Diagnostics.AddError("Cannot "+s.verb+" "+s.title, s.session.Explain(err, s.needed...))
		return
	}
	for name, v := range values {
		resp.Diagnostics.Append(resp.Result.SetAttribute(ctx, path.Root(name), v)...)
	}
}

// Close takes back what Open has made, where that is asked for.
func (s *secret) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	note, diags := req.Private.GetKey(ctx, leftKey)
	if resp.Diagnostics.Append(diags...); len(note) == 0 || s.close == nil || !s.session.Ready(&resp.Diagnostics) {
		return
	}
	var left map[string]string
	if err := json.Unmarshal(note, &left); err != nil {
		resp.Diagnostics.AddError("Cannot remove the "+s.title, "What was noted about it cannot be read: "+err.Error())
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := s.close(ctx, s.session, left); err != nil {
		resp.Diagnostics.AddError("Cannot remove the "+s.title, s.session.Explain(err, s.needed...))
	}
}

// arguments are what is configured.
type arguments struct{ values map[string]tftypes.Value }

// text is an argument's text; null is empty.
func (a arguments) text(name string) string {
	text, _ := value.Plain(a.values[name]).(string)
	return text
}

// flag is an argument's truth; null is false.
func (a arguments) flag(name string) bool { return value.Plain(a.values[name]) == true }

// put sets a member of a body, if the argument has a value.
func (a arguments) put(body map[string]any, name, property string) {
	if v := value.Plain(a.values[name]); v != nil {
		body[property] = v
	}
}

// shown is a text of Graph's answer; one that is not there is null.
func shown(v any) attr.Value {
	if v == nil {
		return types.StringNull()
	}
	return types.StringValue(fmt.Sprint(v))
}

// computed is an attribute that Graph fills in; the secret ones are sensitive.
func computed(doc string, sensitive bool) schema.Attribute {
	return schema.StringAttribute{Computed: true, Sensitive: sensitive, MarkdownDescription: doc}
}
