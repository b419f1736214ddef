// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// A person signs in once for each process without a cache that outlasts it, and
// Terraform runs a process for the plan and another one for the apply. With it the
// tokens are in the system's key store, and beside them, in a file, a record of the
// account that is not secret: without the record nobody knows whose tokens to take.

// cacheName is the name of the tokens in the key store, and of the folder of records.
const cacheName = "terraform-provider-microsoft365"

// persistence is how a person's sign-in outlasts the process. Its zero value does not.
type persistence struct {
	tokens azidentity.Cache
	record azidentity.AuthenticationRecord
	file   string // of the record; empty without persistence
}

// persistence opens the key store if the settings ask for it.
func (s setup) persistence() (persistence, error) {
	if !s.PersistentTokenCache {
		return persistence{}, nil
	}
	tokens, err := s.KeyStore()
	if err == nil {
		var folder string
		if folder, err = os.UserCacheDir(); err == nil {
			p := persistence{tokens: tokens, file: filepath.Join(folder, cacheName, s.recordName())}
			p.record = s.readRecord(p.file)
			return p, nil
		}
	}
	return persistence{}, s.fault("persistent_token_cache", "Tokens cannot be kept here",
		fmt.Sprintf("persistent_token_cache keeps tokens in the key store of the system, and it cannot be used: %s. Nothing is kept without encryption instead. Leave the argument out: Terraform then asks for a sign-in in each of its processes. Or sign in by auth_method = \"azure_cli\", which keeps its own sign-in.",
			strings.TrimSuffix(s.clean(err.Error()), ".")))
}

// recordName is the file of the account that signs in to an application of a tenant.
func (s setup) recordName() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{s.cloud.AuthorityHost, strings.ToLower(s.TenantID), strings.ToLower(s.ClientID)}, "\n")))
	return hex.EncodeToString(sum[:16]) + ".json"
}

// readRecord reads whose tokens are kept. A record that cannot be read is one that
// is not there: the next sign-in writes it anew.
func (s setup) readRecord(file string) azidentity.AuthenticationRecord {
	var record azidentity.AuthenticationRecord
	text, err := os.ReadFile(file) //nolint:gosec // the name is a sum, in the user's own folder
	if err == nil {
		err = json.Unmarshal(text, &record)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.Log(context.Background(), slog.LevelWarn, "The record of a kept sign-in cannot be read", map[string]any{"file": file, "error": err.Error()})
		return azidentity.AuthenticationRecord{}
	}
	return record
}

// personCredential is one of azidentity's by which a person signs in.
type personCredential interface {
	azcore.TokenCredential
	Authenticate(ctx context.Context, tro *policy.TokenRequestOptions) (azidentity.AuthenticationRecord, error)
}

// keptCredential signs a person in only where no kept token serves, and then keeps
// whose tokens they are.
type keptCredential struct {
	setup
	sdk  personCredential
	file string
}

// outlasting makes what signs a person in outlast the process, if that is asked for.
func (p persistence) outlasting(s setup, sdk personCredential) azcore.TokenCredential {
	if p.file == "" {
		return sdk
	}
	return keptCredential{setup: s, sdk: sdk, file: p.file}
}

func (k keptCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := k.sdk.GetToken(ctx, tro)
	var required *azidentity.AuthenticationRequiredError
	if !errors.As(err, &required) {
		return token, err
	}
	record, err := k.sdk.Authenticate(ctx, &tro)
	if err != nil {
		return azcore.AccessToken{}, err
	}
	if err := k.keep(record); err != nil {
		k.Log(ctx, slog.LevelWarn, "The sign-in cannot be kept", map[string]any{"file": k.file, "error": err.Error()})
	}
	return k.sdk.GetToken(ctx, tro)
}

// keep writes whose tokens are kept, whole or not at all.
func (k keptCredential) keep(record azidentity.AuthenticationRecord) error {
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(k.file), 0o700); err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(k.file), "record-") // for its owner alone
	if err != nil {
		return err
	}
	_, err = beside.Write(text)
	if err = errors.Join(err, beside.Close()); err == nil {
		err = os.Rename(beside.Name(), k.file)
	}
	if err != nil {
		_ = os.Remove(beside.Name()) // what it is for has failed
	}
	return err
}
