// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// toolTimeout ends one run of a tool, which takes seconds on a slow machine.
const toolTimeout = 30 * time.Second

// outputTries is how often a tool is run again whose output came too late: the SDK
// waits a tenth of a second for it once the tool has ended, which is not enough on
// a busy machine.
const outputTries = 3

func openAzureCLI(s setup) (login, error) {
	sdk, err := azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{
		TenantID: s.TenantID, AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
	})
	if err != nil {
		return login{}, s.toolError(err, azureCLI)
	}
	return login{credential: toolCredential{setup: s, tool: azureCLI, sdk: sdk}}, nil
}

// toolCredential asks a program that is signed in for tokens. The program keeps
// them until they expire, whatever Graph says of them.
type toolCredential struct {
	setup
	tool tool
	sdk  azcore.TokenCredential
}

func (t toolCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	ctx, cancel := context.WithTimeout(ctx, toolTimeout)
	defer cancel()
	token, err := t.sdk.GetToken(ctx, tro)
	for range outputTries {
		if err == nil || !strings.Contains(err.Error(), exec.ErrWaitDelay.Error()) {
			break
		}
		token, err = t.sdk.GetToken(ctx, tro)
	}
	if err == nil && token.Token == "" {
		err = errors.New("its output holds no token")
	}
	if err != nil {
		return azcore.AccessToken{}, t.toolError(err, t.tool)
	}
	return token, nil
}
