// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func newStore() *store.Store {
	return store.New(func(store.Location) []string { return []string{"name", "uris"} }, func(path, other store.Location) bool {
		return strings.HasSuffix(string(path), "/grants") && strings.HasSuffix(string(other), "/grants")
	})
}

func insert(t *testing.T, s *store.Store, path store.Location, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := s.Insert(path, store.Object{"id": id, "name": "name of " + id}); err != nil {
			t.Fatalf("insert %s/%s: %v", path, id, err)
		}
	}
}

func ids(objects []store.Object) string {
	var all []string
	for _, o := range objects {
		all = append(all, o["id"].(string))
	}
	return strings.Join(all, " ")
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func same(o store.Object) store.Object { return o }

func TestObjectsKeepTheOrderInWhichTheyCame(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "C", "a", "B")
	want(t, "order", ids(s.List("/users")), "C a B")
	if err := s.Remove("/users", "A"); err != nil {
		t.Fatal(err)
	}
	want(t, "after a removal", ids(s.List("/users")), "C B")
	insert(t, s, "/users", "a")
	want(t, "an id that comes back comes last", ids(s.List("/users")), "C B a")
	want(t, "number", s.Len("/users"), 3)
	want(t, "an unknown collection", ids(s.List("/groups")), "")
}

func TestAnIDIsFoundInAnyCase(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "AbC")
	if _, ok := s.Get("/users", "aBc"); !ok {
		t.Error("Get does not find it")
	}
	if err := s.Insert("/users", store.Object{"id": "ABC"}); !errors.Is(err, store.ErrExists) {
		t.Errorf("insert of the same id: %v", err)
	}
	path, _, ok := s.Find("ABC", func(path store.Location) bool { return path != "/groups" })
	want(t, "Find", []any{path, ok}, []any{store.Location("/users"), true})
	_, _, ok = s.Find("ABC", func(path store.Location) bool { return path == "/groups" })
	want(t, "Find elsewhere", ok, false)
}

func TestWalkKeepsItsPlaceWhenObjectsComeAndGo(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b", "c", "d", "e")
	walk := func(after uint64, limit int) (page []store.Object, last uint64) {
		for place, o := range s.Walk("/users", after) {
			page, last = append(page, o), place
			if len(page) == limit {
				break
			}
		}
		return page, last
	}
	page, last := walk(0, 2)
	want(t, "first page", ids(page), "a b")
	for _, id := range []string{"a", "b", "c"} {
		if err := s.Remove("/users", id); err != nil {
			t.Fatal(err)
		}
	}
	insert(t, s, "/users", "f")
	page, last = walk(last, 2)
	want(t, "second page", ids(page), "d e")
	page, last = walk(last, 2)
	want(t, "third page", ids(page), "f")
	page, _ = walk(last, 2)
	want(t, "after the end", ids(page), "")
}

func TestChangesAreThoseSinceAMoment(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b")
	all, _, now := s.Changes("/users", 0, 0, 10)
	want(t, "from the beginning", ids(all), "a b")
	err := s.Replace("/users", "a", func(o store.Object) (store.Object, error) { return store.Object{"id": "a", "name": "x"}, nil })
	if err != nil {
		t.Fatal(err)
	}
	insert(t, s, "/users", "c")
	changed, _, now := s.Changes("/users", now, 0, 10)
	want(t, "since then", ids(changed), "a c")
	changed, _, _ = s.Changes("/users", now, 0, 10)
	want(t, "now", ids(changed), "")
	page, next, _ := s.Changes("/users", 0, 0, 2)
	want(t, "the first page", ids(page), "a b")
	page, next, _ = s.Changes("/users", 0, next, 2)
	want(t, "the second page", ids(page), "c")
	want(t, "the place after it", fmt.Sprint(next), "0")
}

func TestWalkGoesOverManyObjects(t *testing.T) {
	t.Parallel()
	s := newStore()
	for n := range 1000 {
		insert(t, s, "/users", fmt.Sprint(n))
	}
	seen := 0
	for _, o := range s.Walk("/users", 0) {
		want(t, "object", o["id"].(string), fmt.Sprint(seen))
		seen++
	}
	want(t, "number", seen, 1000)
}

func TestIndexFollowsTheObjects(t *testing.T) {
	t.Parallel()
	s := newStore()
	if err := s.Insert("/apps", store.Object{"id": "1", "name": "One", "uris": []any{"api://A", "api://b"}}); err != nil {
		t.Fatal(err)
	}
	found := func(property, text string) bool { _, ok := s.FindBy("/apps", property, text); return ok }
	want(t, "by text in any case", found("name", "oNE"), true)
	want(t, "by one of several texts", found("uris", "API://B"), true)
	err := s.Replace("/apps", "1", func(store.Object) (store.Object, error) { return store.Object{"id": "1", "name": "Two"}, nil })
	if err != nil {
		t.Fatal(err)
	}
	want(t, "by the old text", found("name", "one"), false)
	want(t, "by an old one of several", found("uris", "api://a"), false)
	want(t, "by the new text", found("name", "two"), true)
	if err := s.Insert("/apps", store.Object{"id": "2", "name": "two"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove("/apps", "1"); err != nil {
		t.Fatal(err)
	}
	want(t, "the text that another one has taken over", found("name", "two"), true)
}

func TestReplaceKeepsTheObjectOnError(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a")
	refused := errors.New("refused")
	if err := s.Replace("/users", "a", func(store.Object) (store.Object, error) { return nil, refused }); !errors.Is(err, refused) {
		t.Errorf("error %v", err)
	}
	if _, ok := s.FindBy("/users", "name", "name of a"); !ok {
		t.Error("the object has changed")
	}
	if err := s.Replace("/users", "x", nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("replace what is not there: %v", err)
	}
}

func TestMovedObjectsKeepTheirLinks(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "G")
	insert(t, s, "/users", "U")
	if err := s.Link("G", "members", "U"); err != nil {
		t.Fatal(err)
	}
	if err := s.Move("/users", "/deleted", "u", same); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get("/users", "u"); ok {
		t.Error("it is still there")
	}
	if _, ok := s.FindBy("/users", "name", "name of U"); ok {
		t.Error("it is still in the index")
	}
	if err := s.Move("/deleted", "/users", "U", same); err != nil {
		t.Fatal(err)
	}
	want(t, "members", s.Links("g", "members"), []string{"u"})
	if err := s.Move("/deleted", "/users", "U", same); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("second move: %v", err)
	}
}

func TestLinksAreSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	s := newStore()
	for _, id := range []string{"b", "a", "c"} {
		if err := s.Link("G", "members", id); err != nil {
			t.Fatal(err)
		}
	}
	want(t, "from the group", s.Links("g", "members"), []string{"b", "a", "c"})
	want(t, "from the member", s.Referrers("A", "members"), []string{"g"})
	want(t, "asked in any case", s.Linked("G", "members", "A"), true)
	if err := s.Link("g", "members", "A"); !errors.Is(err, store.ErrLinked) {
		t.Errorf("second link: %v", err)
	}
	if err := s.Unlink("g", "members", "B"); err != nil {
		t.Error(err)
	}
	if err := s.Unlink("g", "members", "b"); !errors.Is(err, store.ErrNotLinked) {
		t.Errorf("second unlink: %v", err)
	}
	want(t, "what is left", s.Links("G", "members"), []string{"a", "c"})
	want(t, "of the one that left", s.Referrers("b", "members"), []string{})
}

func TestRemovalTakesLinksAndContentsAlong(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/apps", "a")
	insert(t, s, "/apps('a')/credentials", "x")
	insert(t, s, "/apps('a')/grants", "g")
	insert(t, s, "/other('o')/grants", "g")
	insert(t, s, "/other('o')/credentials", "x")
	insert(t, s, "/users", "u")
	for _, link := range [][2]string{{"a", "u"}, {"u", "a"}} {
		if err := s.Link(link[0], "owners", link[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Remove("/apps", "A"); err != nil {
		t.Fatal(err)
	}
	want(t, "contents", s.Len("/apps('a')/credentials"), 0)
	want(t, "contents that appear elsewhere too", s.Len("/other('o')/grants"), 0)
	want(t, "others of the same id", s.Len("/other('o')/credentials"), 1)
	s.Clear("/users")
	want(t, "a cleared collection", s.Len("/users"), 0)
	want(t, "links to it", len(s.Links("u", "owners")), 0)
	want(t, "links from it", len(s.Referrers("u", "owners")), 0)
	if err := s.Remove("/apps", "a"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("second removal: %v", err)
	}
}

func TestManyUseTheStoreAtOnce(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "g")
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for n := range 50 {
				id := fmt.Sprintf("%d-%d", worker, n)
				_ = s.Insert("/users", store.Object{"id": id, "name": id})
				_ = s.Link("g", "members", id)
				s.List("/users")
				s.Links("g", "members")
				for range s.Walk("/users", 3) {
					break
				}
				if n%2 == 0 {
					_ = s.Remove("/users", id)
				}
			}
		})
	}
	all.Wait()
	want(t, "objects", s.Len("/users"), 8*25)
	want(t, "members", len(s.Links("g", "members")), 8*25)
}
