// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// unstepped lists the attributes that cannot be changed by themselves, with the
// reason. An entry that is not needed is an error, like one that is missing.
var unstepped = map[string]string{
	"group.groupTypes":                    "the kind of a group decides about other arguments",
	"group.securityEnabled":               "a group without a mailbox must be a security group",
	"group.membershipRule":                "only dynamic groups have a rule",
	"group.membershipRuleProcessingState": "only dynamic groups have a rule",

	"administrative_unit.membershipType":                "a dynamic unit needs a rule too",
	"administrative_unit.membershipRule":                "only dynamic units have a rule",
	"administrative_unit.membershipRuleProcessingState": "only dynamic units have a rule",
}

// TestConformance takes the example of every object in the catalogue through
// its life: it is applied, planned empty, changed attribute by attribute,
// imported in every way, changed behind Terraform's back, and destroyed. There
// is no word for leaving an object out.
func TestConformance(t *testing.T) {
	t.Parallel()
	configuration := install(t)
	for name, program := range required(t) {
		for _, d := range objects.Catalogue() {
			if d.DataOnly {
				continue // there is no resource
			}
			t.Run(name+"/"+d.Name, func(t *testing.T) {
				t.Parallel()
				l := newLife(t, name, program, configuration, d)
				l.apply()
				l.nothingToDo()
				l.readAsData()
				l.changeEveryAttribute()
				l.importInEveryWay()
				l.showDrift()
				l.destroy()
			})
		}
	}
}

// life is the run of one example.
type life struct {
	*testing.T
	object.Definition
	// tool is terraform or tofu, and program where it is.
	tool, program, folder string
	env                   []string
	tenant                *story
	// changes are the arguments that the steps have changed so far.
	changes map[string]any
}

const header = `terraform {
  required_providers {
    microsoft365 = { source = "terraform-provider-microsoft365/microsoft365" }
  }
}
provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}
`

func newLife(t *testing.T, tool, program, configuration string, d object.Definition) *life {
	t.Helper()
	example, err := os.ReadFile(filepath.Join("../../examples/resources/microsoft365_"+d.Name, "resource.tf"))
	if err != nil {
		t.Fatalf("every object needs an example: %v", err)
	}
	started := tenant.Start(t)
	l := &life{
		T: t, Definition: d, tool: tool, program: program, folder: t.TempDir(), tenant: &story{tenant: started}, changes: map[string]any{},
		env: append(started.Env(), "TF_CLI_CONFIG_FILE="+configuration, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "TF_CLI_ARGS=-no-color",
			"HOME="+t.TempDir(), "TF_VAR_initial_password=First-Pass-1"),
	}
	l.write("main.tf", []byte(header+string(example)))
	l.run("init")
	return l
}

func (l *life) address() string { return "microsoft365_" + l.Name + ".example" }

func (l *life) write(name string, data []byte) {
	l.Helper()
	if err := os.WriteFile(filepath.Join(l.folder, name), data, 0o600); err != nil {
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

func (l *life) apply() { l.Helper(); l.run("apply", "-auto-approve") }

func (l *life) nothingToDo() {
	l.Helper()
	if out, err := l.try("plan", "-detailed-exitcode"); err != nil {
		l.Fatalf("the plan is not empty: %v\n%s", err, out)
	}
}

// state is the object as Terraform's state has it. The file is read, since to
// ask Terraform takes as long as a plan.
func (l *life) state() map[string]any {
	l.Helper()
	var stored struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []struct{ Attributes map[string]any }
		}
	}
	document, err := os.ReadFile(filepath.Join(l.folder, "terraform.tfstate"))
	if err == nil {
		err = json.Unmarshal(document, &stored)
	}
	if err != nil {
		l.Fatalf("cannot read the state: %v", err)
	}
	for _, r := range stored.Resources {
		if r.Mode == "managed" && r.Type+"."+r.Name == l.address() && len(r.Instances) == 1 {
			return r.Instances[0].Attributes
		}
	}
	l.Fatalf("%s is not in the state", l.address())
	return nil
}

// readAsData finds the object by every data source: by id, by key, and among
// all of its kind.
func (l *life) readAsData() {
	l.Helper()
	var arguments, ids []string
	for _, name := range l.Parameters() {
		arguments = append(arguments, fmt.Sprintf("%s = %s.%s", object.SnakeCase(name), l.address(), object.SnakeCase(name)))
	}
	var config strings.Builder
	data := func(typ, label string, more ...string) {
		fmt.Fprintf(&config, "data \"microsoft365_%s\" %q {\n  %s\n}\n", typ, label, strings.Join(append(more, arguments...), "\n  "))
	}
	own := fmt.Sprintf("reverse(split(\"/\", %s.id))[0]", l.address())
	if l.Singleton {
		data(l.Name, "by_id")
		own = "data." + strings.Replace(l.address(), "example", "by_id", 1) + ".id"
	} else {
		data(l.Name, "by_id", "id = "+own)
		data(l.Plural(), "all")
		ids = append(ids, fmt.Sprintf("contains(data.microsoft365_%s.all.ids, %s)", l.Plural(), own))
	}
	ids = append(ids, fmt.Sprintf("data.microsoft365_%s.by_id.id == %s", l.Name, own))
	if l.ImportKey != "" {
		key := object.SnakeCase(l.ImportKey)
		data(l.Name, "by_key", fmt.Sprintf("%s = %s.%s", key, l.address(), key))
		ids = append(ids, fmt.Sprintf("data.microsoft365_%s.by_key.id == %s", l.Name, own))
	}
	fmt.Fprintf(&config, "output \"found\" {\n  value = alltrue([%s])\n}\n", strings.Join(ids, ", "))
	l.write("data.tf", []byte(config.String()))
	l.apply()
	if out, err := l.try("output", "found"); err != nil || strings.TrimSpace(out) != "true" {
		l.Errorf("the data sources do not find the object: %v %s\n%s", err, out, &config)
	}
	if err := os.Remove(filepath.Join(l.folder, "data.tf")); err != nil {
		l.Fatal(err)
	}
	l.apply()
}

// changeEveryAttribute changes one attribute after the other, nested ones too.
// Each change has to reach Graph as one request with that property and nothing
// else.
func (l *life) changeEveryAttribute() {
	l.Helper()
	for _, a := range l.Attributes {
		if changeable(a) {
			l.changeAttribute(a, a.Name)
		}
	}
	for _, v := range l.Variants {
		if l.state()[object.SnakeCase(v.Name)] != nil {
			l.changeAttribute(v.Attribute(), v.Name)
		}
	}
}

// changeAttribute takes one attribute through a step for each of its leaves.
func (l *life) changeAttribute(a object.Attribute, name string) {
	l.Helper()
	leaves := steps(a, name, l.state()[a.TerraformName()])
	for _, leaf := range leaves {
		key := l.Name + "." + leaf.name
		if _, listed := unstepped[key]; listed {
			continue
		}
		next, ok := leaf.change(l.state()[a.TerraformName()])
		if !ok {
			l.Errorf("%s: no value to change it to; give its type a Sample, or list it with the reason", key)
			continue
		}
		l.changes[a.TerraformName()] = next
		before := l.writes()
		l.override()
		l.apply()
		l.sentOnly(a, leaf.name, l.writes()[len(before):])
		l.nothingToDo()
	}
}

// override puts the changes beside the example, as an override file.
func (l *life) override() {
	l.Helper()
	data, err := json.Marshal(map[string]any{"resource": map[string]any{"microsoft365_" + l.Name: map[string]any{"example": l.changes}}})
	if err != nil {
		l.Fatal(err)
	}
	l.write("changed_override.tf.json", data)
}

// writes are the requests so far that changed something in Graph.
func (l *life) writes() []tenant.Request {
	return slices.DeleteFunc(l.tenant.tenant.Requests("/"), func(r tenant.Request) bool {
		return r.Method == http.MethodGet || !strings.HasPrefix(r.Path, "/v1.0/") && !strings.HasPrefix(r.Path, "/beta/")
	})
}

// sentOnly checks the request that a change took. Objects that are changed as a
// whole are sent as a whole.
func (l *life) sentOnly(a object.Attribute, leaf string, sent []tenant.Request) {
	l.Helper()
	if len(sent) != 1 {
		l.Fatalf("changing %s took %d requests, want 1", leaf, len(sent))
	}
	if l.Replaces && a.Action == nil || l.Element != nil {
		return
	}
	want := a.Name
	switch parts := strings.Split(leaf, "."); {
	case a.Action != nil:
		want = cmp.Or(a.Action.Property, a.Name)
	case a.Mode == object.Relation, a.Single:
		want = "@odata.id"
	case slices.ContainsFunc(l.Variants, func(v object.Variant) bool { return v.Name == a.Name }):
		want = parts[1]
	}
	body, _ := sent[0].Body.(map[string]any)
	delete(body, "@odata.type")
	if got := slices.Sorted(maps.Keys(body)); !slices.Equal(got, []string{want}) {
		l.Errorf("changing %s sent %v, want %s", leaf, got, want)
	}
}

// importInEveryWay forgets the object and finds it again.
func (l *life) importInEveryWay() {
	l.Helper()
	values := l.state()
	ways := []string{fmt.Sprint(values["id"])}
	if l.ImportKey != "" && !l.Singleton {
		ways = append(ways, "name="+fmt.Sprint(values[object.SnakeCase(l.ImportKey)]))
	}
	for _, way := range ways {
		l.run("state", "rm", l.address())
		l.run("import", l.address(), way)
		l.nothingToDo()
	}
	if l.tool == "tofu" {
		l.importByIdentity(fmt.Sprint(values["id"]))
	}
}

// importByIdentity takes a block that Terraform knows from 1.12 on, and so does
// OpenTofu.
func (l *life) importByIdentity(id string) {
	l.Helper()
	l.run("state", "rm", l.address())
	l.write("import.tf", fmt.Appendf(nil, "import {\n  to       = %s\n  identity = { id = %q, tenant_id = %q }\n}\n", l.address(), id, l.tenant.tenant.TenantID()))
	if out := l.run("apply", "-auto-approve"); !strings.Contains(out, "1 imported, 0 added, 0 changed, 0 destroyed") {
		l.Errorf("an import by identity has done more than that:\n%s", out)
	}
	if err := os.Remove(filepath.Join(l.folder, "import.tf")); err != nil {
		l.Fatal(err)
	}
}

// showDrift changes the object behind Terraform's back, or removes it if
// nothing about it can be changed so simply.
func (l *life) showDrift() {
	l.Helper()
	method, path, body := http.MethodDelete, l.objectPath(), ""
	if l.Element != nil {
		method, path = http.MethodPost, path+"/"+l.Element.Remove
		body = text(l.Element.RemoveBody(l.ownID()))
	}
	for _, a := range l.Attributes {
		if value, ok := l.drifted(a); ok && changeable(a) && !l.Replaces && method == http.MethodDelete && l.Element == nil {
			method, body = http.MethodPatch, text(map[string]any{a.Name: value})
			if l.Derived {
				body = text(map[string]any{a.Name: value, "@odata.type": "#" + l.Type})
			}
		}
	}
	if _, err := l.tenant.graph(method, path, body); err != nil {
		l.Fatalf("%s %s: %v", method, path, err)
	}
	if out, err := l.try("plan", "-detailed-exitcode"); err == nil || !strings.Contains(out, "Plan:") {
		l.Fatalf("the plan does not show what changed outside: %v\n%s", err, out)
	}
	l.apply()
	l.nothingToDo()
}

// drifted is a value that a simple attribute may be changed to from outside.
func (l *life) drifted(a object.Attribute) (any, bool) {
	switch t := a.Type.(type) {
	case object.String:
		return "drifted", a.Mode == object.Optional && len(t.Enum) == 0 && t.Pattern == ""
	case object.Bool:
		_, hasDefault := object.DefaultOf(a.Mode)
		_, configured := l.changes[a.TerraformName()]
		return l.state()[a.TerraformName()] != true, hasDefault || configured
	default:
		return nil, false
	}
}

func text(v any) string {
	document, _ := json.Marshal(v) // of plain values
	return string(document)
}

// ownID is the last part of the object's id.
func (l *life) ownID() string {
	id := fmt.Sprint(l.state()["id"])
	return id[strings.LastIndex(id, "/")+1:]
}

// objectPath is where the object is in Graph; for an element, its parent.
func (l *life) objectPath() string {
	parts := strings.Split(fmt.Sprint(l.state()["id"]), "/")
	path := "/" + string(l.API) + l.Path
	for i, name := range l.Parameters() {
		path = strings.Replace(path, "{"+name+"}", parts[i], 1)
	}
	if l.Singleton || l.Element != nil {
		return path
	}
	path += "/" + parts[len(parts)-1]
	if l.Ref != "" {
		path += "/$ref"
	}
	return path
}

// destroy removes the object, finds it gone, and has nothing against its being
// gone already the next time.
func (l *life) destroy() {
	l.Helper()
	path := l.objectPath()
	backup, err := os.ReadFile(filepath.Join(l.folder, "terraform.tfstate"))
	if err != nil {
		l.Fatal(err)
	}
	l.run("destroy", "-auto-approve")
	if l.Ref == "" && !l.Singleton {
		if _, err := l.tenant.graph(http.MethodGet, path, ""); err == nil || !strings.Contains(err.Error(), "404") {
			l.Errorf("GET %s after the destroy: %v, want 404", path, err)
		}
	}
	l.write("terraform.tfstate", backup)
	l.run("destroy", "-auto-approve", "-refresh=false")
}

// TestUnsteppedNamesAttributes keeps the list of exceptions honest.
func TestUnsteppedNamesAttributes(t *testing.T) {
	t.Parallel()
	const most = 7 // lower it when an entry goes; it must not grow
	if len(unstepped) > most {
		t.Errorf("%d attributes cannot be stepped, %d is the most allowed", len(unstepped), most)
	}
	known := map[string]bool{}
	for _, d := range objects.Catalogue() {
		for _, a := range d.Attributes {
			noteLeaves(known, d.Name+"."+a.Name, a)
		}
		for _, v := range d.Variants {
			noteLeaves(known, d.Name+"."+v.Name, v.Attribute())
		}
	}
	for name := range unstepped {
		if !known[name] {
			t.Errorf("%s is no attribute that could change", name)
		}
	}
}

// noteLeaves notes every attribute that a step may be about.
func noteLeaves(known map[string]bool, name string, a object.Attribute) {
	known[name] = changeable(a)
	for _, member := range object.Members(a.Type) {
		noteLeaves(known, name+"."+member.Name, member)
	}
}
