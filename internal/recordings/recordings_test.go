// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package recordings imports what real tenants hold. Each recorded object is
// served unchanged; the provider has to import it to a configuration that is
// valid, that plans nothing, and in which nothing is lost.
//
// The recordings in testdata are the project's own. They have the form of what
// tenants answered, with other names and ids. A folder with more of them is named
// by the variable M365_RECORDINGS: one file for each collection,
// "identity.conditionalAccess.policies.json", with a list of objects as Graph
// answers a GET of each.
package recordings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// folderVariable names a folder with more recordings.
const folderVariable = "M365_RECORDINGS"

// recording is an object as a tenant returned it.
type recording struct {
	definition object.Definition
	// name tells recordings of one kind apart: the id, and a number where that
	// repeats.
	name  string
	value map[string]any
}

func (r recording) String() string { return r.definition.Name + "/" + r.name }

// TestRecordings imports every recorded object of which there is a resource.
func TestRecordings(t *testing.T) {
	t.Parallel()
	all := read(t, "testdata")
	if len(all) == 0 {
		t.Fatal("there are no recordings")
	}
	if folder := os.Getenv(folderVariable); folder != "" {
		more := read(t, folder)
		if len(more) == 0 {
			t.Fatalf("%s holds no recordings", folder)
		}
		all = append(all, more...)
		noneForgotten(t, all)
	}
	for _, r := range all {
		t.Run(r.String(), func(t *testing.T) {
			t.Parallel()
			err := imports(t, r)
			why, listed := notYet()[r.String()]
			switch {
			case err != nil && !listed:
				t.Error(err)
			case err == nil && listed:
				t.Errorf("this is no failure any more (%s): take it off the list", why)
			}
		})
	}
}

// imports takes the object into a state and plans what would be configured for it.
func imports(t *testing.T, r recording) error {
	t.Helper()
	client, err := graph.New(graph.Options{Endpoint: "https://graph.test", Credential: terraform.StaticToken("token"), Transport: newServer(r)})
	if err != nil {
		return err
	}
	run, err := terraform.Start(t.Context(), &engine.Session{Client: client, TenantID: "11111111-1111-4111-8111-111111111111", Lag: collection.Lag{Pause: time.Millisecond}})
	if err != nil {
		return err
	}
	resource := &terraform.Resource{Type: r.definition.Name}
	if diags := run.Import(t.Context(), resource, r.importID()); diags.HasError() {
		return errors.New(diags.String())
	}
	resource.Config = run.ConfigOf(resource)
	if diags := run.Validate(t.Context(), resource); diags.HasError() {
		return fmt.Errorf("the configuration of what was imported is not valid: %s\n%s", diags, shown(resource.Config))
	}
	plan, diags := run.Plan(t.Context(), resource)
	switch {
	case diags.HasError():
		return errors.New(diags.String())
	case !plan.Empty():
		return fmt.Errorf("the plan after the import is not empty: %v", plan.Differences())
	}
	return lost(r, resource.Attributes())
}

// importID is the id to import the object by. Its parents are not recorded.
func (r recording) importID() string {
	var parts []string
	for range r.definition.Parameters() {
		parts = append(parts, parentID)
	}
	return strings.Join(append(parts, r.id()), "/")
}

// parentID stands for every parent.
const parentID = "10000000-0000-4000-8000-000000000001"

func (r recording) id() string { return fmt.Sprint(r.value["id"]) }

// lost is an error that names what the recording holds and the state does not, but
// for what is known to have no place.
func lost(r recording, state map[string]any) error {
	var missing []string
	for _, path := range lose(attributesOf(r), r.value, state, "") {
		if !hasReason(r.definition.Name, path) {
			missing = append(missing, path)
		}
	}
	if missing = slices.Compact(slices.Sorted(slices.Values(missing))); len(missing) > 0 {
		return fmt.Errorf("lost are %s", strings.Join(missing, ", "))
	}
	return nil
}

// hasReason tells of a property that is known to have no place: of one object, or of
// all that have it.
func hasReason(name, path string) bool {
	_, own := withoutPlace()[name+"."+path]
	_, common := withoutPlace()[path]
	return own || common
}

// attributesOf are the attributes of an object of the recording's type.
func attributesOf(r recording) []object.Attribute {
	all := append([]object.Attribute{{Name: "id", Mode: object.ReadOnly, Type: object.String{}}}, r.definition.Attributes...)
	for _, v := range r.definition.Variants {
		if r.value["@odata.type"] == "#"+v.Type {
			for _, a := range v.Attributes {
				a.Volatile = true // it is nested in the variant
				all = append(all, a)
			}
		}
	}
	return all
}

// lose names what an object of Graph's holds and its state does not. Annotations,
// and what is empty, are nothing.
func lose(attributes []object.Attribute, value map[string]any, state any, at string) []string {
	known := map[string]object.Attribute{}
	for _, a := range attributes {
		known[a.Name] = a
	}
	values, _ := state.(map[string]any)
	var all []string
	for name, v := range value {
		if strings.Contains(name, "@") || empty(v) {
			continue
		}
		a, ok := known[name]
		switch {
		case !ok:
			all = append(all, at+name)
		case a.Volatile, a.Mode == object.Links, object.IsWriteOnly(a.Mode):
		case absent(values[a.TerraformName()]):
			all = append(all, at+name)
		default:
			all = append(all, loseNested(a.Type, v, values[a.TerraformName()], at+name+".")...)
		}
	}
	return all
}

func loseNested(t object.Type, value, state any, at string) []string {
	switch t := t.(type) {
	case object.Object:
		inner, _ := value.(map[string]any)
		return lose(t.Attributes, inner, state, at)
	case object.Set:
		return loseElements(t.Of, value, at)
	case object.List:
		return loseElements(t.Of, value, at)
	case object.Map:
		key := object.Attribute{Name: t.Key, Volatile: true, Type: object.String{}}
		id := object.Attribute{Name: t.ID, Volatile: true, Type: object.String{}}
		return loseElements(object.Object{Attributes: append([]object.Attribute{key, id}, t.Attributes...)}, value, at)
	default:
		return nil
	}
}

// loseElements looks for properties that have no place. Which element of the state
// an element became is not known.
func loseElements(of object.Type, value any, at string) []string {
	var all []string
	elements, _ := value.([]any)
	for _, element := range elements {
		inner, _ := element.(map[string]any)
		if members := membersFor(of, inner); inner != nil && members != nil {
			all = append(all, placeless(members, inner, at)...)
		}
	}
	return all
}

// membersFor are the attributes of an element, by its type where there are several.
func membersFor(of object.Type, element map[string]any) []object.Attribute {
	variants, ok := of.(object.OneOf)
	if !ok {
		return object.Members(of)
	}
	for _, v := range variants.Variants {
		if element["@odata.type"] == "#"+v.Type {
			return v.Attributes
		}
	}
	return nil
}

// placeless names properties that are no attributes.
func placeless(attributes []object.Attribute, value map[string]any, at string) []string {
	var all []string
	for name, v := range value {
		if strings.Contains(name, "@") || empty(v) {
			continue
		}
		i := slices.IndexFunc(attributes, func(a object.Attribute) bool { return a.Name == name })
		if i < 0 {
			all = append(all, at+name)
			continue
		}
		switch t := attributes[i].Type.(type) {
		case object.Object:
			inner, _ := v.(map[string]any)
			all = append(all, placeless(t.Attributes, inner, at+name+".")...)
		case object.OneOf:
			inner, _ := v.(map[string]any)
			all = append(all, placeless(membersFor(t, inner), inner, at+name+".")...)
		default:
			all = append(all, loseNested(t, v, nil, at+name+".")...)
		}
	}
	return all
}

// absent tells whether a state has nothing in a place. An empty object is something:
// one of several kinds, without members.
func absent(v any) bool {
	elements, isList := v.([]any)
	return v == nil || v == "" || isList && len(elements) == 0
}

// empty values hold nothing that could be lost: null, no text, no elements, a
// zero GUID, the time that stands for never, and objects with nothing in them.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == "" || v == "00000000-0000-0000-0000-000000000000" || strings.HasPrefix(v, "0001-01-01T")
	case []any:
		return len(v) == 0
	case map[string]any:
		for name, member := range v {
			if !strings.Contains(name, "@") && !empty(member) {
				return false
			}
		}
		return true
	default:
		return false
	}
}

// read reads the recordings in a folder of which there is a resource.
func read(t *testing.T, folder string) []recording {
	t.Helper()
	var all []recording
	for collection, values := range readAll(t, folder) {
		seen := map[string]int{}
		for _, value := range values {
			if d, ok := definitionOf(collection, value); ok {
				name := fmt.Sprint(value["id"])
				if seen[name]++; seen[name] > 1 {
					name = fmt.Sprintf("%s_%d", name, seen[name])
				}
				all = append(all, recording{d, name, value})
			}
		}
	}
	return all
}

// readAll reads all recordings in a folder, by the collection that they are of.
func readAll(t *testing.T, folder string) map[string][]map[string]any {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]map[string]any{}
	for _, file := range files {
		document, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(document))
		decoder.UseNumber()
		var values []map[string]any
		if err := decoder.Decode(&values); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = values
	}
	return all
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// definitionOf finds the resource of an object in a collection.
func definitionOf(collection string, value map[string]any) (object.Definition, bool) {
	for _, d := range objects.Catalogue() {
		path := strings.ReplaceAll(strings.TrimPrefix(parameter.ReplaceAllString(d.Address().Path, "{id}"), "/"), "/", ".")
		if d.IsSingleton() && d.IsDerived() { // one of a collection, by its fixed id
			path = path[:strings.LastIndex(path, ".")]
		}
		if path == collection && d.IsManaged() && d.Target() == "" && d.Element() == nil && d.Part() == nil && (!d.IsDerived() || value["@odata.type"] == "#"+d.Address().Type) {
			return d, true
		}
	}
	return object.Definition{}, false
}

// noneForgotten keeps the lists honest, once all recordings are there: what they
// name exists.
func noneForgotten(t *testing.T, all []recording) {
	t.Helper()
	names, held := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		names[r.String()] = true
		for _, path := range lose(attributesOf(r), r.value, nil, "") {
			held[r.definition.Name+"."+path], held[path] = true, true
		}
		for _, path := range placeless(attributesOf(r), r.value, "") {
			held[r.definition.Name+"."+path], held[path] = true, true
		}
	}
	for name := range notYet() {
		if !names[name] {
			t.Errorf("%s is listed as a failure, and there is no such recording", name)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(withoutPlace())) {
		if !held[path] {
			t.Errorf("%s is listed as without a place, and no recording holds it", path)
		}
	}
}

func shown(v any) string {
	document, _ := json.MarshalIndent(v, "", "  ") // of plain values
	return string(document)
}
