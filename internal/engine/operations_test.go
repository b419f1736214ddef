// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func TestCreateStoresTheIDWhenTheReadAfterwardsFails(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets":   {{201, `{"id":"w1","name":"a"}`}},
		"GET /v1.0/widgets/w1": {{403, `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`}},
	})
	state, diags := h.create()
	if state["id"] != "w1" {
		t.Errorf("state holds id %v, want w1", state["id"])
	}
	mentions(t, diags, "after creating it", "terraform untaint", "Authorization_RequestDenied")
}

func TestCreateReadsAgainWhileAReplicaLags(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets": {{201, `{"id":"w1","name":"a"}`}},
		"GET /v1.0/widgets/w1": {
			{404, `{"error":{"code":"Request_ResourceNotFound","message":"Resource 'w1' does not exist."}}`},
			{200, `{"id":"w1","name":"a","alias":"made","mail":"made@x"}`},
		},
	})
	state, diags := h.create()
	mentions(t, diags)
	if state["mail"] != "made@x" || state["alias"] != "made" {
		t.Errorf("state = %v, want the values of the second read", state)
	}
}

func TestCreateNeedsNoReadWhenTheReplyHoldsEverything(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets": {{201, `{"id":"w1","name":"a","alias":null,"mail":null}`}},
	})
	_, diags := h.create()
	mentions(t, diags)
	if diff := cmp.Diff([]string{"POST /v1.0/widgets"}, h.requests()); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

func TestCreateWhoseAnswerIsLost(t *testing.T) {
	t.Parallel()
	const ours = `{"id":"w1","name":"a","enabled":true,"tags":[],"createdDateTime":"2999-01-01T00:00:00Z"}`
	tests := map[string]struct {
		found []answer
		want  any
		says  []string
	}{
		"is adopted if it is the only match": {[]answer{{200, `{"value":[` + ours + `]}`}}, "w1", nil},
		"is adopted when it shows later":     {[]answer{{200, `{"value":[]}`}, {200, `{"value":[` + ours + `]}`}}, "w1", nil},
		"is not what is older":               {[]answer{{200, `{"value":[{"id":"w0","name":"a","enabled":true,"tags":[],"createdDateTime":"2001-01-01T00:00:00Z"}]}`}}, nil, []string{"may have taken effect"}},
		"is not what differs":                {[]answer{{200, `{"value":[{"id":"w0","name":"a","enabled":false,"tags":[]}]}`}}, nil, []string{"may have taken effect"}},
		"is not one of several":              {[]answer{{200, `{"value":[` + ours + `,` + strings.Replace(ours, "w1", "w2", 1) + `]}`}}, nil, []string{"several objects like it: w1, w2"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{
				"POST /v1.0/widgets":   {{lost, ""}},
				"GET /v1.0/widgets":    tt.found,
				"GET /v1.0/widgets/w1": {{200, ours}},
			})
			state, diags := h.create()
			mentions(t, diags, tt.says...)
			if state["id"] != tt.want {
				t.Errorf("state holds id %v, want %v", state["id"], tt.want)
			}
			posts := 0
			for _, request := range h.requests() {
				if strings.HasPrefix(request, "POST") {
					posts++
				}
			}
			if posts != 1 {
				t.Errorf("sent %d times, want once", posts)
			}
		})
	}
}

func TestCreateIsNotCancelledHalfWay(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets": {{201, `{"id":"w1","name":"a","alias":null,"mail":null}`}},
	})
	ctx, cancel := context.WithCancel(t.Context())
	h.during = cancel
	state, _ := h.createIn(ctx)
	if state["id"] != "w1" {
		t.Errorf("state holds id %v, want w1: the object exists", state["id"])
	}
}

func TestRefusalsAreReportedOnTheAttribute(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets": {{400, `{"error":{"code":"Request_BadRequest","message":"Another object with the same value for property name already exists."}}`}},
	})
	_, diags := h.create()
	mentions(t, diags, `Cannot create widget "a"`, "Request_BadRequest")
	if got := diags[0].Attribute.String(); got != `AttributeName("name")` {
		t.Errorf("diagnostic is on %s, want the name", got)
	}
}

func TestRefusalsAreReportedOnTheReference(t *testing.T) {
	t.Parallel()
	const id = "11111111-1111-4111-8111-111111111111"
	tests := map[string]struct {
		status        int
		message, want string
	}{
		"a missing object":             {404, "Resource '" + id + "' does not exist.", "ownerId"},
		"a missing object in a policy": {400, "1040: NamedLocation with id " + id + " does not exist in the directory.", "ownerId"},
		"another object":               {404, "Resource '22222222-2222-4222-8222-222222222222' does not exist.", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := &graph.Error{Status: tt.status, Message: tt.message}
			if got := (kind{Object: compiled(t, objecttest.Widget())}).blamed(parse(t, `{"id":"`+id+`","ownerId":"`+id+`"}`), err); got != tt.want {
				t.Errorf("blamed is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestStatesOfEarlierVersions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		version int64
		state   string
		want    value.Tree
	}{
		"the first":   {0, `{"id":"w1","title":"a","size":9007199254740993,"lost":true}`, value.Tree{"name": "a", "note": "was a", "size": json.Number("9007199254740993")}},
		"the second":  {1, `{"id":"w1","name":"b","title":"x"}`, value.Tree{"name": "b", "note": "was b", "size": nil}},
		"the present": {2, `{"id":"w1","name":"c","unknown":1}`, value.Tree{"name": "c", "note": nil, "size": nil}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			upgraded, err := h.server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
				TypeName: "test_widget", Version: tt.version, RawState: &tfprotov6.RawState{JSON: []byte(tt.state)},
			})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, upgraded.Diagnostics)
			got := h.tree(upgraded.UpgradedState)
			if diff := cmp.Diff(tt.want, value.Tree{"name": got["name"], "note": got["note"], "size": got["size"]}); diff != "" {
				t.Errorf("state mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		identity map[string]any
		want     any
		says     []string
	}{
		"the id is enough":            {map[string]any{"id": "w1", "tenant_id": nil}, "w1", nil},
		"with the tenant":             {map[string]any{"id": "w1", "tenant_id": "T1"}, "w1", nil},
		"an id is found in any case":  {map[string]any{"id": "3B463C07-E680-54C7-9D4B-C768C769A457", "tenant_id": nil}, "3b463c07-e680-54c7-9d4b-c768c769a457", nil},
		"another tenant's is refused": {map[string]any{"id": "w1", "tenant_id": "t2"}, nil, []string{"tenant t2", "signed in to tenant t1"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "tenant_id": tftypes.String}}
			data := h.dynamic(tftypes.NewValue(typ, map[string]tftypes.Value{
				"id": tftypes.NewValue(tftypes.String, tt.identity["id"]), "tenant_id": tftypes.NewValue(tftypes.String, tt.identity["tenant_id"]),
			}))
			imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_widget", Identity: &tfprotov6.ResourceIdentityData{IdentityData: data}})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, imported.Diagnostics, tt.says...)
			if len(tt.says) > 0 {
				return
			}
			if got := h.tree(imported.ImportedResources[0].State)["id"]; got != tt.want {
				t.Errorf("the id is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestReadForgetsWhatIsGone(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"GET /v1.0/widgets/w1": {{404, `{"error":{"code":"Request_ResourceNotFound","message":"gone"}}`}},
	})
	state, diags := h.read(`{"id":"w1","name":"a"}`, nil)
	mentions(t, diags)
	if state != nil {
		t.Errorf("state = %v, want none", state)
	}
	if n := len(h.requests()); n != 1 {
		t.Errorf("%d requests for an object that we did not write lately, want 1", n)
	}
}

func TestReadLooksAgainAfterOurOwnWrite(t *testing.T) {
	t.Parallel()
	tests := map[string][]answer{
		"missing": {{404, `{"error":{"code":"Request_ResourceNotFound","message":"gone"}}`}, {200, `{"id":"w1","name":"new"}`}},
		"stale":   {{200, `{"id":"w1","name":"old"}`}, {200, `{"id":"w1","name":"new"}`}},
	}
	for name, answers := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": answers})
			state, diags := h.read(`{"id":"w1","name":"new","enabled":true,"tags":[]}`, map[string]time.Time{writtenKey: time.Now()})
			mentions(t, diags)
			if state["name"] != "new" {
				t.Errorf("state = %v, want the written name", state)
			}
		})
	}
}

func TestReadShowsDriftThatLasts(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"theirs"}`}}})
	state, diags := h.read(`{"id":"w1","name":"ours","enabled":true,"tags":[]}`, map[string]time.Time{writtenKey: time.Now()})
	mentions(t, diags)
	if state["name"] != "theirs" {
		t.Errorf("state = %v, want what Graph keeps saying", state)
	}
}

// lost is the status of an answer that never arrives.
const lost = 0

// answer is one reply of the pretended Graph. The last of a list repeats.
type answer struct {
	status int
	body   string
}

// harness drives one widget through the protocol that Terraform speaks.
type harness struct {
	t         *testing.T
	server    Server
	session   *Session
	widget    *value.Object
	catalogue *Catalogue
	typ       tftypes.Object
	during    func()
	// slept is how far the clock of the client is ahead, in nanoseconds.
	slept atomic.Int64
	// url is where the pretended Graph is.
	url string

	mu      sync.Mutex
	answers map[string][]answer
	seen    []string
	queries []url.Values
	headers []http.Header
	// escaped are the paths as they were sent.
	escaped []string
	// bodies are the requests that have one, with it.
	bodies []string
}

func serve(t *testing.T, answers map[string][]answer, beside ...object.Definition) *harness {
	t.Helper()
	h := &harness{t: t, answers: answers}
	fake := httptest.NewTLSServer(h)
	t.Cleanup(fake.Close)
	client, err := graph.New(graph.Options{
		Endpoint: fake.URL, Credential: anyToken{}, Transport: fake.Client().Transport, Now: h.now,
		Sleep: func(ctx context.Context, d time.Duration) error {
			h.slept.Add(int64(d))
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.session = &Session{Client: client, TenantID: "t1", Lag: collection.Lag{
		Recent: time.Hour, Missing: 500 * time.Millisecond, Stale: 500 * time.Millisecond, Pause: 5 * time.Millisecond,
	}}
	widgets := NewCatalogue(append([]object.Definition{objecttest.Widget()}, beside...))
	if err := widgets.Compile(); err != nil {
		t.Fatal(err)
	}
	h.server = NewServer(&widgetProvider{session: h.session, catalogue: widgets}, widgets, "test")
	h.catalogue, h.url = widgets, fake.URL
	h.widget, _ = widgets.managed("widget")
	h.typ = h.widget.Managed.Terraform()
	if _, err := h.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: h.dynamic(tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{}))}); err != nil {
		t.Fatal(err)
	}
	return h
}

// now is the time of a client that waits without taking any.
func (h *harness) now() time.Time { return time.Now().Add(time.Duration(h.slept.Load())) }

func (h *harness) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	key := r.Method + " " + r.URL.Path
	h.seen = append(h.seen, key)
	h.queries = append(h.queries, r.URL.Query())
	h.headers, h.escaped = append(h.headers, r.Header), append(h.escaped, r.URL.EscapedPath())
	if len(body) > 0 {
		h.bodies = append(h.bodies, key+" "+string(body))
	}
	if h.during != nil {
		h.during()
	}
	list := h.answers[key]
	if len(list) == 0 {
		http.Error(w, "unexpected "+key, http.StatusTeapot)
		return
	}
	if len(list) > 1 {
		h.answers[key] = list[1:]
	}
	if list[0].status == lost {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	if list[0].status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "30")
	}
	w.WriteHeader(list[0].status)
	_, _ = io.WriteString(w, list[0].body)
}

func (h *harness) requests() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.seen
}

// create plans and applies the smallest widget.
func (h *harness) create() (value.Tree, []*tfprotov6.Diagnostic) {
	return h.createIn(h.t.Context())
}

func (h *harness) createIn(ctx context.Context) (value.Tree, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	configured := h.dynamic(h.value(`{"name":"a","secret":{"value":"s"}}`))
	null := h.dynamic(tftypes.NewValue(h.typ, nil))
	plan, err := h.server.PlanResourceChange(h.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "test_widget", Config: configured, ProposedNewState: configured, PriorState: null,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil || len(plan.Diagnostics) > 0 {
		h.t.Fatalf("plan: %v %v", err, plan)
	}
	applied, err := h.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "test_widget", Config: configured, PlannedState: plan.PlannedState, PriorState: null,
		PlannedPrivate: plan.PlannedPrivate, PlannedIdentity: plan.PlannedIdentity,
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.tree(applied.NewState), applied.Diagnostics
}

func (h *harness) read(state string, private map[string]time.Time) (value.Tree, []*tfprotov6.Diagnostic) {
	h.t.Helper()
	keys := map[string][]byte{}
	for name, at := range private {
		keys[name], _ = json.Marshal(at)
	}
	raw, err := json.Marshal(keys)
	if err != nil {
		h.t.Fatal(err)
	}
	read, err := h.server.ReadResource(h.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "test_widget", CurrentState: h.dynamic(h.value(state)), Private: raw,
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return h.tree(read.NewState), read.Diagnostics
}

func (h *harness) value(text string) tftypes.Value {
	h.t.Helper()
	v, err := h.widget.Managed.Encode(parse(h.t, text))
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

func (h *harness) dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	h.t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		h.t.Fatal(err)
	}
	return &d
}

func (h *harness) tree(d *tfprotov6.DynamicValue) value.Tree {
	h.t.Helper()
	v, err := d.Unmarshal(h.typ)
	if err != nil {
		h.t.Fatal(err)
	}
	if v.IsNull() {
		return nil
	}
	t, err := h.widget.Managed.Decode(v)
	if err != nil {
		h.t.Fatal(err)
	}
	return t
}

// mentions checks that the diagnostics hold all texts; without any, that there
// are no diagnostics.
func mentions(t *testing.T, diags []*tfprotov6.Diagnostic, texts ...string) {
	t.Helper()
	var all strings.Builder
	for _, d := range diags {
		fmt.Fprintln(&all, d.Summary, d.Detail)
	}
	if len(texts) == 0 && all.Len() > 0 {
		t.Errorf("unexpected diagnostics:\n%s", all.String())
	}
	for _, text := range texts {
		if !strings.Contains(all.String(), text) {
			t.Errorf("no diagnostic contains %q:\n%s", text, all.String())
		}
	}
}

type anyToken struct{}

func (anyToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// compiled is a definition for tests.
func compiled(t *testing.T, d object.Definition) *value.Object {
	t.Helper()
	o, err := value.Compile(d)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// parse decodes a value of Terraform's from JSON.
func parse(t *testing.T, text string) value.Tree {
	t.Helper()
	v, err := value.ParseJSON(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	members, _ := terraform(v).(value.Tree)
	return members
}

func terraform(v any) any {
	switch v := v.(type) {
	case map[string]any:
		members := value.Tree{}
		for name, member := range v {
			members[name] = terraform(member)
		}
		return members
	case []any:
		for i, element := range v {
			v[i] = terraform(element)
		}
	}
	return v
}
