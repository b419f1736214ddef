// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command scaffold writes a first draft of an object's definition and examples
// from Microsoft's published types.
//
//	scaffold [-version v1.0|beta] [-type TYPE] [-package NAME] [-root FOLDER] PATH
//	scaffold -rules [-version v1.0|beta] PATH
//
// PATH is the collection or singleton, such as
// /identity/conditionalAccess/namedLocations, or the collection in a parent, such
// as '/applications/{applicationId}/federatedIdentityCredentials'. TYPE chooses
// one of several types that a collection has. Without -version the draft is made
// for v1.0 if the path leads somewhere there, and for beta otherwise.
//
// What the types do not tell is left empty, and the test of the catalogue names
// it: documentation, permissions, and who decides about a value where that was
// guessed wrongly. Files that exist are never overwritten.
//
// With -rules it prints a draft of what the local tenant has to know of the path.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scaffold:", err)
		os.Exit(1)
	}
}

func run(arguments []string, out io.Writer) error {
	flags := flag.NewFlagSet("scaffold", flag.ContinueOnError)
	version := flags.String("version", "", "version of Graph: v1.0 or beta")
	pkg := flags.String("package", "", "package below internal/objects; by default made of the path")
	derived := flags.String("type", "", "type of the object, where the path has several: microsoft.graph.windows10CompliancePolicy")
	root := flags.String("root", ".", "folder of the repository")
	rules := flags.Bool("rules", false, "print a draft of the local tenant's rules for the path instead")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("usage: scaffold [-version v1.0|beta] [-type TYPE] [-package NAME] [-root FOLDER] PATH")
	}
	if *rules {
		return writeRules(flags.Arg(0), *version, out)
	}
	d, err := newDraft(flags.Arg(0), *version, *derived)
	if err != nil {
		return err
	}
	if *pkg != "" {
		d.pkg = *pkg
	}
	return d.write(*root, out)
}

// versions are tried in this order.
func versions(wanted string) []model.Version {
	if wanted != "" {
		return []model.Version{model.Version(wanted)}
	}
	return []model.Version{model.V1, model.Beta}
}

// write makes the files of the draft and lists them, with what to do next.
func (d draft) write(root string, out io.Writer) error {
	definition, err := d.definition()
	if err != nil {
		return err
	}
	example := filepath.Join("examples", "resources", "microsoft365_"+d.name)
	files := []struct{ path, text string }{
		{filepath.Join("internal", "objects", d.pkg, d.name+".go"), definition},
		{filepath.Join(example, "resource.tf"), d.example()},
		{filepath.Join(example, "import.sh"), d.importExample()},
	}
	for _, f := range files {
		if err := create(filepath.Join(root, f.path), f.text); err != nil {
			return err
		}
		_, _ = fmt.Fprintln(out, f.path) // there is nowhere to report that nothing can be written
	}
	_, err = fmt.Fprintf(out, "\nNow put %s.%s into internal/objects/catalogue.go, and: go test ./internal/objects\n", d.pkg, d.variable())
	return err
}

// create writes a file that is not there yet.
func create(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the folder is the caller's
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
