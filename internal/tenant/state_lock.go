// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// stateLock keeps other tenants away from a state file. It is a file beside it,
// since the state itself is replaced with every save. The system ends the lock
// with its process, however that ends.
type stateLock struct{ file *flock.Flock }

// lockState takes the lock of a state file. Holder is what others are told of who
// has it.
func lockState(state, holder string) (*stateLock, error) {
	path := state + ".lock"
	for {
		lock := &stateLock{flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))}
		locked, err := lock.file.TryLock()
		if err != nil {
			return nil, fmt.Errorf("lock the state file %s: %w", state, err)
		}
		if !locked {
			return nil, fmt.Errorf("the state file %s is in use by %s; end that tenant, or name another file", state, holderOf(path))
		}
		if !lock.isAt(path) { // who had it has removed it meanwhile
			_ = lock.file.Unlock() // nobody else can see this file
			continue
		}
		if err := os.WriteFile(path, []byte(holder+"\n"), 0o600); err != nil {
			return nil, errors.Join(fmt.Errorf("lock the state file %s: %w", state, err), lock.release())
		}
		return lock, nil
	}
}

// isAt tells whether the locked file is still the one that others find.
func (l *stateLock) isAt(path string) bool {
	mine, err := l.file.Stat()
	if err != nil {
		return false
	}
	found, err := os.Stat(path)
	return err == nil && os.SameFile(mine, found)
}

// holderOf reads who has a lock, which may be about to say so.
func holderOf(path string) string {
	content, _ := os.ReadFile(path) //nolint:gosec // beside the file that the user names
	return cmp.Or(strings.TrimSpace(string(content)), "another process")
}

// release removes the lock while it is still held, so that nobody gets a lock on
// a file that is about to go.
func (l *stateLock) release() error {
	_ = os.Remove(l.file.Path()) // Windows keeps a file that is open; it stays, without a lock
	return l.file.Unlock()
}

// processName is this process for people to find.
func processName() string {
	return fmt.Sprintf("process %d (%s)", os.Getpid(), filepath.Base(os.Args[0]))
}
