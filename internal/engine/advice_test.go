// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func TestAdviceIsAskedForWithThePermissionsOfTheOperationAndTheLicence(t *testing.T) {
	t.Parallel()
	s := kind{Object: &value.Object{Definition: object.Definition{Name: "widget", Needs: object.Needs{Licence: "Widgets Premium", Read: []string{"Widget.Read.All"}, Write: []string{"Widget.ReadWrite.All"}}}}}
	refused := &graph.Error{Method: http.MethodGet, Path: "/v1.0/widgets", Status: http.StatusForbidden, Code: "Authorization_RequestDenied"}
	s.session = &Session{Advise: func(answer *graph.Error, needed []string, licence string) string {
		return fmt.Sprintf("%s needs %v and %s", answer.Code, needed, licence)
	}}
	for verb, want := range map[string]string{
		"read": "Widget.Read.All", "list": "Widget.Read.All", "import": "Widget.Read.All",
		"create": "Widget.ReadWrite.All", "update": "Widget.ReadWrite.All", "delete": "Widget.ReadWrite.All",
	} {
		if got := s.detail(verb, nil, fmt.Errorf("after all: %w", refused)); !strings.HasSuffix(got, "\n\nAuthorization_RequestDenied needs ["+want+"] and Widgets Premium") {
			t.Errorf("%s: the detail is:\n%s", verb, got)
		}
	}
	s.session.Advise = func(*graph.Error, []string, string) string { return "" }
	if got := s.detail("read", nil, refused); strings.Contains(got, "\n\n") {
		t.Errorf("without advice the detail is:\n%s", got)
	}
}
