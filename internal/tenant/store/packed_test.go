// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyObject is an object as JSON may hold it: nested, with odd names and texts.
func anyObject() *rapid.Generator[Object] {
	names := rapid.OneOf(rapid.SampledFrom([]string{"id", "displayName", "@odata.type", ""}), rapid.String())
	values := rapid.Deferred(func() *rapid.Generator[any] { return anyValue() })
	return rapid.MapOfN(names, values, 0, 6)
}

func anyValue() *rapid.Generator[any] {
	return rapid.OneOf(
		rapid.Just[any](nil),
		rapid.Bool().AsAny(),
		rapid.String().AsAny(),
		rapid.Custom(func(t *rapid.T) any { return json.Number(fmt.Sprint(rapid.Int64().Draw(t, "number"))) }),
		rapid.Just[any](json.Number("1.50E+3")),
		rapid.Just[any](string(bytes.Repeat([]byte("long "), 100))),
		rapid.SliceOfN(rapid.Deferred(anyValue), 0, 3).AsAny(),
		anyObject().AsAny(),
	)
}

func TestWhatIsPackedComesBack(t *testing.T) {
	t.Parallel()
	n := newNames()
	rapid.Check(t, func(t *rapid.T) {
		object := anyObject().Draw(t, "object")
		atRest, err := n.pack(object)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(object, n.unpack(atRest)); diff != "" {
			t.Errorf("the object (-before +after):\n%s", diff)
		}
		for name, value := range object {
			wanted, _ := n.known([]string{name, "nobody has this"})
			if diff := cmp.Diff(Object{name: value}, n.unpackOnly(atRest, wanted)); diff != "" {
				t.Errorf("only %q (-want +got):\n%s", name, diff)
			}
		}
	})
}

// TestANameIsKeptOnce, however many objects have it.
func TestANameIsKeptOnce(t *testing.T) {
	t.Parallel()
	n := newNames()
	for range 3 {
		if _, err := n.pack(Object{"id": "a", "inner": Object{"id": "b"}}); err != nil {
			t.Fatal(err)
		}
	}
	count := map[string]int{}
	for _, name := range n.table() {
		count[name]++
	}
	if count["id"] != 1 || count["inner"] != 1 {
		t.Errorf("the names are %q", n.table())
	}
}

// TestJSONIsThatOfTheLibrary: of an object at rest as of one that is not.
func TestJSONIsThatOfTheLibrary(t *testing.T) {
	t.Parallel()
	n := newNames()
	rapid.Check(t, func(t *rapid.T) {
		object := anyObject().Draw(t, "object")
		atRest, err := n.pack(object)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(object); err != nil {
			t.Fatal(err)
		}
		for what, got := range map[string][]byte{"at rest": n.appendJSON(nil, atRest), "itself": AppendJSON(nil, object)} {
			if diff := cmp.Diff(want.String(), string(got)+"\n"); diff != "" {
				t.Errorf("the object %s (-want +got):\n%s", what, diff)
			}
		}
	})
}

// TestOtherTypesBecomeJSONs: those of Go that answers and rules are made of.
func TestOtherTypesBecomeJSONs(t *testing.T) {
	t.Parallel()
	n := newNames()
	object := Object{
		"int": 12, "int64": int64(math.MaxInt64), "float": 0.5, "texts": []string{"a", "b"},
		"struct": struct {
			Name string `json:"name"`
		}{"a"},
	}
	atRest, err := n.pack(object)
	if err != nil {
		t.Fatal(err)
	}
	want := Object{
		"int": json.Number("12"), "int64": json.Number("9223372036854775807"), "float": json.Number("0.5"),
		"texts": []any{"a", "b"}, "struct": Object{"name": "a"},
	}
	if diff := cmp.Diff(want, n.unpack(atRest)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := n.pack(Object{"channel": make(chan int)}); err == nil {
		t.Error("what JSON does not know is packed")
	}
	none := string(AppendJSON(nil, Object{"list": []any(nil), "object": Object(nil), "float": 0.5}))
	if want := `{"float":0.5,"list":null,"object":null}`; none != want {
		t.Errorf("%s, want %s", none, want)
	}
}

// TestAFullTableOfNamesLosesNothing: keys of dictionaries may be more than it takes.
func TestAFullTableOfNamesLosesNothing(t *testing.T) {
	t.Parallel()
	s := New(Rules{Indexed: func(Location) []string { return []string{"late"} }})
	for from := 0; from <= maxNames; from += 1 << 14 {
		object := Object{"id": fmt.Sprint("filler", from)}
		for i := range 1 << 14 {
			object[fmt.Sprint("key", from+i)] = true
		}
		if err := s.Insert("/fillers", object); err != nil {
			t.Fatal(err)
		}
	}
	object := Object{"id": "a", "late": "text", "nested": Object{"later": []any{nil}}}
	if err := s.Insert("/users", object); err != nil {
		t.Fatal(err)
	}
	tx := s.Read()
	if n := len(tx.state.names.table()); n != maxNames {
		t.Errorf("the table has %d names, want %d", n, maxNames)
	}
	if got, ok := tx.FindBy("/users", "late", "TEXT"); !ok || !cmp.Equal(object, got) {
		t.Errorf("by its index: %v", got)
	}
	if got, _ := tx.At(Ref{"/users", "a"}, "late"); got["late"] != "text" {
		t.Errorf("by the property alone: %v", got)
	}
	err := s.Update(func(tx *Tx) error {
		return tx.Replace("/users", "a", func(o Object) (Object, error) { o["late"] = "other"; return o, nil })
	})
	if _, ok := s.Read().FindBy("/users", "late", "text"); ok || err != nil {
		t.Errorf("the index has what has gone: %v", err)
	}
}
