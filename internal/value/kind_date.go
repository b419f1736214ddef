// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// dateKind is a day.
type dateKind struct{ text }

var datePattern = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)

func compileDate(_ *compiler, _ object.Date, _ *Attribute) (kind, error) {
	return dateKind{text{checks: []validator.String{matches(datePattern, `must be a day such as "2026-11-23"`)}}}, nil
}
