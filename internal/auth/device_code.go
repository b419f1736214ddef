// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func deviceCodeFaults(s Settings, environ func(string) string) []*SettingError {
	return s.applicationFaults(environ)
}

func openDeviceCode(s setup) (login, error) {
	if fault := s.unattended(); fault != nil {
		return login{}, fault
	}
	terminal, err := s.Terminal()
	if err != nil {
		return login{}, s.fault("auth_method", "No terminal to show the device code",
			fmt.Sprintf("The code must be shown to a person, and this process has no terminal: %v. Unattended runs want an application: managed_identity.", err))
	}
	_ = terminal.Close()
	kept, err := s.persistence()
	if err != nil {
		return login{}, err
	}
	sdk, err := azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
		ClientOptions:              s.entraOptions(),
		AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
		DisableInstanceDiscovery:   !usesInstanceDiscovery(s.Settings),
		Cache:                      kept.tokens, AuthenticationRecord: kept.record, DisableAutomaticAuthentication: kept.file != "",
		TenantID:   s.TenantID,
		ClientID:   s.ClientID,
		UserPrompt: s.showDeviceCode,
	})
	if err != nil {
		return login{}, s.entraError(err, claims{})
	}
	return login{credential: entraCredential{setup: s, sdk: kept.outlasting(s, sdk)}, keepsTokens: true, interactive: true}, nil
}

// showDeviceCode writes to the terminal itself: Terraform keeps what its plugins
// print to itself.
func (s setup) showDeviceCode(_ context.Context, m azidentity.DeviceCodeMessage) error {
	terminal, err := s.Terminal()
	if err != nil {
		return err
	}
	defer func() { _ = terminal.Close() }()
	_, err = fmt.Fprintf(terminal, "\n%s\n\n", s.clean(m.Message))
	return err
}

// unattended refuses methods that need a person where Terraform runs by itself.
func (s setup) unattended() *SettingError {
	if s.Environ("TF_IN_AUTOMATION") == "" {
		return nil
	}
	return s.fault("auth_method", "Nobody is there to sign in",
		fmt.Sprintf("auth_method = %q needs a person, and TF_IN_AUTOMATION says that Terraform runs unattended. Unattended runs want an application: managed_identity, oidc or client_certificate.", s.Method))
}

// openTerminal opens the terminal of this process, whatever its standard output is.
func openTerminal() (io.WriteCloser, error) {
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONOUT$"
	}
	return os.OpenFile(name, os.O_WRONLY, 0)
}
