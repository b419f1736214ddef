// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package packagestest makes small app packages for tests.
package packagestest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// Intunewin is an .intunewin file of an .msi.
func Intunewin(t testing.TB) []byte {
	t.Helper()
	return Zip(t, map[string]string{
		"IntuneWinPackage/Contents/IntunePackage.intunewin": strings.Repeat("x", 96),
		"IntuneWinPackage/Metadata/Detection.xml": `<?xml version="1.0"?>
<ApplicationInfo xmlns:xsd="http://www.w3.org/2001/XMLSchema" ToolVersion="1.8.6.0">
  <Name>Tool</Name><UnencryptedContentSize>40</UnencryptedContentSize>
  <FileName>IntunePackage.intunewin</FileName><SetupFile>tool.msi</SetupFile>
  <EncryptionInfo><EncryptionKey>CANARY-key</EncryptionKey><MacKey>CANARY-mac-key</MacKey>
    <FileDigest>ZGlnZXN0</FileDigest><FileDigestAlgorithm>SHA256</FileDigestAlgorithm></EncryptionInfo>
  <MsiInfo><MsiProductCode>{11111111-2222-3333-4444-555555555555}</MsiProductCode><MsiProductVersion>1.2.3</MsiProductVersion>
    <MsiUpgradeCode>{66666666-7777-8888-9999-000000000000}</MsiUpgradeCode><MsiPublisher>Contoso</MsiPublisher>
    <MsiExecutionContext>System</MsiExecutionContext><MsiRequiresReboot>false</MsiRequiresReboot></MsiInfo>
</ApplicationInfo>`,
	})
}

// Zip is an archive of files by their names.
func Zip(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Pkg is a .pkg file whose installer is described by a Distribution.
func Pkg(t testing.TB, distribution string) []byte {
	t.Helper()
	content := packed(t, []byte(distribution))
	return PkgOf(t, "Distribution", len(content), content)
}

// PkgOf is a .pkg file with one file of a name, whose content is packed and is said to have
// a length.
func PkgOf(t testing.TB, name string, length int, content []byte) []byte {
	t.Helper()
	table := packed(t, fmt.Appendf(nil, `<?xml version="1.0"?><xar><toc><file id="1"><name>%s</name><data>
<length>%d</length><offset>0</offset><size>%d</size><encoding style="application/x-gzip"/></data></file></toc></xar>`, name, length, length))
	b := []byte("xar!")
	b = binary.BigEndian.AppendUint16(b, 28)
	b = binary.BigEndian.AppendUint16(b, 1)
	b = binary.BigEndian.AppendUint64(b, uint64(len(table)))
	b = binary.BigEndian.AppendUint64(b, 4096)
	b = binary.BigEndian.AppendUint32(b, 0)
	return append(append(b, table...), content...)
}

// Distribution describes an installer of one app.
const Distribution = `<?xml version="1.0"?><installer-gui-script minSpecVersion="2"><title>Tool</title>
<product id="com.contoso.tool" version="1.2.3"/>
<pkg-ref id="com.contoso.tool.pkg" version="1.2.3">#tool.pkg</pkg-ref>
<pkg-ref id="com.contoso.tool.pkg"><bundle-version>
<bundle id="com.contoso.tool.app" CFBundleShortVersionString="1.2" CFBundleVersion="123" path="Applications/Tool.app"/>
<bundle id="com.contoso.tool.helper" CFBundleShortVersionString="1.0" path="Library/Helper.bundle"/>
</bundle-version></pkg-ref></installer-gui-script>`

func packed(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// MSI is an .msi file with a table of properties: names and values in turn. It is
// written as the smallest compound file that holds it, of sectors of 512 bytes.
func MSI(properties ...string) []byte { return MSIOf(1252, properties...) }

// MSIOf makes one whose texts are in a code page of Windows.
func MSIOf(codePage uint32, properties ...string) []byte {
	pool, data, table := binary.LittleEndian.AppendUint32(nil, codePage), []byte{}, make([]byte, 2*len(properties))
	rows := len(properties) / 2
	for i, text := range properties {
		pool = binary.LittleEndian.AppendUint16(pool, uint16(len(text))) //nolint:gosec // small numbers of a test
		pool = binary.LittleEndian.AppendUint16(pool, 1)
		data = append(data, text...)
		binary.LittleEndian.PutUint16(table[2*(i%2*rows+i/2):], uint16(i+1))
	}
	return compound([]stream{{"_StringPool", pool}, {"_StringData", data}, {"Property", table}})
}

type stream struct {
	name    string
	content []byte
}

// The sectors of a compound file.
const (
	sector     = 512
	small      = 64
	endOfChain = 0xfffffffe
	fatSector  = 0xfffffffd
	free       = 0xffffffff
)

// compound makes a file of short streams, which all stand in the stream for such, in
// small sectors. Sector 0 is the table of sectors, 1 the directory, 2 the table of
// small sectors, and the stream follows.
func compound(streams []stream) []byte {
	var body []byte
	var chains []uint32
	directory := []byte{}
	for i, s := range streams {
		next := uint32(i + 2)
		if i == len(streams)-1 {
			next = free
		}
		directory = append(directory, entry(tableName(s.name), 2, next, uint32(len(chains)), len(s.content))...) //nolint:gosec // small numbers of a test
		used := (len(s.content) + small - 1) / small
		chains = append(chains, chain(len(chains), used)...)
		body = append(append(body, s.content...), make([]byte, used*small-len(s.content))...)
	}
	body = append(body, make([]byte, (sector-len(body)%sector)%sector)...)
	fat := append([]uint32{fatSector, endOfChain, endOfChain}, chain(3, len(body)/sector)...)
	directory = append(entry("Root Entry", 5, 1, 3, len(body)), directory...)
	return slices.Concat(header(), table(fat), directory, table(chains), body)
}

// chain are the numbers of sectors that follow each other.
func chain(first, count int) []uint32 {
	var next []uint32
	for n := range count {
		next = append(next, uint32(first+n+1)) //nolint:gosec // small numbers of a test
	}
	next[count-1] = endOfChain
	return next
}

// table is a sector of numbers.
func table(numbers []uint32) []byte {
	var b []byte
	for _, n := range append(numbers, slices.Repeat([]uint32{free}, sector/4-len(numbers))...) {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

func header() []byte {
	b := make([]byte, sector)
	copy(b, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1})
	little := binary.LittleEndian
	little.PutUint16(b[24:], 0x3e)
	little.PutUint16(b[26:], 3)
	little.PutUint16(b[28:], 0xfffe)
	little.PutUint16(b[30:], 9)
	little.PutUint16(b[32:], 6)
	little.PutUint32(b[44:], 1)    // sectors of the table
	little.PutUint32(b[48:], 1)    // the directory
	little.PutUint32(b[56:], 4096) // what is shorter stands in small sectors
	little.PutUint32(b[60:], 2)    // the table of small sectors
	little.PutUint32(b[64:], 1)    // and its sectors
	little.PutUint32(b[68:], endOfChain)
	for at := 80; at < sector; at += 4 {
		little.PutUint32(b[at:], free)
	}
	return b
}

// entry is a member of the directory. The root's child is the first stream, and each
// stream has the next one to its right.
func entry(name string, kind byte, next, start uint32, size int) []byte {
	b := make([]byte, 128)
	little := binary.LittleEndian
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		little.PutUint16(b[2*i:], u)
	}
	little.PutUint16(b[64:], uint16(2*len(units)+2)) //nolint:gosec // small numbers of a test
	b[66], b[67] = kind, 1
	little.PutUint32(b[68:], free)
	little.PutUint32(b[72:], free)
	little.PutUint32(b[76:], free)
	if kind == 5 {
		little.PutUint32(b[76:], next)
	} else {
		little.PutUint32(b[72:], next)
	}
	little.PutUint32(b[116:], start)
	little.PutUint64(b[120:], uint64(size)) //nolint:gosec // small numbers of a test
	return b
}

// tableName writes a name as Windows Installer does.
func tableName(name string) string {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	coded := []rune{0x4840}
	for i := 0; i < len(name); i += 2 {
		first := rune(strings.IndexByte(letters, name[i])) //nolint:gosec // small numbers of a test
		if i+1 == len(name) {
			coded = append(coded, 0x4800+first)
			continue
		}
		coded = append(coded, 0x3800+first+rune(strings.IndexByte(letters, name[i+1]))<<6) //nolint:gosec // small numbers of a test
	}
	return string(coded)
}
