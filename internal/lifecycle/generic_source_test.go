// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// TestGenericSource reads objects, lists with all their pages, and functions.
func TestGenericSource(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.graph(http.MethodPost, "/v1.0/applications", `{"displayName":"app","tags":["x","y"]}`)["id"].(string)
	for i := range 5 {
		w.graph(http.MethodPost, "/v1.0/groups", fmt.Sprintf(`{"displayName":"g%d","mailEnabled":false,"mailNickname":"g%d","securityEnabled":true}`, i, i))
	}
	names := func(n int) any {
		all := make([]any, n)
		for i := range all {
			all[i] = fmt.Sprintf("g%d", i)
		}
		return map[string]any{"names": all}
	}
	tests := map[string]struct {
		config string
		want   any
		warns  string
	}{
		"an object":                   {`{"path":"/applications/` + id + `","query":{"$select":"id,displayName"},"response_export_values":{"name":"displayName","id":"id"}}`, map[string]any{"name": "app", "id": id}, ""},
		"an element of a list inside": {`{"path":"/applications/` + id + `","response_export_values":{"tag":"tags[1]"}}`, map[string]any{"tag": "y"}, ""},
		"a list in pages":             {`{"path":"/groups","query":{"$filter":"startswith(displayName,'g')","$orderby":"displayName","$count":"true","$top":"2"},"headers":{"ConsistencyLevel":"eventual"},"response_export_values":{"names":"value[*].displayName"}}`, names(5), ""},
		"a list up to a limit":        {`{"path":"/groups","limit":3,"query":{"$filter":"startswith(displayName,'g')","$orderby":"displayName","$count":"true","$top":"2"},"headers":{"ConsistencyLevel":"eventual"},"response_export_values":{"names":"value[*].displayName"}}`, names(3), "more than 3 elements"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config, _ := w.parse(tt.config).(map[string]any)
			found, diags := w.start().ReadData(t.Context(), "graph_resource", config)
			if diags.HasError() || !strings.Contains(diags.String(), tt.warns) || tt.warns == "" && len(diags) > 0 {
				t.Fatalf("got %s", diags)
			}
			if diff := cmp.Diff(tt.want, found["output"]); diff != "" {
				t.Errorf("output (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGenericSourceShowsTheWholeAnswer where nothing is named.
func TestGenericSourceShowsTheWholeAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	found, diags := w.start().ReadData(t.Context(), "graph_resource", map[string]any{"path": "/organization", "query": map[string]any{"$select": "id"}})
	if diags.HasError() {
		t.Fatal(diags)
	}
	output, _ := found["output"].(map[string]any)
	elements, _ := output["value"].([]any)
	if len(elements) != 1 {
		t.Fatalf("got %v", output)
	}
	organization, _ := elements[0].(map[string]any)
	id, _ := organization["id"].(string)
	one, diags := w.start().ReadData(t.Context(), "graph_resource", map[string]any{"path": "/organization/" + id, "query": map[string]any{"$select": "id"}})
	output, _ = one["output"].(map[string]any)
	if _, isList := output["value"]; diags.HasError() || output["id"] != id || isList {
		t.Errorf("one object is %v; %s", output, diags)
	}
}

// TestGenericSourceRefusals tell what keeps a path from being read.
func TestGenericSourceRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fault(fault.Fault{Pattern: "GET /v1.0/applications", Status: http.StatusForbidden, Code: "Authorization_RequestDenied", Message: "Insufficient privileges to complete the operation."})
	for config, want := range map[string]string{
		`{"path":"/users/1/revokeSignInSessions"}`:                 "is an action",
		`{"path":"/users?$top=1"}`:                                 "no query",
		`{"path":"/users","headers":{"Authorization":"Bearer x"}}`: "value must be one of",
		`{"path":"/users","response_export_values":{"a":"["}}`:     "is no path of names",
		`{"path":"/users","response_export_values":{}}`:            "at least 1",
		`{"path":"/users","limit":0}`:                              "at least 1",
		`{"path":"/users","api_version":"v2"}`:                     "value must be one of",
		`{"path":"/applications"}`:                                 "403 Authorization_RequestDenied",
		`{"path":"/users/nobody"}`:                                 "404",
	} {
		arguments, _ := w.parse(config).(map[string]any)
		if _, diags := w.start().ReadData(t.Context(), "graph_resource", arguments); !diags.HasError() || !strings.Contains(diags.String(), want) {
			t.Errorf("%s: %s; want %q", config, diags, want)
		}
	}
}
