// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package content prepares the file of an app for its upload to Intune: encrypted as
// Intune wants it, in a temporary file, so that the size makes no difference to memory.
//
// The form is a MAC over all that follows (HMAC-SHA256), the initialization vector, and
// the file in AES-256 with its blocks chained and the last one padded. An .intunewin
// file holds its content in this form already, together with the keys.
package content

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// Sealed is content in the form in which it is uploaded. Close removes it.
type Sealed struct {
	// Name is the file's name in Intune.
	Name string
	// Size is that of the file before encryption, and SealedSize that of what is
	// uploaded, in bytes.
	Size, SealedSize int64
	// Encryption is Graph's fileEncryptionInfo. It holds keys and goes nowhere else.
	Encryption map[string]any

	file *os.File
}

// ReadAt reads from what is uploaded.
func (s *Sealed) ReadAt(p []byte, offset int64) (int, error) { return s.file.ReadAt(p, offset) }

// Close removes the temporary file.
func (s *Sealed) Close() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

// Digest is the SHA-256 of a file, in hexadecimal digits as Terraform's filesha256
// writes it.
func Digest(path string) (string, error) {
	file, err := os.Open(path) //nolint:gosec // the file is the caller's
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Seal encrypts a file with keys of its own.
func Seal(path string) (*Sealed, error) {
	source, err := os.Open(path) //nolint:gosec // the file is the caller's
	if err != nil {
		return nil, err
	}
	defer source.Close() //nolint:errcheck // nothing was written
	return seal(source, filepath.Base(path))
}

func seal(source io.Reader, name string) (*Sealed, error) {
	s := newSealer()
	return inTemporaryFile(name, func(out *os.File) (*Sealed, error) { return s.into(out, source) })
}

// inTemporaryFile makes sealed content in a file that only its owner can read, and that
// is gone when making it fails.
func inTemporaryFile(name string, write func(out *os.File) (*Sealed, error)) (*Sealed, error) {
	out, err := os.CreateTemp("", "m365-upload-*")
	if err != nil {
		return nil, err
	}
	sealed, err := write(out)
	if err != nil {
		return nil, errors.Join(err, out.Close(), os.Remove(out.Name()))
	}
	sealed.Name, sealed.file = name, out
	return sealed, nil
}

const (
	keySize = 32
	// portion is how much is encrypted at a time: a multiple of AES' blocks.
	portion = 1 << 20
)

// sealer encrypts one file.
type sealer struct {
	key, macKey, vector []byte
	digest, mac         hash.Hash
}

// newSealer makes the keys.
func newSealer() *sealer {
	keys := make([]byte, 2*keySize+aes.BlockSize)
	rand.Read(keys) // which never fails
	return &sealer{
		key: keys[:keySize], macKey: keys[keySize : 2*keySize], vector: keys[2*keySize:],
		digest: sha256.New(), mac: hmac.New(sha256.New, keys[keySize:2*keySize]),
	}
}

// into writes the sealed form of a source. The MAC stands first, and is known last.
func (s *sealer) into(out *os.File, source io.Reader) (*Sealed, error) {
	if _, err := out.Seek(sha256.Size, io.SeekStart); err != nil {
		return nil, err
	}
	body := io.MultiWriter(out, s.mac)
	if _, err := body.Write(s.vector); err != nil {
		return nil, err
	}
	size, written, err := s.encrypt(body, source)
	if err != nil {
		return nil, err
	}
	mac := s.mac.Sum(nil)
	if _, err := out.WriteAt(mac, 0); err != nil {
		return nil, err
	}
	text := base64.StdEncoding.EncodeToString
	return &Sealed{Size: size, SealedSize: sha256.Size + aes.BlockSize + written, Encryption: map[string]any{
		"encryptionKey": text(s.key), "macKey": text(s.macKey), "initializationVector": text(s.vector), "mac": text(mac),
		"profileIdentifier": "ProfileVersion1", "fileDigest": text(s.digest.Sum(nil)), "fileDigestAlgorithm": "SHA256",
	}}, nil
}

// encrypt writes a source in AES with its blocks chained, and pads the last one.
func (s *sealer) encrypt(out io.Writer, source io.Reader) (size, written int64, err error) {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		return 0, 0, err
	}
	chain, buffer := cipher.NewCBCEncrypter(block, s.vector), make([]byte, portion, portion+aes.BlockSize)
	for last := false; !last; {
		n, err := io.ReadFull(source, buffer[:portion])
		last = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return 0, 0, fmt.Errorf("read the content: %w", err)
		}
		part := buffer[:n]
		s.digest.Write(part) // which never fails
		size += int64(n)
		if last {
			part = padded(part)
		}
		chain.CryptBlocks(part, part)
		if _, err := out.Write(part); err != nil {
			return 0, 0, fmt.Errorf("write the encrypted content: %w", err)
		}
		written += int64(len(part))
	}
	return size, written, nil
}

// padded fills the last block up as PKCS #7 says: there is always some padding.
func padded(part []byte) []byte {
	missing := aes.BlockSize - len(part)%aes.BlockSize
	for range missing {
		part = append(part, byte(missing))
	}
	return part
}
