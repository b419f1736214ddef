// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	diff "github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

var update = flag.Bool("update", false, "write what is recorded in testdata anew")

// A record is all that a conversation came to: each answer as a whole, and what is
// other in the tenant when it has ended. It is compared with the one in testdata/answers:
// what the tenant did before, right or not.
type record struct {
	text   bytes.Buffer
	before map[store.Location][]string
}

func newRecord(t testing.TB, s *server) *record {
	t.Helper()
	return &record{before: holdings(t, s.store)}
}

// answer adds an answer to a request, without what every refusal has of its request.
func (r *record) answer(t testing.TB, do, sent string, status int, got any) {
	t.Helper()
	if !utf8.ValidString(sent) {
		sent = strconv.Quote(sent)
	}
	fmt.Fprintf(&r.text, "%s %s\n%d", do, sent, status)
	if object, ok := got.(map[string]any); ok {
		if refusal, ok := object["error"].(map[string]any); ok {
			got = map[string]any{"error": without(refusal, "innerError")}
		}
	}
	if got != "" {
		r.text.WriteString(" " + indented(t, got))
	}
	r.text.WriteString("\n\n")
}

// check compares the record with the file of the test.
func (r *record) check(t *testing.T, s *server) {
	t.Helper()
	ids := numbers{}
	text := ids.in(r.text.String()) + "The tenant holds\n"
	after := holdings(t, s.store)
	paths := slices.Collect(maps.Keys(after))
	for path := range r.before {
		if _, both := after[path]; !both {
			paths = append(paths, path)
		}
	}
	// What contains others comes before them, so that their paths have known ids.
	for depth := range 8 {
		var level []store.Location
		for _, path := range paths {
			if strings.Count(string(path), "('") == depth {
				level = append(level, path)
			}
		}
		slices.SortFunc(level, func(a, b store.Location) int { return cmp.Compare(ids.in(string(a)), ids.in(string(b))) })
		for _, path := range level {
			text += ids.in(beside("+ ", after[path], r.before[path]) + beside("- ", r.before[path], after[path]))
		}
	}
	compareWithFile(t, filepath.Join("testdata", "answers", fileName(t.Name())), text)
}

// beside are those of lines that others do not have.
func beside(sign string, lines, others []string) string {
	var text strings.Builder
	for _, line := range lines {
		if !slices.Contains(others, line) {
			fmt.Fprintln(&text, sign+line)
		}
	}
	return text.String()
}

// TestWhoMayDoWhatIsAsRecorded: of every path, the permissions that alone are enough.
func TestWhoMayDoWhatIsAsRecorded(t *testing.T) {
	t.Parallel()
	text, err := graph.WhoMayDoWhat()
	if err != nil {
		t.Fatal(err)
	}
	compareWithFile(t, filepath.Join("testdata", "permissions.txt"), text)
}

// fileName is a test's name in words that every file system takes.
func fileName(test string) string {
	return filepath.FromSlash(strings.NewReplacer("'", "", ",", "", ":", "", "\"", "", "$", "", "#", "_").Replace(test)) + ".txt"
}

// compareWithFile compares a text with what a file has, or writes that.
func compareWithFile(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := diff.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// holdings are a line for every object and link of a store, in order, by their
// collections.
func holdings(t testing.TB, s *store.Store) map[store.Location][]string {
	t.Helper()
	all := map[store.Location][]string{}
	tx := s.Read()
	for path := range tx.Collections() {
		for _, object := range tx.List(path) {
			all[path] = append(all[path], string(path)+" "+compact(t, object))
			from, _ := tx.LinksOf(store.Ref{In: path, ID: object["id"].(string)})
			for _, link := range from {
				all[path] = append(all[path], fmt.Sprintf("%s/%s %s %s/%s", path, object["id"], link.Relation, link.To.In, link.To.ID))
			}
		}
	}
	return all
}

func indented(t testing.TB, value any) string { return encoded(t, value, " ") }

func compact(t testing.TB, value any) string { return encoded(t, value, "") }

func encoded(t testing.TB, value any, indent string) string {
	t.Helper()
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

func without(object map[string]any, name string) map[string]any {
	kept := maps.Clone(object)
	delete(kept, name)
	return kept
}

// madeUp finds what is other each time: ids of several kinds and what is computed of them,
// versions, passwords and keys. The longest ids have no form of their own; the names of
// types and properties, which are as long, stay.
var madeUp = []*regexp.Regexp{
	regexp.MustCompile(`[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|S-1-12-1-[0-9-]+|[0-9a-f]{32}|[0-9A-F]{40}|` +
		`([0-9A-Z]{4}-){5}[0-9A-Z]{4}|ext[0-9a-z]{8}_|W/\\*"[0-9A-Za-z_-]+|(skip|delta)token=[0-9A-Za-z_-]+|"(secretText|hint|key|proof|temporaryAccessPass)": ?"[^"]+"`),
	regexp.MustCompile(`graph\.[A-Za-z]+|"[A-Za-z]+":|[0-9A-Za-z_-]{43,}`),
}

// numbers are those that stand for ids, in the order in which these appear, so that a text
// is the same each time.
type numbers map[string]int

// in puts numbers in the place of a text's ids.
func (n numbers) in(text string) string {
	for _, kind := range madeUp {
		text = kind.ReplaceAllStringFunc(text, func(id string) string {
			if strings.HasPrefix(id, "graph.") || strings.HasSuffix(id, `":`) {
				return id
			}
			if _, known := n[id]; !known {
				n[id] = len(n) + 1
			}
			return fmt.Sprintf("<%d>", n[id])
		})
	}
	return text
}
