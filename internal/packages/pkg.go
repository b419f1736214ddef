// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Pkg is what an installer package of macOS tells.
type Pkg struct {
	// Identifier and Version are the product's, or else the first component's.
	Identifier, Version string
	// Title is what the installer shows; empty for packages of one component.
	Title string
	// Components are the packages within.
	Components []Component
	// Apps are the bundles that the components install.
	Apps []App
}

// Component is one package of an installer.
type Component struct{ Identifier, Version string }

// App is a bundle by its CFBundleIdentifier and CFBundleShortVersionString.
type App struct{ BundleID, BundleVersion string }

// xarHeader begins a xar archive, in network order.
type xarHeader struct {
	Magic            [4]byte
	Size, Version    uint16
	Packed, Unpacked uint64
	Checksum         uint32
}

// xarFile is a file of the table of contents.
type xarFile struct {
	Name string `xml:"name"`
	Data struct {
		Offset   int64 `xml:"offset"`
		Length   int64 `xml:"length"`
		Encoding struct {
			Style string `xml:"style,attr"`
		} `xml:"encoding"`
	} `xml:"data"`
	Files []xarFile `xml:"file"`
}

// ReadPkg reads a .pkg file.
func ReadPkg(path string) (Pkg, error) {
	file, size, err := open(path)
	if err != nil {
		return Pkg{}, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	files, heap, err := contents(file, size)
	if err != nil {
		return Pkg{}, fmt.Errorf("%s: %w", path, err)
	}
	p, err := describe(func(f xarFile) ([]byte, error) { return extract(file, size, heap, f) }, files)
	if err != nil {
		return Pkg{}, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// contents reads the table of contents, and tells where the files begin.
func contents(file *os.File, size int64) (files []xarFile, heap int64, err error) {
	var h xarHeader
	if err := binary.Read(file, binary.BigEndian, &h); err != nil || string(h.Magic[:]) != "xar!" {
		return nil, 0, errors.New("it is not a .pkg file of macOS, which is a xar archive")
	}
	if h.Packed > largest || h.Unpacked > largest || int64(h.Size)+int64(h.Packed) > size {
		return nil, 0, errors.New("it is damaged: its table of contents would be larger than the file, or than that of any package")
	}
	packed, err := zlib.NewReader(io.NewSectionReader(file, int64(h.Size), int64(h.Packed)))
	if err != nil {
		return nil, 0, fmt.Errorf("its table of contents is damaged: %w", err)
	}
	text, err := readPart(packed, "its table of contents")
	if err != nil {
		return nil, 0, err
	}
	var table struct {
		Files []xarFile `xml:"toc>file"`
	}
	if err := xml.Unmarshal(text, &table); err != nil {
		return nil, 0, fmt.Errorf("its table of contents is damaged: %w", err)
	}
	return table.Files, int64(h.Size) + int64(h.Packed), nil
}

// extract reads one file.
func extract(file *os.File, size, heap int64, f xarFile) ([]byte, error) {
	if f.Data.Offset < 0 || f.Data.Length < 0 || f.Data.Length > largest || f.Data.Offset > size-heap-f.Data.Length {
		return nil, fmt.Errorf("it is damaged: %s does not lie within the file, or is larger than any package's", f.Name)
	}
	var content io.Reader = io.NewSectionReader(file, heap+f.Data.Offset, f.Data.Length)
	switch f.Data.Encoding.Style {
	case "application/x-gzip": // xar says gzip and means zlib
		unpacked, err := zlib.NewReader(content)
		if err != nil {
			return nil, fmt.Errorf("%s is damaged: %w", f.Name, err)
		}
		content = unpacked
	case "application/x-bzip2":
		content = bzip2.NewReader(content)
	case "application/octet-stream", "":
	default:
		return nil, fmt.Errorf("%s is packed as %s, which this provider does not know", f.Name, f.Data.Encoding.Style)
	}
	return readPart(content, f.Name)
}

// bundle is an app, as both kinds of description name it.
type bundle struct {
	ID      string `xml:"id,attr"`
	Version string `xml:"CFBundleShortVersionString,attr"`
	Path    string `xml:"path,attr"`
}

// distribution describes an installer of several components.
type distribution struct {
	Title   string `xml:"title"`
	Product struct {
		ID      string `xml:"id,attr"`
		Version string `xml:"version,attr"`
	} `xml:"product"`
	References []struct {
		ID      string   `xml:"id,attr"`
		Version string   `xml:"version,attr"`
		Bundles []bundle `xml:"bundle-version>bundle"`
	} `xml:"pkg-ref"`
}

// packageInfo describes a component.
type packageInfo struct {
	Identifier string   `xml:"identifier,attr"`
	Version    string   `xml:"version,attr"`
	Bundles    []bundle `xml:"bundle"`
}

// describe reads the descriptions of the installer and of its components.
func describe(read func(xarFile) ([]byte, error), files []xarFile) (Pkg, error) {
	var p Pkg
	described := false
	for _, f := range files {
		var err error
		switch f.Name {
		case "Distribution":
			described, err = true, p.addDistribution(read, f)
		case "PackageInfo":
			described, err = true, p.addComponent(read, f)
		default:
			for _, inner := range f.Files {
				if inner.Name == "PackageInfo" && err == nil {
					described, err = true, p.addComponent(read, inner)
				}
			}
		}
		if err != nil {
			return Pkg{}, err
		}
	}
	if !described {
		return Pkg{}, errors.New("it holds neither a Distribution nor a PackageInfo: it is no installer package")
	}
	if p.Identifier == "" && len(p.Components) > 0 {
		p.Identifier = p.Components[0].Identifier
	}
	if p.Version == "" && len(p.Components) > 0 {
		p.Version = p.Components[0].Version
	}
	return p, nil
}

func (p *Pkg) addDistribution(read func(xarFile) ([]byte, error), f xarFile) error {
	var d distribution
	if err := decode(read, f, &d); err != nil {
		return err
	}
	p.Identifier, p.Version, p.Title = d.Product.ID, d.Product.Version, d.Title
	for _, r := range d.References {
		p.add(r.ID, r.Version, r.Bundles)
	}
	return nil
}

func (p *Pkg) addComponent(read func(xarFile) ([]byte, error), f xarFile) error {
	var i packageInfo
	if err := decode(read, f, &i); err != nil {
		return err
	}
	p.add(i.Identifier, i.Version, i.Bundles)
	return nil
}

// add notes a component, which several descriptions may name, and the apps in it.
func (p *Pkg) add(identifier, version string, bundles []bundle) {
	place := -1
	for i, c := range p.Components {
		if c.Identifier == identifier {
			place = i
		}
	}
	switch {
	case identifier == "":
	case place < 0:
		p.Components = append(p.Components, Component{identifier, version})
	case p.Components[place].Version == "":
		p.Components[place].Version = version
	}
	for _, b := range bundles {
		if b.ID != "" && strings.HasSuffix(strings.TrimSuffix(b.Path, "/"), ".app") {
			p.addApp(App{b.ID, b.Version})
		}
	}
}

func (p *Pkg) addApp(a App) {
	for _, known := range p.Apps {
		if known == a {
			return
		}
	}
	p.Apps = append(p.Apps, a)
}

func decode(read func(xarFile) ([]byte, error), f xarFile, into any) error {
	text, err := read(f)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s is damaged: %w", f.Name, err)
	}
	return nil
}
