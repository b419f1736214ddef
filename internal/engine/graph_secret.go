// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// secretState is what private state tells of a generic resource: whose values are what,
// and a hash of what is not stored.
type secretState struct {
	memory value.Memory
	// Hash is empty if nothing was sent.
	Hash string `json:"hash,omitempty"`
}

// secretsOf reads private state.
func secretsOf(p private) (s secretState) {
	p.get(secretKey, &s)
	s.memory = p.memory()
	return s
}

// sent is the version of what was sent last: its hash. It is nil if nothing was.
func (s secretState) sent() any {
	if s.Hash == "" {
		return nil
	}
	return s.Hash
}

// wanted is the version of a configuration: another one, if it holds something else than
// was sent. One without such a body leaves what was sent.
func (s secretState) wanted(a graphArguments) any {
	switch {
	case a.secretUnknown:
		return value.Unknown{}
	case len(a.secret) == 0 || value.IsHashOf(s.Hash, a.secret):
		return s.sent()
	default:
		return "another than " + s.Hash
	}
}

// noteSecret notes what was sent.
func (s secretState) noteSecret(p private, a graphArguments) {
	if len(a.secret) > 0 && !value.IsHashOf(s.Hash, a.secret) {
		s.Hash = value.Hash(a.secret)
	}
	if s.Hash != "" {
		p.note(secretKey, s)
	}
}
