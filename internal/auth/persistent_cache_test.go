// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build linux || windows || (darwin && cgo)

package auth_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity/cache"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// newPerson is a site where somebody signs in by device code. Its folder of caches
// is a new one, which each of its processes uses.
func newPerson(t *testing.T) *site {
	t.Helper()
	s := newSite(t, "device_code")
	s.settings.ClientID = tenant.PublicAppID
	s.options.Terminal = func() (io.WriteCloser, error) { return &screen{}, nil }
	return s
}

// prompts is how often somebody had to sign in.
func (s *site) prompts() int { return len(s.tn.Requests("POST /{tenant}/oauth2/v2.0/devicecode")) }

func TestASignInOutlastsTheProcess(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux can the files beside the key store be moved")
	}
	folder := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", folder)
	if _, err := cache.New(nil); err != nil {
		t.Skipf("this machine has no key store: %v", err)
	}
	s := newPerson(t)
	s.settings.PersistentTokenCache = true
	plan := s.open()
	if found, err := plan.SignIn(t.Context()); err != nil || found.UserName != "admin@"+s.tn.Domain() {
		t.Fatalf("signed in as %+v, %v", found, err)
	}
	apply := s.open() // as another process does, with nothing but the files and the key store
	if found, err := apply.SignIn(t.Context()); err != nil || found.UserName != "admin@"+s.tn.Domain() {
		t.Fatalf("signed in as %+v, %v", found, err)
	}
	if n := s.prompts(); n != 1 {
		t.Errorf("plan and apply asked for %d sign-ins, want 1", n)
	}

	first := token(t, apply)
	apply.Forget(first)
	if token(t, apply) == first || s.prompts() != 1 {
		t.Errorf("a refused token was handed out again, or took a new sign-in: there were %d", s.prompts())
	}

	another := newPerson(t)
	another.settings.PersistentTokenCache = true
	another.signIn()
	if n := another.prompts(); n != 1 {
		t.Errorf("another authority asked for %d sign-ins, want its own", n)
	}

	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.Contains(text, []byte(first)) || bytes.Contains(text, []byte("refresh")) {
			t.Errorf("%s holds a token as it is", path)
		}
		if info.Mode().Perm()&0o077 != 0 && len(text) > 0 {
			t.Errorf("%s can be read by others: %v", path, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}

	// Without the record nobody knows whose tokens are kept.
	records, err := filepath.Glob(filepath.Join(folder, "terraform-provider-microsoft365", "*.json"))
	if err != nil || len(records) != 2 {
		t.Fatalf("the records are %v, %v; want one for each authority", records, err)
	}
	for _, record := range records {
		if err := os.WriteFile(record, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.signIn()
	if n := s.prompts(); n != 2 {
		t.Errorf("there were %d sign-ins, want a second one for want of a record", n)
	}
}

func TestNothingIsKeptUnasked(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", folder)
	s := newPerson(t)
	s.options.KeyStore = func() (azidentity.Cache, error) {
		t.Error("the key store was opened")
		return azidentity.Cache{}, nil
	}
	s.signIn()
	s.signIn()
	if n := s.prompts(); n != 2 {
		t.Errorf("two processes asked for %d sign-ins, want one each", n)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("the folder of caches holds %v, %v", entries, err)
	}
}

func TestNoKeyStoreIsAnError(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"device_code", "interactive_browser"} {
		s := newPerson(t)
		s.settings.Method, s.settings.PersistentTokenCache = method, true
		s.options.KeyStore = func() (azidentity.Cache, error) { return azidentity.Cache{}, errors.New("no keyring here") }
		wantError(t, s.fails(), "persistent_token_cache", "no keyring here.", "Nothing is kept without encryption", "azure_cli")
		if n := len(s.tn.Requests("/")); n > 0 {
			t.Errorf("%d requests were sent, want none", n)
		}
	}
	// Who signs in without a person has nothing to keep.
	s := newSite(t, "client_secret")
	s.settings.ClientID, s.settings.ClientSecret, s.settings.PersistentTokenCache = tenant.SecretAppID, tenant.SecretAppSecret, true
	s.options.KeyStore = func() (azidentity.Cache, error) { return azidentity.Cache{}, errors.New("no keyring here") }
	if _, err := auth.New(s.settings, s.options); err != nil {
		t.Errorf("client_secret wants a key store: %v", err)
	}
}
