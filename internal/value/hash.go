// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// hashRounds makes guessing a secret of its hash slow: a private state is read by whoever
// reads the state. One hash takes some hundredths of a second.
const hashRounds = 100_000

// Hash is a salted hash of a value, with the salt. Two of the same value differ.
func Hash(v any) string {
	salt := make([]byte, 16)
	rand.Read(salt) // which never fails
	return base64.StdEncoding.EncodeToString(salt) + ":" + hashWith(salt, v)
}

func hashWith(salt []byte, v any) string {
	document, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	key, err := pbkdf2.Key(sha256.New, string(document), salt, hashRounds, sha256.Size)
	if err != nil {
		return ""
	}
	return base64.StdEncoding.EncodeToString(key)
}

// IsHashOf tells whether a hash is that of a value.
func IsHashOf(hashed string, v any) bool {
	encoded, sum, _ := strings.Cut(hashed, ":")
	salt, err := base64.StdEncoding.DecodeString(encoded)
	return err == nil && sum != "" && subtle.ConstantTimeCompare([]byte(sum), []byte(hashWith(salt, v))) == 1
}

// count is the version of a hashed value in a plan, where the configuration has none: one
// more than before if the value is another one than was sent last.
func (m Memory) count(a *Attribute, prior Tree, given any) any {
	before := prior[a.Version.Name]
	if HasUnknown(given) {
		return Unknown{}
	}
	if given == nil || before != nil && IsHashOf(m.Hashes[a.Name], given) {
		return before
	}
	return json.Number(strconv.FormatInt(number(before)+1, 10))
}

// hashes are the hashes of what a configuration has sent: those that were known, where
// the values are the same.
func (o *Object) hashes(m Memory, config Tree) map[string]string {
	var all map[string]string
	for _, a := range o.Managed {
		given := config[a.Name]
		if a.Mode != object.WriteOnlyHashed || given == nil {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		if all[a.Name] = m.Hashes[a.Name]; !IsHashOf(m.Hashes[a.Name], given) {
			all[a.Name] = Hash(given)
		}
	}
	return all
}
