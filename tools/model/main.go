// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command model compiles what Microsoft publishes about the types of Microsoft
// Graph into the files that package internal/model embeds. It runs by
//
//	go generate ./internal/model
//
// It makes graph.zip of two sources,
//
//	build/graph/v1.0.csdl  the metadata document of v1.0, https://graph.microsoft.com/v1.0/$metadata,
//	                       which is to be put in place: Microsoft keeps no earlier ones
//	build/graph/beta.d.ts  microsoft-graph.d.ts of the npm package @microsoft/microsoft-graph-types-beta,
//	                       which fetch.sh fetches in the version that it pins
//
// and makes permissions.gz of two others, which are to be put in place too:
//
//	build/graph/permissions.json     permissions/new/permissions.json, and
//	build/graph/permission-ids.json  permissions/new/ProvisioningInfo.json of github.com/microsoftgraph/microsoft-graph-devx-content
//
// All are pinned by their sums in sources.go, so that the file can be made again.
//
// Each version may come from either kind of source: a name that ends in .d.ts is
// read as a package, any other as a metadata document. So beta's document,
// https://graph.microsoft.com/beta/$metadata, can take the place of the package.
// The documents that github.com/microsoftgraph/msgraph-metadata publishes under
// clean_v10_metadata and clean_beta_metadata say the same with more annotations.
//
// A package names neither entity sets and singletons nor operations: beta's then
// start from v1.0's, and beta's corrections count on types of v1.0's document, so
// v1.0 itself should come from its document.
//
// The folder corrections holds, in the form of a metadata document, what the
// sources of each version lack or get wrong: types that are newer than the source in
// newer.beta.csdl, all else in v1.0.csdl and beta.csdl. The same sources make the
// same file, byte for byte.
package main

import (
	"bytes"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

//go:embed corrections
var corrections embed.FS

func main() {
	log.SetFlags(0)
	v1 := flag.String("v1", "", "source of v1.0: a metadata document, or a package's .d.ts file")
	beta := flag.String("beta", "", "source of beta: a metadata document, or a package's .d.ts file")
	permissions := flag.String("permissions", "", "Microsoft's list of permissions, to compile that and its ids instead")
	ids := flag.String("ids", "", "ids of the permissions")
	out := flag.String("out", "graph.zip", "file to write")
	flag.Parse()
	if *permissions != "" {
		if err := runPermissions(*permissions, *ids, *out); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := run(*v1, *beta, *out); err != nil {
		log.Fatal(err)
	}
}

// run compiles both sources, if they are the pinned ones, and logs what it wrote.
func run(v1, beta, out string) error {
	for _, s := range []struct {
		version model.Version
		name    string
	}{{model.V1, v1}, {model.Beta, beta}} {
		source, err := os.ReadFile(s.name)
		if err == nil {
			err = checkPinned(string(s.version), source)
		}
		if err != nil {
			return fmt.Errorf("%w; tools/model/main.go says where to get it", err)
		}
	}
	return compile(v1, beta, out)
}

// compile makes the file of any sources.
func compile(v1, beta, out string) error {
	v1Document, err := load(model.V1, v1, newDocument())
	if err != nil {
		return err
	}
	betaDocument, err := load(model.Beta, beta, v1Document)
	if err != nil {
		return err
	}
	shareDocumentation(v1Document, betaDocument)
	var file bytes.Buffer
	if err := write(&file, v1Document, betaDocument); err != nil {
		return err
	}
	for _, d := range []*document{v1Document, betaDocument} {
		log.Printf("%s: %s", d.version, d.counts())
	}
	log.Printf("%s: %d bytes", out, file.Len())
	return os.WriteFile(out, file.Bytes(), 0o644) //nolint:gosec // a file of the repository
}

// load reads the source of a version and corrects it. A package is completed from
// the reference.
func load(v model.Version, name string, reference *document) (*document, error) {
	source, err := os.ReadFile(name) //nolint:gosec // named by the caller
	if err != nil {
		return nil, fmt.Errorf("reading the source of %s: %w; tools/model/main.go says where to get it", v, err)
	}
	d, err := parse(name, source, reference)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(d.types) == 0 {
		return nil, fmt.Errorf("%s declares no types", name)
	}
	d.version = v
	newer, err := readCorrections("newer." + string(v))
	if err != nil {
		return nil, err
	}
	corrected, err := readCorrections(string(v))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.add(newer), d.correct(corrected), d.checkBases(), d.check()); err != nil {
		return nil, err
	}
	d.spreadOpenness()
	return d, nil
}

// readCorrections reads a document of the folder corrections. One that is not there
// says nothing.
func readCorrections(name string) (*document, error) {
	file, err := corrections.Open("corrections/" + name + ".csdl")
	if errors.Is(err, fs.ErrNotExist) {
		return newDocument(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening the corrections: %w", err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	d, err := readCSDL(file)
	if err != nil {
		return nil, fmt.Errorf("corrections/%s.csdl: %w", name, err)
	}
	return d, nil
}

func parse(name string, source []byte, reference *document) (*document, error) {
	if !strings.HasSuffix(name, ".d.ts") {
		return readCSDL(bytes.NewReader(source))
	}
	declared, err := readDeclarations(bytes.NewReader(source))
	if err != nil {
		return nil, err
	}
	return infer(declared, reference)
}
