// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"bytes"
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
