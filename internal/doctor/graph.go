// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

// patience is how long the read may take, with its repetitions.
const patience = 30 * time.Second

// read is a request that changes nothing, and the permissions of which any
// allows it.
type read struct {
	version, path string
	permissions   []string
}

// readGraph reads something that the token permits, whichever it is.
func (w *walk) readGraph(ctx context.Context, s *Step) error {
	chosen, permission, ok := w.choose()
	if !ok {
		s.skip(w.nothingToRead())
		return nil
	}
	client, err := graph.New(graph.Options{
		Endpoint: w.cloud.GraphEndpoint, Credential: w.credential, UserAgent: w.UserAgent, Transport: w.Transport, Log: w.log,
	})
	if err != nil {
		return err
	}
	s.fact("request", "GET /"+chosen.version+chosen.path)
	s.fact("permission", permission)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	reply, err := client.Do(ctx, graph.Request{Version: chosen.version, Path: chosen.path, Query: url.Values{"$select": {"id"}}})
	if err != nil {
		return w.readFailed(err, permission)
	}
	w.answered("graph", reply.Header)
	s.fact("request_id", reply.Header.Get("request-id"))
	s.Summary = "it answers"
	return nil
}

// choose takes the first read that a permission of the token allows.
func (w *walk) choose() (chosen read, permission string, ok bool) {
	granted := append(slices.Clone(w.account.Roles), strings.Fields(w.account.Scopes)...)
	for _, r := range w.reads() {
		for _, p := range r.permissions {
			if slices.Contains(granted, p) {
				return r, p, true
			}
		}
	}
	return read{}, "", false
}

// reads are those of the catalogue that take one permission and no other object,
// and for a user the user itself.
func (w *walk) reads() []read {
	var all []read
	if w.account.UserName != "" {
		all = append(all, read{"v1.0", "/me", []string{"User.Read", "User.ReadWrite", "User.Read.All", "User.ReadWrite.All", "Directory.AccessAsUser.All"}})
	}
	list, err := permissions.Load()
	if err != nil {
		return all // embedded, so that it is there
	}
	for _, d := range w.Catalogue {
		needed := list.Of(d).Read
		if len(needed) != 1 || strings.Contains(d.Address().Path, "{") {
			continue
		}
		least := needed[0]
		version := d.Address().ReadVersion()
		all = append(all, read{string(version), d.Address().Path, []string{least, strings.Replace(least, ".Read.", ".ReadWrite.", 1)}})
	}
	return all
}

// nothingToRead says why nothing is tried, and with what it would be.
func (w *walk) nothingToRead() string {
	if len(w.account.Roles) == 0 && len(w.account.DirectoryRoles) > 0 {
		return "not tried: the permissions come from directory roles, and what those allow does not stand in the token"
	}
	var known []string
	for _, r := range w.reads() {
		known = append(known, r.permissions[0])
	}
	slices.Sort(known)
	return "not tried: the token permits none of the reads known here, which take one of " + strings.Join(slices.Compact(known), ", ")
}

// readFailed tells of the read as the provider tells of its own.
func (w *walk) readFailed(err error, permission string) error {
	var unsigned *auth.Error
	if errors.As(err, &unsigned) {
		return unsigned
	}
	var answer *graph.Error
	if !errors.As(err, &answer) {
		return &Problem{Summary: "Cannot reach Graph", Detail: fmt.Sprintf(
			"%s\n\nNo usable answer came from %s. Check the network, the proxy (HTTPS_PROXY, NO_PROXY), cloud (%q) and graph_endpoint:\n  curl -sS '%s/v1.0/$metadata' -o /dev/null",
			printable(err.Error()), w.cloud.GraphEndpoint, w.cloud.Name, w.cloud.GraphEndpoint)}
	}
	w.answeredAt("graph", answer.Time)
	advice := w.credential.Advise(auth.Refusal{
		Status: answer.Status, Code: answer.Code, InnerCode: answer.InnerCode, Message: answer.Message, Needed: []string{permission},
	})
	return &Problem{Summary: "Graph refuses to be read", Detail: answer.Detail() + "\n\n" + cmp.Or(advice, "If it looks transient, try again:\n  m365 doctor")}
}
