// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
)

// Intunewin is what a package of Microsoft's Win32 Content Prep Tool tells. The keys
// of its encryption are left out: they are nobody's business but the upload's.
type Intunewin struct {
	// Name is the name of the app, and SetupFile the installer that the content holds.
	Name, SetupFile string
	// FileName is the name of the encrypted content within the package.
	FileName string
	// ToolVersion is the version of the tool that made the package.
	ToolVersion string
	// UnencryptedSize and EncryptedSize are the content's, in bytes.
	UnencryptedSize, EncryptedSize int64
	// FileDigest is the digest of the content before encryption, in base64, and
	// FileDigestAlgorithm what made it.
	FileDigest, FileDigestAlgorithm string
	// MSI is there where the installer is an .msi.
	MSI *MSIInfo
}

// MSIInfo is what the tool found out about an .msi.
type MSIInfo struct {
	ProductCode      string `xml:"MsiProductCode"`
	ProductVersion   string `xml:"MsiProductVersion"`
	PackageCode      string `xml:"MsiPackageCode"`
	UpgradeCode      string `xml:"MsiUpgradeCode"`
	Publisher        string `xml:"MsiPublisher"`
	ExecutionContext string `xml:"MsiExecutionContext"`
	RequiresReboot   bool   `xml:"MsiRequiresReboot"`
}

// detection is the file in the package that describes it.
type detection struct {
	XMLName         xml.Name `xml:"ApplicationInfo"`
	ToolVersion     string   `xml:"ToolVersion,attr"`
	Name            string   `xml:"Name"`
	UnencryptedSize int64    `xml:"UnencryptedContentSize"`
	FileName        string   `xml:"FileName"`
	SetupFile       string   `xml:"SetupFile"`
	Encryption      struct {
		FileDigest          string `xml:"FileDigest"`
		FileDigestAlgorithm string `xml:"FileDigestAlgorithm"`
	} `xml:"EncryptionInfo"`
	MSI *MSIInfo `xml:"MsiInfo"`
}

const (
	detectionPath = "IntuneWinPackage/Metadata/Detection.xml"
	contentFolder = "IntuneWinPackage/Contents"
)

// ReadIntunewin reads an .intunewin file.
func ReadIntunewin(file string) (Intunewin, error) {
	opened, size, err := open(file)
	if err != nil {
		return Intunewin{}, err
	}
	defer opened.Close() //nolint:errcheck // nothing was written
	archive, err := zip.NewReader(opened, size)
	if err != nil {
		return Intunewin{}, fmt.Errorf("%s is not an .intunewin file, which is a zip archive: %w", file, err)
	}
	d, err := readDetection(archive)
	if err != nil {
		return Intunewin{}, fmt.Errorf("%s: %w", file, err)
	}
	content, err := archive.Open(path.Join(contentFolder, d.FileName))
	if err != nil {
		return Intunewin{}, fmt.Errorf("%s holds no content %q, which its description names", file, d.FileName)
	}
	defer content.Close() //nolint:errcheck // nothing was written
	info, err := content.Stat()
	if err != nil {
		return Intunewin{}, err
	}
	return Intunewin{
		Name: d.Name, SetupFile: d.SetupFile, FileName: d.FileName, ToolVersion: d.ToolVersion,
		UnencryptedSize: d.UnencryptedSize, EncryptedSize: info.Size(),
		FileDigest: d.Encryption.FileDigest, FileDigestAlgorithm: d.Encryption.FileDigestAlgorithm, MSI: d.MSI,
	}, nil
}

func readDetection(archive *zip.Reader) (detection, error) {
	file, err := archive.Open(detectionPath)
	if err != nil {
		return detection{}, errors.New("there is no " + detectionPath + " in it: it is not made by Microsoft's Win32 Content Prep Tool")
	}
	defer file.Close() //nolint:errcheck // nothing was written
	text, err := readPart(file, detectionPath)
	if err != nil {
		return detection{}, err
	}
	var d detection
	if err := xml.Unmarshal(text, &d); err != nil {
		return detection{}, fmt.Errorf("%s is damaged: %w", detectionPath, err)
	}
	if d.FileName == "" || d.SetupFile == "" {
		return detection{}, errors.New(detectionPath + " names no content or no installer")
	}
	return d, nil
}
