// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package content

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// opened is what sealed content was before, by the keys that stand beside it.
func opened(t *testing.T, s *Sealed) []byte {
	t.Helper()
	sealed, err := io.ReadAll(io.NewSectionReader(s, 0, s.SealedSize+1))
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(sealed)) != s.SealedSize {
		t.Fatalf("there are %d bytes, and SealedSize is %d", len(sealed), s.SealedSize)
	}
	member := func(name string) []byte {
		text, _ := s.Encryption[name].(string)
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return decoded
	}
	mac := hmac.New(sha256.New, member("macKey"))
	mac.Write(sealed[sha256.Size:])
	if sum := mac.Sum(nil); !bytes.Equal(sum, sealed[:sha256.Size]) || !bytes.Equal(sum, member("mac")) {
		t.Error("the MAC does not agree")
	}
	vector, body := sealed[sha256.Size:sha256.Size+aes.BlockSize], sealed[sha256.Size+aes.BlockSize:]
	if !bytes.Equal(vector, member("initializationVector")) {
		t.Error("the initialization vector does not agree")
	}
	block, err := aes.NewCipher(member("encryptionKey"))
	if err != nil {
		t.Fatal(err)
	}
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(body, body)
	plain := body[:len(body)-int(body[len(body)-1])]
	if sum := sha256.Sum256(plain); !bytes.Equal(sum[:], member("fileDigest")) {
		t.Error("the digest does not agree")
	}
	return plain
}

// TestSeal: what is sealed can be opened by its keys, whatever its length.
func TestSeal(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, aes.BlockSize - 1, aes.BlockSize, portion - 1, portion, portion + 1, 2*portion + aes.BlockSize} {
		content := bytes.Repeat([]byte("0123456789abcdef!"), size/17+1)[:size]
		file := filepath.Join(t.TempDir(), "app.pkg")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Seal(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := opened(t, s); !bytes.Equal(got, content) || s.Size != int64(size) || s.Name != "app.pkg" {
			t.Errorf("%d bytes: %d were sealed, with the size %d and the name %s", size, len(got), s.Size, s.Name)
		}
		made := s.file.Name()
		info, err := os.Stat(made)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("others can read the temporary file: %v %v", info, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(made); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the temporary file is still there: %v", err)
		}
	}
}

// TestIntunewin: the content of an .intunewin file goes as it is, with the keys beside it.
func TestIntunewin(t *testing.T) {
	t.Parallel()
	s, err := OpenIntunewin("../../examples/resources/microsoft365_win32_app/timesheet.intunewin")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test is about its content
	if plain := opened(t, s); int64(len(plain)) != s.Size || s.Name != "IntunePackage.intunewin" || !bytes.HasPrefix(plain, []byte("PK")) {
		t.Errorf("%s has %d bytes, want %d", s.Name, len(plain), s.Size)
	}
}

// TestWhatCannotBeSealed: errors name the file and what is wrong, and leave nothing behind.
func TestWhatCannotBeSealed(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "a.intunewin")
	if err := os.WriteFile(text, []byte("no archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenIntunewin(text); err == nil || !strings.Contains(err.Error(), "a.intunewin is not an .intunewin file") {
		t.Errorf("a text: %v", err)
	}
	for name, open := range map[string]func(string) (*Sealed, error){"Seal": Seal, "OpenIntunewin": OpenIntunewin} {
		if _, err := open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s of no file: %v", name, err)
		}
	}
}

// TestDigest is the SHA-256 of a file, as Terraform's filesha256 writes it.
func TestDigest(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "app.pkg")
	if err := os.WriteFile(file, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Digest(file); err != nil || got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("the digest is %s, %v", got, err)
	}
	for _, none := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if got, err := Digest(none); err == nil || got != "" {
			t.Errorf("the digest of %s is %s", none, got)
		}
	}
	if _, err := Digest(file + ".none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file: %v", err)
	}
	if s, err := Seal(t.TempDir()); err == nil {
		t.Errorf("a folder was sealed: %+v", s)
	}
}

// TestWhereNothingCanBeWritten: content that cannot be written, or not as a whole, is an error.
func TestWhereNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	readOnly, err := os.Open("content.go")
	if err != nil {
		t.Fatal(err)
	}
	defer readOnly.Close() //nolint:errcheck // nothing was written
	for name, write := range map[string]func(*sealer) error{
		"in a file":  func(s *sealer) error { _, err := s.into(readOnly, strings.NewReader("x")); return err },
		"at the end": func(s *sealer) error { _, _, err := s.encrypt(readOnly, strings.NewReader("x")); return err },
	} {
		s := &sealer{key: make([]byte, keySize), vector: make([]byte, aes.BlockSize), digest: sha256.New(), mac: sha256.New()}
		if err := write(s); err == nil {
			t.Errorf("%s: there is no error", name)
		}
	}
}

// TestCloseTells that the temporary file is gone already.
func TestCloseTells(t *testing.T) {
	t.Parallel()
	s, err := seal(strings.NewReader("x"), "x")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.file.Name()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
}

// BenchmarkSeal measures the encryption; its memory does not grow with the file.
func BenchmarkSeal(b *testing.B) {
	const size = 16 * portion
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		s, err := seal(io.LimitReader(zeros{}, size), "x")
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// zeros is a file without an end.
type zeros struct{}

// Read fills p with nothing.
func (zeros) Read(p []byte) (int, error) { return len(p), nil }
