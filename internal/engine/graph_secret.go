// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"strconv"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// secretState is what private state tells of a generic resource: whose values are what,
// and a hash of what is not stored, under a salt of its own.
type secretState struct {
	memory value.Memory
	Salt   []byte `json:"salt,omitempty"`
	// Version is the beginning of the hash, as a number; empty if nothing was sent.
	Version string `json:"version,omitempty"`
}

// secretsOf reads private state.
func secretsOf(p private) (s secretState) {
	p.get(secretKey, &s)
	s.memory = p.memory()
	return s
}

// newSecrets are those of an object that is not there yet.
func newSecrets() secretState {
	salt := make([]byte, sha256.Size)
	_, _ = rand.Read(salt) // which never fails
	return secretState{Salt: salt}
}

func (s secretState) stored() any {
	if s.Version == "" {
		return nil
	}
	return json.Number(s.Version)
}

// given is the version of a configuration. One without such a body leaves what was
// sent.
func (s secretState) given(a graphArguments) any {
	switch {
	case len(a.secret) == 0:
		return s.stored()
	case !a.secretIsKnown() || value.HasUnknown(a.secret):
		return value.Unknown{}
	default:
		return json.Number(s.hash(a.secret))
	}
}

func (s secretState) hash(secret value.Tree) string {
	document, err := json.Marshal(secret)
	if err != nil {
		return "" // what came out of Terraform goes into JSON
	}
	mac := hmac.New(sha256.New, s.Salt)
	mac.Write(document)
	return strconv.FormatUint(binary.BigEndian.Uint64(mac.Sum(nil)), 10)
}

// noteSecret notes what was sent.
func (s secretState) noteSecret(p private, a graphArguments) {
	if len(a.secret) > 0 {
		s.Version = s.hash(a.secret)
	}
	if s.Version != "" {
		p.note(secretKey, s)
	}
}
