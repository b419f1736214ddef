// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"errors"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// Explain says of a failed request what was sent, what Graph answered and what helps,
// by the application permissions that the request needs.
func (s *Session) Explain(err error, needed ...string) string {
	var answer *graph.Error
	if !errors.As(err, &answer) {
		if collection.IsAmbiguous(err) {
			return err.Error() + "\n\nThe change may have taken effect nevertheless: see in the tenant before you try again."
		}
		return err.Error()
	}
	text := answer.Detail()
	if s.Advise != nil {
		if advice := s.Advise(answer, Needs{Permissions: needed}); advice != "" {
			text += "\n\n" + advice
		}
	}
	return text
}
