// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const providerName = "terraform-provider-microsoft365"

// release is one run: which version, from where, for whom.
type release struct {
	version, source, out string
	// bill is the program that writes bills of materials, if there is to be one.
	bill      string
	platforms []platform
	// overlay names what is built in place of files of the source: see tools/schema.
	overlay string
}

// program is one of the two that a release holds.
type program struct {
	// pkg is its package, name that of its archives, and binary the file inside them.
	pkg, name, binary string
}

func (r release) programs() []program {
	return []program{
		// Terraform looks for this file name inside the archive.
		{pkg: ".", name: providerName, binary: providerName + "_v" + r.version},
		{pkg: "./cmd/m365", name: "m365", binary: "m365"},
	}
}

// build writes every file of the release.
func (r release) build(ctx context.Context) error {
	if err := os.Mkdir(r.out, 0o750); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work) //nolint:errcheck // the system empties its folder for such files too
	if r.overlay, err = r.makeSchema(ctx, work); err != nil {
		return err
	}
	for _, p := range r.programs() {
		var files []string
		for _, on := range r.platforms {
			made, err := r.archive(ctx, p, on)
			if err != nil {
				return fmt.Errorf("%s for %s/%s: %w", p.name, on.os, on.arch, err)
			}
			files = append(files, made...)
		}
		if p.name == providerName {
			manifest, err := r.manifest()
			if err != nil {
				return err
			}
			files = append(files, manifest)
		}
		if err := r.sums(p.name, files); err != nil {
			return err
		}
	}
	return nil
}

// makeSchema makes in a folder what the provider answers first, which is the same on all
// platforms, and returns the overlay that builds it in.
func (r release) makeSchema(ctx context.Context, folder string) (string, error) {
	run := exec.CommandContext(ctx, "go", "run", "./tools/schema", folder) //nolint:gosec // the folder is ours
	run.Dir = r.source
	if out, err := run.CombinedOutput(); err != nil {
		return "", fmt.Errorf("schema: %w\n%s", err, out)
	}
	return filepath.Join(folder, "overlay.json"), nil
}

// archive builds a program for a platform, puts it into a zip beside the
// licence, writes its bill of materials and returns the names of both files.
func (r release) archive(ctx context.Context, p program, on platform) ([]string, error) {
	work, err := os.MkdirTemp("", "release")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // the system empties its folder for such files too
	binary := filepath.Join(work, p.binary+on.suffix())
	if err := r.compile(ctx, p.pkg, binary, on); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s_%s_%s_%s", p.name, r.version, on.os, on.arch)
	files := []string{name + ".zip"}
	if r.bill != "" {
		files = append(files, name+".sbom.cdx.json")
		if err := r.writeBill(ctx, binary, filepath.Join(r.out, files[1]), on); err != nil {
			return nil, err
		}
	}
	return files, pack(filepath.Join(r.out, files[0]), binary, filepath.Join(r.source, "LICENSE"))
}

// writeBill lists what a binary was built from. Time and serial number are left
// out, which differ between two builds of the same source. The platform is that of the
// binary: without being told, the program writes that of this machine.
func (r release) writeBill(ctx context.Context, binary, file string, on platform) error {
	list := exec.CommandContext(ctx, r.bill, "bin", "-json", "-std", "-noserial", "-notimestamp", "-version", "v"+r.version, "-output", file, binary) //nolint:gosec // the program is the caller's choice
	list.Env = append(os.Environ(), "GOOS="+on.os, "GOARCH="+on.arch)
	if out, err := list.CombinedOutput(); err != nil {
		return fmt.Errorf("bill of materials: %w\n%s", err, out)
	}
	return nil
}

func (r release) compile(ctx context.Context, pkg, binary string, on platform) error {
	path, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "build", "-overlay", r.overlay, "-trimpath", "-buildvcs=false", //nolint:gosec // pkg is one of two constants
		"-ldflags", "-s -w -buildid= -X main.version="+r.version, "-o", path, pkg)
	build.Dir = r.source
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+on.os, "GOARCH="+on.arch, "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// pack writes a zip which depends on nothing but names and contents: no times,
// owners or umask.
func pack(archive string, files ...string) (err error) {
	out, err := os.Create(archive) //nolint:gosec // the name is made from the version and the platform
	if err != nil {
		return err
	}
	defer func() {
		if closed := out.Close(); err == nil {
			err = closed
		}
	}()
	z := zip.NewWriter(out)
	for i, file := range files {
		header := &zip.FileHeader{Name: filepath.Base(file), Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
		header.SetMode(0o644)
		if i == 0 { // the program
			header.SetMode(0o755)
		}
		if err := add(z, header, file); err != nil {
			return err
		}
	}
	return z.Close()
}

func add(z *zip.Writer, header *zip.FileHeader, file string) error {
	in, err := os.Open(file) //nolint:gosec // a file that this program has made, or the licence
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // it was read only
	w, err := z.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	return err
}

// manifest copies the registry's manifest and returns its name.
func (r release) manifest() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.source, "terraform-registry-manifest.json"))
	if err != nil {
		return "", err
	}
	name := providerName + "_" + r.version + "_manifest.json"
	return name, os.WriteFile(filepath.Join(r.out, name), text, 0o644) //nolint:gosec // it is there to be read
}

// sums writes the list that a signature is made over.
func (r release) sums(name string, files []string) error {
	slices.Sort(files)
	var list strings.Builder
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(r.out, file)) //nolint:gosec // this program has written it
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(content), file)
	}
	return os.WriteFile(filepath.Join(r.out, name+"_"+r.version+"_SHA256SUMS"), []byte(list.String()), 0o644) //nolint:gosec // it is there to be read
}
