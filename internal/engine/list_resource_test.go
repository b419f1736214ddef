// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// twoPages are a page of two widgets, and one of one.
func (h *harness) twoPages(second answer) {
	h.answers = map[string][]answer{"GET /v1.0/widgets": {
		{200, `{"value":[{"id":"w1","name":"a"},{"id":"w2","name":"b"}],"@odata.nextLink":"` + h.url + `/v1.0/widgets?$skiptoken=x"}`},
		second,
	}}
}

func (h *harness) list(ctx context.Context, limit int64, include bool, config value.Tree) iter.Seq[tfprotov6.ListResourceResult] {
	return h.listOf(ctx, "widget", limit, include, config)
}

func (h *harness) listOf(ctx context.Context, name string, limit int64, include bool, config value.Tree) iter.Seq[tfprotov6.ListResourceResult] {
	h.t.Helper()
	of, err := h.catalogue.byName[name].list()
	if err != nil {
		h.t.Fatal(err)
	}
	encoded, err := newListResource(of).arguments.Encode(config)
	if err != nil {
		h.t.Fatal(err)
	}
	stream, err := h.server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: "test_" + name, Config: h.dynamic(encoded), Limit: limit, IncludeResource: include})
	if err != nil {
		h.t.Fatal(err)
	}
	return stream.Results
}

func TestListReadsAPageWhenItIsWanted(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	h.twoPages(answer{200, `{"value":[{"id":"w3","name":"c"}]}`})
	var names []string
	for result := range h.list(t.Context(), 100, false, value.Tree{}) {
		mentions(t, result.Diagnostics)
		names = append(names, result.DisplayName)
		if n := len(h.requests()); n != (len(names)+1)/2 {
			t.Errorf("%d requests for %v", n, names)
		}
		if result.Resource != nil {
			t.Errorf("%s comes with the resource, which nobody wants", result.DisplayName)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, names); diff != "" {
		t.Errorf("names mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("id,name", h.queries[0].Get("$select")); diff != "" {
		t.Errorf("$select mismatch (-want +got):\n%s", diff)
	}
}

// TestListWithALimit: Graph is asked for no more than are wanted, and nothing is asked
// for once they are there.
func TestListWithALimit(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		config value.Tree
		top    string
		want   []string
	}{
		"which Graph honours":                       {value.Tree{}, "2", []string{"a", "b"}},
		"and a condition that Graph checks":         {value.Tree{"name": "A"}, "2", []string{"a", "b"}},
		"and a condition that Graph does not check": {value.Tree{"alias": "x"}, "", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			h.twoPages(answer{200, `{"value":[]}`})
			var names []string
			for result := range h.list(t.Context(), 2, false, tt.config) {
				mentions(t, result.Diagnostics)
				names = append(names, result.DisplayName)
			}
			if diff := cmp.Diff(tt.want, names); diff != "" {
				t.Errorf("names mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.top, h.queries[0].Get("$top")); diff != "" {
				t.Errorf("$top mismatch (-want +got):\n%s", diff)
			}
			if n := len(h.requests()); tt.want != nil && n != 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
}

// TestListThatFailsInTheMiddle: what was found before stays found.
func TestListThatFailsInTheMiddle(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	h.twoPages(answer{403, `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`})
	var results []tfprotov6.ListResourceResult
	for result := range h.list(t.Context(), 100, false, value.Tree{}) {
		results = append(results, result)
	}
	if len(results) != 3 {
		t.Fatalf("%d results, want two objects and an error", len(results))
	}
	mentions(t, results[2].Diagnostics, "Cannot list", "Authorization_RequestDenied")
}

// TestListThatIsCancelled asks for nothing more.
func TestListThatIsCancelled(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	h.twoPages(answer{200, `{"value":[{"id":"w3","name":"c"}]}`})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var results []tfprotov6.ListResourceResult
	for result := range h.list(ctx, 100, false, value.Tree{}) {
		results = append(results, result)
		cancel()
	}
	if n := len(h.requests()); n != 1 {
		t.Errorf("%d requests, want one", n)
	}
	mentions(t, results[len(results)-1].Diagnostics, "interrupted")
}

// TestListThatNobodyReadsToTheEnd asks for nothing more.
func TestListThatNobodyReadsToTheEnd(t *testing.T) {
	t.Parallel()
	for name, include := range map[string]bool{"names": false, "resources": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil)
			h.twoPages(answer{200, `{"value":[{"id":"w3","name":"c"}]}`})
			for range h.list(t.Context(), 2, include, value.Tree{}) {
				break
			}
			if n := len(h.requests()); n != 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
}

// TestListOfParts: what lists do not show is read from the objects, and only where
// that is wanted. One that is deleted meanwhile is left out.
func TestListOfParts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		include bool
		want    []any
		asked   int
	}{
		"names":     {false, []any{nil, nil}, 1},
		"resources": {true, []any{"text", nil}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{
				"GET /v1.0/widgets/w1/parts":    {{200, listOfParts}},
				"GET /v1.0/widgets/w1/parts/p1": {{200, `{"id":"p1","name":"a","content":"text"}`}},
				"GET /v1.0/widgets/w1/parts/p2": {{404, `{"error":{"code":"Request_ResourceNotFound","message":"gone"}}`}},
			}, part())
			of := compiled(t, part())
			var contents []any
			for result := range h.listOf(t.Context(), "part", 10, tt.include, value.Tree{"widgetId": "w1"}) {
				if result.Resource == nil {
					if tt.include {
						mentions(t, result.Diagnostics, "An object was left out", "It was deleted while it was listed.")
					}
					contents = append(contents, nil)
					continue
				}
				state, err := result.Resource.Unmarshal(of.Managed.Terraform())
				if err != nil {
					t.Fatal(err)
				}
				tree, err := of.Managed.Decode(state)
				if err != nil {
					t.Fatal(err)
				}
				contents = append(contents, tree["content"])
			}
			if diff := cmp.Diff(tt.want, contents); diff != "" {
				t.Errorf("contents mismatch (-want +got):\n%s", diff)
			}
			if n := len(h.requests()); n != tt.asked {
				t.Errorf("%d requests, want %d", n, tt.asked)
			}
		})
	}
}
