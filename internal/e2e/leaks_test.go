// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// webToken is the form of every token and assertion. What Terraform itself keeps
// in base64 begins alike, but has no second part of the kind.
var webToken = regexp.MustCompile(`eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+`)

// leaks looks for the secrets of a story in what a run of Terraform has left: its
// output, the log at the most verbose level, states, plans and crash reports.
// The script's own files, which may hold secrets, are not looked at.
func (s *story) leaks(folder string, output ...string) error {
	for _, text := range output {
		if err := s.leak("the output", []byte(text)); err != nil {
			return err
		}
	}
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".terraform":
			return fs.SkipDir
		case entry.IsDir() || !written.MatchString(entry.Name()):
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.HasPrefix(content, []byte("PK")) {
			return s.leakInPlan(path, content)
		}
		return s.leak(entry.Name(), content)
	})
}

// written are the files that Terraform writes.
var written = regexp.MustCompile(`log$|\.tfstate(\.backup)?$|\.tfplan$|^crash`)

// leakInPlan looks into the parts of a plan, but for the configuration, of which
// Terraform keeps a copy.
func (s *story) leakInPlan(path string, content []byte) error {
	plan, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	for _, part := range plan.File {
		if strings.HasPrefix(part.Name, "tfconfig/") {
			continue
		}
		reader, err := part.Open()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			return err
		}
		if err := s.leak(path+" "+part.Name, text); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) leak(where string, text []byte) error {
	if at := webToken.FindIndex(text); at != nil {
		return fmt.Errorf("%s holds a token after %q", where, text[max(0, at[0]-150):at[0]])
	}
	for _, secret := range s.secrets {
		if at := bytes.Index(text, []byte(secret)); at >= 0 {
			return fmt.Errorf("%s holds a secret that begins with %.4q after %q", where, secret, text[max(0, at-150):at])
		}
	}
	return nil
}
