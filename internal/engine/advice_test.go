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

// TestARefusedDeleteSaysHowToOrderTheChanges: Terraform deletes first, so that what
// refers to the object still does.
func TestARefusedDeleteSaysHowToOrderTheChanges(t *testing.T) {
	t.Parallel()
	k := kind{Object: &value.Object{Definition: object.Definition{Name: "widget"}}}
	tests := map[string]struct {
		verb, message string
		want          bool
	}{
		"a named location":            {"delete", "The named location is referenced by the policy p.", true},
		"an authentication strength":  {"delete", "The authentication strength is in use by the policy p.", true},
		"an assignment filter":        {"delete", "The filter is used by an assignment and cannot be deleted.", true},
		"another reason":              {"delete", "Insufficient privileges to complete the operation.", false},
		"another operation than that": {"update", "The name is in use by the policy p.", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			detail := k.detail(tt.verb, nil, &graph.Error{Method: http.MethodDelete, Path: "/v1.0/widgets/w1", Status: http.StatusBadRequest, Message: tt.message})
			if got := strings.Contains(detail, "create_before_destroy"); got != tt.want {
				t.Errorf("names create_before_destroy: %v, want %v:\n%s", got, tt.want, detail)
			}
		})
	}
}
