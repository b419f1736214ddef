// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
)

// subject is what a page is about.
type subject struct {
	Workload string
	// Applications and People are the permissions by who signs in.
	Applications, People permissions.Needs
	// Imports are the commands of the example.
	Imports []importing
	object.Definition
}

// importing is one way to import an object.
type importing struct{ Comment, To, ID string }

// prepare writes what the generator needs of an object: its templates, and the examples
// that nobody has written.
func (s subject) prepare(page *template.Template, types map[string][]string, templates, examples string) error {
	if err := s.readImports(examples); err != nil {
		return err
	}
	if err := s.write(page, templates, types); err != nil {
		return err
	}
	return writeExamples(examples, types, s.Definition)
}

// row is a line of the table of permissions.
type row struct {
	For                 string
	Application, People string
}

// Reading are the permissions of data sources, and of what is read of a resource.
func (s subject) Reading() []row {
	rows := []row{{"data sources, plan, import", quoted(s.Applications.Read), quoted(s.People.Read)}}
	return append(rows, s.extra("`%`, to be read", func(e permissions.Extra) []string { return e.Read })...)
}

// Writing are the permissions of an apply.
func (s subject) Writing() []row {
	if !s.IsManaged() {
		return nil
	}
	main := row{"create, change, destroy", quoted(s.Applications.Write), quoted(s.People.Write)}
	if s.Applications.PeopleOnly {
		main.Application = "none: Graph lets only people write this"
	}
	return append([]row{main}, s.extra("`%`, to be written", func(e permissions.Extra) []string { return e.Write })...)
}

// extra are the lines about arguments. The percent sign stands for the argument.
func (s subject) extra(label string, of func(permissions.Extra) []string) []row {
	var rows []row
	for _, e := range s.Applications.Extras {
		people := slices.IndexFunc(s.People.Extras, func(p permissions.Extra) bool { return p.Argument == e.Argument })
		if len(of(e)) == 0 {
			continue
		}
		r := row{For: strings.ReplaceAll(label, "%", e.Argument), Application: "also " + quoted(of(e))}
		if people >= 0 {
			r.People = "also " + quoted(of(s.People.Extras[people]))
		}
		rows = append(rows, r)
	}
	return rows
}

// Remarks are what readers should know of deviations from Microsoft's list.
func (s subject) Remarks() []string {
	var all []string
	for _, d := range s.Needs.Deviations {
		if d.Kind == object.ForSome {
			all = append(all, "In part these do: "+quoted(d.Permissions)+". "+d.Because)
		}
	}
	return all
}

// IsBeta tells whether something of it stands in Graph's beta only.
func (s subject) IsBeta() bool { return s.Address().API == object.Beta }

// IsSlow tells of Conditional Access, whose service takes one request a second.
func (s subject) IsSlow() bool {
	return strings.HasPrefix(s.Address().Path, "/identity/conditionalAccess")
}

// Dependencies are the rules that tie arguments to each other, as sentences. What a nested value demands of itself has its place before it.
func (s subject) Dependencies() []string {
	var all []string
	for _, r := range s.Rules {
		all = append(all, r.Sentences(marked))
	}
	return append(all, nested(s.Attributes, "")...)
}

func nested(attributes []object.Attribute, place string) []string {
	var all []string
	for _, a := range attributes {
		at := place + a.TerraformName()
		for _, r := range rules(a.Type) {
			all = append(all, "In `"+at+"`: "+r.Sentences(marked))
		}
		all = append(all, nested(object.Members(a.Type), at+".")...)
	}
	return all
}

// marked is a condition whose argument, its first word, is marked as code.
func marked(condition string) string {
	name, rest, _ := strings.Cut(condition, " ")
	return "`" + name + "` " + rest
}

// rules are those of a type or of the elements of a collection.
func rules(t object.Type) []object.Rule {
	switch t := t.(type) {
	case object.Object:
		return t.Rules
	case object.Set:
		return rules(t.Of)
	case object.List:
		return rules(t.Of)
	default:
		return nil
	}
}

// IDParts is the form of an id in state, in which the parents' ids stand before its own.
func (s subject) IDParts() string { return strings.ToUpper(strings.Join(s.IDForm(), "/")) }

// NameForm is the form by which an object is imported by its key, or "".
func (s subject) NameForm() string {
	if s.LookUp.Key == "" {
		return ""
	}
	form := "name="
	for _, name := range s.Parameters() {
		form += strings.ToUpper(object.SnakeCase(name)) + "/"
	}
	key, _ := s.Attribute(s.LookUp.Key)
	return form + strings.ToUpper(key.TerraformName())
}

// readImports takes the commands of the example apart: a comment stands before each.
func (s *subject) readImports(examples string) error {
	text, err := os.ReadFile(filepath.Join(examples, "resources", "microsoft365_"+s.Name, "import.sh")) //nolint:gosec // the folder is the caller's
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	comment := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if words, ok := strings.CutPrefix(line, "# "); ok {
			comment = words
			continue
		}
		command, ok := strings.CutPrefix(line, "terraform import ")
		if !ok {
			continue
		}
		to, id, _ := strings.Cut(command, " ")
		s.Imports = append(s.Imports, importing{comment, to, unquoted(id)})
	}
	return nil
}

// unquoted is what a shell makes of a word in single quotes.
func unquoted(word string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(word, "'"), "'"), `'\''`, "'")
}

func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// write makes the templates of what the provider serves of an object.
func (s subject) write(page *template.Template, folder string, types map[string][]string) error {
	for kind, names := range types {
		for _, name := range names {
			if name != s.Name && name != s.Plural() {
				continue
			}
			if err := s.writePage(page, filepath.Join(folder, kind, name+".md.tmpl")); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s subject) writePage(page *template.Template, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil { //nolint:gosec // the folder is the caller's
		return err
	}
	file, err := os.Create(path) //nolint:gosec // the folder is the caller's
	if err != nil {
		return err
	}
	return errors.Join(page.Execute(file, s), file.Close())
}
