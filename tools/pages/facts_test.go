// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

// TestPagesTellWhatDefinitionsSay goes through the catalogue and looks on the page of each
// object for what its definition says of it and of each of its attributes.
func TestPagesTellWhatDefinitionsSay(t *testing.T) {
	t.Parallel()
	list, err := permissions.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range objects.Catalogue() {
		folder := "data-sources"
		if d.IsManaged() {
			folder = "resources"
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("..", "..", "docs", folder, d.Name+".md"))
			if err != nil {
				t.Fatal(err)
			}
			p := page{T: t, text: string(text), lines: schemaLines(string(text))}
			p.checkObject(list, d)
			if d.IsManaged() {
				p.checkImport(d)
				p.checkAttributes(d.Attributes, "", false)
				for _, v := range d.Variants {
					p.checkAttributes([]object.Attribute{v.Attribute()}, "", true)
				}
			}
		})
	}
}

// page is one page of the registry.
type page struct {
	*testing.T
	text string
	// lines are those of the schema, by the path of the attribute.
	lines map[string]line
}

// line is what the schema says of an attribute, below the heading of those that have to
// be given or not.
type line struct{ heading, text string }

var (
	headingOfPart = regexp.MustCompile("^### Nested Schema for `([^`]+)`")
	headingOfUse  = regexp.MustCompile(`^(?:### )?(Required|Optional|Read-Only):?$`)
	bullet        = regexp.MustCompile("^- `(\\w+)` (.+)$")
)

func schemaLines(text string) map[string]line {
	found := map[string]line{}
	_, schema, _ := strings.Cut(text, "\n## Schema\n")
	part, use := "", ""
	for row := range strings.Lines(schema) {
		row = strings.TrimSpace(row)
		if strings.HasPrefix(row, "## ") {
			break
		}
		if m := headingOfPart.FindStringSubmatch(row); m != nil {
			part = m[1] + "."
		} else if m := headingOfUse.FindStringSubmatch(row); m != nil {
			use = m[1]
		} else if m := bullet.FindStringSubmatch(row); m != nil {
			found[part+m[1]] = line{use, m[2]}
		}
	}
	return found
}

// tells wants a text somewhere on the page.
func (p page) tells(what, text string) {
	p.Helper()
	if !strings.Contains(p.text, text) {
		p.Errorf("the page does not tell %s: %s", what, text)
	}
}

// checkObject wants the words about the object as a whole.
func (p page) checkObject(list permissions.List, d object.Definition) {
	p.Helper()
	p.tells("where Microsoft's page is", "(https://learn.microsoft.com/graph/api/")
	if beta := strings.Contains(p.text, "Graph's beta"); beta != (d.Address().API == object.Beta) {
		p.Errorf("the page speaks of beta: %v", beta)
	}
	for column, of := range []permissions.Needs{list.Of(d), list.ForPeople().Of(d)} {
		p.checkPermissions(column, "data sources, plan, import", of.Read)
		if d.IsManaged() && !of.PeopleOnly {
			p.checkPermissions(column, "create, change, destroy", of.Write)
		}
		for _, extra := range of.Extras {
			for _, name := range slices.Concat(extra.Read, extra.Write) {
				p.tells("what "+extra.Argument+" takes besides", "`"+name+"`")
			}
		}
	}
	if d.Needs.Role != "" {
		p.tells("the role of people", "Directory role for a person: `"+cmp.Or(d.Needs.Reader, "Global Reader")+"` to read")
	}
	if d.IsManaged() && d.Needs.Role != "" {
		p.tells("the role of people who write", "at least `"+d.Needs.Role+"` to write")
	}
	if d.Needs.Licence != "" {
		p.tells("the licence", "Licence that the tenant needs: "+d.Needs.Licence+".")
	}
	if strings.HasPrefix(d.Address().Path, "/identity/conditionalAccess") {
		p.tells("what the service takes", "one request a second")
	}
	if !d.IsManaged() {
		return
	}
	for _, limit := range d.Needs.Limits {
		p.tells("what nobody may do", limit.Text)
	}
	for _, rule := range d.Rules {
		if rule.Because != "" {
			p.tells("why a rule is there", rule.Because)
		}
	}
}

// checkPermissions wants the permissions in the column of those who have them, 0 for
// applications and 1 for people.
func (p page) checkPermissions(column int, purpose string, names []string) {
	p.Helper()
	_, row, found := strings.Cut(p.text, "\n| "+purpose+" | ")
	row, _, _ = strings.Cut(row, "\n")
	cells := strings.Split(row, " | ")
	if !found || len(cells) != 2 {
		p.Errorf("the table of permissions has no row %q", purpose)
		return
	}
	for _, name := range names {
		if !strings.Contains(cells[column], "`"+name+"`") {
			p.Errorf("%s: %s is not among %s", purpose, name, cells[column])
		}
	}
}

// checkImport wants a block and a command for each way to import the object, with an id of
// the form that its definition has, and the forms in words.
func (p page) checkImport(d object.Definition) {
	p.Helper()
	_, section, found := strings.Cut(p.text, "\n## Import\n")
	if !found {
		p.Error("the page does not tell how to import")
		return
	}
	blocks := regexp.MustCompile(`(?m)^  id = "(.+)"$`).FindAllStringSubmatch(section, -1)
	commands := strings.Count(section, "\nterraform import ")
	if len(blocks) == 0 || len(blocks) != commands {
		p.Errorf("%d import blocks stand beside %d commands", len(blocks), commands)
	}
	if d.LookUp.Key != "" && !strings.Contains(section, "name=") {
		p.Error("the page does not tell how to import by name")
	}
	form := d.IDForm()
	for _, block := range blocks {
		if id, byName := strings.CutPrefix(block[1], "name="); strings.Count(id, "/") < len(form)-1 && !byName {
			p.Errorf("the id %s lacks parts of %v", id, form)
		}
	}
	if told := "the form `" + strings.ToUpper(strings.Join(form, "/")) + "`."; form[0] != "id" && !d.IsSingleton() && !strings.Contains(section, told) {
		p.Errorf("the page does not tell %s", told)
	}
}

// checkAttributes wants a line for each attribute, with what its definition says. Whole
// tells that one of them is not taken out by itself: it is in something that makes a new
// object when it changes, that is sent as a whole, or of which exactly one is set.
func (p page) checkAttributes(attributes []object.Attribute, prefix string, whole bool) {
	p.Helper()
	for _, a := range attributes {
		if a.Volatile {
			continue // in data sources only
		}
		at := prefix + a.TerraformName()
		l, found := p.lines[at]
		if !found {
			p.Errorf("%s is not on the page", at)
			continue
		}
		for _, fact := range facts(a, whole) {
			if !regexp.MustCompile(fact).MatchString(l.text) {
				p.Errorf("%s: the page does not say %s: %s", at, fact, l.text)
			}
		}
		if want := use(a.Mode); l.heading != want {
			p.Errorf("%s stands under %s, want %s", at, l.heading, want)
		}
		if value, ok := object.DefaultOf(a.Mode); ok {
			p.checkDefault(at, l.text, value, a.Type)
		}
		if a.Mode != object.ReadOnly {
			p.checkAttributes(object.Members(a.Type), at+".", whole || a.CreateOnly || isOneOf(a.Type) || object.IsWriteOnly(a.Mode))
		}
	}
}

func isOneOf(t object.Type) bool {
	switch t := t.(type) {
	case object.OneOf:
		return true
	case object.Set:
		return isOneOf(t.Of)
	case object.List:
		return isOneOf(t.Of)
	default:
		return false
	}
}

// use is the heading that an attribute stands under.
func use(m object.Mode) string {
	switch m {
	case object.Required:
		return "Required"
	case object.ReadOnly:
		return "Read-Only"
	default:
		return "Optional"
	}
}

// facts are patterns of what the line of an attribute has to say, its default apart.
func facts(a object.Attribute, whole bool) []string {
	all := []string{`^\([^)]+\).* \S`} // a type, and a text of its own
	all = append(all, knownWords(a.Type)...)
	if a.Mode == object.ReadOnly {
		return all
	}
	all = append(all, bounds(a.Type)...)
	if a.CreateOnly && !a.Once {
		all = append(all, `A change makes a new object\.`)
	}
	if a.Mode == object.WriteOnlyAtCreate {
		all = append(all, `Needed when the object is created\.`)
	}
	return append(all, removal(a, whole)...)
}

// removal is what becomes of the value when its argument is taken out.
func removal(a object.Attribute, whole bool) []string {
	switch {
	case a.Mode == object.Server:
		return []string{`Left out, it (stays as it is|is Graph's to choose)`}
	case a.Mode == object.Links:
		return []string{`Left out, it is neither changed nor read\.`}
	case a.Mode == object.Optional && !whole && !a.CreateOnly:
		return []string{`Cleared when it is taken out\.`}
	default:
		return nil
	}
}

// knownWords are the values that a type knows.
func knownWords(t object.Type) []string {
	var words []string
	switch t := t.(type) {
	case object.String:
		words = t.Enum
	case object.Flags:
		words = t.Enum
	case object.Reference:
		words = t.Or
	case object.Set:
		return knownWords(t.Of)
	case object.List:
		return knownWords(t.Of)
	case object.Wrapped:
		return knownWords(t.Of)
	}
	var all []string
	for _, word := range words {
		all = append(all, "`"+regexp.QuoteMeta(word)+"`")
	}
	return all
}

// bounds are the limits of a type.
func bounds(t object.Type) []string {
	switch t := t.(type) {
	case object.String:
		var all []string
		if t.MaxLength > 0 {
			all = append(all, fmt.Sprintf(`At most %d character`, t.MaxLength))
		}
		if t.PatternDoc != "" {
			all = append(all, `(The value|Each) `+regexp.QuoteMeta(t.PatternDoc))
		}
		return all
	case object.Int:
		return numbers(t.Min, t.Max)
	case object.Set:
		return append(numbers(t.MinItems, t.MaxItems), bounds(t.Of)...)
	case object.List:
		return append(numbers(t.MinItems, t.MaxItems), bounds(t.Of)...)
	case object.Wrapped:
		return bounds(t.Of)
	default:
		return nil
	}
}

func numbers(least, most int) []string {
	var all []string
	for _, n := range []int{least, most} {
		if n != 0 {
			all = append(all, `(^|[^\d-])`+strconv.Itoa(n)+`\b`)
		}
	}
	return all
}

// checkDefault wants a default in Terraform's language, of the argument's type.
func (p page) checkDefault(at, text string, want any, t object.Type) {
	p.Helper()
	m := regexp.MustCompile("Default: `(.+?)`\\.").FindStringSubmatch(text)
	if m == nil {
		p.Errorf("%s: the page does not say the default %v: %s", at, want, text)
		return
	}
	expression, diags := hclsyntax.ParseExpression([]byte(m[1]), at, hcl.InitialPos)
	if diags.HasErrors() {
		p.Errorf("%s: the default is not Terraform's language: %v", at, diags)
		return
	}
	got, diags := expression.Value(nil)
	if diags.HasErrors() {
		p.Errorf("%s: the default is no value: %v", at, diags)
		return
	}
	if _, isMap := t.(object.Map); isMap != got.Type().IsObjectType() {
		p.Errorf("%s: the default is %s", at, m[1])
		return
	}
	if words, isList := want.([]any); isList {
		if got.LengthInt() != len(words) {
			p.Errorf("%s: the default is %s, want %v", at, m[1], want)
		}
		return
	}
	if s, err := convert.Convert(got, cty.String); err != nil || s.AsString() != fmt.Sprint(want) {
		p.Errorf("%s: the default is %s, want %v", at, m[1], want)
	}
}

// TestDataSourcesTellWhichOneIsGiven: where a data source finds one object by its id or by
// another argument, both say so.
func TestDataSourcesTellWhichOneIsGiven(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, d := range objects.Catalogue() {
		text, err := os.ReadFile(filepath.Join("..", "..", "docs", "data-sources", d.Name+".md"))
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(text), "\n## Example Usage\n") {
			t.Errorf("%s has no example", d.Name)
		}
		lines := schemaLines(string(text))
		maps.DeleteFunc(lines, func(at string, l line) bool {
			return strings.Contains(at, ".") || l.heading != "Optional" || at == "timeouts"
		})
		if _, byID := lines["id"]; !byID {
			continue
		}
		checked++
		for at, l := range lines {
			if !strings.Contains(l.text, "Exactly one of `id`") {
				t.Errorf("%s: %s does not say which one is given: %s", d.Name, at, l.text)
			}
		}
	}
	if checked < 50 {
		t.Errorf("%d data sources find objects in several ways; the pages are read wrongly", checked)
	}
}
