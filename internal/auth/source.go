// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Source is the kind of endpoint that serves a managed identity.
type Source string

// The sources, in the order in which they are detected; the metadata service
// of virtual machines and Linux container groups is assumed when nothing speaks
// for another.
const (
	WindowsContainer Source = "windows_container" // a Windows container group of Container Instances
	ServiceFabric    Source = "service_fabric"
	AppService       Source = "app_service" // also Functions and Container Apps
	AzureML          Source = "azure_ml"
	CloudShell       Source = "cloud_shell"
	AzureArc         Source = "azure_arc"
	IMDS             Source = "imds"
)

// Sources returns the values of Settings.ManagedIdentitySource other than "auto".
func Sources() []string {
	var names []string
	for _, h := range hosts {
		names = append(names, string(h.source))
	}
	return names
}

// ArcAgent is where the agent of Azure Arc keeps what concerns sign-ins.
type ArcAgent struct {
	// Program is the file whose presence shows that the agent is installed.
	Program string
	// Tokens is the folder of its challenges. A challenge elsewhere is refused,
	// so that a false agent cannot have any file read to it.
	Tokens string
}

// installedArcAgent is the agent in its fixed place.
func installedArcAgent(environ func(string) string) ArcAgent {
	if runtime.GOOS == "windows" {
		folder := filepath.Join(environ("ProgramData"), "AzureConnectedMachineAgent")
		return ArcAgent{Program: filepath.Join(folder, "himds.exe"), Tokens: filepath.Join(folder, "Tokens")}
	}
	return ArcAgent{Program: "/opt/azcmagent/bin/himds", Tokens: "/var/opt/azcmagent/tokens"} //nolint:gosec // it is a folder, no credential
}

// Detection says which endpoint serves the managed identity, and why that one.
type Detection struct {
	Source Source
	// Signs are what decided: names of environment variables, the path of Azure
	// Arc's agent, or managed_identity_source. Empty for the metadata service,
	// which is assumed when there is no sign of anything else.
	Signs []string
	// Address is where the endpoint is.
	Address string
}

// Detect finds out which identity endpoint this process has. It sends nothing
// and changes nothing. The order is that of Microsoft's own libraries. Errors
// are of type [*SettingError].
func Detect(s Settings, o Options) (Detection, error) {
	_, found, err := setup{Settings: s, Options: o.withDefaults()}.detect()
	return found, err
}

func (s setup) detect() (host, Detection, error) {
	for _, h := range hosts {
		signs, ok := s.signsOf(h)
		if chosen := s.ManagedIdentitySource; chosen != "" && chosen != "auto" {
			if string(h.source) != chosen {
				continue
			}
			if !ok && h.address == "" {
				return host{}, Detection{}, s.sourceUnusable(h)
			}
			signs, ok = []string{"managed_identity_source"}, true
		}
		if ok {
			address, err := s.addressOf(h)
			found := Detection{Source: h.source, Signs: signs, Address: address}
			if err == nil {
				err = found.endpointFault(s.Environ)
			}
			return h, found, err
		}
	}
	return host{}, Detection{}, s.unknownSource()
}

// signsOf tells whether this process runs on a kind of host, and by what.
func (s setup) signsOf(h host) (signs []string, ok bool) {
	switch {
	case h.source == IMDS:
		return nil, true
	case s.announced(h):
		return h.signs, true
	case h.source == AzureArc:
		_, err := os.Stat(s.Arc.Program)
		return []string{s.Arc.Program}, err == nil
	}
	return nil, false
}

// announced tells whether the environment speaks for a kind of host.
func (s setup) announced(h host) bool {
	missing := slices.ContainsFunc(h.signs, func(variable string) bool { return s.Environ(variable) == "" })
	return len(h.signs) > 0 && !missing && (h.when == nil || h.when(s.Environ))
}

// addressOf is where the endpoint of a host is.
func (s setup) addressOf(h host) (string, error) {
	if h.source == IMDS {
		root, err := metadataRoot(s.Environ(authorityHostVariable))
		return root + h.address, err
	}
	if !s.announced(h) && h.address != "" {
		return h.address, nil
	}
	address := s.Environ(h.variable)
	if u, err := url.Parse(address); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", &SettingError{
			Summary: "Invalid " + h.variable,
			Detail:  fmt.Sprintf("%s is not the address of an identity endpoint. If the variable is left over from elsewhere, unset it:\n  unset %s", describedAddress(address), h.variable),
		}
	}
	return address, nil
}

func (s setup) sourceUnusable(h host) *SettingError {
	return s.fault("managed_identity_source", "No such identity endpoint here",
		fmt.Sprintf("managed_identity_source = %q needs the variables %s, which that host gives to its processes. Without the argument the host is detected.",
			h.source, strings.Join(h.signs, ", ")))
}

func (s Settings) unknownSource() *SettingError {
	return s.fault("managed_identity_source", "Unknown managed_identity_source",
		described("managed_identity_source", s.ManagedIdentitySource)+" is no kind of host. "+oneOf(s.ManagedIdentitySource, append([]string{"auto"}, Sources()...)))
}
