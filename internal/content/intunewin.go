// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package content

import (
	"fmt"
	"io"
	"os"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
)

// OpenIntunewin takes the content of an .intunewin file, which is encrypted already,
// and the keys that stand beside it.
func OpenIntunewin(file string) (*Sealed, error) {
	from, err := packages.OpenIntunewin(file)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return inTemporaryFile(from.FileName, func(out *os.File) (*Sealed, error) {
		size, err := io.Copy(out, from.Content)
		if err != nil {
			return nil, fmt.Errorf("%s: read the content: %w", file, err)
		}
		return &Sealed{Size: from.UnencryptedSize, SealedSize: size, Encryption: encryption(from.Keys)}, nil
	})
}

// encryption is Graph's form of what content is encrypted with.
func encryption(k packages.IntunewinKeys) map[string]any {
	return map[string]any{
		"encryptionKey": k.EncryptionKey, "macKey": k.MacKey, "initializationVector": k.InitializationVector, "mac": k.Mac,
		"profileIdentifier": k.ProfileIdentifier, "fileDigest": k.FileDigest, "fileDigestAlgorithm": k.FileDigestAlgorithm,
	}
}
