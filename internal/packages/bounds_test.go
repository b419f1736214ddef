// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPropertiesOfMSIFiles: a row may name the last of the texts, and none behind it.
func TestPropertiesOfMSIFiles(t *testing.T) {
	t.Parallel()
	texts := []string{"", "Name", "Value"}
	for name, tt := range map[string]struct {
		table []byte
		sound bool
	}{
		"the last text": {[]byte{1, 0, 2, 0}, true}, "a value behind it": {[]byte{1, 0, 3, 0}, false}, "a name behind it": {[]byte{3, 0, 2, 0}, false}, "half a row": {[]byte{1, 0}, false},
	} {
		if got, err := properties(tt.table, texts, 2); (err == nil) != tt.sound || (got["Name"] == "Value") != tt.sound {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// TestWideNumbers: a database of more than 65,535 texts says so by its highest bit, and then
// numbers them with three bytes.
func TestWideNumbers(t *testing.T) {
	t.Parallel()
	lengths, data := []byte{0xe4, 0x04, 0, 0x80, 4, 0, 1, 0, 5, 0, 1, 0}, []byte("NameValue")
	texts, width, err := pool(lengths, data)
	if err != nil || width != 3 {
		t.Fatalf("numbers have %d bytes, %v", width, err)
	}
	if got, err := properties([]byte{1, 0, 0, 2, 0, 0}, texts, width); err != nil || got["Name"] != "Value" {
		t.Errorf("the properties are %v, %v", got, err)
	}
	lengths[3] = 0
	if _, width, err := pool(lengths, data); err != nil || width != 2 {
		t.Errorf("without the bit numbers have %d bytes, %v", width, err)
	}
}

// TestNamesOfStreams: each letter of the alphabet, also the first, alone and in twos.
func TestNamesOfStreams(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"\u3800": "00", "\u47ff": "__", "\u4800": "0", "\u483f": "_", "a": "a", "\u4840\u3841": "11"} {
		if got, isTable := streamName(name); got != want || isTable != (name == "\u4840\u3841") {
			t.Errorf("%+q is %q, a table: %v", name, got, isTable)
		}
	}
}

// TestPartsOfPackages: as many bytes as a part may have are read, and no more.
func TestPartsOfPackages(t *testing.T) {
	t.Parallel()
	content := make([]byte, largest+1)
	if got, err := readPart(bytes.NewReader(content[:largest]), "it"); err != nil || len(got) != largest {
		t.Errorf("of the most there are %d bytes, %v", len(got), err)
	}
	if got, err := readPart(bytes.NewReader(content), "it"); err == nil {
		t.Errorf("of more there are %d bytes", len(got))
	}
}

// TestFilesInArchives: a file in a xar archive is taken from where the table of contents says,
// and from nowhere outside.
func TestFilesInArchives(t *testing.T) {
	t.Parallel()
	const heap, size = 4, 10 // the content of files is abcdef
	path := filepath.Join(t.TempDir(), "archive")
	if err := os.WriteFile(path, []byte("xar!abcdef"), 0o600); err != nil {
		t.Fatal(err)
	}
	archive, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	for name, tt := range map[string]struct {
		offset, length int64
		style          string
		want, fails    string
	}{
		"all of it":             {0, 6, "", "abcdef", ""},
		"a part":                {1, 2, "application/octet-stream", "bc", ""},
		"nothing":               {6, 0, "", "", ""},
		"before the first byte": {-1, 2, "", "", "does not lie within the file"},
		"less than nothing":     {0, -1, "", "", "does not lie within the file"},
		"behind the last byte":  {5, 2, "", "", "does not lie within the file"},
		"no zlib":               {0, 6, "application/x-gzip", "", "it is damaged: zlib: invalid header"},
		"no bzip2":              {0, 6, "application/x-bzip2", "", "it is damaged: bzip2 data invalid"},
		"another packing":       {0, 6, "application/x-lzma", "", "is packed as application/x-lzma"},
	} {
		f := xarFile{Name: "it"}
		f.Data.Offset, f.Data.Length, f.Data.Encoding.Style = tt.offset, tt.length, tt.style
		got, err := extract(archive, size, heap, f)
		if string(got) != tt.want || (err == nil) != (tt.fails == "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, tt.fails)
		}
	}
}
