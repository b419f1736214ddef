// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// The names of kinds of sign-in in Microsoft's files.
const (
	applicationScheme = "Application"
	delegatedScheme   = "DelegatedWork"
)

// publishedPermissions is what of Microsoft's list of permissions counts here.
type publishedPermissions struct {
	Permissions map[string]struct {
		PathSets []pathSet `json:"pathSets"`
	} `json:"permissions"`
}

// pathSet is requests that one permission opens.
type pathSet struct {
	Schemes []string `json:"schemeKeys"`
	Methods []string `json:"methods"`
	// Paths have words: "least=Application,DelegatedWork;AlsoRequires=User.Read.All".
	Paths map[string]string `json:"paths"`
}

// publishedIDs is what of Microsoft's list of ids counts here.
type publishedIDs struct {
	Deployments map[string][]struct {
		ID, Scheme, Environment string
		IsHidden, IsEnabled     bool
	} `json:"permissionDeployments"`
}

// runPermissions compiles Microsoft's list of permissions and that of their ids.
func runPermissions(listName, idsName, out string) error {
	var list publishedPermissions
	var ids publishedIDs
	for _, s := range []struct {
		name string
		into any
	}{{listName, &list}, {idsName, &ids}} {
		source, err := os.ReadFile(s.name)
		if err == nil {
			err = checkPinned(filepath.Base(s.name), source)
		}
		if err == nil {
			err = json.Unmarshal(source, s.into)
		}
		if err != nil {
			return fmt.Errorf("reading the permissions: %w; tools/model/main.go says where to get them", err)
		}
	}
	contents, err := permissionContents(list, ids)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := model.EncodePermissions(&file, contents); err != nil {
		return fmt.Errorf("writing the permissions: %w", err)
	}
	log.Printf("%d permissions, %d paths, %d bytes", len(contents.Permissions), len(contents.Routes), file.Len())
	return os.WriteFile(out, file.Bytes(), 0o644) //nolint:gosec // a file of the repository
}

// permissionContents sorts the list by path, in a fixed order.
func permissionContents(list publishedPermissions, ids publishedIDs) (model.PermissionContents, error) {
	names := slices.Compact(slices.Sorted(func(yield func(string) bool) {
		for name := range list.Permissions {
			if !yield(name) {
				return
			}
		}
		for name := range ids.Deployments {
			if !yield(name) {
				return
			}
		}
	}))
	c := &compiler{places: map[string]int{}, routes: map[string][]model.Opening{}}
	for _, name := range names {
		p := model.Permission{Name: name, Role: ids.of(name, applicationScheme), Scope: ids.of(name, delegatedScheme)}
		if _, listed := list.Permissions[name]; !listed && p.Role == "" && p.Scope == "" {
			continue // of Microsoft's own, or of a cloud for trials
		}
		c.places[name] = len(c.Permissions)
		c.Permissions = append(c.Permissions, p)
	}
	for _, name := range names {
		for _, set := range list.Permissions[name].PathSets {
			if err := c.add(name, set); err != nil {
				return model.PermissionContents{}, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	c.share()
	return c.PermissionContents, nil
}

var guid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// of is the id of a permission in the public cloud, by preference one that Microsoft
// shows.
func (p publishedIDs) of(name, scheme string) string {
	found := ""
	for _, d := range p.Deployments[name] {
		id := strings.ToLower(d.ID)
		clouds := strings.Split(strings.ToLower(d.Environment), ";")
		if d.Scheme == scheme && d.IsEnabled && slices.Contains(clouds, "public") && guid.MatchString(id) && (found == "" || !d.IsHidden) {
			found = id
		}
	}
	return found
}

// compiler collects the openings by path.
type compiler struct {
	model.PermissionContents

	places map[string]int
	routes map[string][]model.Opening
}

// add notes what a permission opens.
func (c *compiler) add(name string, set pathSet) error {
	methods := 0
	for _, m := range set.Methods {
		i := slices.Index(model.Methods, m)
		if i < 0 {
			return fmt.Errorf("unknown method %s", m)
		}
		methods |= 1 << i
	}
	for path, words := range set.Paths {
		opening, err := c.opening(name, set, words)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		opening.Methods = methods
		if opening.Application != model.None || opening.Delegated != model.None {
			request := model.Request(path)
			c.routes[request] = append(c.routes[request], opening)
			c.Permissions[c.places[name]].Breadth += len(set.Methods)
		}
	}
	return nil
}

func (c *compiler) opening(name string, set pathSet, words string) (model.Opening, error) {
	o := model.Opening{Permission: c.places[name]}
	var least []string
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return r == ';' }) {
		key, value, _ := strings.Cut(word, "=")
		list := strings.Split(value, ",")
		switch key {
		case "least":
			least = list
		case "AlsoRequires":
			for _, other := range list {
				place, ok := c.places[other]
				if !ok {
					return o, fmt.Errorf("no permission %s", other)
				}
				o.With = append(o.With, place)
			}
		default:
			return o, fmt.Errorf("unknown word %s", key)
		}
	}
	access := func(scheme string) model.Access {
		switch {
		case !slices.Contains(set.Schemes, scheme):
			return model.None
		case slices.Contains(least, scheme):
			return model.Least
		default:
			return model.Opens
		}
	}
	o.Application, o.Delegated = access(applicationScheme), access(delegatedScheme)
	return o, nil
}

// share gives paths with the same openings one list of them.
func (c *compiler) share() {
	shared := map[string]int{}
	for _, path := range slices.Sorted(maps.Keys(c.routes)) {
		openings := c.routes[path]
		slices.SortFunc(openings, func(a, b model.Opening) int {
			return cmp.Or(cmp.Compare(a.Permission, b.Permission), cmp.Compare(a.Methods, b.Methods), slices.Compare(a.With, b.With), cmp.Compare(b.Application, a.Application), cmp.Compare(b.Delegated, a.Delegated))
		})
		key := fmt.Sprint(openings)
		place, ok := shared[key]
		if !ok {
			place = len(c.Openings)
			shared[key] = place
			c.Openings = append(c.Openings, openings)
		}
		c.Routes = append(c.Routes, model.Route{Path: path, Openings: place})
	}
}
