// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package content

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path"
)

// OpenIntunewin takes the content of an .intunewin file, which is encrypted already,
// and the keys that stand beside it.
func OpenIntunewin(file string) (*Sealed, error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s is not an .intunewin file, which is a zip archive: %w", file, err)
	}
	defer archive.Close() //nolint:errcheck // nothing was written
	info, err := readInfo(&archive.Reader)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	inner, err := archive.Open(path.Join("IntuneWinPackage/Contents", info.FileName))
	if err != nil {
		return nil, fmt.Errorf("%s holds no content %q, which its description names: %w", file, info.FileName, err)
	}
	defer inner.Close() //nolint:errcheck // nothing was written
	return inTemporaryFile(info.FileName, func(out *os.File) (*Sealed, error) {
		size, err := io.Copy(out, inner)
		if err != nil {
			return nil, fmt.Errorf("%s: read the content: %w", file, err)
		}
		return &Sealed{Size: info.Size, SealedSize: size, Encryption: info.encryption()}, nil
	})
}

// info is what the description in the file tells of the content.
type info struct {
	XMLName    xml.Name `xml:"ApplicationInfo"`
	FileName   string   `xml:"FileName"`
	Size       int64    `xml:"UnencryptedContentSize"`
	Encryption struct {
		EncryptionKey        string `xml:"EncryptionKey"`
		MacKey               string `xml:"MacKey"`
		InitializationVector string `xml:"InitializationVector"`
		Mac                  string `xml:"Mac"`
		ProfileIdentifier    string `xml:"ProfileIdentifier"`
		FileDigest           string `xml:"FileDigest"`
		FileDigestAlgorithm  string `xml:"FileDigestAlgorithm"`
	} `xml:"EncryptionInfo"`
}

// mostDescribed is the most that a description is read of.
const mostDescribed = 1 << 20

func readInfo(archive *zip.Reader) (info, error) {
	const at = "IntuneWinPackage/Metadata/Detection.xml"
	file, err := archive.Open(at)
	if err != nil {
		return info{}, fmt.Errorf("there is no %s in it: it is not made by Microsoft's Win32 Content Prep Tool: %w", at, err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	var found info
	if err := xml.NewDecoder(io.LimitReader(file, mostDescribed)).Decode(&found); err != nil {
		return info{}, fmt.Errorf("%s is damaged: %w", at, err)
	}
	if found.FileName == "" || found.Encryption.EncryptionKey == "" {
		return info{}, fmt.Errorf("%s names no content, or no key that it is encrypted with", at)
	}
	return found, nil
}

// encryption is Graph's form of it.
func (i info) encryption() map[string]any {
	e := i.Encryption
	return map[string]any{
		"encryptionKey": e.EncryptionKey, "macKey": e.MacKey, "initializationVector": e.InitializationVector, "mac": e.Mac,
		"profileIdentifier": e.ProfileIdentifier, "fileDigest": e.FileDigest, "fileDigestAlgorithm": e.FileDigestAlgorithm,
	}
}
