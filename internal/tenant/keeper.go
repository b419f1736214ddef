// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// keeper writes the state after changes, many at a time.
type keeper struct {
	path string
	lock *stateLock
	// state is what is written.
	state func() (state, error)
	// report tells people what they have to know at once.
	report func(error)

	changed chan struct{}
	stopped chan struct{}
	done    sync.WaitGroup
	failure string // of the last save, as it was reported
}

const (
	// pause gathers changes before they are written. The pause is as long as a
	// save where that takes longer, so that a large tenant is not busy with nothing else.
	pause = 100 * time.Millisecond
	// retry is the pause after a save that has failed.
	retry = time.Second
)

// openKeeper locks a state file. Nothing is written before start.
func openKeeper(path, holder string, report func(error)) (*keeper, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // the file itself is replaced, and not a link to it
	}
	lock, err := lockState(path, holder)
	if err != nil {
		return nil, err
	}
	return &keeper{path: path, lock: lock, report: report}, nil
}

// start writes the state for the first time, which tells whether it can be.
func (k *keeper) start(state func() (state, error)) error {
	k.state = state
	if err := k.sweep(); err != nil {
		return err
	}
	if err := k.write(); err != nil {
		return err
	}
	k.changed, k.stopped = make(chan struct{}, 1), make(chan struct{})
	k.done.Go(k.run)
	return nil
}

// sweep removes the files of saves that a kill cut off.
func (k *keeper) sweep() error {
	folder, name := filepath.Split(k.path)
	entries, err := os.ReadDir(filepath.Clean(folder))
	if err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	for _, entry := range entries {
		rest, ours := strings.CutPrefix(entry.Name(), name)
		if ours && strings.HasSuffix(rest, newSuffix) && strings.Trim(strings.TrimSuffix(rest, newSuffix), ".0123456789") == "" {
			if err := os.Remove(folder + entry.Name()); err != nil {
				return fmt.Errorf("remove what is left of a save: %w", err)
			}
		}
	}
	return nil
}

// newSuffix ends the names of files that are still being written.
const newSuffix = ".new"

func (k *keeper) run() {
	wait := pause
	for {
		select {
		case <-k.stopped:
			return
		case <-k.changed:
		}
		select {
		case <-k.stopped:
			return
		case <-time.After(wait):
		}
		began := time.Now()
		err := k.write()
		k.tell(err)
		if wait = max(pause, time.Since(began)); err != nil {
			wait = retry
			k.touch()
		}
	}
}

// tell reports a save that has failed, once, and that saves succeed again.
func (k *keeper) tell(err error) {
	text := ""
	if err != nil {
		text = err.Error()
	}
	switch {
	case text == k.failure:
	case err != nil:
		k.report(fmt.Errorf("%w; until that succeeds, changes are lost when the tenant ends", err))
	default:
		k.report(errors.New("the state is saved again"))
	}
	k.failure = text
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

// close writes the state for the last time, if it was ever written.
func (k *keeper) close() error {
	var failed error
	if k.stopped != nil {
		close(k.stopped)
		k.done.Wait()
		failed = k.write()
	}
	return errors.Join(failed, k.lock.release())
}

// write puts the whole state into a file beside the old one and then in its
// place, so that at any moment one of them is whole, on the disk too.
func (k *keeper) write() error {
	s, err := k.state()
	if err != nil {
		return err
	}
	folder, name := filepath.Split(k.path)
	if err := replaceFile(filepath.Clean(folder), name, s); err != nil {
		return fmt.Errorf("write the state to %s: %w", k.path, err)
	}
	return nil
}

func replaceFile(folder, name string, s state) error {
	file, err := os.CreateTemp(folder, name+".*"+newSuffix) // for its owner alone
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }() // it is gone when all went well
	if err := errors.Join(s.encode(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), filepath.Join(folder, name)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// syncFolder makes sure that the new name is on the disk.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil // which has no such thing
	}
	opened, err := os.Open(folder) //nolint:gosec // of the file that the user names
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
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
