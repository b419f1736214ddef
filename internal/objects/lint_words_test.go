// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// known is what definitions are held against beside Microsoft's types.
type known struct {
	// permissions answer by Microsoft's list.
	permissions permissions.List
	// names are those of the provider's resources and data sources.
	names map[string]bool
	// titles are what a reference can be to, in prose.
	titles map[string]bool
	// required are the properties without which nothing is made, by the path, with
	// "*" for keys: those that the reference's pages call required.
	required map[string][]string
}

func learn(t *testing.T) known {
	t.Helper()
	k := known{names: map[string]bool{"microsoft365_client_config": true, "microsoft365_application_published_app_ids": true}, titles: map[string]bool{}, required: map[string][]string{}}
	list, err := permissions.Load()
	if err != nil {
		t.Fatal(err)
	}
	k.permissions = list
	for _, d := range objects.Catalogue() {
		k.names["microsoft365_"+d.Name], k.names["microsoft365_"+d.Plural()], k.titles[d.Title()] = true, true, true
	}
	for _, title := range withoutDefinition() {
		if k.titles[title] {
			t.Errorf("%q is the title of a definition: take it off the list of those that have none", title)
		}
		k.titles[title] = true
	}
	covered, err := graph.Coverage()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range covered {
		k.required[c.Path] = c.Required
	}
	return k
}

// withoutDefinition are things that have an id and no definition of this title.
func withoutDefinition() []string {
	return []string{
		"agent identity", "agent user", "app", "app role", "app registration", "Autopatch group", "Azure network connection", "delegated permission", "device preparation policy", "licence", "make of keys", "message template", "passkey profile", "security profile", "service plan", "tenant",
	}
}

// checkReference: what an id belongs to is told in words that people know.
func (l *linter) checkReference(to, path string) {
	for _, title := range strings.Split(strings.ReplaceAll(to, " or ", ", "), ", ") {
		if !l.known.titles[title] {
			l.fault(path, "a reference to %q, which is not the title of any definition", title)
		}
	}
}

// quoted finds names of resources and data sources in a text.
var quoted = regexp.MustCompile("`(microsoft365_[a-z0-9_]+)")

// checkQuoted: a name that a text speaks of is one that the provider has.
func (l *linter) checkQuoted(path, text string) {
	for _, found := range quoted.FindAllStringSubmatch(text, -1) {
		if !l.known.names[found[1]] {
			l.fault(path, "the text speaks of %s, which does not exist", found[1])
		}
	}
}

// checkKey: objects are known by the key that the metadata names, elements by one of their
// properties.
func (l *linter) checkKey(typ *model.Type) {
	key := l.Key()
	switch place := l.Place.(type) {
	case object.Part:
		return
	case object.Element:
		if place.Bare {
			return
		}
	default:
		if keys := typ.KeyProperties(); len(keys) > 0 && !slices.Equal(keys, []string{key}) {
			l.fault("", "Graph knows objects of the type %s by %s, and not by %s", typ.Name, strings.Join(keys, " and "), key)
		}
		if l.IsSingleton() {
			return
		}
	}
	if _, ok := typ.Property(key); !ok {
		l.fault("", "%s has no property %s by which its objects are known", typ.Name, key)
	}
}

// checkNeeds: Microsoft's list and the deviations name what objects take, what is
// needed to write is not what only reads, and each deviation makes a difference.
func (l *linter) checkNeeds() {
	needs := l.known.permissions.Of(l.Definition)
	if (len(needs.Read) == 0 || len(needs.Write) == 0 && l.IsManaged()) && !needs.PeopleOnly {
		l.fault("", "Microsoft's list has no permission for the requests, and no deviation names one")
	}
	if !needs.PeopleOnly && len(needs.Write) > 0 && !slices.ContainsFunc(needs.Write, func(name string) bool { return !strings.Contains(name, ".Read.") }) {
		l.fault("", "none of the permissions %v writes", needs.Write)
	}
	for i := range l.Needs.Deviations {
		l.checkDeviation(needs, i)
	}
	for _, limit := range l.Needs.Limits {
		if _, ok := l.Attribute(limit.Attribute); !ok && (limit.Attribute != "permanentlyDelete" || l.life().Delete.Bin == "") {
			l.fault("", "a word speaks of an attribute that is missing: %s", limit.Attribute)
		}
	}
	inIntune := strings.HasPrefix(l.Address().Path, "/deviceManagement/") && !strings.HasPrefix(l.Address().Path, "/deviceManagement/virtualEndpoint/")
	if inIntune && l.Needs.Licence != "Microsoft Intune" {
		l.fault("", "the licence is missing: all of Intune's API takes one for Microsoft Intune")
	}
	if _, isRelation := l.Place.(object.Relation); l.Reference == "" && (isRelation || l.Element() != nil || l.Part() != nil || inIntune) {
		l.fault("", "the Reference is missing: Microsoft's page about it is not that of the type")
	}
	for _, role := range []string{l.Needs.Role, l.Needs.Reader} {
		if role != "" && !slices.ContainsFunc(model.BuiltInRoles(), func(r model.BuiltInRole) bool { return r.Name == role }) {
			l.fault("", "there is no directory role %s", role)
		}
	}
	if strings.TrimRight(l.Needs.Licence, " .") != l.Needs.Licence {
		l.fault("", "the licence is part of a sentence and does not end it")
	}
}

func (l *linter) checkDeviation(needs permissions.Needs, i int) {
	deviation := l.Needs.Deviations[i]
	if !strings.HasSuffix(deviation.Because, ".") {
		l.fault("", "the deviation about %v gives no reason", deviation.Permissions)
	}
	for _, name := range deviation.Permissions {
		if _, ok := l.known.permissions.RoleID(name); !ok {
			l.fault("", "there is no application permission %s", name)
		}
	}
	without := l.Definition
	without.Needs.Deviations = slices.Delete(slices.Clone(l.Needs.Deviations), i, i+1)
	if cmp.Equal(needs, l.known.permissions.Of(without)) {
		l.fault("", "the deviation about %v makes no difference", deviation.Permissions)
	}
	if _, ok := l.Attribute(deviation.Attribute); deviation.Attribute != "" && !ok {
		l.fault("", "a word speaks of an attribute that is missing: %s", deviation.Attribute)
	}
}

// parameter is a part of a path in braces.
var parameter = regexp.MustCompile(`\{[^}]*\}`)

// checkRequired: what Graph demands of every new object is demanded of the
// configuration too, unless it has a default or is invented.
func (l *linter) checkRequired() {
	if _, ok := l.Place.(object.Collection); !ok || !l.IsManaged() || len(l.Variants) > 0 {
		return
	}
	path, called := l.Address().Path, map[string]string{}
	if by := l.life().Create.By; by != nil {
		path = by.Path
		for name, there := range by.Names {
			called[there] = name
		}
	}
	for _, name := range l.known.required[parameter.ReplaceAllString(path, "*")] {
		if there := called[name]; there != "" {
			name = there
		}
		if c, _ := l.Place.(object.Collection); name == "id" && c.Shown != "" {
			name = c.Shown
		}
		a, ok := l.Attribute(name)
		_, hasDefault := object.DefaultOf(a.Mode)
		if (ok && (a.Mode == object.Required || a.Mode == object.WriteOnlyAtCreate || hasDefault)) || l.invents(name) {
			continue
		}
		l.fault("."+name, "Graph makes no object without it")
	}
}

// invents tells whether the creation sends a property that nobody has configured.
func (l *linter) invents(name string) bool {
	before := l.life().Create.Before
	if before == nil {
		return false
	}
	body := object.Body{}
	if err := before(context.Background(), body); err != nil {
		return false
	}
	_, ok := body[name]
	return ok
}

// checkDefault: a default is a value of the type, and one that may be configured.
func (l *linter) checkDefault(a object.Attribute, path string) {
	value, ok := object.DefaultOf(a.Mode)
	if !ok {
		return
	}
	if problem := unfit(a.Type, value); problem != "" {
		l.fault(path, "the default %#v %s", value, problem)
	}
}

// unfit says why a value is none of a type, or nothing.
func unfit(t object.Type, value any) string {
	switch t := t.(type) {
	case object.Bool:
		if _, ok := value.(bool); ok {
			return ""
		}
	case object.Int:
		if n, ok := value.(int); ok {
			if n < t.Min || t.Max != 0 && n > t.Max {
				return fmt.Sprintf("is not between %d and %d", t.Min, t.Max)
			}
			return ""
		}
	case object.String:
		if text, ok := value.(string); ok {
			return unfitText(t, text)
		}
	case object.Set:
		return unfitElements(t.Of, value, t.MinItems)
	case object.List:
		return unfitElements(t.Of, value, t.MinItems)
	case object.Map:
		if elements, ok := value.([]any); ok && len(elements) == 0 {
			return ""
		}
	default:
		if _, ok := value.(string); ok {
			return ""
		}
	}
	return fmt.Sprintf("is no value of a %T", t)
}

func unfitText(t object.String, text string) string {
	switch {
	case len(t.Enum) > 0 && !slices.Contains(t.Enum, text):
		return fmt.Sprintf("is none of %v", t.Enum)
	case t.MaxLength > 0 && len([]rune(text)) > t.MaxLength:
		return "is too long"
	case t.Pattern != "" && !regexp.MustCompile(t.Pattern).MatchString(text):
		return t.PatternDoc
	}
	return ""
}

func unfitElements(of object.Type, value any, least int) string {
	elements, ok := value.([]any)
	if !ok {
		return "is no list"
	}
	if len(elements) < least {
		return fmt.Sprintf("has fewer than %d elements", least)
	}
	for _, element := range elements {
		if problem := unfit(of, element); problem != "" {
			return problem
		}
	}
	return ""
}

// checkExamples: both files are there, name the resource, and show the import by key
// where there is one.
func checkExamples(d object.Definition, folder string) []string {
	var faults []string
	need := func(file string, parts ...string) {
		text, err := os.ReadFile(filepath.Join(folder, "microsoft365_"+d.Name, file))
		if err != nil {
			faults = append(faults, ": the example "+file+" is missing")
			return
		}
		for _, part := range parts {
			if !strings.Contains(string(text), part) {
				faults = append(faults, fmt.Sprintf(": the example %s does not say %s", file, part))
			}
		}
	}
	need("resource.tf", fmt.Sprintf("resource %q %q {", "microsoft365_"+d.Name, "example"))
	imports := []string{"terraform import microsoft365_" + d.Name + ".example "}
	if d.LookUp.Key != "" {
		imports = append(imports, "name=")
	}
	need("import.sh", imports...)
	return faults
}
