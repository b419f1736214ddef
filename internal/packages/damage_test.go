// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"os"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages/packagestest"
)

// deflated is a text as a .pkg file holds it.
func deflated(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPkgFilesThatAreDamaged: the error says which part is, and nothing of the rest is shown.
func TestPkgFilesThatAreDamaged(t *testing.T) {
	t.Parallel()
	const most = 32 << 20
	sound := deflated(t, packagestest.Distribution)
	broken := bytes.Clone(sound)
	broken[len(broken)-1] ^= 1 // of the checksum
	for name, tt := range map[string]struct {
		content []byte
		size    int64 // to which the file is filled up
		fails   string
	}{
		"none":                          {packagestest.PkgOf(t, "Distribution", len(sound), sound), 0, ""},
		"no description":                {packagestest.PkgOf(t, "Payload", len(sound), sound), 0, "neither a Distribution nor a PackageInfo"},
		"a wrong checksum":              {packagestest.PkgOf(t, "Distribution", len(broken), broken), 0, "Distribution is damaged: zlib: invalid checksum"},
		"a part as large as one may be": {packagestest.PkgOf(t, "Distribution", most, sound), most + 4096, ""},
		"a part that is larger":         {packagestest.PkgOf(t, "Distribution", most+1, sound), most + 4096, "is larger than any package's"},
		"a part behind the end":         {packagestest.PkgOf(t, "Distribution", len(sound)+1, sound), 0, "does not lie within the file"},
		"a part of less than nothing":   {packagestest.PkgOf(t, "Distribution", -1, sound), 0, "does not lie within the file"},
		"a part of nothing":             {packagestest.PkgOf(t, "Distribution", 0, sound), 0, "Distribution is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := file(t, tt.content)
			if tt.size > 0 {
				if err := os.Truncate(path, tt.size); err != nil {
					t.Fatal(err)
				}
			}
			got, err := packages.ReadPkg(path)
			if (err == nil) != (tt.fails == "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("the error is %v, want %q", err, tt.fails)
			}
			if (got.Identifier == "com.contoso.tool") != (err == nil) {
				t.Errorf("it tells %+v", got)
			}
		})
	}
}

// TestTablesOfContents: one that takes up as much of the file as it may is read, and a larger
// one is not.
func TestTablesOfContents(t *testing.T) {
	t.Parallel()
	const most = 32 << 20
	for packed, sound := range map[uint64]bool{most: true, most + 1: false} {
		content := packagestest.Pkg(t, packagestest.Distribution)
		binary.BigEndian.PutUint64(content[8:], packed)
		path := file(t, content)
		if err := os.Truncate(path, 2*most); err != nil {
			t.Fatal(err)
		}
		// The description would now begin behind the table, where there is nothing.
		if _, err := packages.ReadPkg(path); err == nil || strings.Contains(err.Error(), "larger than the file") == sound {
			t.Errorf("a table of %d bytes: %v", packed, err)
		}
	}
}

// TestTablesOfMSIFilesThatAreDamaged are named.
func TestTablesOfMSIFilesThatAreDamaged(t *testing.T) {
	t.Parallel()
	sound := packagestest.MSI(product...)
	damaged := 0
	for at := 512; at+128 <= len(sound); at += 128 {
		if sound[at+66] != 2 { // an entry of the directory is a stream
			continue
		}
		content := bytes.Clone(sound)
		binary.LittleEndian.PutUint32(content[at+120:], 1<<30)
		if _, err := packages.ReadMSI(file(t, content)); err == nil || strings.Contains(err.Error(), "ProductCode") {
			t.Errorf("an entry of an impossible size: %v", err)
		}
		damaged++
	}
	if damaged == 0 {
		t.Error("no entry of a stream was found")
	}
}
