// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package doctor finds out why a sign-in to Microsoft 365 fails, or that it does
// not: a [Doctor] walks the provider's own way to Microsoft Graph, with its
// settings, its credential and its client, and tells of each step.
//
// The walk ends at the first step that fails. What it tells holds no secret, and
// no control character of a server.
package doctor

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Doctor is what surrounds a walk. The zero value walks with the environment of
// the process, and reads nothing from Graph.
type Doctor struct {
	// Given holds settings by the provider's names, as text. They win over the
	// environment.
	Given map[string]string
	// Auth surrounds the sign-in; its Log is not used.
	Auth auth.Options
	// Variables are those of the environment, as [os.Environ] returns them: misspelt ones are
	// found among them. Default: those of the process, where Auth has no Environ.
	Variables []string
	// Transport carries the requests to Graph. Default: the Graph client's own.
	Transport http.RoundTripper
	// UserAgent is how Graph knows the program.
	UserAgent string
	// Proxy says which proxy a request takes. Default: what the transports of
	// Entra and Graph ask, http.ProxyFromEnvironment.
	Proxy func(*http.Request) (*url.URL, error)
	// Catalogue holds the objects of which one kind is read.
	Catalogue []object.Definition
}

// stage is a step to take.
type stage struct {
	name string
	// take does it, and completes the step. Its error ends the walk.
	take func(w *walk, ctx context.Context, s *Step) error
	// always: it may tell the cause of a failure, so it is taken after one too.
	always bool
}

// stages are in the order in which Terraform comes by.
var stages = []stage{
	{name: "settings", take: (*walk).checkSettings},
	{name: "host", take: (*walk).detectHost},
	{name: "endpoint", take: (*walk).findEndpoint},
	{name: "identity", take: (*walk).identify},
	{name: "assertion", take: (*walk).showAssertion},
	{name: "exchange", take: (*walk).exchange},
	{name: "token", take: (*walk).showToken},
	{name: "roles", take: (*walk).showRoles},
	{name: "graph", take: (*walk).readGraph},
	{name: "clock", take: (*walk).compareClocks, always: true},
	{name: "proxies", take: (*walk).showProxies, always: true},
}

// Walk takes the steps, one each time that the next is asked for. It always
// yields all of them; those after a failure are [NotReached], but for what may
// explain it. Once ctx ends, so does the walk.
func (d Doctor) Walk(ctx context.Context) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		w := d.start()
		ended := false
		for _, stage := range stages {
			step := Step{Name: stage.name, Status: OK}
			if ended && !stage.always {
				step.Status = NotReached
			} else {
				w.take(ctx, stage, &step)
			}
			ended = ended || step.ends()
			if !yield(step) {
				return
			}
		}
	}
}

// walk is what the steps of one walk have found.
type walk struct {
	Doctor
	settings  auth.Settings
	cloud     auth.Cloud // without a name until the settings are right
	detection auth.Detection
	// hostFault is what keeps the host from serving the identity.
	hostFault  error
	credential *auth.Credential
	// standsIn: there is no endpoint, and the fallback has taken over.
	standsIn bool
	// federated: the identity's token is exchanged, and presented.
	federated bool
	presented auth.Claims
	account   auth.Identity
	token     auth.Claims
	// refusal is why the provider does not use the token.
	refusal *auth.Error

	mu       sync.Mutex // guards what requests in the background may add
	warnings []string
	ahead    map[string]time.Duration // this machine's clock, by service
}

func (d Doctor) start() *walk {
	w := &walk{Doctor: d, ahead: map[string]time.Duration{}}
	if w.Auth.Environ == nil {
		w.Auth.Environ, w.Variables = os.Getenv, os.Environ()
	}
	if w.Auth.Now == nil {
		w.Auth.Now = time.Now
	}
	if w.Proxy == nil {
		w.Proxy = http.ProxyFromEnvironment
	}
	w.Auth.Log = w.log
	return w
}

func (w *walk) take(ctx context.Context, stage stage, s *Step) {
	err := stage.take(w, ctx, s)
	w.mu.Lock()
	s.Warnings, w.warnings = append(s.Warnings, w.warnings...), nil
	w.mu.Unlock()
	switch {
	case err != nil && ctx.Err() != nil:
		s.fail(&Problem{Summary: "Interrupted", Detail: "The walk was ended before this step was done."}, "")
	case err != nil:
		s.fail(err, w.settings.Method)
	case len(s.Warnings) > 0 && s.Status == OK:
		s.Status = Warning
	}
}

// log keeps the warnings of the sign-in.
func (w *walk) log(_ context.Context, level slog.Level, message string, fields map[string]any) {
	if level < slog.LevelWarn {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		message += fmt.Sprintf("; %s: %v", name, fields[name])
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.warnings = append(w.warnings, printable(message))
}
