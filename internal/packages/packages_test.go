// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages/packagestest"
)

// product are the properties of an .msi.
var product = []string{
	"ProductCode", "{11111111-2222-3333-4444-555555555555}", "ProductName", "Tool f\xfcr alle", "ProductVersion", "1.2.3",
	"Manufacturer", "Contoso", "ProductLanguage", "1033", "ALLUSERS", "1",
}

// file writes a package.
func file(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "package")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatPackagesTell(t *testing.T) {
	t.Parallel()
	t.Run("msi", func(t *testing.T) {
		t.Parallel()
		got, err := packages.ReadMSI(file(t, packagestest.MSI(product...)))
		want := packages.MSI{
			ProductCode: "{11111111-2222-3333-4444-555555555555}", ProductName: "Tool für alle", ProductVersion: "1.2.3",
			Manufacturer: "Contoso", Language: "1033", PackageType: "perMachine",
		}
		if err != nil || got != want {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("pkg", func(t *testing.T) {
		t.Parallel()
		got, err := packages.ReadPkg(file(t, packagestest.Pkg(t, packagestest.Distribution)))
		if err != nil {
			t.Fatal(err)
		}
		want := packages.Pkg{
			Identifier: "com.contoso.tool", Version: "1.2.3", Title: "Tool",
			Components: []packages.Component{{Identifier: "com.contoso.tool.pkg", Version: "1.2.3"}},
			Apps:       []packages.App{{BundleID: "com.contoso.tool.app", BundleVersion: "1.2"}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("intunewin", func(t *testing.T) {
		t.Parallel()
		got, err := packages.ReadIntunewin(file(t, packagestest.Intunewin(t)))
		if err != nil {
			t.Fatal(err)
		}
		want := packages.Intunewin{
			Name: "Tool", SetupFile: "tool.msi", FileName: "IntunePackage.intunewin", ToolVersion: "1.8.6.0", UnencryptedSize: 40, EncryptedSize: 96,
			FileDigest: "ZGlnZXN0", FileDigestAlgorithm: "SHA256",
			MSI: &packages.MSIInfo{
				ProductCode: "{11111111-2222-3333-4444-555555555555}", ProductVersion: "1.2.3", UpgradeCode: "{66666666-7777-8888-9999-000000000000}",
				Publisher: "Contoso", ExecutionContext: "System",
			},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestPackagesOfOneComponent have no description of an installer but their own.
func TestPackagesOfOneComponent(t *testing.T) {
	t.Parallel()
	content := deflated(t, `<pkg-info identifier="com.contoso.part" version="2.0"/>`)
	got, err := packages.ReadPkg(file(t, packagestest.PkgOf(t, "PackageInfo", len(content), content)))
	want := packages.Pkg{Identifier: "com.contoso.part", Version: "2.0", Components: []packages.Component{{Identifier: "com.contoso.part", Version: "2.0"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestPackagesWhoseComponentIsDamaged tell nothing.
func TestPackagesWhoseComponentIsDamaged(t *testing.T) {
	t.Parallel()
	content := deflated(t, `<pkg-info identifier="com.contoso.part" version="2.0">`)
	if got, err := packages.ReadPkg(file(t, packagestest.PkgOf(t, "PackageInfo", len(content), content))); err == nil || !strings.Contains(err.Error(), "PackageInfo") {
		t.Errorf("it tells %+v, %v", got, err)
	}
}

// TestPackageTypes: what ALLUSERS says, and what a package without it is for.
func TestPackageTypes(t *testing.T) {
	t.Parallel()
	for want, properties := range map[string][]string{
		"perUser": {"ProductCode", "{1}"}, "perMachine": {"ProductCode", "{1}", "ALLUSERS", "1"}, "dualPurpose": {"ProductCode", "{1}", "ALLUSERS", "2"},
	} {
		if got, err := packages.ReadMSI(file(t, packagestest.MSI(properties...))); err != nil || got.PackageType != want {
			t.Errorf("%v: %q, %v; want %q", properties, got.PackageType, err, want)
		}
	}
}

// TestCodePages reads packages of languages that Windows writes in code pages of their own.
func TestCodePages(t *testing.T) {
	t.Parallel()
	for codePage, tt := range map[uint32]struct{ written, want string }{
		932: {"\x93\x8c\x8b\x9e", "東京"}, 936: {"\xb1\xb1\xbe\xa9", "北京"}, 949: {"\xbc\xad\xbf\xef", "서울"},
		950: {"\xa5\x78\xa5\x5f", "台北"}, 1251: {"\xca\xe8\xe5\xe2", "Киев"}, 65001: {"Zürich", "Zürich"},
	} {
		got, err := packages.ReadMSI(file(t, packagestest.MSIOf(codePage, "ProductCode", "{1}", "ProductName", tt.written)))
		if err != nil || got.ProductName != tt.want {
			t.Errorf("code page %d: %q, %v; want %q", codePage, got.ProductName, err, tt.want)
		}
	}
	if _, err := packages.ReadMSI(file(t, packagestest.MSIOf(37, "ProductCode", "{1}"))); err == nil || !strings.Contains(err.Error(), "code page 37") {
		t.Errorf("a code page that is not known: %v", err)
	}
}

// readers are the kinds of packages with a sound file.
func readers(t testing.TB) map[string]struct {
	read  func(string) error
	sound []byte
} {
	t.Helper()
	return map[string]struct {
		read  func(string) error
		sound []byte
	}{
		"msi":       {func(path string) error { _, err := packages.ReadMSI(path); return err }, packagestest.MSI(product...)},
		"pkg":       {func(path string) error { _, err := packages.ReadPkg(path); return err }, packagestest.Pkg(t, packagestest.Distribution)},
		"intunewin": {func(path string) error { _, err := packages.ReadIntunewin(path); return err }, packagestest.Intunewin(t)},
	}
}

func TestDamagedPackages(t *testing.T) {
	t.Parallel()
	for name, kind := range readers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for what, content := range map[string][]byte{
				"empty": {}, "text": []byte("This is no package at all."), "another kind": other(t, name), "half of it": kind.sound[:len(kind.sound)/2],
			} {
				path := file(t, content)
				if err := kind.read(path); err == nil || !strings.Contains(err.Error(), path) {
					t.Errorf("%s: the error %v does not name the file", what, err)
				}
			}
			if err := kind.read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is not a file") {
				t.Errorf("a folder: %v", err)
			}
		})
	}
}

// other is a sound package of another kind.
func other(t testing.TB, name string) []byte {
	t.Helper()
	if name == "pkg" {
		return packagestest.Intunewin(t)
	}
	return packagestest.Pkg(t, packagestest.Distribution)
}

// TestAnyDamageEnds changes bytes: whatever they are, reading ends, with an error or
// with what is left.
func TestAnyDamageEnds(t *testing.T) {
	t.Parallel()
	for name, kind := range readers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "package")
			rapid.Check(t, func(t *rapid.T) {
				content := bytes.Clone(kind.sound)
				for range rapid.IntRange(1, 4).Draw(t, "changes") {
					content[rapid.IntRange(0, len(content)-1).Draw(t, "place")] = rapid.Byte().Draw(t, "byte")
				}
				if err := os.WriteFile(path, content, 0o600); err != nil {
					t.Fatal(err)
				}
				_ = kind.read(path) // must return
			})
		})
	}
}

// TestBombs are files whose parts grow without end when they are unpacked.
func TestBombs(t *testing.T) {
	t.Parallel()
	_, err := packages.ReadPkg(file(t, packagestest.Pkg(t, strings.Repeat("<!-- -->", 5<<20))))
	if err == nil || !strings.Contains(err.Error(), "has more than 32 MiB") {
		t.Errorf("the error is %v", err)
	}
}

// TestWhatAnIntunewinFileLacks: what only one of its readers needs is missed by both,
// since they are one.
func TestWhatAnIntunewinFileLacks(t *testing.T) {
	t.Parallel()
	const whole = `<ApplicationInfo><FileName>c</FileName><SetupFile>s.exe</SetupFile><EncryptionInfo><EncryptionKey>CANARY</EncryptionKey></EncryptionInfo></ApplicationInfo>`
	const described, content = "IntuneWinPackage/Metadata/Detection.xml", "IntuneWinPackage/Contents/c"
	for name, tt := range map[string]struct {
		parts map[string]string
		want  string // of the error
	}{
		"nothing":                  {map[string]string{described: whole, content: "sealed"}, ""},
		"its description":          {map[string]string{content: "sealed"}, "holds no " + described},
		"the end of it":            {map[string]string{described: whole[:40], content: "sealed"}, "holds a damaged description"},
		"an end of it":             {map[string]string{described: strings.Repeat("<!-- -->", 5<<20), content: "sealed"}, "has more than 32 MiB"},
		"its content":              {map[string]string{described: whole}, `holds no content "c"`},
		"the name of its content":  {map[string]string{described: strings.ReplaceAll(whole, "FileName", "Other"), content: "sealed"}, "names no content"},
		"the name of an installer": {map[string]string{described: strings.ReplaceAll(whole, "SetupFile", "Other"), content: "sealed"}, "no installer"},
		"its key":                  {map[string]string{described: strings.ReplaceAll(whole, "EncryptionKey", "Other"), content: "sealed"}, "no key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := file(t, packagestest.Zip(t, tt.parts))
			opened, err := packages.OpenIntunewin(path)
			if tt.want != "" {
				if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), path) || strings.Contains(err.Error(), "CANARY") {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Close()
			if got, err := io.ReadAll(opened.Content); string(got) != "sealed" || err != nil || opened.Keys.EncryptionKey != "CANARY" {
				t.Errorf("the content is %q, with %+v, %v", got, opened.Keys, err)
			}
		})
	}
}

// TestWhatDistributionsLeaveOut: installers that say less, or say it in another place.
func TestWhatDistributionsLeaveOut(t *testing.T) {
	t.Parallel()
	const app = `<bundle id="app.id" CFBundleShortVersionString="2" path="X.app/"/>`
	for name, tt := range map[string]struct {
		distribution string
		want         packages.Pkg
	}{
		"a product without a version": {
			`<installer-gui-script><product id="p"/><pkg-ref id="c" version="7"/></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "7", Components: []packages.Component{{Identifier: "c", Version: "7"}}},
		},
		"no product": {
			`<installer-gui-script><pkg-ref id="c" version="7"/><pkg-ref id="d" version="8"/></installer-gui-script>`,
			packages.Pkg{Identifier: "c", Version: "7", Components: []packages.Component{{Identifier: "c", Version: "7"}, {Identifier: "d", Version: "8"}}},
		},
		"nothing but a product": {
			`<installer-gui-script><product id="p" version="1"/></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "1"},
		},
		"nothing at all": {`<installer-gui-script/>`, packages.Pkg{}},
		"two apps": {
			`<installer-gui-script><product id="p" version="1"/><pkg-ref><bundle-version>` + app + `<bundle id="other.id" CFBundleShortVersionString="3" path="Z.app"/></bundle-version></pkg-ref></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "1", Apps: []packages.App{{BundleID: "app.id", BundleVersion: "2"}, {BundleID: "other.id", BundleVersion: "3"}}},
		},
		"a version that follows": {
			`<installer-gui-script><product id="p" version="1"/><pkg-ref id="c"/><pkg-ref id="c" version="7"/><pkg-ref id="c" version="9"/></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "1", Components: []packages.Component{{Identifier: "c", Version: "7"}}},
		},
		"a component without a name": {
			`<installer-gui-script><product id="p" version="1"/><pkg-ref version="7"/></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "1"},
		},
		"an app twice, one without an id, and what is none": {
			`<installer-gui-script><product id="p" version="1"/><pkg-ref id="c" version="7"><bundle-version>` + app + app +
				`<bundle path="Y.app"/><bundle id="lib" path="Z.framework"/></bundle-version></pkg-ref></installer-gui-script>`,
			packages.Pkg{Identifier: "p", Version: "1", Components: []packages.Component{{Identifier: "c", Version: "7"}}, Apps: []packages.App{{BundleID: "app.id", BundleVersion: "2"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := packages.ReadPkg(file(t, packagestest.Pkg(t, tt.distribution)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAPackageOfNoProduct has no ProductCode.
func TestAPackageOfNoProduct(t *testing.T) {
	t.Parallel()
	if got, err := packages.ReadMSI(file(t, packagestest.MSI("ProductName", "x"))); err == nil || !strings.Contains(err.Error(), "names no ProductCode") {
		t.Errorf("it is %+v, %v", got, err)
	}
}

// TestSizesThatCannotBe: what a table of contents says of sizes and places is compared with
// the file before anything is read.
func TestSizesThatCannotBe(t *testing.T) {
	t.Parallel()
	sound := packagestest.Pkg(t, packagestest.Distribution)
	for name, tt := range map[string]struct {
		place int
		value uint64
		sound bool
	}{
		"a table as large as one may be":    {16, 32 << 20, true},
		"a table that unpacks to too much":  {16, 32<<20 + 1, false},
		"a table that ends behind the file": {8, uint64(len(sound)), false},
		"a table that is larger than any":   {8, 1 << 40, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := bytes.Clone(sound)
			binary.BigEndian.PutUint64(content[tt.place:], tt.value)
			_, err := packages.ReadPkg(file(t, content))
			if (err == nil) != tt.sound || err != nil && !strings.Contains(err.Error(), "larger than the file") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
