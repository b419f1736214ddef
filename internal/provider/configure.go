// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// ValidateConfig checks what is configured. What is missing may still come from
// the environment of a later plan, so that only Configure asks for it.
func (p *microsoft365) ValidateConfig(_ context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	found := p.collect(req.Config, &resp.Diagnostics)
	for _, fault := range auth.Validate(found.settings, p.environ) {
		if found.configured[fault.Setting] {
			resp.Diagnostics.AddAttributeError(path.Root(fault.Setting), fault.Summary, fault.Detail)
		}
	}
}

// Configure signs in and makes the session that every object works with. It
// does not fail on values that are not known yet: the first object that needs
// Graph does.
func (p *microsoft365) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	found := p.collect(req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	session := &engine.Session{}
	if len(found.unknown) > 0 {
		session.Unready.AddError("The provider cannot sign in yet",
			fmt.Sprintf("These arguments of provider \"microsoft365\" are known only after apply: %s. "+
				"Give them values that do not depend on resources, or apply those resources first, with -target.", strings.Join(found.unknown, ", ")))
	} else {
		session = p.signIn(ctx, found.settings, &resp.Diagnostics)
	}
	resp.ResourceData = session
	resp.DataSourceData = session
}

// collected is what configuration and environment say together.
type collected struct {
	settings auth.Settings
	// configured are the settings that the configuration gives a value.
	configured map[string]bool
	// unknown are the settings whose value is not known yet.
	unknown []string
}

// collect reads every setting from its first source that is not empty.
func (p *microsoft365) collect(config tfsdk.Config, diags *diag.Diagnostics) collected {
	found := collected{configured: map[string]bool{}}
	origin := map[string]string{}
	found.settings.Origin = func(name string) string { return origin[name] }
	var values map[string]tftypes.Value
	if err := config.Raw.As(&values); err != nil {
		diags.AddError("Cannot read the provider's configuration", err.Error())
		return found
	}
	for _, s := range settings() {
		value, known := configuredText(values[s.name])
		if !known {
			found.unknown = append(found.unknown, s.name)
			continue
		}
		found.configured[s.name] = value != ""
		if value == "" {
			value, origin[s.name] = s.fromEnvironment(found.settings.Method, p.environ)
		}
		if value == "" {
			continue
		}
		value, err := s.normalize(value)
		if err != nil {
			diags.AddAttributeError(path.Root(s.name), "Invalid "+s.name, fmt.Sprintf("The value of %s, %s.", origin[s.name], err))
			continue
		}
		s.store(&found.settings, value)
	}
	return found
}

// configuredText is a value of the configuration as text; null is empty.
func configuredText(v tftypes.Value) (value string, known bool) {
	if !v.IsKnown() {
		return "", false
	}
	if v.IsNull() {
		return "", true
	}
	if v.Type().Is(tftypes.Bool) {
		var b bool
		_ = v.As(&b)
		return strconv.FormatBool(b), true
	}
	_ = v.As(&value)
	return value, true
}

// signIn authenticates at once, so that mistakes are reported before any object
// is touched.
func (p *microsoft365) signIn(ctx context.Context, settings auth.Settings, diags *diag.Diagnostics) *engine.Session {
	if faults := auth.Validate(settings, p.environ); len(faults) > 0 {
		for _, fault := range faults {
			addError(diags, fault.Setting, fault.Summary, fault.Detail)
		}
		return nil
	}
	credential, err := auth.New(settings, auth.Options{Environ: p.environ, Log: logLine, ApplicationID: userAgent})
	if err != nil {
		report(err, diags)
		return nil
	}
	account, err := credential.SignIn(ctx)
	if err != nil {
		report(err, diags)
		return nil
	}
	for _, w := range account.Warnings {
		diags.AddAttributeWarning(path.Root(w.Setting), w.Summary, w.Detail)
	}
	client, err := graph.New(graph.Options{Endpoint: credential.Cloud().GraphEndpoint, Credential: credential, UserAgent: userAgent + "/" + p.version, Log: logLine})
	if err != nil {
		report(err, diags)
		return nil
	}
	return &engine.Session{Client: client, TenantID: account.TenantID}
}

// report puts a failed sign-in on the setting that is to blame.
func report(err error, diags *diag.Diagnostics) {
	var failure *auth.Error
	if errors.As(err, &failure) {
		addError(diags, failure.Setting, failure.Summary, failure.Detail())
		return
	}
	diags.AddError("Cannot sign in to Microsoft 365", err.Error())
}

func addError(diags *diag.Diagnostics, setting, summary, detail string) {
	if setting == "" {
		diags.AddError(summary, detail)
		return
	}
	diags.AddAttributeError(path.Root(setting), summary, detail)
}
