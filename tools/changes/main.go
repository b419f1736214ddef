// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command changes keeps the changelog. A change that users notice brings a file
// of its own, changes/KIND-WORDS.md, so that two changes never meet in one file;
// a release puts all of them into CHANGELOG.md.
//
//	changes notes VERSION     prints what a version brought, or will bring
//	changes release VERSION   writes that into CHANGELOG.md and removes the files
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if err := run(os.Stdout, ".", time.Now(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "changes:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, root string, today time.Time, arguments []string) error {
	if len(arguments) != 2 {
		return errors.New("usage: changes notes|release VERSION")
	}
	version := arguments[1]
	switch arguments[0] {
	case "notes":
		notes, err := notes(root, version)
		if err == nil {
			_, err = io.WriteString(out, notes)
		}
		return err
	case "release":
		return release(root, version, today)
	default:
		return fmt.Errorf("%q is neither notes nor release", arguments[0])
	}
}

// kind is a heading of the changelog, and the word that a file's name begins with.
type kind struct{ word, heading string }

// kinds stand in the order of the changelog.
func kinds() []kind {
	return []kind{
		{"security", "Security"},
		{"removed", "Removed"},
		{"deprecated", "Deprecated"},
		{"changed", "Changed"},
		{"added", "Added"},
		{"fixed", "Fixed"},
	}
}

// title is how the changelog begins.
const title = "# Changelog\n\nWhat the next version brings stands in [changes](changes), a file for each change.\n"

// notes are the words about a version: those in the changelog if it is there
// already, else what the files say.
func notes(root, version string) (string, error) {
	log, err := os.ReadFile(filepath.Join(root, "CHANGELOG.md")) //nolint:gosec // the repository's own changelog
	if err != nil {
		return "", err
	}
	for _, section := range strings.Split(string(log), "\n## ")[1:] {
		heading, text, _ := strings.Cut(section, "\n")
		if name, _, _ := strings.Cut(heading, " "); name == version {
			return strings.TrimSpace(text) + "\n", nil
		}
	}
	text, _, err := gather(root)
	return text, err
}

// gather joins the files, and names them.
func gather(root string) (text string, files []string, err error) {
	var all strings.Builder
	known := 0
	for _, k := range kinds() {
		found, err := filepath.Glob(filepath.Join(root, "changes", k.word+"-*.md"))
		if err != nil {
			return "", nil, err
		}
		known += len(found)
		for i, file := range found {
			if i == 0 {
				fmt.Fprintf(&all, "### %s\n\n", k.heading)
			}
			content, err := os.ReadFile(file) //nolint:gosec // it lies in the folder of changes
			if err != nil {
				return "", nil, err
			}
			fmt.Fprintf(&all, "- %s\n", strings.TrimSpace(string(content)))
			files = append(files, file)
		}
		if len(found) > 0 {
			all.WriteString("\n")
		}
	}
	every, err := filepath.Glob(filepath.Join(root, "changes", "*.md"))
	if err != nil {
		return "", nil, err
	}
	if len(every) != known {
		return "", nil, errors.New("a file in changes begins with no kind: security-, removed-, deprecated-, changed-, added- or fixed-")
	}
	return strings.TrimSpace(all.String()) + "\n", files, nil
}

func release(root, version string, today time.Time) error {
	text, files, err := gather(root)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("there is nothing in changes to release")
	}
	path := filepath.Join(root, "CHANGELOG.md")
	log, err := os.ReadFile(path) //nolint:gosec // the repository's own changelog
	if err != nil {
		return err
	}
	earlier, ok := strings.CutPrefix(string(log), title)
	if !ok {
		return fmt.Errorf("%s does not begin with %q", path, title)
	}
	section := fmt.Sprintf("%s\n## %s (%s)\n\n%s", title, version, today.Format(time.DateOnly), text)
	if err := os.WriteFile(path, []byte(section+earlier), 0o644); err != nil { //nolint:gosec // it is there to be read
		return err
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	return nil
}
