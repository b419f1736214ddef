// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

// checkSettings finds all that is wrong with the settings and the files that they name.
func (w *walk) checkSettings(_ context.Context, s *Step) error {
	for _, found := range settings.Find(w.Given, w.Auth.Environ) {
		s.fact(found.Name, shown(found))
		s.Facts[len(s.Facts)-1].Source = cmp.Or(found.Variable, "--"+found.Flag())
		if found.Sensitive && found.Variable == "" {
			s.Warnings = append(s.Warnings, "Others on this machine can see flags, --"+found.Flag()+" too. Give it by a variable: "+found.Env[0]+".")
		}
	}
	s.warn(settings.Misspelt(w.Variables, func(name string) bool {
		return slices.ContainsFunc(s.Facts, func(f Fact) bool { return f.Name == name })
	}))
	var faults []*auth.SettingError
	w.settings, faults = settings.Collect(w.Given, w.Auth.Environ)
	faults = append(faults, auth.Validate(w.settings, w.Auth.Environ)...)
	if len(faults) > 0 {
		errs := make([]error, len(faults))
		for i, fault := range faults {
			errs[i] = fault
		}
		return errors.Join(errs...)
	}
	if err := w.openTransports(); err != nil {
		return err
	}
	w.cloud, _ = auth.FindCloud(w.settings)
	s.byDefault("cloud", w.cloud.Name, "default")
	s.byDefault("authority_host", w.cloud.AuthorityHost, "cloud")
	s.byDefault("graph_endpoint", w.cloud.GraphEndpoint, "cloud")
	if err := w.open(); err != nil {
		return err
	}
	if w.credential != nil && !w.usesIdentity() {
		s.warn(w.credential.Warnings())
	}
	return nil
}

// openTransports makes those to Entra and Graph, where none were given.
func (w *walk) openTransports() error {
	authorities, fault := auth.Authorities(w.settings)
	if fault != nil {
		return fault
	}
	if w.Auth.Entra == nil {
		w.Auth.Entra = auth.NewEntraTransport(authorities)
	}
	w.Auth.Entra = watch{next: w.Auth.Entra, walk: w}
	if w.Transport == nil {
		w.Transport = graph.NewTransport(authorities)
	}
	return nil
}

// byDefault tells what holds for a setting that has no value.
func (s *Step) byDefault(name, value, source string) {
	if !slices.ContainsFunc(s.Facts, func(f Fact) bool { return f.Name == name }) {
		s.Facts = append(s.Facts, Fact{Name: name, Value: value, Source: source})
	}
}

// open makes the credential. What is wrong with the host is for the next step.
func (w *walk) open() (err error) {
	if w.usesIdentity() {
		w.detection, w.hostFault = auth.Detect(w.settings, w.Auth)
	}
	if w.hostFault == nil {
		w.credential, err = auth.New(w.settings, w.Auth)
	}
	var unable *auth.Error
	if w.usesIdentity() && errors.As(err, &unable) {
		w.hostFault, err = err, nil
	}
	return err
}

// shown is a value without anything secret.
func shown(found settings.Found) string {
	if found.Sensitive {
		return "set, not shown"
	}
	return auth.Shown(found.Name, found.Value)
}
