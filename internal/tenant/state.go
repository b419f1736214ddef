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
	"os"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
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
	objects    *store.Store
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
func decodeState(from io.Reader) (s *state, err error) {
	decoder := json.NewDecoder(bufio.NewReaderSize(from, 1<<16))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	s = &state{}
	if s.objects, err = graph.ReadStore(decoder, func(name string) error { return s.decode(name, decoder) }); err != nil {
		return nil, err
	}
	if err := s.checkVersion(); err != nil { // there may be none
		return nil, err
	}
	return s, atEnd(decoder)
}

// decode reads one of the members that are not the store's. A name that this version
// does not know is an error: its value would be lost with the next save.
func (s *state) decode(name string, decoder *json.Decoder) error {
	switch name {
	case "version":
		if err := decoder.Decode(&s.Version); err != nil {
			return err
		}
		return s.checkVersion() // before what another one may hold otherwise
	case "tenantId":
		return decoder.Decode(&s.TenantID)
	case "domain":
		return decoder.Decode(&s.Domain)
	case "signingKey":
		return decoder.Decode(&s.SigningKey)
	}
	return errors.New("no state has that")
}

func (s *state) checkVersion() error {
	if s.Version != stateVersion {
		return fmt.Errorf("it has version %d, this program knows version %d", s.Version, stateVersion)
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
	small, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	small = append(bytes.TrimSuffix(small, []byte("\n}")), ',')
	if _, err := to.Write(small); err != nil {
		return err
	}
	if err := s.objects.Snapshot().WriteMembers(to); err != nil {
		return err
	}
	_, err = io.WriteString(to, "}\n")
	return err
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
	s := state{Version: stateVersion, TenantID: t.options.TenantID, Domain: t.options.Domain, objects: t.store}
	der, err := x509.MarshalPKCS8PrivateKey(t.key)
	if err != nil {
		return s, fmt.Errorf("write the signing key: %w", err)
	}
	s.SigningKey = string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	return s, nil
}
