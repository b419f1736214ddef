// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// pinned are the SHA-256 sums of the sources that the compiled file is made of. Other sources make another model: whoever compiles
// a newer one changes the sum together with the file.
var pinned = map[string][]string{
	string(model.V1):   {"a9d32d3611746c96043229a98867be064fb782c801b3405bce00c224ea3f6a03"}, // of August 2026
	string(model.Beta): {"624b05a13c20bc11c59ef2ba39c86ed8e0193a47c33336c94bf8582eba87a5bb"}, // of 0.44.0-preview, which fetch.sh fetches

	"permissions.json":    {"43dfa0184b83f88f36a42ffcf7e1a5012629952f17affe75eb08040260d8c469"}, // of August 2026
	"permission-ids.json": {"745a49a00a895ed27d935f5f278eb4501fce717746723f6c496c9b5f4f19b480"}, // of August 2026
}

// checkPinned refuses a source that is not the one that is pinned.
func checkPinned(v string, source []byte) error {
	sum := sha256.Sum256(source)
	found := hex.EncodeToString(sum[:])
	if slices.Contains(pinned[v], found) {
		return nil
	}
	return fmt.Errorf("the source of %s has the SHA-256 sum %s, which is not pinned; to compile a newer one, pin it in tools/model/sources.go", v, found)
}
