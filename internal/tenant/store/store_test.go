// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func newStore() *store.Store { return store.New(rules()) }

func rules() store.Rules {
	return store.Rules{
		Indexed: func(store.Location) []string { return []string{"name", "uris"} },
		Twins: func(path, other store.Location) bool {
			return strings.HasSuffix(string(path), "/grants") && strings.HasSuffix(string(other), "/grants")
		},
	}
}

func insert(t *testing.T, s *store.Store, path store.Location, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := s.Insert(path, store.Object{"id": id, "name": "name of " + id}); err != nil {
			t.Fatalf("insert %s/%s: %v", path, id, err)
		}
	}
}

// update makes changes that must succeed.
func update(t *testing.T, s *store.Store, change func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Update(change); err != nil {
		t.Fatal(err)
	}
}

// link connects objects that are there.
func link(t *testing.T, s *store.Store, from store.Ref, relation string, to ...store.Ref) {
	t.Helper()
	update(t, s, func(tx *store.Tx) error {
		var failed []error
		for _, r := range to {
			failed = append(failed, tx.Link(from, relation, r))
		}
		return errors.Join(failed...)
	})
}

func remove(t *testing.T, s *store.Store, path store.Location, ids ...string) {
	t.Helper()
	update(t, s, func(tx *store.Tx) error {
		var failed []error
		for _, id := range ids {
			failed = append(failed, tx.Remove(path, id))
		}
		return errors.Join(failed...)
	})
}

func ids(objects []store.Object) string {
	var all []string
	for _, o := range objects {
		all = append(all, o["id"].(string))
	}
	return strings.Join(all, " ")
}

func refs(all []store.Ref) string {
	var texts []string
	for _, r := range all {
		texts = append(texts, string(r.In.Object(r.ID)))
	}
	return strings.Join(texts, " ")
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func user(id string) store.Ref  { return store.RefTo("/users", id) }
func group(id string) store.Ref { return store.RefTo("/groups", id) }

func same(o store.Object) store.Object { return o }

func TestObjectsKeepTheOrderInWhichTheyCame(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "C", "a", "B")
	want(t, "order", ids(s.Read().List("/users")), "C a B")
	remove(t, s, "/users", "A")
	want(t, "after a removal", ids(s.Read().List("/users")), "C B")
	insert(t, s, "/users", "a")
	want(t, "an id that comes back comes last", ids(s.Read().List("/users")), "C B a")
	want(t, "number", s.Read().Len("/users"), 3)
	want(t, "an unknown collection", ids(s.Read().List("/groups")), "")
}

func TestAnIDIsFoundInAnyCase(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "AbC")
	if _, ok := s.Read().Get("/users", "aBc"); !ok {
		t.Error("Get does not find it")
	}
	if err := s.Insert("/users", store.Object{"id": "ABC"}); !errors.Is(err, store.ErrExists) {
		t.Errorf("insert of the same id: %v", err)
	}
	path, _, ok := s.Read().Find("ABC", func(path store.Location) bool { return path != "/groups" })
	want(t, "Find", []any{path, ok}, []any{store.Location("/users"), true})
	_, _, ok = s.Read().Find("ABC", func(path store.Location) bool { return path == "/groups" })
	want(t, "Find elsewhere", ok, false)
	if err := s.Insert("/users", store.Object{"name": "nobody"}); !errors.Is(err, store.ErrNoID) {
		t.Errorf("insert without an id: %v", err)
	}
}

func TestWalkKeepsItsPlaceWhenObjectsComeAndGo(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b", "c", "d", "e")
	walk := func(after uint64, limit int) (page []store.Object, last uint64) {
		for place, o := range s.Read().Walk("/users", after) {
			page, last = append(page, o), place
			if len(page) == limit {
				break
			}
		}
		return page, last
	}
	page, last := walk(0, 2)
	want(t, "first page", ids(page), "a b")
	remove(t, s, "/users", "a", "b", "c")
	insert(t, s, "/users", "f")
	page, last = walk(last, 2)
	want(t, "second page", ids(page), "d e")
	page, last = walk(last, 2)
	want(t, "third page", ids(page), "f")
	page, _ = walk(last, 2)
	want(t, "after the end", ids(page), "")
}

func TestObjectsMayChangeDuringAWalk(t *testing.T) {
	t.Parallel()
	s := newStore()
	for n := range 1000 {
		insert(t, s, "/users", fmt.Sprint(n))
	}
	seen := 0
	update(t, s, func(tx *store.Tx) error {
		for _, o := range tx.Walk("/users", 0) {
			want(t, "object", o["id"].(string), fmt.Sprint(seen))
			seen++
			if err := tx.Remove("/users", o["id"].(string)); err != nil {
				return err
			}
		}
		return nil
	})
	want(t, "number", seen, 1000)
	want(t, "left", s.Read().Len("/users"), 0)
}

func TestChangesAreThoseSinceAMoment(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b")
	all, _, now := s.Read().Changes("/users", 0, 0, 10)
	want(t, "from the beginning", ids(all), "a b")
	update(t, s, func(tx *store.Tx) error {
		return tx.Replace("/users", "a", func(store.Object) (store.Object, error) { return store.Object{"id": "a", "name": "x"}, nil })
	})
	insert(t, s, "/users", "c")
	changed, _, now := s.Read().Changes("/users", now, 0, 10)
	want(t, "since then", ids(changed), "a c")
	changed, _, _ = s.Read().Changes("/users", now, 0, 10)
	want(t, "now", ids(changed), "")
	page, next, _ := s.Read().Changes("/users", 0, 0, 2)
	want(t, "the first page", ids(page), "a b")
	page, next, _ = s.Read().Changes("/users", 0, next, 2)
	want(t, "the second page", ids(page), "c")
	want(t, "the place after it", fmt.Sprint(next), "0")
}

func TestIndexFollowsTheObjects(t *testing.T) {
	t.Parallel()
	s := newStore()
	if err := s.Insert("/apps", store.Object{"id": "1", "name": "One", "uris": []any{"api://A", "api://b"}}); err != nil {
		t.Fatal(err)
	}
	found := func(property, text string) bool { _, ok := s.Read().FindBy("/apps", property, text); return ok }
	want(t, "by text in any case", found("name", "oNE"), true)
	want(t, "by one of several texts", found("uris", "API://B"), true)
	update(t, s, func(tx *store.Tx) error {
		return tx.Replace("/apps", "1", func(store.Object) (store.Object, error) { return store.Object{"id": "1", "name": "Two"}, nil })
	})
	want(t, "by the old text", found("name", "one"), false)
	want(t, "by an old one of several", found("uris", "api://a"), false)
	want(t, "by the new text", found("name", "two"), true)
	if err := s.Insert("/apps", store.Object{"id": "2", "name": "two"}); err != nil {
		t.Fatal(err)
	}
	remove(t, s, "/apps", "1")
	want(t, "the text that another one has taken over", found("name", "two"), true)
}

func TestReplaceKeepsTheObjectOnError(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a")
	refused := errors.New("refused")
	for _, tt := range []struct {
		id     string
		change func(store.Object) (store.Object, error)
		want   error
	}{
		{"a", func(store.Object) (store.Object, error) { return nil, refused }, refused},
		{"x", nil, store.ErrNotFound},
		{"a", func(store.Object) (store.Object, error) { return store.Object{"id": "b"}, nil }, store.ErrIDChanged},
		{"a", func(store.Object) (store.Object, error) { return store.Object{"name": "x"}, nil }, store.ErrIDChanged},
	} {
		if err := s.Update(func(tx *store.Tx) error { return tx.Replace("/users", tt.id, tt.change) }); !errors.Is(err, tt.want) {
			t.Errorf("error %v, want %v", err, tt.want)
		}
	}
	if _, ok := s.Read().FindBy("/users", "name", "name of a"); !ok {
		t.Error("the object has changed")
	}
}

// TestWhatJSONCannotHoldIsNotStored, neither as a new object nor in the place of one.
func TestWhatJSONCannotHoldIsNotStored(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a")
	if err := s.Insert("/users", store.Object{"id": "b", "odd": make(chan int)}); err == nil {
		t.Error("a channel is stored in a new object")
	}
	replace := func(store.Object) (store.Object, error) { return store.Object{"id": "a", "odd": make(chan int)}, nil }
	if err := s.Update(func(tx *store.Tx) error { return tx.Replace("/users", "a", replace) }); err == nil {
		t.Error("a channel is stored in an object that was there")
	}
	a, _ := s.Read().Get("/users", "a")
	want(t, "what is there", ids(s.Read().List("/users"))+" "+fmt.Sprint(a["name"]), "a name of a")
}

func TestAnUpdateHappensAtOnceOrNotAtAll(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "g")
	insert(t, s, "/groups('g')/settings", "s")
	insert(t, s, "/users", "u", "v")
	link(t, s, group("g"), "members", user("u"))
	refused := errors.New("refused")
	before, reader := document(t, s), s.Read()
	everything := func(tx *store.Tx) error {
		return errors.Join(
			tx.Insert("/users", store.Object{"id": "w", "name": "W"}),
			tx.Link(group("g"), "members", user("v")),
			tx.Unlink(group("g"), "members", user("u")),
			tx.Replace("/users", "u", func(store.Object) (store.Object, error) { return store.Object{"id": "u", "name": "other"}, nil }),
			tx.Move("/users", "/deleted", "v", same),
			tx.Remove("/groups", "g"),
		)
	}
	for what, end := range map[string]func(tx *store.Tx) error{
		"an error": func(*store.Tx) error { return refused },
		"a failure that was noted": func(tx *store.Tx) error {
			tx.Fail(refused)
			tx.Fail(errors.New("a later one"))
			return nil
		},
	} {
		if err := s.Update(func(tx *store.Tx) error { return errors.Join(everything(tx), end(tx)) }); !errors.Is(err, refused) {
			t.Errorf("after %s: %v", what, err)
		}
		want(t, "the store after "+what, document(t, s), before)
	}
	func() {
		defer func() { _ = recover() }()
		_ = s.Update(func(tx *store.Tx) error {
			if err := everything(tx); err != nil {
				t.Error(err)
			}
			panic("boom")
		})
	}()
	want(t, "the store after a panic", document(t, s), before)
	update(t, s, everything)
	want(t, "what is there in the end", ids(s.Read().List("/users"))+"|"+ids(s.Read().List("/deleted"))+"|"+ids(s.Read().List("/groups")), "u w|v|")
	want(t, "what an earlier reader sees", ids(reader.List("/users"))+"|"+refs(reader.Links(group("g"), "members")), "u v|/users('u')")
	if _, ok := reader.FindBy("/users", "name", "name of u"); !ok {
		t.Error("an earlier reader sees a change")
	}
}

func TestWhatReadsCannotChange(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b")
	tx := s.Read()
	keep := func(o store.Object) (store.Object, error) { return o, nil }
	for what, err := range map[string]error{
		"insert": tx.Insert("/users", store.Object{"id": "c"}), "replace": tx.Replace("/users", "a", keep), "remove": tx.Remove("/users", "a"),
		"clear": tx.Clear("/users"), "move": tx.Move("/users", "/x", "a", same), "link": tx.Link(user("a"), "manager", user("b")),
		"unlink": tx.Unlink(user("a"), "manager", user("b")),
	} {
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestMovedObjectsKeepTheirLinks(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "G")
	insert(t, s, "/users", "U", "v")
	link(t, s, group("G"), "members", user("U"), user("v"))
	link(t, s, user("u"), "manager", user("v"), user("u"))
	move := func(from, to store.Location, id string) error {
		return s.Update(func(tx *store.Tx) error { return tx.Move(from, to, id, same) })
	}
	if err := move("/users", "/deleted", "u"); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Read().Get("/users", "u"); ok {
		t.Error("it is still there")
	}
	if _, ok := s.Read().FindBy("/users", "name", "name of U"); ok {
		t.Error("it is still in the index")
	}
	want(t, "members meanwhile", refs(s.Read().Links(group("g"), "members")), "/deleted('u') /users('v')")
	if err := move("/deleted", "/users", "U"); err != nil {
		t.Fatal(err)
	}
	want(t, "members", refs(s.Read().Links(group("g"), "members")), "/users('u') /users('v')")
	want(t, "managers", refs(s.Read().Links(user("u"), "manager")), "/users('v') /users('u')")
	if err := move("/deleted", "/users", "U"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("second move: %v", err)
	}
	renamed := func(o store.Object) store.Object { o["id"] = "w"; return o }
	err := s.Update(func(tx *store.Tx) error { return tx.Move("/users", "/deleted", "u", renamed) })
	if _, there := s.Read().Get("/users", "u"); !errors.Is(err, store.ErrIDChanged) || !there {
		t.Errorf("a move that changes the id: %v", err)
	}
}

func TestLinksAreSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "G")
	insert(t, s, "/users", "a", "b", "c")
	link(t, s, group("G"), "members", user("b"), user("a"), user("c"))
	want(t, "from the group", refs(s.Read().Links(group("g"), "members")), "/users('b') /users('a') /users('c')")
	want(t, "from the member", refs(s.Read().Referrers(user("A"), "members")), "/groups('g')")
	want(t, "asked in any case", s.Read().Linked(group("G"), "members", user("A")), true)
	for what, tt := range map[string]struct {
		change func(tx *store.Tx) error
		want   error
	}{
		"a second link":  {func(tx *store.Tx) error { return tx.Link(group("g"), "members", user("A")) }, store.ErrLinked},
		"a link to none": {func(tx *store.Tx) error { return tx.Link(group("g"), "members", user("x")) }, store.ErrNotFound},
		"a link of none": {func(tx *store.Tx) error { return tx.Link(group("x"), "members", user("a")) }, store.ErrNotFound},
		"a wrong unlink": {func(tx *store.Tx) error { return tx.Unlink(group("g"), "owners", user("a")) }, store.ErrNotLinked},
		"a second unlink": {func(tx *store.Tx) error {
			return errors.Join(tx.Unlink(group("g"), "members", user("b")), tx.Unlink(group("g"), "members", user("b")))
		}, store.ErrNotLinked},
	} {
		if err := s.Update(tt.change); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	update(t, s, func(tx *store.Tx) error { return tx.Unlink(group("g"), "members", user("B")) })
	want(t, "what is left", refs(s.Read().Links(group("G"), "members")), "/users('a') /users('c')")
	want(t, "of the one that left", refs(s.Read().Referrers(user("b"), "members")), "")
}

func TestTheSameIDElsewhereIsAnotherObject(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "g")
	insert(t, s, "/teams", "g")
	insert(t, s, "/users", "u")
	link(t, s, group("g"), "members", user("u"))
	want(t, "the team's links", refs(s.Read().Links(store.RefTo("/teams", "g"), "members")), "")
	remove(t, s, "/teams", "g")
	want(t, "the group's links without its team", refs(s.Read().Links(group("g"), "members")), "/users('u')")
}

func TestRemovalTakesLinksAndContentsAlong(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/apps", "a", "ab")
	insert(t, s, "/apps('a')/credentials", "x")
	insert(t, s, "/apps('ab')/credentials", "x")
	insert(t, s, "/apps('a')/grants", "g")
	insert(t, s, "/other('o')/grants", "g")
	insert(t, s, "/other('o')/credentials", "x")
	insert(t, s, "/users", "u")
	app := store.RefTo("/apps", "a")
	link(t, s, app, "owners", user("u"))
	link(t, s, user("u"), "owners", app)
	remove(t, s, "/apps", "A")
	want(t, "contents", s.Read().Len("/apps('a')/credentials"), 0)
	want(t, "contents of another one", s.Read().Len("/apps('ab')/credentials"), 1)
	want(t, "contents that appear elsewhere too", s.Read().Len("/other('o')/grants"), 0)
	want(t, "others of the same id", s.Read().Len("/other('o')/credentials"), 1)
	want(t, "links from what refers to it", refs(s.Read().Links(user("u"), "owners")), "")
	want(t, "links to what it refers to", refs(s.Read().Referrers(user("u"), "owners")), "")
	update(t, s, func(tx *store.Tx) error { return tx.Clear("/users") })
	want(t, "a cleared collection", s.Read().Len("/users"), 0)
	if err := s.Update(func(tx *store.Tx) error { return tx.Remove("/apps", "a") }); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("second removal: %v", err)
	}
}

// document is all that a store holds, as JSON.
func document(t *testing.T, s *store.Store) string {
	t.Helper()
	text, err := json.MarshalIndent(s.Snapshot(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// read makes a store of JSON.
func read(text string) (*store.Store, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	return store.Read(rules(), decoder, func(name string) error { return fmt.Errorf("what is %s?", name) })
}

// TestASnapshotIsReadAsItWas: through JSON, order and moments included.
func TestASnapshotIsReadAsItWas(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "z", "a")
	insert(t, s, "/guests", "z")
	insert(t, s, "/groups", "h", "g")
	insert(t, s, "/groups('g')/settings", "s")
	link(t, s, group("h"), "members", user("z"))
	link(t, s, group("g"), "members", user("z"), user("a"))
	remove(t, s, "/users", "a")
	insert(t, s, "/users", "a")
	restored, err := read(document(t, s))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "what was read", document(t, restored), document(t, s))
	var written struct{ Links []store.Link }
	if err := json.Unmarshal([]byte(document(t, s)), &written); err != nil {
		t.Fatal(err)
	}
	order := []store.Ref{}
	for _, l := range written.Links {
		order = append(order, l.From)
	}
	want(t, "the order of the links", refs(order), "/groups('h') /groups('g')")
	path, _, _ := restored.Read().Find("z", func(store.Location) bool { return true })
	want(t, "the first collection of an id", path, store.Location("/users"))
	want(t, "referrers in order", refs(restored.Read().Referrers(user("z"), "members")), "/groups('h') /groups('g')")
	_, indexed := restored.Read().FindBy("/users", "name", "NAME OF A")
	want(t, "whether it is found by its name", indexed, true)
	insert(t, restored, "/users", "new")
	want(t, "order with a new one", ids(restored.Read().List("/users")), "z a new")
}

// TestAStoreTakesTheContentOfAnother: all of it, which is new to who asks for changes.
func TestAStoreTakesTheContentOfAnother(t *testing.T) {
	t.Parallel()
	s, other := newStore(), newStore()
	insert(t, s, "/users", "a")
	insert(t, s, "/groups", "g")
	link(t, s, group("g"), "owners", user("a"))
	insert(t, other, "/users", "z", "a")
	insert(t, other, "/guests", "z")
	link(t, other, user("a"), "manager", user("z"))
	_, _, moment := s.Read().Changes("/users", 0, 0, 10)
	if err := s.Restore(other); err != nil {
		t.Fatal(err)
	}
	changed, _, _ := s.Read().Changes("/users", moment, 0, 10)
	want(t, "what is new", ids(changed), "z a")
	want(t, "what was there", s.Read().Len("/groups"), 0)
	want(t, "links", refs(s.Read().Links(user("a"), "manager"))+refs(s.Read().Referrers(user("a"), "owners")), "/users('z')")
	path, _, _ := s.Read().Find("z", func(store.Location) bool { return true })
	want(t, "the first collection of an id", path, store.Location("/users"))
	link(t, s, user("z"), "manager", user("a"))
	insert(t, s, "/users", "b")
	again, err := read(document(t, s))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "what goes on from there", document(t, again), document(t, s))
	want(t, "the other one", ids(other.Read().List("/users")), "z a")
}

func TestWhatIsNoSnapshotIsNotRead(t *testing.T) {
	t.Parallel()
	const object = `{"place":%d,"changed":%d,"object":{"id":%q}}`
	users := func(objects ...string) string { return `"collections":{"/users":[` + strings.Join(objects, ",") + `]}` }
	kept := func(id string, place, changed int) string { return fmt.Sprintf(object, place, changed, id) }
	const toNobody = `{"from":{"in":"/users","id":"a"},"relation":"manager","to":{"in":"/users","id":%q},"place":1}`
	for what, tt := range map[string]struct{ members, want string }{
		"no id":                {users(kept("", 1, 1)), "the object at place 1: the object has no id"},
		"an id twice":          {users(kept("x", 1, 1), kept("X", 2, 2)), "the object at place 2: an object with this id exists"},
		"a place twice":        {users(kept("x", 1, 1), kept("y", 1, 1)), "has the place 1 of another"},
		"no place":             {users(kept("x", 0, 1)), "its place is 0"},
		"a place to come":      {users(kept("x", 10, 10)), "its place is 10"},
		"a change to come":     {users(kept("x", 9, 10)), "its change 10, of 9"},
		"a change before":      {users(kept("x", 2, 1)), "its change 1"},
		"a link to nobody":     {users(kept("a", 1, 1)) + `,"links":[` + fmt.Sprintf(toNobody, "b") + `]`, "/users('b'): it leads"},
		"a link from nobody":   {users(kept("b", 1, 1)) + `,"links":[` + fmt.Sprintf(toNobody, "b") + `]`, "/users('a') manager"},
		"a link twice":         {users(kept("a", 1, 1)) + `,"links":[` + fmt.Sprintf(toNobody, "a") + "," + fmt.Sprintf(toNobody, "a") + `]`, "is there twice"},
		"no collections":       {`"links":[]`, "it has no collections"},
		"a list as object":     {`"collections":[]`, "[ is not what a state has there, which is {"},
		"an object as list":    {`"collections":{"/users":{}}`, "collections: /users: { is not what"},
		"a number as list":     {`"collections":{},"links":7`, "links: 7 is not what"},
		"a text as clock":      {`"collections":{},"clock":"x"`, "clock: json"},
		"an unreadable object": {`"collections":{"/users":[7]}`, "cannot unmarshal number"},
		"an unreadable link":   {`"collections":{},"links":[7]`, "cannot unmarshal number"},
		"an unknown member":    {`"collections":{},"colour":7`, "colour: what is colour?"},
	} {
		text := `{"clock":9,` + tt.members + `}`
		if s, err := read(text); err == nil || !strings.Contains(err.Error(), tt.want) || s != nil {
			t.Errorf("%s: %v, want an error with %q", what, err, tt.want)
		}
	}
	for _, cut := range []string{"", "{", `{"collections":`, `{"collections":{"/users":[`, `{"collections":{}`} {
		if _, err := read(cut); err == nil {
			t.Errorf("%s is read", cut)
		}
	}
}

// TestAWriterThatFailsEndsTheSnapshot: with its error, wherever that happens.
func TestAWriterThatFailsEndsTheSnapshot(t *testing.T) {
	t.Parallel()
	s := newStore()
	update(t, s, func(tx *store.Tx) error {
		for i := range 300 {
			if err := tx.Insert("/users", store.Object{"id": fmt.Sprint(i), "text": strings.Repeat("x", 1000)}); err != nil {
				return err
			}
		}
		return nil
	})
	full := errors.New("the disk is full")
	whole := len(document(t, s))
	for _, room := range []int{0, 1000, 100_000, whole / 2} {
		if err := s.Snapshot().WriteMembers(&narrow{room, full}); !errors.Is(err, full) {
			t.Errorf("with room for %d bytes: %v", room, err)
		}
	}
}

// narrow takes so many bytes.
type narrow struct {
	room int
	err  error
}

func (n *narrow) Write(b []byte) (int, error) {
	if n.room -= len(b); n.room < 0 {
		return 0, n.err
	}
	return len(b), nil
}

func TestAClonesChangesAreItsOwn(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/users", "a", "b")
	clone := s.Clone()
	insert(t, s, "/users", "c")
	remove(t, clone, "/users", "a")
	want(t, "the store", ids(s.Read().List("/users")), "a b c")
	want(t, "the clone", ids(clone.Read().List("/users")), "b")
}

// TestReadersSeeOnlyWholeChanges: each change moves a pair, of which no reader may
// see one half.
func TestReadersSeeOnlyWholeChanges(t *testing.T) {
	t.Parallel()
	s := newStore()
	insert(t, s, "/groups", "g")
	insert(t, s, "/users", "0")
	link(t, s, group("g"), "members", user("0"))
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		readers.Go(func() {
			for {
				tx := s.Read()
				if users, members := tx.Len("/users"), len(tx.Links(group("g"), "members")); users != members {
					t.Errorf("%d users, %d members", users, members)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for worker := range 4 {
		writers.Go(func() {
			for n := range 50 {
				id := fmt.Sprintf("%d-%d", worker, n)
				err := s.Update(func(tx *store.Tx) error {
					if err := tx.Insert("/users", store.Object{"id": id, "name": id}); err != nil {
						return err
					}
					return tx.Link(group("g"), "members", user(id))
				})
				if n%2 == 0 {
					err = errors.Join(err, s.Update(func(tx *store.Tx) error { return tx.Remove("/users", id) }))
				}
				if err != nil {
					t.Error(err)
				}
				if clone := s.Clone(); n%10 == 0 {
					err = clone.Update(func(tx *store.Tx) error { return tx.Remove("/groups", "g") })
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	want(t, "objects", s.Read().Len("/users"), 1+4*25)
	want(t, "members", len(s.Read().Links(group("g"), "members")), 1+4*25)
}
