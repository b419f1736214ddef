// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// stateVersion is that of the file's form.
const stateVersion = 1

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
	var s state
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	if err = decoder.Decode(&s); err == nil {
		err = atEnd(decoder)
	}
	if err != nil {
		return nil, fmt.Errorf("the state file %s cannot be read, and is left as it is: %w", path, err)
	}
	if s.Version != stateVersion {
		return nil, fmt.Errorf("the state file %s has version %d, this program knows version %d; it is left as it is", path, s.Version, stateVersion)
	}
	return &s, nil
}

// atEnd refuses what follows a document.
func atEnd(decoder *json.Decoder) error {
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the JSON document")
	}
	return nil
}

// key is the signing key of the state, or a new one.
func (s *state) key() (*rsa.PrivateKey, error) {
	if s == nil || s.SigningKey == "" {
		return rsa.GenerateKey(rand.Reader, 2048)
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

// keeper writes the state after changes, many at a time.
type keeper struct {
	path string
	// state is what is written.
	state func() (state, error)

	changed chan struct{}
	stopped chan struct{}
	done    sync.WaitGroup
}

// pause gathers changes before they are written.
const pause = 100 * time.Millisecond

// newKeeper writes the state for the first time, which tells whether it can be.
func newKeeper(path string, state func() (state, error)) (*keeper, error) {
	k := &keeper{path: path, state: state, changed: make(chan struct{}, 1), stopped: make(chan struct{})}
	if err := k.write(); err != nil {
		return nil, err
	}
	k.done.Go(k.run)
	return k, nil
}

func (k *keeper) run() {
	for {
		select {
		case <-k.stopped:
			return
		case <-k.changed:
		}
		select {
		case <-k.stopped:
			return
		case <-time.After(pause):
			_ = k.write() // the next change tries again, and the last one reports
		}
	}
}

// touch says that something has changed.
func (k *keeper) touch() {
	select {
	case k.changed <- struct{}{}:
	default:
	}
}

// touchIfAny is touch for a tenant that may be kept nowhere.
func (k *keeper) touchIfAny() {
	if k != nil {
		k.touch()
	}
}

// close writes the state for the last time.
func (k *keeper) close() error {
	close(k.stopped)
	k.done.Wait()
	return k.write()
}

// write puts the whole state into a file beside the old one and then in its
// place, so that at any moment one of them is whole. A file that a kill left
// there is taken over.
func (k *keeper) write() error {
	s, err := k.state()
	if err != nil {
		return err
	}
	beside := k.path + ".new"
	_ = os.Remove(beside)                                                      // mostly it is not there
	file, err := os.OpenFile(beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the user names the file
	if err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	defer func() { _ = os.Remove(beside) }() // it is gone when all went well
	encoder := json.NewEncoder(file)
	encoder.SetIndent("", " ")
	err = errors.Join(encoder.Encode(s), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(beside, k.path)
	}
	if err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	return nil
}

// watch touches the state after every request that may have changed something.
func (k *keeper) watch(next http.Handler) http.Handler {
	if k == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			defer k.touch()
		}
		next.ServeHTTP(w, r)
	})
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
