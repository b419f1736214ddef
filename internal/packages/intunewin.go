// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path"
)

// Intunewin is what a package of Microsoft's Win32 Content Prep Tool tells. The keys
// of its encryption are left out: they are nobody's business but the upload's, which
// opens the package with [OpenIntunewin].
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

// IntunewinKeys are what the content of a package is encrypted with, and what it was
// before, in base64 but for the names of the profile and of the algorithm.
type IntunewinKeys struct {
	EncryptionKey        string `xml:"EncryptionKey"`
	MacKey               string `xml:"MacKey"`
	InitializationVector string `xml:"InitializationVector"`
	Mac                  string `xml:"Mac"`
	ProfileIdentifier    string `xml:"ProfileIdentifier"`
	FileDigest           string `xml:"FileDigest"`
	FileDigestAlgorithm  string `xml:"FileDigestAlgorithm"`
}

// OpenedIntunewin is a package that is open for the reading of its content. Close closes
// it.
type OpenedIntunewin struct {
	Intunewin
	// Content is encrypted, with Keys.
	Content io.Reader
	Keys    IntunewinKeys

	file *os.File
}

// Close closes the package. Nothing was written to it.
func (o *OpenedIntunewin) Close() { _ = o.file.Close() }

// detection is the file in the package that describes it.
type detection struct {
	XMLName         xml.Name      `xml:"ApplicationInfo"`
	ToolVersion     string        `xml:"ToolVersion,attr"`
	Name            string        `xml:"Name"`
	UnencryptedSize int64         `xml:"UnencryptedContentSize"`
	FileName        string        `xml:"FileName"`
	SetupFile       string        `xml:"SetupFile"`
	Keys            IntunewinKeys `xml:"EncryptionInfo"`
	MSI             *MSIInfo      `xml:"MsiInfo"`
}

const (
	detectionPath = "IntuneWinPackage/Metadata/Detection.xml"
	contentFolder = "IntuneWinPackage/Contents"
)

// ReadIntunewin reads what an .intunewin file tells.
func ReadIntunewin(file string) (Intunewin, error) {
	opened, err := OpenIntunewin(file)
	if err != nil {
		return Intunewin{}, err
	}
	defer opened.Close()
	return opened.Intunewin, nil
}

// OpenIntunewin opens an .intunewin file, which the caller has to close.
func OpenIntunewin(path string) (*OpenedIntunewin, error) {
	file, size, err := open(path)
	if err != nil {
		return nil, err
	}
	opened, err := openIntunewin(file, size)
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return opened, nil
}

// openIntunewin opens the archive in a file. Its errors go on where a path ends.
func openIntunewin(file *os.File, size int64) (*OpenedIntunewin, error) {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, fmt.Errorf("is not an .intunewin file, which is a zip archive: %w", err)
	}
	d, err := readDetection(archive)
	if err != nil {
		return nil, err
	}
	content, err := archive.Open(path.Join(contentFolder, d.FileName))
	if err != nil {
		return nil, fmt.Errorf("holds no content %q, which its description names: %w", d.FileName, err)
	}
	info, err := content.Stat()
	if err != nil {
		return nil, fmt.Errorf("has a damaged content %q: %w", d.FileName, err)
	}
	return &OpenedIntunewin{file: file, Content: content, Keys: d.Keys, Intunewin: Intunewin{
		Name: d.Name, SetupFile: d.SetupFile, FileName: d.FileName, ToolVersion: d.ToolVersion,
		UnencryptedSize: d.UnencryptedSize, EncryptedSize: info.Size(),
		FileDigest: d.Keys.FileDigest, FileDigestAlgorithm: d.Keys.FileDigestAlgorithm, MSI: d.MSI,
	}}, nil
}

func readDetection(archive *zip.Reader) (d detection, err error) {
	file, err := archive.Open(detectionPath)
	if err != nil {
		return detection{}, fmt.Errorf("holds no %s: it is not made by Microsoft's Win32 Content Prep Tool: %w", detectionPath, err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	text, err := readPart(file, detectionPath)
	if err == nil {
		err = xml.Unmarshal(text, &d)
	}
	switch {
	case err != nil:
		return detection{}, fmt.Errorf("holds a damaged description: %w", err)
	case d.FileName == "" || d.SetupFile == "" || d.Keys.EncryptionKey == "":
		return detection{}, fmt.Errorf("holds a description, %s, that names no content, no installer or no key that the content is encrypted with", detectionPath)
	default:
		return d, nil
	}
}
