// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"fmt"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
)

// unknownName is the error of a name that is not on a list, with the one that was
// probably meant.
func unknownName(kind, name string, known []string) error {
	if near := spelling.Nearest(known, name); near != "" {
		return fmt.Errorf("there is no %s %q. Did you mean %q?", kind, name, near)
	}
	return fmt.Errorf("there is no %s %q", kind, name)
}
