// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Diagnostics are what an operation has said.
type Diagnostics []*tfprotov6.Diagnostic

// HasError tells whether the operation has failed.
func (d Diagnostics) HasError() bool {
	for _, one := range d {
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// String is all that the diagnostics say.
func (d Diagnostics) String() string {
	var all strings.Builder
	for _, one := range d {
		fmt.Fprintf(&all, "%s: %s\n%s\n", one.Severity, one.Summary, one.Detail)
	}
	return all.String()
}

// failure is an error as Terraform's core reports its own.
func failure(summary string, err error) Diagnostics {
	return Diagnostics{{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: err.Error()}}
}
