// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
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
	warn(ctx, settings.Misspelt(p.variables, func(name string) bool { return found.valued[name] }), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	configured := &session{Session: &engine.Session{}}
	if len(found.unknown) > 0 {
		configured.Unready.AddError("The provider cannot sign in yet",
			fmt.Sprintf("These arguments of provider \"microsoft365\" are known only after apply: %s. "+
				"Give them values that do not depend on resources, or apply those resources first, with -target.", strings.Join(found.unknown, ", ")))
	} else if configured = p.signIn(ctx, found.settings, req.TerraformVersion, &resp.Diagnostics); configured == nil {
		return
	}
	p.configured.Store(configured.Session)
	resp.ResourceData = configured
	resp.DataSourceData = configured
	resp.EphemeralResourceData = configured
	resp.ActionData = configured
	resp.ListResourceData = configured
}

// session is the engine's, and who has signed in.
type session struct {
	*engine.Session
	account auth.Identity
}

// collected is what configuration and environment say together.
type collected struct {
	settings auth.Settings
	// configured are the settings that the configuration gives a value.
	configured map[string]bool
	// valued are the settings that have a value from anywhere, or will have one.
	valued map[string]bool
	// unknown are the settings whose value is not known yet.
	unknown []string
}

// collect reads every setting from its first source that is not empty.
func (p *microsoft365) collect(config tfsdk.Config, diags *diag.Diagnostics) collected {
	found := collected{configured: map[string]bool{}, valued: map[string]bool{}}
	var values map[string]tftypes.Value
	if err := config.Raw.As(&values); err != nil {
		diags.AddError("Cannot read the provider's configuration", err.Error())
		return found
	}
	given := map[string]string{}
	for _, s := range settings.Table() {
		if !values[s.Name].IsFullyKnown() {
			found.unknown = append(found.unknown, s.Name)
			found.valued[s.Name] = true
			continue
		}
		given[s.Name] = configuredText(values[s.Name])
		found.configured[s.Name] = given[s.Name] != ""
	}
	for _, setting := range settings.Find(given, p.environ) {
		found.valued[setting.Name] = true
	}
	var faults []*auth.SettingError
	found.settings, faults = settings.Collect(given, p.environ)
	for _, fault := range faults {
		if !slices.Contains(found.unknown, fault.Setting) {
			report(fault, diags)
		}
	}
	return found
}

// configuredText is a known value of the configuration as text; null is empty.
func configuredText(v tftypes.Value) string {
	var text string
	switch {
	case v.IsNull():
	case v.Type().Is(tftypes.Bool):
		var b bool
		_ = v.As(&b)
		text = strconv.FormatBool(b)
	case v.Type().Is(tftypes.String):
		_ = v.As(&text)
	default:
		var elements []tftypes.Value
		_ = v.As(&elements)
		texts := make([]string, len(elements))
		for i, element := range elements {
			texts[i] = configuredText(element)
		}
		text = settings.Join(texts)
	}
	return text
}

// signIn authenticates at once, so that mistakes are reported before any object
// is touched.
func (p *microsoft365) signIn(ctx context.Context, s auth.Settings, terraform string, diags *diag.Diagnostics) *session {
	logOrigins(ctx, s)
	agent := userAgent(p.version, terraform, s.PartnerID, p.environ("TF_APPEND_USER_AGENT"))
	credential, err := auth.New(s, auth.Options{Environ: p.environ, Log: logLine, UserAgent: agent})
	if err != nil {
		report(err, diags)
		return nil
	}
	warn(ctx, credential.Warnings(), diags)
	account, err := credential.SignIn(ctx)
	if err != nil {
		report(err, diags)
		return nil
	}
	warn(ctx, account.Warnings, diags)
	authorities, _ := auth.Authorities(s) // a fault of theirs kept the credential from being made
	client, err := graph.New(graph.Options{
		Endpoint: credential.Cloud().GraphEndpoint, Credential: credential, UserAgent: agent, Transport: graph.NewTransport(authorities), Log: logLine,
		Limits: p.limits.of(tenantOf(s, account), account.ClientID),
	})
	if err != nil {
		report(err, diags)
		return nil
	}
	return &session{Session: &engine.Session{Client: client, Token: tokenOf(credential), TenantID: tenantOf(s, account), Application: account.Scopes == "", Granted: granted(s, account), RequirePermissions: s.RequirePermissions, Advise: adviseBy(credential), Lag: lagOf(p.environ), ReadAlone: s.ReadAlone, Log: logLine}, account: account}
}

// tenantOf is the id of the tenant that objects are managed in: the token's, or for a
// token that does not tell, the configured one. It is empty if only a domain is known.
func tenantOf(s auth.Settings, account auth.Identity) string {
	if account.TenantID == "" && value.IsGUID(s.TenantID) {
		return s.TenantID
	}
	return account.TenantID
}

// tokenOf gets tokens for Graph alone.
func tokenOf(credential *auth.Credential) func(context.Context) (azcore.AccessToken, error) {
	return func(ctx context.Context) (azcore.AccessToken, error) {
		return credential.GetToken(ctx, policy.TokenRequestOptions{})
	}
}

// granted are the permissions to compare plans with. What directory roles allow does
// not stand in the token, and a person's rights are not the token's alone: there is
// nothing to compare then.
func granted(s auth.Settings, account auth.Identity) []string {
	if s.SkipPermissionCheck || account.Scopes != "" || len(account.DirectoryRoles) > 0 {
		return nil
	}
	return account.Roles
}

// lagOf is how long to wait for Graph's replicas. A local tenant has none: it says
// so by M365_REPLICATION_LAG=none, and what is not there then is gone at once.
func lagOf(environ func(string) string) collection.Lag {
	lag := collection.DefaultLag()
	if environ("M365_REPLICATION_LAG") == "none" {
		return collection.Lag{Pause: lag.Pause}
	}
	return lag
}

// warn tells the log at once, and Terraform as soon as it listens.
func warn(ctx context.Context, warnings []auth.Warning, diags *diag.Diagnostics) {
	for _, w := range warnings {
		logLine(ctx, slog.LevelWarn, w.Summary+". "+w.Detail, nil)
		diags.Append(onSetting(w.Setting, diag.NewWarningDiagnostic(w.Summary, w.Detail)))
	}
}

// adviseBy explains Graph's refusals by the credential's token.
func adviseBy(credential *auth.Credential) func(*graph.Error, engine.Needs) string {
	return func(answer *graph.Error, needs engine.Needs) string {
		return credential.Advise(auth.Refusal{
			Status: answer.Status, Code: answer.Code, InnerCode: answer.InnerCode, Message: answer.Message, Needed: needs.Permissions, Missing: needs.Missing, Licence: needs.Licence,
		})
	}
}

// logOrigins tells which variables have supplied settings, by name only.
func logOrigins(ctx context.Context, s auth.Settings) {
	origins := map[string]any{}
	for _, setting := range settings.Table() {
		if origin := s.Origin(setting.Name); origin != "" {
			origins[setting.Name] = origin
		}
	}
	logLine(ctx, slog.LevelDebug, "Settings from the environment", origins)
}

// report puts each fault of the settings, or the failed sign-in, on the setting
// that is to blame.
func report(err error, diags *diag.Diagnostics) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range several.Unwrap() {
			report(one, diags)
		}
		return
	}
	var fault *auth.SettingError
	var failure *auth.Error
	switch {
	case errors.As(err, &fault):
		diags.Append(onSetting(fault.Setting, diag.NewErrorDiagnostic(fault.Summary, fault.Detail)))
	case errors.As(err, &failure):
		diags.Append(onSetting(failure.Setting, diag.NewErrorDiagnostic(failure.Summary, failure.Detail())))
	default:
		diags.AddError("Cannot sign in to Microsoft 365", err.Error())
	}
}

// onSetting puts a diagnostic on the setting to blame, if there is one.
func onSetting(setting string, d diag.Diagnostic) diag.Diagnostic {
	if setting == "" {
		return d
	}
	return diag.WithPath(path.Root(setting), d)
}
