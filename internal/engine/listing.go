// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// sharedFor is how long a listing of a relation may answer for the links in it.
// A refresh of a thousand members of one group then lists the group once in a
// while, and not a thousand times: Graph has no consistent way to ask for one.
const sharedFor = 10 * time.Second

// listings are what relations held when they were last listed, by path.
type listings struct {
	mu    sync.Mutex
	known map[string]listing
}

type listing struct {
	at  time.Time
	ids map[string]bool
}

func (l *listings) get(path string) listing {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known[strings.ToLower(path)]
}

func (l *listings) put(path string, found listing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[string]listing{}
	}
	l.known[strings.ToLower(path)] = found
}

// forget is called with every change of a relation.
func (l *listings) forget(path string) { l.put(path, listing{}) }

// isLinked tells whether a relation holds an object. That it does may come from a
// listing that another link has made; that it does not, only from one that is no
// older than the pause between two looks.
func (s *Session) isLinked(ctx context.Context, version, path, id string) (bool, error) {
	for _, age := range []time.Duration{sharedFor, s.lag().Pause} {
		ids, err := s.listed(ctx, version, path, age)
		if err != nil || ids[strings.ToLower(id)] {
			return err == nil, err
		}
	}
	return false, nil
}

// listed are the ids in a relation, read again if they are older than age. One
// reads, and others that want the same wait for it.
func (s *Session) listed(ctx context.Context, version, path string, age time.Duration) (map[string]bool, error) {
	unlock, err := s.Client.Lock(ctx, "listing of "+path)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if known := s.listings.get(path); time.Since(known.at) < age {
		return known.ids, nil
	}
	found := listing{at: time.Now(), ids: map[string]bool{}}
	for member, err := range s.Client.List(ctx, listRequest(version, path)) {
		if err != nil {
			return nil, err
		}
		found.ids[strings.ToLower(value.Text(member["id"]))] = true
	}
	s.listings.put(path, found)
	return found.ids, nil
}

// listRequest asks for the ids in a relation, as many with one page as Graph
// permits.
func listRequest(version, path string) graph.Request {
	return graph.Request{Version: version, Path: path, Query: url.Values{"$select": {"id"}, "$top": {"999"}}}
}
