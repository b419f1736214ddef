// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestGenericMoves takes objects over from the generic resources of another provider, and
// from this one's at another address. Then there is nothing to do.
func TestGenericMoves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	unit := w.graph(http.MethodPost, "/v1.0/directory/administrativeUnits", `{"displayName":"a"}`)["id"].(string)
	group := w.graph(http.MethodPost, "/v1.0/groups", `{"displayName":"g","mailEnabled":false,"mailNickname":"g","securityEnabled":true}`)["id"].(string)
	w.graph(http.MethodPost, "/v1.0/directory/administrativeUnits/"+unit+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/groups/`+group+`"}`)
	ofUnit := `{"path":"/directory/administrativeUnits","body":{"displayName":"a"}}`
	tests := map[string]struct{ from, state, config string }{
		"an object": {"msgraph_resource", fmt.Sprintf(`{"id":%q,"url":"directory/administrativeUnits","api_version":"v1.0","body":{"displayName":"a"}}`, unit), ofUnit},
		"a reference": {
			"msgraph_resource", fmt.Sprintf(`{"id":%q,"url":"directory/administrativeUnits/%s/members/$ref"}`, group, unit),
			fmt.Sprintf(`{"path":"/directory/administrativeUnits/%s/members/$ref","body":{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/%s"}}`, unit, group),
		},
		"an object of which there is one": {"msgraph_update_resource", `{"id":"x","url":"policies/authorizationPolicy"}`, `{"path":"/policies/authorizationPolicy","body":{"blockMsolPowerShell":false}}`},
		"an object that is updated":       {"msgraph_update_resource", fmt.Sprintf(`{"id":"x","url":"directory/administrativeUnits/%s"}`, unit), ofUnit},
		"an object in beta":               {"msgraph_resource", fmt.Sprintf(`{"id":%q,"url":"directory/administrativeUnits","api_version":"beta"}`, unit), `{"path":"/directory/administrativeUnits","api_version":"beta","body":{"displayName":"a"}}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := w.resource("graph_resource")
			w.configure(r, tt.config)
			if diags := w.start().Move(t.Context(), r, terraform.Source{Type: tt.from, State: []byte(tt.state)}); diags.HasError() || r.Gone() {
				t.Fatalf("move: %s", diags)
			}
			w.settled(r)
			again := w.resource("graph_resource")
			again.Config = r.Config
			state := fmt.Sprintf(`{"id":%q,"path":%q,"api_version":%q,"method":"PATCH","body":null}`, r.ID(), r.Attributes()["path"], r.Attributes()["api_version"])
			if diags := w.start().Move(t.Context(), again, terraform.Source{Type: "microsoft365_graph_resource", State: []byte(state), Private: r.Private}); diags.HasError() || again.ID() != r.ID() {
				t.Errorf("move from another address: %s", diags)
			}
		})
	}
	for state, says := range map[string]string{`{"url":"groups"}`: "holds no id", `{"id":"1"}`: "holds no url", `7`: "cannot unmarshal"} {
		if diags := w.start().Move(t.Context(), w.resource("graph_resource"), terraform.Source{Type: "msgraph_resource", State: []byte(state)}); !strings.Contains(diags.String(), says) {
			t.Errorf("%s: %s; want %q", state, diags, says)
		}
	}
	if diags := w.start().Move(t.Context(), w.resource("graph_resource"), terraform.Source{Type: "azuread_group", State: []byte(`{"id":"1"}`)}); !strings.Contains(diags.String(), "are not known") {
		t.Errorf("from another provider: %s", diags)
	}
}

// TestAMoveOfWhatIsOnlyUpdated: msgraph_update_resource changes an object that is there,
// and leaves it there when it is destroyed.
func TestAMoveOfWhatIsOnlyUpdated(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/directory/administrativeUnits", "/directory/administrativeUnits/ID"} {
		unit := w.graph(http.MethodPost, "/v1.0/directory/administrativeUnits", `{"displayName":"a"}`)["id"].(string)
		r := w.resource("graph_resource")
		w.configure(r, `{"path":%q,"body":{"displayName":"a"}}`, strings.Replace(path, "ID", unit, 1))
		state := fmt.Sprintf(`{"id":"x","url":"directory/administrativeUnits/%s"}`, unit)
		if diags := w.start().Move(t.Context(), r, terraform.Source{Type: "msgraph_update_resource", State: []byte(state)}); diags.HasError() {
			t.Fatalf("move: %s", diags)
		}
		w.destroy(r)
		if w.graph(http.MethodGet, "/v1.0/directory/administrativeUnits/"+unit, "")["id"] != unit {
			t.Errorf("%s: the unit is gone", path)
		}
	}
}
