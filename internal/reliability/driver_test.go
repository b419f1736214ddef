// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// world is a tenant, and what a test keeps for all runs of the provider.
type world struct {
	*testing.T
	tenant *tenant.Tenant
	client *http.Client
	token  string
	// waited are the times that the client waited before it repeated a request. The
	// clock goes on by them.
	waited []time.Duration
	mu     sync.Mutex
	// patience is how long an operation looks again for an object of its own.
	patience time.Duration
}

func newWorld(t *testing.T, options ...func(*tenant.Options)) *world {
	t.Helper()
	w := &world{T: t, patience: 20 * time.Millisecond}
	w.tenant = tenanttest.Start(t, append(options, func(o *tenant.Options) { o.Now = w.now })...)
	w.client = &http.Client{Transport: tenanttest.Transport(t, w.tenant)}
	form := url.Values{
		"grant_type": {"client_credentials"}, "scope": {w.tenant.URL() + "/.default"},
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}
	answer := w.send(http.MethodPost, w.tenant.URL()+"/"+w.tenant.TenantID()+"/oauth2/v2.0/token", "application/x-www-form-urlencoded", form.Encode())
	w.token, _ = answer["access_token"].(string)
	return w
}

// reset makes the tenant what it was at the start. To start another takes longer.
func (w *world) reset() {
	w.Helper()
	if err := w.tenant.Reset(); err != nil {
		w.Fatal(err)
	}
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	for _, d := range w.waited {
		now = now.Add(d)
	}
	return now
}

func (w *world) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waited = append(w.waited, d)
	return ctx.Err()
}

// graph acts in the tenant behind the provider's back.
func (w *world) graph(method, path, body string) map[string]any {
	w.Helper()
	return w.send(method, w.tenant.URL()+path, "application/json", body)
}

func (w *world) send(method, address, contentType, body string) map[string]any {
	w.Helper()
	request, err := http.NewRequestWithContext(w.Context(), method, address, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Authorization", "Bearer "+w.token)
	response, err := w.client.Do(request)
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= http.StatusMultipleChoices {
		w.Fatalf("%s %s: %s %v\n%s", method, address, response.Status, err, data)
	}
	var answer map[string]any
	if len(data) > 0 {
		if err := json.Unmarshal(data, &answer); err != nil {
			w.Fatal(err)
		}
	}
	return answer
}

// user is the id of a new user.
func (w *world) user(name string) string {
	w.Helper()
	answer := w.graph(http.MethodPost, "/v1.0/users", fmt.Sprintf(
		`{"userPrincipalName":"%[1]s@contoso.onmicrosoft.com","displayName":%[1]q,"mailNickname":%[1]q,"accountEnabled":true,"passwordProfile":{"password":"First-Pass-1"}}`, name))
	return fmt.Sprint(answer["id"])
}

// run is one run of the provider: the process that Terraform starts for a plan
// or an apply.
type run struct {
	*world
	server tfprotov6.ProviderServer
	// changing is called when the operation begins that may be killed.
	changing func()
	// context is that of changes, which Ctrl-C ends.
	context context.Context //nolint:containedctx // as Terraform's own server has it
}

// start begins a run. Requests go through the transport given, if any.
func (w *world) start(transport http.RoundTripper) *run {
	w.Helper()
	if transport == nil {
		transport = w.client.Transport
	}
	client, err := graph.New(graph.Options{
		Endpoint: w.tenant.URL(), Credential: staticToken(w.token), Transport: transport,
		Now: w.now, Sleep: w.sleep,
	})
	if err != nil {
		w.Fatal(err)
	}
	all, err := compiled()
	if err != nil {
		w.Fatal(err)
	}
	session := &engine.Session{Client: client, TenantID: w.tenant.TenantID(), Lag: collection.Lag{
		Recent: time.Hour, Missing: w.patience, Stale: w.patience, Pause: time.Millisecond,
	}}
	r := &run{world: w, changing: func() {}, context: w.Context(), server: engine.NewServer(&catalogue{session: session, objects: all}, all, "microsoft365")}
	empty := tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{})
	if _, err := r.server.ConfigureProvider(w.Context(), &tfprotov6.ConfigureProviderRequest{Config: r.dynamic(empty)}); err != nil {
		w.Fatal(err)
	}
	return r
}

// instance is one resource of a configuration, with what Terraform keeps of it.
type instance struct {
	kind    string
	config  map[string]any // by Terraform's names
	state   tftypes.Value  // of the zero value until the first apply
	private []byte
	tainted bool
}

// texts are all texts in the state.
func (w *world) texts(i *instance) map[string]string {
	w.Helper()
	var members map[string]tftypes.Value
	if i.gone() || i.state.As(&members) != nil {
		w.Fatalf("there is no state of %s", i.kind)
	}
	texts := map[string]string{}
	for name, member := range members {
		var value string
		if member.Type().Is(tftypes.String) && member.As(&value) == nil {
			texts[name] = value
		}
	}
	return texts
}

func (i *instance) gone() bool { return i.state.Type() == nil || i.state.IsNull() }

func (i *instance) typeName() string { return "microsoft365_" + i.kind }

// compiled is the catalogue, which the runs share.
var compiled = sync.OnceValues(func() (*engine.Catalogue, error) { return engine.NewCatalogue(objects.Catalogue()) })

// schemas are made once: that takes longer than what the tests do with them.
var schemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	all, err := compiled()
	if err != nil {
		return nil, err
	}
	server := providerserver.NewProtocol6(&catalogue{objects: all})()
	return server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

func (r *run) schema(i *instance) *tfprotov6.Schema {
	r.Helper()
	all, err := schemas()
	if err != nil {
		r.Fatal(err)
	}
	return all.ResourceSchemas[i.typeName()]
}

// typ is Terraform's type of the instance.
func (r *run) typ(i *instance) tftypes.Object {
	r.Helper()
	typ, ok := r.schema(i).ValueType().(tftypes.Object)
	if !ok {
		r.Fatalf("there is no %s", i.typeName())
	}
	return typ
}

// refresh reads the instance as Terraform does before a plan.
func (r *run) refresh(i *instance) []*tfprotov6.Diagnostic {
	r.Helper()
	if i.gone() {
		return nil
	}
	read, err := r.server.ReadResource(r.Context(), &tfprotov6.ReadResourceRequest{TypeName: i.typeName(), CurrentState: r.dynamic(i.state), Private: i.private})
	if err != nil {
		r.Fatal(err)
	}
	if !hasErrors(read.Diagnostics) {
		i.state, i.private = r.value(read.NewState, r.typ(i)), read.Private
	}
	return read.Diagnostics
}

// plan is what an apply would do.
func (r *run) plan(i *instance) (planned *tfprotov6.PlanResourceChangeResponse, config tftypes.Value) {
	r.Helper()
	typ := r.typ(i)
	config = r.configured(typ, i.config)
	planned, err := r.server.PlanResourceChange(r.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.typeName(), Config: r.dynamic(config), ProposedNewState: r.dynamic(r.proposed(i, typ, config)),
		PriorState: r.dynamic(r.prior(i, typ)), PriorPrivate: i.private, ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		r.Fatal(err)
	}
	if hasErrors(planned.Diagnostics) {
		r.Fatalf("cannot plan %s: %s", i.kind, wording(planned.Diagnostics))
	}
	return planned, config
}

func (r *run) prior(i *instance, typ tftypes.Type) tftypes.Value {
	if i.gone() {
		return tftypes.NewValue(typ, nil)
	}
	return i.state
}

// proposed is the configuration with what Terraform keeps of the state: what is
// computed and not configured.
func (r *run) proposed(i *instance, typ tftypes.Object, config tftypes.Value) tftypes.Value {
	r.Helper()
	var given, before map[string]tftypes.Value
	_ = config.As(&given)
	members := maps.Clone(given) // they are the configuration's own
	if !i.gone() {
		_ = i.state.As(&before)
	}
	for _, a := range r.schema(i).Block.Attributes {
		if a.WriteOnly {
			members[a.Name] = tftypes.NewValue(typ.AttributeTypes[a.Name], nil)
		}
		if prior, ok := before[a.Name]; ok && a.Computed && members[a.Name].IsNull() {
			members[a.Name] = prior
		}
	}
	return tftypes.NewValue(typ, members)
}

// apply makes the instance what its configuration says, after a refresh. Killed
// tells that the run ended in the middle: Terraform then has the state from
// before.
func (r *run) apply(i *instance) (diags []*tfprotov6.Diagnostic, killed bool) {
	r.Helper()
	if diags := r.refresh(i); hasErrors(diags) {
		return diags, false
	}
	if i.tainted && !i.gone() {
		if diags, killed := r.destroy(i); killed || hasErrors(diags) {
			return diags, killed
		}
	}
	planned, config := r.plan(i)
	if len(planned.RequiresReplace) > 0 {
		r.Fatalf("%s would be replaced because of %v", i.kind, planned.RequiresReplace)
	}
	typ, creates := r.typ(i), i.gone()
	if !creates && r.value(planned.PlannedState, typ).Equal(i.state) {
		return nil, false
	}
	applied, killed := r.change(&tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName(), Config: r.dynamic(config), PlannedState: planned.PlannedState, PriorState: r.dynamic(r.prior(i, typ)),
		PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	if killed {
		return nil, true
	}
	i.state, i.private = r.value(applied.NewState, typ), applied.Private
	i.tainted = creates && hasErrors(applied.Diagnostics) && !i.gone()
	return applied.Diagnostics, false
}

// destroy removes the instance.
func (r *run) destroy(i *instance) (diags []*tfprotov6.Diagnostic, killed bool) {
	r.Helper()
	if i.gone() {
		return nil, false
	}
	null := r.dynamic(tftypes.NewValue(r.typ(i), nil))
	applied, killed := r.change(&tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName(), Config: null, PlannedState: null, PriorState: r.dynamic(i.state), PlannedPrivate: i.private,
	})
	if killed {
		return nil, true
	}
	i.state, i.private = r.value(applied.NewState, r.typ(i)), applied.Private
	return applied.Diagnostics, false
}

// importAs takes an object that exists into the state.
func (r *run) importAs(i *instance, id string) []*tfprotov6.Diagnostic {
	r.Helper()
	imported, err := r.server.ImportResourceState(r.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: i.typeName(), ID: id})
	if err != nil {
		r.Fatal(err)
	}
	if len(imported.ImportedResources) == 1 {
		i.state, i.private = r.value(imported.ImportedResources[0].State, r.typ(i)), imported.ImportedResources[0].Private
	}
	return imported.Diagnostics
}

// change applies in a goroutine of its own, which the transport may end.
func (r *run) change(request *tfprotov6.ApplyResourceChangeRequest) (applied *tfprotov6.ApplyResourceChangeResponse, killed bool) {
	r.Helper()
	done := make(chan struct{})
	var err error
	go func() {
		defer close(done)
		killed = true
		r.changing()
		applied, err = r.server.ApplyResourceChange(r.context, request)
		killed = false
	}()
	<-done
	if err != nil {
		r.Fatal(err)
	}
	return applied, killed
}

// configured is a configuration as Terraform sends it.
func (r *run) configured(typ tftypes.Object, config map[string]any) tftypes.Value {
	r.Helper()
	document, err := json.Marshal(withNulls(typ, config))
	if err != nil {
		r.Fatal(err)
	}
	v, err := tftypes.ValueFromJSON(document, typ) //nolint:staticcheck // the way to make a value of JSON that is not Terraform's own
	if err != nil {
		r.Fatal(err)
	}
	return v
}

// withNulls gives every object all attributes of its type.
func withNulls(typ tftypes.Type, v any) any {
	switch typ := typ.(type) {
	case tftypes.Object:
		members, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		all := map[string]any{}
		for name, memberType := range typ.AttributeTypes {
			all[name] = withNulls(memberType, members[name])
		}
		return all
	case tftypes.Map:
		elements, _ := v.(map[string]any)
		if elements == nil {
			return nil
		}
		all := map[string]any{}
		for key, element := range elements {
			all[key] = withNulls(typ.ElementType, element)
		}
		return all
	case tftypes.Set:
		return eachWithNulls(typ.ElementType, v)
	case tftypes.List:
		return eachWithNulls(typ.ElementType, v)
	}
	return v
}

func eachWithNulls(of tftypes.Type, v any) any {
	elements, ok := v.([]any)
	if !ok {
		return nil
	}
	all := make([]any, len(elements))
	for i, element := range elements {
		all[i] = withNulls(of, element)
	}
	return all
}

func (r *run) dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	r.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		r.Fatal(err)
	}
	return &d
}

func (r *run) value(d *tfprotov6.DynamicValue, typ tftypes.Type) tftypes.Value {
	r.Helper()
	v, err := d.Unmarshal(typ)
	if err != nil {
		r.Fatal(err)
	}
	return v
}

func hasErrors(diags []*tfprotov6.Diagnostic) bool {
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// wording is all that the diagnostics say.
func wording(diags []*tfprotov6.Diagnostic) string {
	var all strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&all, "%s: %s\n%s\n", d.Severity, d.Summary, d.Detail)
	}
	return all.String()
}

// catalogue is a provider of every object that needs no sign-in.
type catalogue struct {
	session *engine.Session
	objects *engine.Catalogue
}

func (c *catalogue) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "microsoft365"
}

func (c *catalogue) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (c *catalogue) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData = c.session
}

func (c *catalogue) Resources(context.Context) []func() resource.Resource {
	return c.objects.Resources()
}

func (c *catalogue) DataSources(context.Context) []func() datasource.DataSource { return nil }

type staticToken string

func (t staticToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: string(t), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// definition is the definition of a kind.
func definition(kind string) object.Definition {
	for _, d := range objects.Catalogue() {
		if d.Name == kind {
			return d
		}
	}
	return object.Definition{}
}
