// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package content

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages/packagestest"
)

// TestWhatCannotBeWritten: content that does not reach the temporary file as a whole is not
// taken for sealed.
func TestWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		mode   int
		source io.Reader
	}{
		"a file that is only read":        {os.O_RDONLY, strings.NewReader("x")},
		"a file that only grows":          {os.O_RDWR | os.O_APPEND, strings.NewReader("x")},
		"a source that ends with a fault": {os.O_RDWR, iotest.ErrReader(errors.New("the disk is away"))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "out")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := os.OpenFile(path, tt.mode, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			defer out.Close() //nolint:errcheck // it is a file of the test's
			s := newSealer()
			if sealed, err := s.into(out, tt.source); err == nil {
				t.Errorf("it is sealed: %+v", sealed)
			}
		})
	}
}

// TestContentThatIsDamaged in its .intunewin file is not uploaded.
func TestContentThatIsDamaged(t *testing.T) {
	t.Parallel()
	sound := packagestest.Intunewin(t)
	at := bytes.Index(sound, []byte("IntunePackage.intunewin")) // its content follows the name
	damaged := bytes.Clone(sound)
	damaged[at+len("IntunePackage.intunewin")+2] ^= 0xff
	for name, content := range map[string][]byte{"": sound, "read the content": damaged} {
		path := filepath.Join(t.TempDir(), "a.intunewin")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		sealed, err := OpenIntunewin(path)
		if (err == nil) != (name == "") || err != nil && !strings.Contains(err.Error(), name) {
			t.Errorf("the error is %v, want %q", err, name)
		}
		if err == nil {
			if err := sealed.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestFilesAreClosed once they have been read: an apply opens as many as it has apps.
func TestFilesAreClosed(t *testing.T) {
	t.Parallel()
	const descriptors = "/proc/self/fd"
	if _, err := os.Stat(descriptors); err != nil {
		t.Skip("this system does not tell which files are open")
	}
	path := filepath.Join(t.TempDir(), "a.intunewin")
	if err := os.WriteFile(path, packagestest.Intunewin(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Digest(path); err != nil {
		t.Fatal(err)
	}
	for _, open := range []func(string) (*Sealed, error){Seal, OpenIntunewin} {
		sealed, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := sealed.Close(); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(descriptors)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name, err := os.Readlink(filepath.Join(descriptors, e.Name())); err == nil && name == path {
			t.Errorf("%s is open still", path)
		}
	}
}

// TestNoPlaceForTemporaryFiles is told.
func TestNoPlaceForTemporaryFiles(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "none")
	t.Setenv("TMPDIR", nowhere)
	t.Setenv("TMP", nowhere) // on Windows
	if sealed, err := seal(strings.NewReader("x"), "a"); err == nil {
		t.Errorf("it is sealed: %+v", sealed)
	}
}
