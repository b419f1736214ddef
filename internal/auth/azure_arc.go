// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// maxArcKey is the size of the largest challenge that is read, in bytes.
const maxArcKey = 4096

// arcKey reads the file that the agent of Azure Arc names in its challenge:
// whoever may read it may have the machine's tokens.
func (s setup) arcKey(challenge *http.Response) ([]byte, error) {
	_, path, found := strings.Cut(challenge.Header.Get("WWW-Authenticate"), "Basic realm=")
	path = filepath.Clean(strings.Trim(path, `"`))
	switch {
	case !found:
		return nil, errors.New("the agent of Azure Arc named no file in its challenge")
	case filepath.Dir(path) != filepath.Clean(s.Arc.Tokens) || filepath.Ext(path) != ".key":
		return nil, fmt.Errorf("the challenge names %s, which is no .key file in %s", path, s.Arc.Tokens)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxArcKey {
		return nil, fmt.Errorf("the challenge names %s, which holds %d bytes and no key", path, info.Size())
	}
	key, err := os.ReadFile(path)
	return bytes.TrimSpace(key), err
}

// checkEcho compares the identity that the agent has used with the one that was
// asked for. Older agents know no user-assigned identities, and answer with the
// machine's own.
func (s setup) checkEcho(reply identityReply) error {
	if s.ManagedIdentityID == "" {
		return nil
	}
	used := map[identityKind]string{kindClientID: reply.ClientID, kindObjectID: reply.ObjectID, kindResourceID: reply.ResourceID}
	if !strings.EqualFold(used[s.identityKind()], s.ManagedIdentityID) {
		return fmt.Errorf("the agent of Azure Arc did not confirm the identity %s", s.ManagedIdentityID)
	}
	return nil
}
