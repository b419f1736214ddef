// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"strings"
)

// programName is how Entra and Graph know the provider in their logs.
const programName = "terraform-provider-microsoft365"

// userAgent names the provider, Terraform and whom the use is attributed to. What
// TF_APPEND_USER_AGENT holds is for automation around Terraform; HashiCorp's own
// library for providers of the older kind reads it too.
func userAgent(version, terraform, partnerID, appended string) string {
	parts := []string{programName + "/" + cmp.Or(version, "dev")}
	if terraform != "" {
		parts = append(parts, "Terraform/"+terraform)
	}
	if partnerID != "" {
		parts = append(parts, "pid-"+strings.ToLower(partnerID))
	}
	return strings.Join(append(parts, strings.Fields(printable(appended))...), " ")
}

// printable keeps what a header may hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return ' '
		}
		return r
	}, text)
}
