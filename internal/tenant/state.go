// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bufio"
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// stateVersion is that of the file's form. In version 1 collections were known by
// paths, in version 2 objects had no places and links no collections.
const stateVersion = 3

// state is a tenant on disk: its objects, deleted ones and secrets included,
// and the key that signs its tokens.
type state struct {
	Version    int    `json:"version"`
	TenantID   string `json:"tenantId"`
	Domain     string `json:"domain"`
	SigningKey string `json:"signingKey,omitempty"`
	store.Snapshot
}

// readState reads a state file. A file that is not there is no error, and no
// state.
func readState(path string) (*state, error) {
	file, err := os.Open(path) //nolint:gosec // the user names the file
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the state: %w", err)
	}
	defer func() { _ = file.Close() }() // nothing is written
	s, err := decodeState(file)
	if err != nil {
		return nil, fmt.Errorf("the state file %s cannot be read, and is left as it is: %w", path, err)
	}
	return s, nil
}

// decodeState reads a state object by object, so that a large one is in memory once.
func decodeState(from io.Reader) (*state, error) {
	decoder := json.NewDecoder(from)
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	snapshot := store.Snapshot{}
	small := map[string]json.RawMessage{}
	err := eachMember(decoder, func(name string) (err error) {
		switch name {
		case "collections":
			snapshot.Collections, err = decodeCollections(decoder)
		case "links":
			snapshot.Links, err = decodeList[store.Link](decoder)
		default:
			var value json.RawMessage
			err = decoder.Decode(&value)
			small[name] = value
		}
		return err
	})
	if err == nil {
		err = atEnd(decoder)
	}
	if err != nil {
		return nil, err
	}
	s, err := decodeSmall(small)
	if err != nil {
		return nil, err
	}
	if snapshot.Collections == nil {
		return nil, errors.New("it has no collections")
	}
	s.Collections, s.Links = snapshot.Collections, snapshot.Links
	return s, nil
}

// decodeSmall reads what is not as large as the tenant. A name that this version
// does not know is an error: its value would be lost with the next save.
func decodeSmall(members map[string]json.RawMessage) (*state, error) {
	var version int
	_ = json.Unmarshal(members["version"], &version) // none is refused as well
	if version != stateVersion {
		return nil, fmt.Errorf("it has version %d, this program knows version %d", version, stateVersion)
	}
	document, err := json.Marshal(members)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	var s state
	return &s, decoder.Decode(&s)
}

func decodeCollections(decoder *json.Decoder) (map[store.Location][]store.Kept, error) {
	collections := map[store.Location][]store.Kept{}
	return collections, eachMember(decoder, func(path string) (err error) {
		collections[store.Location(path)], err = decodeList[store.Kept](decoder)
		return err
	})
}

// eachMember reads an object, whose values read has to take from the decoder.
func eachMember(decoder *json.Decoder, read func(name string) error) error {
	if err := expect(decoder, json.Delim('{')); err != nil {
		return err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		if err := read(fmt.Sprint(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return expect(decoder, json.Delim('}'))
}

func decodeList[E any](decoder *json.Decoder) ([]E, error) {
	if err := expect(decoder, json.Delim('[')); err != nil {
		return nil, err
	}
	var elements []E
	for decoder.More() {
		var element E
		if err := decoder.Decode(&element); err != nil {
			return nil, err
		}
		elements = append(elements, element)
	}
	return elements, expect(decoder, json.Delim(']'))
}

func expect(decoder *json.Decoder, want json.Token) error {
	switch got, err := decoder.Token(); {
	case err != nil:
		return err
	case got != want:
		return fmt.Errorf("%v is not what a state has there, which is %v", got, want)
	}
	return nil
}

// atEnd refuses what follows a document.
func atEnd(decoder *json.Decoder) error {
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON document")
	}
	return nil
}

// encode writes a state with an object on each line, one after another: JSON of
// the whole would be in memory beside the tenant.
func (s state) encode(to io.Writer) error {
	out := bufio.NewWriterSize(to, 1<<16)
	collections, links := s.Collections, s.Links
	s.Collections, s.Links = nil, nil
	document, err := json.Marshal(s)
	if err != nil {
		return err
	}
	var small map[string]json.RawMessage
	if err := json.Unmarshal(document, &small); err != nil {
		return err
	}
	delete(small, "collections")
	delete(small, "links")
	e := elements{out: out}
	e.text("{")
	for _, name := range slices.Sorted(maps.Keys(small)) {
		e.text(fmt.Sprintf("\n %q: %s,", name, small[name]))
	}
	e.text("\n \"collections\": {")
	for i, path := range slices.Sorted(maps.Keys(collections)) {
		if i > 0 {
			e.text(",")
		}
		e.text(fmt.Sprintf("\n  %q: [", path))
		writeList(&e, collections[path])
		e.text("\n  ]")
	}
	e.text("\n },\n \"links\": [")
	writeList(&e, links)
	e.text("\n ]\n}\n")
	return errors.Join(e.err, out.Flush())
}

// elements writes text and JSON values, up to the first error.
type elements struct {
	out *bufio.Writer
	one bytes.Buffer
	err error
}

func (e *elements) text(s string) {
	if e.err == nil {
		_, e.err = e.out.WriteString(s)
	}
}

func writeList[E any](e *elements, list []E) {
	encoder := json.NewEncoder(&e.one)
	encoder.SetEscapeHTML(false)
	for i, element := range list {
		if e.err != nil {
			return
		}
		if i > 0 {
			e.text(",")
		}
		e.text("\n   ")
		e.one.Reset()
		if e.err = encoder.Encode(element); e.err == nil {
			_, e.err = e.out.Write(bytes.TrimRight(e.one.Bytes(), "\n"))
		}
	}
}

// key is the signing key of the state, or nil if there is none.
func (s *state) key() (*rsa.PrivateKey, error) {
	if s == nil || s.SigningKey == "" {
		return nil, nil
	}
	block, _ := pem.Decode([]byte(s.SigningKey))
	if block == nil {
		return nil, errors.New("its signing key is not in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read its signing key: %w", err)
	}
	private, ok := key.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("its signing key is no RSA key")
	}
	return private, nil
}

// currentState is the tenant as it is written to disk.
func (t *Tenant) currentState() (state, error) {
	s := state{Version: stateVersion, TenantID: t.options.TenantID, Domain: t.options.Domain, Snapshot: t.store.Snapshot()}
	der, err := x509.MarshalPKCS8PrivateKey(t.key)
	if err != nil {
		return s, fmt.Errorf("write the signing key: %w", err)
	}
	s.SigningKey = string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	return s, nil
}
