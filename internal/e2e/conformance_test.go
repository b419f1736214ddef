// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/conformance"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// onlyObject names one object, for who works on it. By default the test is about
// all of them.
var onlyObject = flag.String("object", "", "the only object that TestConformance is about")

// rounds is how many times every object is changed. The k-th round changes the
// k-th attribute of every object; of one that has more of them, also those that
// follow at the same distance. So a run takes as long however many there are.
const rounds = 12

// TestConformance takes the examples of all objects in the catalogue through their
// life at once, in one tenant, and those that need another one, or a person who signs in, in that: they are applied, planned empty, changed, found by
// data sources, imported in every way and without a configuration, changed behind Terraform's back, and
// destroyed. There is no word for leaving an object out. That each change sends
// what changes and nothing else is for the test of the package conformance, which
// takes every object through the same life without Terraform.
func TestConformance(t *testing.T) {
	t.Parallel()
	configuration := install(t)
	for name, program := range required(t) {
		for _, where := range []string{together, apart, forPeople} {
			t.Run(name+" "+where, func(t *testing.T) {
				t.Parallel()
				l := newLife(t, name, program, configuration, where)
				if len(l.modules) == 0 {
					return // the one object that the test is about is in another tenant
				}
				l.apply()
				l.nothingToDo()
				l.changeEveryAttribute()
				l.readAsData()
				l.importInEveryWay()
				l.importWithoutConfiguration()
				l.showDrift()
				l.destroy()
			})
		}
	}
}

// The tenants that objects can be in.
const (
	together  = "together"
	apart     = "apart"
	forPeople = "for people"
)

// whereIs is the tenant of an object.
func whereIs(d object.Definition) string {
	switch {
	case conformance.IsForPeople(d):
		return forPeople
	case conformance.IsApart(d.Name):
		return apart
	default:
		return together
	}
}

// life is that of all examples together: a configuration with a module for each.
type life struct {
	*testing.T
	// tool is terraform or tofu, and program where it is.
	tool, program, folder string
	env                   []string
	tenant                *story
	modules               []*module
}

// module is the example of one object.
type module struct {
	object.Definition
	folder string
	// values are the object's, as Terraform's state has them.
	values map[string]any
	// changes are the arguments that have been changed so far.
	changes map[string]any
}

// address is the object's in the configuration.
func (m *module) address() string { return "module." + m.Name + "." + m.local() }

// local is the object's address in its module.
func (m *module) local() string { return "microsoft365_" + m.Name + ".example" }

const (
	requirement = `terraform {
  required_providers {
    microsoft365 = { source = "terraform-provider-microsoft365/microsoft365" }
  }
}
`
	header = requirement + `provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}
`
)

// newLife begins that of the objects in one of the tenants.
func newLife(t *testing.T, tool, program, configuration, where string) *life {
	t.Helper()
	started := tenanttest.Start(t, func(o *tenant.Options) { o.Seed = conformance.Seed() })
	l := &life{
		T: t, tool: tool, program: program, folder: t.TempDir(), tenant: &story{tenant: started, isPerson: where == forPeople},
		env: append(started.Env(), "TF_CLI_CONFIG_FILE="+configuration, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "TF_CLI_ARGS=-no-color", "HOME="+t.TempDir()),
	}
	var main strings.Builder
	if l.tenant.isPerson {
		l.signInByTool()
		main.WriteString(requirement + "provider \"microsoft365\" {\n  auth_method = \"azure_cli\"\n}\n")
	} else {
		main.WriteString(header)
	}
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() || *onlyObject != "" && d.Name != *onlyObject || whereIs(d) != where {
			continue // there is no resource, or not here
		}
		m := &module{Definition: d, folder: filepath.Join(l.folder, d.Name), changes: map[string]any{}}
		l.modules = append(l.modules, m)
		file := filepath.Join("../..", conformance.ExampleFile(d.Name))
		example, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("every object needs an example: %v", err)
		}
		if err := os.Mkdir(m.folder, 0o700); err != nil {
			t.Fatal(err)
		}
		l.write(d.Name+"/main.tf", []byte(requirement+string(example)))
		copyFiles(t, filepath.Dir(file), m.folder)
		fmt.Fprintf(&main, "module %q {\n  source = %q\n", d.Name, "./"+d.Name)
		for name, value := range conformance.Variables() {
			if regexp.MustCompile(`(?m)^variable "` + name + `"`).Match(example) {
				fmt.Fprintf(&main, "  %s = %q\n", name, value)
			}
		}
		main.WriteString("}\n")
	}
	l.write("main.tf", []byte(main.String()))
	l.run("init")
	return l
}

// signInByTool has the tenant's administrator be signed in to Azure CLI.
func (l *life) signInByTool() {
	l.Helper()
	token, err := l.tenant.userToken()
	if err != nil {
		l.Fatal(err)
	}
	folder := l.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "az"), []byte("#!/bin/sh\necho '"+outputsOfTools(token)["az"]+"'\n"), 0o700); err != nil {
		l.Fatal(err)
	}
	l.env = append(l.env, "PATH="+folder+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// copyFiles puts what an example reads beside a copy of it: the files of its folder that
// are neither configuration nor command.
func copyFiles(t *testing.T, from, to string) {
	t.Helper()
	files, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if kind := filepath.Ext(file.Name()); kind == ".tf" || kind == ".sh" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, file.Name()), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (l *life) write(name string, data []byte) {
	l.Helper()
	if err := os.WriteFile(filepath.Join(l.folder, name), data, 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l *life) remove(name string) {
	l.Helper()
	if err := os.Remove(filepath.Join(l.folder, name)); err != nil {
		l.Fatal(err)
	}
}

// run fails the test if Terraform does, and returns its output.
func (l *life) run(arguments ...string) string {
	l.Helper()
	out, err := l.try(arguments...)
	if err != nil {
		l.Fatalf("terraform %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
	return out
}

func (l *life) try(arguments ...string) (string, error) {
	out, err := l.command(arguments...).CombinedOutput()
	return string(out), err
}

func (l *life) command(arguments ...string) *exec.Cmd {
	c := exec.CommandContext(l.Context(), l.program, arguments...)
	c.Dir, c.Env = l.folder, l.env
	return c
}

func (l *life) apply() {
	l.Helper()
	l.run("apply", "-auto-approve")
	l.readState()
}

func (l *life) nothingToDo() {
	l.Helper()
	if out, err := l.try("plan", "-detailed-exitcode"); err != nil {
		l.Fatalf("the plan is not empty: %v\n%s", err, out)
	}
}

// readState takes the objects' values from the file of the state, since to ask
// Terraform takes as long as a plan.
func (l *life) readState() {
	l.Helper()
	var stored struct {
		Resources []struct {
			Module, Mode, Type, Name string
			Instances                []struct{ Attributes map[string]any }
		}
	}
	state, err := os.ReadFile(filepath.Join(l.folder, "terraform.tfstate"))
	if err == nil {
		err = json.Unmarshal(state, &stored)
	}
	if err != nil {
		l.Fatalf("cannot read the state: %v", err)
	}
	found := map[string]map[string]any{}
	for _, r := range stored.Resources {
		if r.Mode == "managed" && len(r.Instances) == 1 {
			found[r.Module+"."+r.Type+"."+r.Name] = r.Instances[0].Attributes
		}
	}
	for _, m := range l.modules {
		if m.values = found[m.address()]; m.values == nil {
			l.Fatalf("%s is not in the state", m.address())
		}
	}
}

// changeEveryAttribute changes every attribute of every object, nested ones too.
func (l *life) changeEveryAttribute() {
	l.Helper()
	steps := map[*module][]conformance.Step{}
	for _, m := range l.modules {
		steps[m] = conformance.Steps(m.Definition, m.values)
	}
	for round := range rounds {
		for _, m := range l.modules {
			next := maps.Clone(m.values)
			for n, step := range steps[m] {
				if n%rounds == round && !conformance.IsUnstepped(m.Name, step.Name) {
					l.change(m, step, next)
				}
			}
			l.write(m.Name+"/changed_override.tf.json", document(map[string]any{"resource": map[string]any{"microsoft365_" + m.Name: map[string]any{"example": m.changes}}}))
		}
		// The plan after the last round reads all of them.
		l.run("apply", "-auto-approve", "-refresh=false")
		l.readState()
	}
	l.nothingToDo()
}

// change makes one step, from the values that earlier ones of the round have left.
func (l *life) change(m *module, step conformance.Step, values map[string]any) {
	l.Helper()
	name := step.Attribute.TerraformName()
	next, ok := step.Change(values[name])
	if !ok {
		l.Errorf("%s.%s: no value to change it to; give its type a Sample, or list it with the reason", m.Name, step.Name)
		return
	}
	if step.Breaks(m.Definition, values, next) {
		return
	}
	values[name], m.changes[name] = next, next
}

// document is a JSON document of plain values.
func document(v any) []byte {
	text, _ := json.Marshal(v)
	return text
}

// readAsData finds the objects by every data source: by id, by key, and among all
// of their kind.
func (l *life) readAsData() {
	l.Helper()
	outputs := map[string]any{}
	for _, m := range l.modules {
		l.write(m.Name+"/data.tf", []byte(m.dataSources()))
		outputs[m.Name] = map[string]any{"value": "${module." + m.Name + ".found}"}
	}
	l.write("found.tf.json", document(map[string]any{"output": outputs}))
	l.apply()
	var found map[string]struct{ Value any }
	if err := json.Unmarshal([]byte(l.run("output", "-json")), &found); err != nil {
		l.Fatal(err)
	}
	for _, m := range l.modules {
		if found[m.Name].Value != true {
			l.Errorf("the data sources do not find the object:\n%s", m.dataSources())
		}
		l.remove(m.Name + "/data.tf")
	}
	l.remove("found.tf.json")
	l.apply()
}

// dataSources are those that find the module's object, and an output that tells
// whether they did.
func (m *module) dataSources() string {
	var arguments, ids []string
	for _, name := range m.Parameters() {
		arguments = append(arguments, fmt.Sprintf("%s = %s.%s", object.SnakeCase(name), m.local(), object.SnakeCase(name)))
	}
	var config strings.Builder
	data := func(typ, label string, more ...string) {
		fmt.Fprintf(&config, "data \"microsoft365_%s\" %q {\n  %s\n}\n", typ, label, strings.Join(append(more, arguments...), "\n  "))
	}
	parts := fmt.Sprintf("split(\"/\", %s.id)", m.local())
	own := fmt.Sprintf("join(\"/\", slice(%s, %d, length(%s)))", parts, len(m.Parameters()), parts)
	if m.IsAlone() {
		data(m.Name, "by_id")
		own = "data.microsoft365_" + m.Name + ".by_id.id"
	} else {
		data(m.Name, "by_id", "id = "+own)
		var scope []string
		for _, name := range conformance.ListArguments(m.Definition)[len(m.Parameters()):] {
			scope = append(scope, fmt.Sprintf("%s = %s.%s", object.SnakeCase(name), m.local(), object.SnakeCase(name)))
		}
		data(m.Plural(), "all", scope...)
		ids = append(ids, fmt.Sprintf("contains(data.microsoft365_%s.all.ids, %s)", m.Plural(), own))
	}
	ids = append(ids, fmt.Sprintf("data.microsoft365_%s.by_id.id == %s", m.Name, own))
	if m.LookUp.Key != "" {
		key := object.SnakeCase(m.LookUp.Key)
		data(m.Name, "by_key", fmt.Sprintf("%s = %s.%s", key, m.local(), key))
		ids = append(ids, fmt.Sprintf("data.microsoft365_%s.by_key.id == %s", m.Name, own))
	}
	fmt.Fprintf(&config, "output \"found\" {\n  value = alltrue([%s])\n}\n", strings.Join(ids, ", "))
	return config.String()
}

// importInEveryWay forgets the objects and finds them again. Terraform knows
// imports by identity from 1.12 on, and so does OpenTofu.
func (l *life) importInEveryWay() {
	l.Helper()
	l.importAs("id", func(m *module) string { return fmt.Sprintf("id = %q", m.values["id"]) })
	l.importAs("key", func(m *module) string {
		if m.LookUp.Key == "" || m.IsSingleton() {
			return ""
		}
		return fmt.Sprintf("id = %q", "name="+fmt.Sprint(m.values[object.SnakeCase(m.LookUp.Key)]))
	})
	if l.tool == "tofu" {
		l.importAs("identity", func(m *module) string {
			return fmt.Sprintf("identity = { id = %q, tenant_id = %q }", m.values["id"], l.tenant.tenant.TenantID())
		})
	}
}

// importWithoutConfiguration lets Terraform write the configuration of every object: it
// is valid, and the imports change nothing.
//
// OpenTofu writes keys of maps without quotes, so that those with a dot are references.
func (l *life) importWithoutConfiguration() {
	l.Helper()
	if l.tool == "tofu" {
		return
	}
	fresh := *l
	fresh.folder = l.TempDir()
	var main strings.Builder
	main.WriteString(header)
	for _, m := range l.modules {
		fmt.Fprintf(&main, "import {\n  to = %s\n  id = %q\n}\n", m.local(), m.values["id"])
	}
	fresh.write("main.tf", []byte(main.String()))
	fresh.run("init")
	out := fresh.run("plan", "-generate-config-out=generated.tf")
	if want := fmt.Sprintf("%d to import, 0 to add, 0 to change, 0 to destroy", len(l.modules)); !strings.Contains(out, want) {
		l.Errorf("the generated configuration is not what is there:\n%s", out)
	}
}

func (l *life) importAs(way string, by func(*module) string) {
	l.Helper()
	forget := []string{"state", "rm"}
	var blocks strings.Builder
	for _, m := range l.modules {
		if id := by(m); id != "" {
			forget = append(forget, m.address())
			fmt.Fprintf(&blocks, "import {\n  to = %s\n  %s\n}\n", m.address(), id)
		}
	}
	if len(forget) == 2 {
		return
	}
	l.run(forget...)
	l.write("import.tf", []byte(blocks.String()))
	want := fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", len(forget)-2)
	if out := l.run("apply", "-auto-approve"); !strings.Contains(out, want) {
		l.Errorf("the import by %s has done more than %s:\n%s", way, want, out)
	}
	l.remove("import.tf")
	l.nothingToDo()
}

// showDrift changes the objects behind Terraform's back, or removes those of which
// nothing can be changed so simply.
func (l *life) showDrift() {
	l.Helper()
	for _, m := range l.modules {
		method, path, body := conformance.Drift(m.Definition, m.values)
		if method == "" {
			continue
		}
		if _, err := l.tenant.graph(method, path, body); err != nil {
			l.Fatalf("%s %s: %v", method, path, err)
		}
	}
	l.run("plan", "-out=drift.plan")
	var plan struct {
		Changes []struct {
			Address string
			Change  struct{ Actions []string }
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(l.run("show", "-json", "drift.plan")), &plan); err != nil {
		l.Fatal(err)
	}
	actions := map[string][]string{}
	for _, c := range plan.Changes {
		actions[c.Address] = c.Change.Actions
	}
	for _, m := range l.modules {
		if method, _, _ := conformance.Drift(m.Definition, m.values); method == "" {
			continue
		}
		if did := actions[m.address()]; len(did) == 0 || slices.Equal(did, []string{"no-op"}) {
			l.Errorf("the plan does not show what changed outside in %s", m.address())
		}
	}
	l.apply()
	l.nothingToDo()
}

// destroy removes the objects, finds them gone, and has nothing against their
// being gone already the next time.
func (l *life) destroy() {
	l.Helper()
	backup, err := os.ReadFile(filepath.Join(l.folder, "terraform.tfstate"))
	if err != nil {
		l.Fatal(err)
	}
	l.run("destroy", "-auto-approve")
	for _, m := range l.modules {
		path := conformance.ObjectPath(m.Definition, m.values)
		if m.Target() != "" || conformance.Lasts(m.Definition) {
			continue
		}
		if _, err := l.tenant.graph(http.MethodGet, path, ""); err == nil || !strings.Contains(err.Error(), "404") {
			l.Errorf("GET %s after the destroy: %v, want 404", path, err)
		}
	}
	l.write("terraform.tfstate", backup)
	// Nothing lags here; for objects as young as these a minute each would be waited for Graph.
	l.env = append(l.env, "M365_REPLICATION_LAG=none")
	l.run("destroy", "-auto-approve", "-refresh=false")
}
