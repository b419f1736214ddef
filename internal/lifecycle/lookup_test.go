// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// TestContentThatListsLeaveOut: Intune's lists hold no script. A look-up by name
// finds it all the same, and a creation without an answer is recognised.
func TestContentThatListsLeaveOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("windows_platform_script")
	w.fault(fault.Fault{Pattern: "POST /beta/deviceManagement/deviceManagementScripts", Times: 1, Drop: fault.After})
	w.apply(r, `{"display_name":"s","file_name":"a.ps1","script_content":"aGk="}`)
	if n := len(w.graph(http.MethodGet, "/beta/deviceManagement/deviceManagementScripts", "")["value"].([]any)); n != 1 {
		t.Errorf("there are %d scripts, want one", n)
	}
	one, diags := w.start().ReadData(t.Context(), "windows_platform_script", map[string]any{"display_name": "s"})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if diff := cmp.Diff("aGk=", one["script_content"]); diff != "" {
		t.Errorf("script_content mismatch (-want +got):\n%s", diff)
	}
}

// TestOtherTypeOfTheCollection: a policy for phones is no policy for Windows,
// neither to an import nor to a data source.
func TestOtherTypeOfTheCollection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.graph(http.MethodPost, "/beta/deviceManagement/deviceCompliancePolicies", `{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"phones","passcodeRequired":true,
		"scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":0,"notificationMessageCCList":[]}]}]}`)["id"].(string)
	w.says(w.start().Import(t.Context(), w.resource("windows_compliance_policy"), id), "iosCompliancePolicy")
	_, diags := w.start().ReadData(t.Context(), "windows_compliance_policy", map[string]any{"id": id})
	w.says(diags, "iosCompliancePolicy")
}
