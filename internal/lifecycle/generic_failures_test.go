// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// genericUnit is one for which a typed resource exists; an access review, one for which
// there may be none: what befalls them is the same.
const genericUnit = `{"path":"/directory/administrativeUnits","body":{"displayName":"a","description":"one"}}`

// TestGenericLostReply: the object is found again by what was sent.
func TestGenericLostReply(t *testing.T) {
	t.Parallel()
	for path, config := range map[string]string{
		"/directory/administrativeUnits": genericUnit,
		"/identity/conditionalAccess/namedLocations": `{"path":"/identity/conditionalAccess/namedLocations","body":{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","isTrusted":true,
			"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"203.0.113.0/24"}]}}`,
		"/applications": `{"path":"/applications","body":{"displayName":"a","web":{"redirectUris":["https://a.example"]}},"body_write_only":{"notes":"n"}}`,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			before := len(w.graph(http.MethodGet, "/v1.0"+path, "")["value"].([]any))
			w.fault(fault.Fault{Pattern: "POST /v1.0" + path, Times: 1, Drop: fault.After})
			r := w.resource("graph_resource")
			w.apply(r, config)
			if all := w.graph(http.MethodGet, "/v1.0"+path, "")["value"].([]any); len(all) != before+1 || r.ID() == "" {
				t.Errorf("there are %d more objects, and the id is %q", len(all)-before, r.ID())
			}
		})
	}
}

// TestGenericMissingAfterCreation: a replica that does not know the object takes
// nothing out of the state.
func TestGenericMissingAfterCreation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	w.configure(r, genericUnit)
	if diags, _ := w.start().Apply(t.Context(), r); diags.HasError() {
		t.Fatal(diags)
	}
	w.fault(missing("GET /v1.0/directory/administrativeUnits/{id}", 0))
	w.settled(r)
}

// TestGenericMissingAtItsRemoval: an object that is seconds old is removed, whatever a
// replica says.
func TestGenericMissingAtItsRemoval(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	w.configure(r, genericUnit)
	if diags, _ := w.start().Apply(t.Context(), r); diags.HasError() {
		t.Fatal(diags)
	}
	w.fault(missing("DELETE /v1.0/directory/administrativeUnits/{id}", 0))
	id := r.ID()
	w.destroy(r)
	if _, err := w.Graph(t.Context(), http.MethodGet, "/v1.0/directory/administrativeUnits/"+id, ""); err == nil {
		t.Error("the object is reported destroyed and is there")
	}
}

// TestGenericGone: an object that somebody else has removed is made again.
func TestGenericGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	w.apply(r, genericUnit)
	id := r.ID()
	w.graph(http.MethodDelete, "/v1.0/directory/administrativeUnits/"+id, "")
	if diags, _ := w.start().Apply(t.Context(), r); diags.HasError() || r.ID() == id {
		t.Errorf("%s: %s", r.ID(), diags)
	}
}

// TestGenericRefusals: the diagnostics say what was refused, and no secret.
func TestGenericRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault fault.Fault
		says  string
	}{
		"forbidden": {refusal("/v1.0/directory/administrativeUnits"), "403 Authorization_RequestDenied"},
		"broken":    {fault.Fault{Pattern: "POST /v1.0/directory/administrativeUnits", Status: http.StatusInternalServerError, Code: "InternalServerError", Message: "broken"}, "500"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.fault(tt.fault)
			r := w.resource("graph_resource")
			w.configure(r, `{"path":"/directory/administrativeUnits","body":{"displayName":"a"},"body_write_only":{"description":"canary"}}`)
			diags, _ := w.start().Apply(t.Context(), r)
			if text := diags.String(); !diags.HasError() || !strings.Contains(text, tt.says) || strings.Contains(text, "canary") {
				t.Errorf("got %s", strings.ReplaceAll(text, "canary", "(the secret)"))
			}
			if !r.Gone() {
				t.Error("an object that was not made is in the state")
			}
		})
	}
}

// TestGenericUpdateRefused: the state stays as it was, and the next apply tries again.
func TestGenericUpdateRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	w.apply(r, genericUnit)
	f := refusal("PATCH /v1.0/directory/administrativeUnits/{id}")
	f.Times = 1
	w.fault(f)
	w.configure(r, `{"path":"/directory/administrativeUnits","body":{"displayName":"b"}}`)
	if diags, _ := w.start().Apply(t.Context(), r); !diags.HasError() {
		t.Error("the refusal is not told")
	}
	w.apply(r, `{"path":"/directory/administrativeUnits","body":{"displayName":"b"}}`)
	if unit := w.graph(http.MethodGet, "/v1.0/directory/administrativeUnits/"+r.ID(), ""); unit["displayName"] != "b" || unit["description"] != nil {
		t.Errorf("the unit is %v", unit)
	}
}

// TestGenericSecretRefused: a secret that Graph has not taken is sent again.
func TestGenericSecretRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("graph_resource")
	config := func(secret string) string {
		return `{"path":"/directory/administrativeUnits","body":{"displayName":"a"},"body_write_only":{"description":"` + secret + `"}}`
	}
	w.apply(r, config("one"))
	f := refusal("PATCH /v1.0/directory/administrativeUnits/{id}")
	f.Times = 1
	w.fault(f)
	w.configure(r, config("two"))
	if diags, _ := w.start().Apply(t.Context(), r); !diags.HasError() {
		t.Error("the refusal is not told")
	}
	w.apply(r, config("two"))
	if unit := w.graph(http.MethodGet, "/v1.0/directory/administrativeUnits/"+r.ID(), ""); unit["description"] != "two" {
		t.Errorf("the unit is %v", unit)
	}
}

// TestGenericElsewhere: an object of another tenant is not taken for gone.
func TestGenericElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := newWorld(t, func(o *tenant.Options) { o.TenantID = "0f0f0f0f-0000-4000-8000-000000000000" })
	r := w.resource("graph_resource")
	w.apply(r, genericUnit)
	diags := other.start().Refresh(t.Context(), r)
	if !diags.HasError() || r.Gone() {
		t.Error("an object of another tenant was read")
	}
}
