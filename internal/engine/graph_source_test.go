// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestPathsAreCheckedBeforeTheyAreRead, as far as they are known, with the configuration.
func TestPathsAreCheckedBeforeTheyAreRead(t *testing.T) {
	t.Parallel()
	var schema datasource.SchemaResponse
	source := &graphSource{}
	source.Schema(t.Context(), datasource.SchemaRequest{}, &schema)
	typ, _ := schema.Schema.Type().TerraformType(t.Context()).(tftypes.Object)
	exports := func(path string) tftypes.Value {
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.String, path)})
	}
	text := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	for name, tt := range map[string]struct {
		given map[string]tftypes.Value
		at    string
	}{
		"a path":                          {map[string]tftypes.Value{argPath: text("/users/1")}, ""},
		"an action":                       {map[string]tftypes.Value{argPath: text("/users/1/revokeSignInSessions")}, argPath},
		"a query":                         {map[string]tftypes.Value{argPath: text("/users?x")}, argPath},
		"a path that is not known":        {map[string]tftypes.Value{argPath: text(tftypes.UnknownValue)}, ""},
		"a version that is not known":     {map[string]tftypes.Value{argPath: text("/users?x"), argVersion: text(tftypes.UnknownValue)}, ""},
		"a value that has no path":        {map[string]tftypes.Value{argPath: text("/users/1"), argExports: exports("[")}, argExports},
		"and one of what is not known":    {map[string]tftypes.Value{argPath: text(tftypes.UnknownValue), argExports: exports("[")}, argExports},
		"a value that has one, of a list": {map[string]tftypes.Value{argPath: text("/users"), argExports: exports("value[*].id")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := map[string]tftypes.Value{}
			for attribute, of := range typ.AttributeTypes {
				if all[attribute] = tftypes.NewValue(of, nil); tt.given[attribute].Type() != nil {
					all[attribute] = tt.given[attribute]
				}
			}
			var resp datasource.ValidateConfigResponse
			source.ValidateConfig(t.Context(), datasource.ValidateConfigRequest{Config: tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(typ, all)}}, &resp)
			var at []string
			for _, d := range resp.Diagnostics {
				if placed, ok := d.(interface{ Path() path.Path }); ok {
					at = append(at, placed.Path().String())
				}
			}
			if got := strings.Join(at, ","); got != tt.at || len(at) != resp.Diagnostics.ErrorsCount() {
				t.Errorf("the faults are at %q, want %q: %v", got, tt.at, resp.Diagnostics)
			}
		})
	}
}

// get reads a path, with arguments in JSON, and returns what is shown of the answer.
func (h *harness) get(arguments string) (output any, diags []*tfprotov6.Diagnostic) {
	h.t.Helper()
	typ := h.sourceType("graph_resource")
	given := h.dynamic(valueOf(typ, parse(h.t, arguments)))
	valid, err := h.server.ValidateDataResourceConfig(h.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: "test_graph_resource", Config: given})
	if err != nil {
		h.t.Fatal(err)
	}
	if failed(valid.Diagnostics) {
		return nil, valid.Diagnostics
	}
	read, err := h.server.ReadDataSource(h.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "test_graph_resource", Config: given})
	if err != nil {
		h.t.Fatal(err)
	}
	state, err := read.State.Unmarshal(typ)
	if err != nil {
		h.t.Fatal(err)
	}
	all, _ := value.Document(state).(value.Tree)
	for name, want := range parse(h.t, arguments) {
		if diff := cmp.Diff(want, all[name]); diff != "" && !failed(read.Diagnostics) {
			h.t.Errorf("the argument %s (-want +got):\n%s", name, diff)
		}
	}
	return all[argOutput], read.Diagnostics
}

// TestReadsOfPaths show what Graph answers, or what is named of it.
func TestReadsOfPaths(t *testing.T) {
	t.Parallel()
	const (
		one  = `{"@odata.context":"c","id":"b1","name":"a","size":1}`
		page = "GET /v1.0/boats"
		next = `"@odata.nextLink":"URL/v1.0/boats?$skiptoken=2"`
	)
	for name, tt := range map[string]struct {
		arguments string
		answers   map[string][]answer
		want      string
		// warns of a longer list.
		warns string
		asks  int
	}{
		"an object":                 {`{"path":"/boats/b1"}`, map[string][]answer{"GET /v1.0/boats/b1": {{200, one}}}, one, "", 1},
		"in beta":                   {`{"path":"/boats/b1","api_version":"beta"}`, map[string][]answer{"GET /beta/boats/b1": {{200, one}}}, one, "", 1},
		"what is named of it":       {`{"path":"/boats/b1","response_export_values":{"n":"name","none":"x"}}`, map[string][]answer{"GET /v1.0/boats/b1": {{200, one}}}, `{"n":"a","none":null}`, "", 1},
		"a value that is no list":   {`{"path":"/boats/b1/name"}`, map[string][]answer{"GET /v1.0/boats/b1/name": {{200, `{"value":"a"}`}}}, `{"value":"a"}`, "", 1},
		"a list":                    {`{"path":"/boats"}`, map[string][]answer{page: {{200, `{"@odata.context":"c","value":[{"id":"1"},{"id":"2"}]}`}}}, `{"@odata.context":"c","value":[{"id":"1"},{"id":"2"}]}`, "", 1},
		"an empty list":             {`{"path":"/boats"}`, map[string][]answer{page: {{200, `{"value":[]}`}}}, `{"value":[]}`, "", 1},
		"a list of texts":           {`{"path":"/boats"}`, map[string][]answer{page: {{200, `{"value":["a","b","c"]}`}}}, `{"value":["a","b","c"]}`, "", 1},
		"a list in pages":           {`{"path":"/boats"}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"}],` + next + `}`}, {200, `{"value":[{"id":"2"}],` + strings.Replace(next, "=2", "=3", 1) + `}`}, {200, `{"value":[{"id":"3"}]}`}}}, `{"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}`, "", 3},
		"elements that are named":   {`{"path":"/boats","response_export_values":{"ids":"value[*].id"}}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"}],` + next + `}`}, {200, `{"value":[{"id":"2"}]}`}}}, `{"ids":["1","2"]}`, "", 2},
		"as many as there are":      {`{"path":"/boats","limit":2}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"}],` + next + `}`}, {200, `{"value":[{"id":"2"}]}`}}}, `{"value":[{"id":"1"},{"id":"2"}]}`, "", 2},
		"fewer than a page has":     {`{"path":"/boats","limit":1}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"},{"id":"2"}]}`}}}, `{"value":[{"id":"1"}]}`, "/boats has more than 1 elements, and the rest was not read. Set limit, or choose with $filter.", 1},
		"a page, and more is there": {`{"path":"/boats","limit":2}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"},{"id":"2"}],` + next + `}`}}}, `{"value":[{"id":"1"},{"id":"2"}]}`, "/boats has more than 2 elements", 1},
		"fewer than two pages have": {`{"path":"/boats","limit":2}`, map[string][]answer{page: {{200, `{"value":[{"id":"1"}],` + next + `}`}, {200, `{"value":[{"id":"2"},{"id":"3"}]}`}}}, `{"value":[{"id":"1"},{"id":"2"}]}`, "/boats has more than 2 elements", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			for request, list := range tt.answers {
				for i := range list {
					list[i].body = strings.ReplaceAll(list[i].body, "URL", h.url)
				}
				h.answers = map[string][]answer{request: list}
			}
			got, diags := h.get(tt.arguments)
			if diff := cmp.Diff(any(parse(t, tt.want)), got); diff != "" {
				t.Errorf("the answer (-want +got):\n%s", diff)
			}
			if tt.warns == "" {
				mentions(t, diags)
			} else if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || diags[0].Summary != "The list is longer" || at(diags[0]) != argLimit || !strings.HasPrefix(diags[0].Detail, tt.warns) {
				t.Errorf("said %s", said(diags))
			}
			if len(h.requests()) != tt.asks {
				t.Errorf("the requests are %v", h.requests())
			}
		})
	}
}

// TestReadsOfLongLists stop after as many elements as are read where nobody says how many.
func TestReadsOfLongLists(t *testing.T) {
	t.Parallel()
	for n, warned := range map[int]bool{mostRead: false, mostRead + 1: true} {
		list := `{"value":[` + strings.TrimSuffix(strings.Repeat(`{"id":"1"},`, n), ",") + `]}`
		got, diags := serve(t, map[string][]answer{"GET /v1.0/boats": {{200, list}}}).get(`{"path":"/boats"}`)
		members, _ := got.(value.Tree)
		if elements, _ := members["value"].([]any); len(elements) != mostRead || len(diags) > 0 != warned {
			t.Errorf("of %d elements %d are read: %s", n, len(elements), said(diags))
		}
	}
}

// TestWhatAReadOfAPathAsks: the options and the headers that were given, for every page.
func TestWhatAReadOfAPathAsks(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	h.answers = map[string][]answer{"GET /v1.0/boats": {{200, `{"value":[{"id":"1"}],"@odata.nextLink":"` + h.url + `/v1.0/boats?$skiptoken=2"}`}, {200, `{"value":[]}`}}}
	_, diags := h.get(`{"path":"/boats","query":{"$filter":"name eq 'a&b'","$top":"1"},"headers":{"consistencylevel":"eventual","Accept-Language":"de"}}`)
	mentions(t, diags)
	if h.queries[0].Encode() != "%24filter=name+eq+%27a%26b%27&%24top=1" || h.queries[1].Encode() != "%24skiptoken=2" {
		t.Errorf("the queries are %v", h.queries)
	}
	for _, header := range h.headers {
		if header.Get("ConsistencyLevel") != "eventual" || header.Get("Accept-Language") != "de" {
			t.Errorf("the headers are %v", header)
		}
	}
}

// TestReadsOfPathsThatFail say why, on the argument that is to blame, and ask nothing that
// they need not.
func TestReadsOfPathsThatFail(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]struct {
		at, summary, detail string
		asks                int
	}{
		`{"path":"/users/1/revokeSignInSessions"}`:                {argPath, "Invalid path", "The operation microsoft.graph.revokeSignInSessions is an action, which is not read. Use the action microsoft365_graph_action.", 0},
		`{"path":"/boats","response_export_values":{"a":"["}}`:    {argExports, "Invalid path of a value", `"[" is no path of names`, 0},
		`{"path":"/boats","response_export_values":{}}`:           {argExports, "Invalid Attribute Value", "Attribute response_export_values map must contain at least 1 elements", 0},
		`{"path":"/boats","api_version":"v2"}`:                    {argVersion, "Invalid Attribute Value Match", `Attribute api_version value must be one of: ["v1.0" "beta"]`, 0},
		`{"path":"/boats","limit":0}`:                             {argLimit, "Invalid Attribute Value", "Attribute limit value must be at least 1", 0},
		`{"path":"/boats","headers":{"Authorization":"x"}}`:       {argHeaders, "Invalid Attribute Value Match", `Attribute headers["Authorization"] value must be one of: ["ConsistencyLevel" "Prefer" "Accept-Language"]`, 0},
		`{"path":"/boats","output":{"a":"b"}}`:                    {argOutput, "Invalid Configuration for Read-Only Attribute", "", 0},
		`{"path":"/boats"}`:                                       {argPath, "Cannot read /boats", "GET /v1.0/boats\nGraph answered 403 Authorization_RequestDenied", 1},
		`{"path":"/ships","response_export_values":{"a":"name"}}`: {argPath, "Cannot read /ships", "GET /v1.0/ships\nGraph answered 403 Authorization_RequestDenied", 2},
	} {
		h := serve(t, nil)
		h.answers = map[string][]answer{
			"GET /v1.0/boats": {{403, denied}},
			"GET /v1.0/ships": {{200, `{"value":[{"id":"1"}],"@odata.nextLink":"` + h.url + `/v1.0/ships?$skiptoken=2"}`}, {403, denied}},
		}
		output, diags := h.get(arguments)
		if output != nil && want.at != argOutput || len(diags) != 1 || !failed(diags) || strings.Split(at(diags[0]), `"`)[0] != want.at || diags[0].Summary != want.summary || !strings.HasPrefix(diags[0].Detail, want.detail) || len(h.requests()) != want.asks {
			t.Errorf("%s: asked %v, said %s", arguments, h.requests(), said(diags))
		}
	}
}

// TestReadsOfWhatWasNotKnown are checked again when it is.
func TestReadsOfWhatWasNotKnown(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]string{
		`{"path":"/users/1/revokeSignInSessions"}`:             "is an action, which is not read",
		`{"path":"/boats","response_export_values":{"a":"["}}`: "is no path of names",
	} {
		h := serve(t, nil)
		typ := h.sourceType("graph_resource")
		read, err := h.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "test_graph_resource", Config: h.dynamic(valueOf(typ, parse(t, arguments)))})
		if err != nil {
			t.Fatal(err)
		}
		if mentions(t, read.Diagnostics, want); len(read.Diagnostics) != 1 || len(h.requests()) > 0 {
			t.Errorf("asked %v, said %s", h.requests(), said(read.Diagnostics))
		}
	}
}

// TestArgumentsByPathAreDescribed in the documentation, those of the resource and those of
// the data source.
func TestArgumentsByPathAreDescribed(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	served, err := h.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for kind, schema := range map[string]*tfprotov6.Schema{"resource": served.ResourceSchemas["test_graph_resource"], "data source": served.DataSourceSchemas["test_graph_resource"]} {
		all := schema.Block.Attributes
		for _, block := range schema.Block.BlockTypes {
			all = append(all, block.Block.Attributes...)
		}
		for _, a := range all {
			if a.Description == "" {
				t.Errorf("the %s says nothing of %s", kind, a.Name)
			}
			if a.WriteOnly != (a.Name == argSecret) {
				t.Errorf("%s is write-only: %t", a.Name, a.WriteOnly)
			}
			if a.Name == argLimit && !strings.Contains(a.Description, "1000 by default") {
				t.Errorf("the limit is %q", a.Description)
			}
		}
		if schema.Block.Description == "" {
			t.Errorf("the %s says nothing of itself", kind)
		}
	}
	who, err := h.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range who.IdentitySchemas["test_graph_resource"].IdentityAttributes {
		if a.Description == "" {
			t.Errorf("nothing is said of %s", a.Name)
		}
	}
}
