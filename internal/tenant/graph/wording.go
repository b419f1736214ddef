// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// worded puts a refusal into the words of the service behind the path: they
// differ in their codes and in the form of their messages.
func (c *call) worded(f *failure) *failure {
	switch {
	case f.status != http.StatusBadRequest && f.status != http.StatusNotFound && f.status != http.StatusConflict:
		return f
	case store.Pattern("/deviceManagement").Covers(c.route), store.Pattern("/deviceAppManagement").Covers(c.route):
		return f.intune()
	case store.Pattern("/identity/conditionalAccess").Covers(c.route):
		return f.conditionalAccess(c.target)
	}
	return f
}

// conditionalAccess messages begin with the number of a rule; 1007 is for
// bodies that are not of the schema.
func (f *failure) conditionalAccess(t target) *failure {
	worded := *f
	switch {
	case f.status == http.StatusNotFound && t.path == locationsPath:
		worded.code = "ResourceNotFound"
		worded.message = fmt.Sprintf("NamedLocation with id %s does not exist in the directory.", t.id)
	case f.status == http.StatusNotFound:
		worded.code = "ResourceNotFound"
	case f.status == http.StatusBadRequest && strings.HasPrefix(f.code, "Request_"):
		worded.code, worded.message, worded.details = "BadRequest", "1007: "+f.message, nil
	}
	return &worded
}

// intune messages are JSON documents.
func (f *failure) intune() *failure {
	worded := *f
	worded.code, worded.details = "BadRequest", nil
	if f.status == http.StatusNotFound {
		worded.code = "ResourceNotFound"
	}
	message, err := json.MarshalIndent(map[string]any{
		"_version":             3,
		"Message":              f.message + " - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: 00000000-0000-0000-0000-000000000000 - Url: https://localhost/",
		"CustomApiErrorPhrase": "",
		"RetryAfter":           nil,
		"ErrorSourceService":   "",
		"HttpHeaders":          "{}",
	}, "", "  ")
	if err == nil {
		worded.message = strings.ReplaceAll(string(message), "\n", "\r\n")
	}
	return &worded
}
