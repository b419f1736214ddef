// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// What on-demand provisioning says of itself, as in the examples of its reference page:
// the words of a result are those of provisioningResult.
type (
	provisioningResult struct {
		Result  string
		Details struct{ ErrorCode, ErrorMessage string }
	}
	provisioningDetails struct {
		ProvisioningSteps []struct{ Name, Status, Description string }
	}
)

// redundant is the reason not to write what the application holds already.
const redundant = "RedundantExport"

// provisioned judges the answer to provisioning on demand: 200 says only that it was
// tried. The key holds the result and the value the steps, both JSON in a text.
func provisioned(answer map[string]any, tell func(string)) error {
	tellSteps(answer, tell)
	var found provisioningResult
	key, _ := answer["key"].(string)
	if err := json.Unmarshal([]byte(key), &found); err != nil || found.Result == "" {
		return &PendingError{"Graph's answer does not tell the result; see the provisioning logs of the application"}
	}
	why := found.Details.ErrorCode + ": " + cmp.Or(found.Details.ErrorMessage, "Graph says no more; see the provisioning logs of the application")
	switch strings.ToLower(found.Result) {
	case "success":
		tell("The object is provisioned")
		return nil
	case "warning":
		tell("The object is provisioned, with a warning: " + why)
		return nil
	case "skipped":
		if found.Details.ErrorCode == redundant {
			tell("The application holds the object as it is already")
			return nil
		}
		return fmt.Errorf("the object was not provisioned but skipped, by %s", why)
	case "failure":
		return fmt.Errorf("the object was not provisioned, by %s", why)
	}
	return &PendingError{fmt.Sprintf("Graph's answer tells the result %q, which this version of the provider does not know; see the provisioning logs of the application", found.Result)}
}

// tellSteps tells what was done, without the values: they are people's data.
func tellSteps(answer map[string]any, tell func(string)) {
	var details provisioningDetails
	text, _ := answer["value"].(string)
	if json.Unmarshal([]byte(text), &details) != nil {
		return
	}
	for _, step := range details.ProvisioningSteps {
		tell(strings.TrimSuffix(fmt.Sprintf("%s: %s. %s", step.Name, step.Status, step.Description), " "))
	}
}
