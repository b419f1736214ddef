// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// seeded lets the values of the steps refer to what there is.
func seeded(o *tenant.Options) { o.Seed = Seed() }

// TestLife takes the example of every object in the catalogue through its life, in
// one tenant: it is created, written with its ids in capitals, found by every data source and
// by a query, changed attribute by attribute, robbed of each optional argument, imported in
// every way, moved from other providers, changed behind the provider's back, and destroyed.
// After each step there is nothing to do. There is no word for leaving an object out.
func TestLife(t *testing.T) {
	t.Parallel()
	world := terraform.NewWorld(t, seeded)
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() {
			continue // there is no resource
		}
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, world, d)
			l.nothingToDo("the creation")
			for _, part := range []func(){l.writeIDsInCapitals, l.changeEveryAttribute, l.removeEveryArgument, l.readAsData, l.findByQuery, l.importInEveryWay, l.importWithoutConfiguration, l.moveFromOthers, l.moveToGeneric, func() { l.leaveToItsTenant(l.main) }, l.showDrift, l.destroy} {
				l.restart()
				part()
			}
		})
	}
}

// life is that of one example.
type life struct {
	*testing.T
	object.Definition
	world   *terraform.World
	run     *terraform.Run
	sent    *recorder
	example *Example
	main    *terraform.Resource
}

// begin applies the example of an object: in a tenant of its own, where it makes what the
// example of another object makes too, or where a person has to sign in.
func begin(t *testing.T, world *terraform.World, d object.Definition) *life {
	t.Helper()
	if IsApart(d.Name) || IsForPeople(d) {
		world = terraform.NewWorld(t, seeded)
	}
	if IsForPeople(d) {
		if err := world.SignInAsPerson(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	l := &life{T: t, Definition: d, world: world, sent: &recorder{next: world.Transport}}
	l.restart()
	var err error
	if l.example, err = Apply(t.Context(), l.run, world.Client, filepath.Join("../..", ExampleFile(d.Name))); err != nil {
		t.Fatal(err)
	}
	l.main = l.example.Main
	return l
}

// restart is what happens between two commands of Terraform: the provider ends, and
// what it remembers.
func (l *life) restart() {
	l.Helper()
	run, err := l.world.Start(l.Context(), l.sent)
	if err != nil {
		l.Fatal(err)
	}
	l.run = run
}

// apply makes the object what its configuration says now, and finds nothing to do
// then. It was refreshed before. Warnings are no failure.
func (l *life) apply() error {
	if diags := l.run.Validate(l.Context(), l.main); diags.HasError() {
		return errors.New(diags.String())
	}
	plan, diags := l.run.Plan(l.Context(), l.main)
	if diags.HasError() {
		return errors.New(diags.String())
	}
	if plan.Empty() {
		return nil
	}
	if diags, _ = l.run.ApplyPlan(l.Context(), l.main, plan); diags.HasError() {
		return errors.New(diags.String())
	}
	return l.settled()
}

// settled tells whether a refresh finds the object, and a plan nothing to do.
func (l *life) settled() error {
	if diags := l.run.Refresh(l.Context(), l.main); diags.HasError() || l.main.Gone() {
		return fmt.Errorf("the object is not there: %s", diags)
	}
	plan, diags := l.run.Plan(l.Context(), l.main)
	switch {
	case diags.HasError():
		return errors.New(diags.String())
	case !plan.Empty():
		return fmt.Errorf("the plan is not empty: %v %v", plan.Differences(), plan.Because)
	}
	return nil
}

func (l *life) nothingToDo(after string) {
	l.Helper()
	if err := l.settled(); err != nil {
		l.Fatalf("after %s: %v", after, err)
	}
}

// writeIDsInCapitals writes all GUIDs in the configuration so, which means the same: people
// copy ids in any case, and Graph shows its own.
func (l *life) writeIDsInCapitals() {
	l.Helper()
	small := l.main.Config
	l.main.Config = map[string]any{}
	for name, v := range small {
		if l.main.Config[name] = inCapitals(v); slices.Contains(compared(), name) {
			l.main.Config[name] = v
		}
	}
	if err := l.settled(); err != nil {
		l.Errorf("with its ids in capitals: %v", err)
	}
	l.main.Config = small
}

// compared are arguments that Entra compares with tokens, in which case counts.
func compared() []string { return []string{"identifier_uri", "subject"} }

// changeEveryAttribute changes one attribute after the other, nested ones too.
// Each change has to reach Graph as one request with that property and nothing
// else.
func (l *life) changeEveryAttribute() {
	l.Helper()
	for _, step := range Steps(l.Definition, l.main.Attributes()) {
		if IsUnstepped(l.Name, step.Name) {
			continue
		}
		next, ok := step.Change(l.main.Attributes()[step.Attribute.TerraformName()])
		if !ok {
			l.Errorf("%s: no value to change it to; give its type a Sample, or list it with the reason", step.Name)
			continue
		}
		if step.Breaks(l.Definition, l.main.Config, next) {
			continue
		}
		l.set(step, next)
		l.sent.clear()
		if err := l.apply(); err != nil {
			l.Errorf("changing %s: %v", step.Name, err)
			continue
		}
		l.sentOnly(step)
	}
}

func (l *life) set(step Step, value any) {
	l.main.Config = maps.Clone(l.main.Config)
	l.main.Config[step.Attribute.TerraformName()] = value
}

// sentOnly checks the request that a change took. Objects that are changed as a
// whole are sent as a whole.
func (l *life) sentOnly(step Step) {
	l.Helper()
	sent := l.sent.changes()
	if e := l.Element(); e != nil && e.Guarded == step.Name && len(sent) == 2 {
		return // it is disabled first
	}
	if l.Part() != nil && step.Attribute.Mode == object.Links {
		return // each link takes a request
	}
	if len(sent) != 1 {
		l.Errorf("changing %s took %d requests, want 1: %v", step.Name, len(sent), sent)
		return
	}
	a := step.Attribute
	if a.Action != nil && a.Action.Names != nil || l.Life.Replaces && a.Action == nil || l.Life.Requests != nil || l.Element() != nil {
		return
	}
	want := a.Name
	switch parts := strings.Split(step.Name, "."); {
	case a.Action != nil:
		want = cmp.Or(a.Action.Property, a.Name)
	case a.Mode == object.Links, a.Single:
		want = "@odata.id"
	case slices.ContainsFunc(l.Variants, func(v object.Variant) bool { return v.Name == a.Name }):
		want = parts[1]
	case l.Part() != nil && strings.HasPrefix(l.Part().Property, "{"):
		want = fmt.Sprint(l.main.Attributes()[strings.Trim(l.Part().Property, "{}")])
	case l.Part() != nil && l.Part().Property != "":
		want = l.Part().Property
	}
	delete(sent[0].body, "@odata.type")
	if got := slices.Sorted(maps.Keys(sent[0].body)); !slices.Equal(got, []string{want}) {
		l.Errorf("changing %s sent %v, want %s", step.Name, got, want)
	}
}

// removeEveryArgument takes each optional argument away, and puts it back with the
// next one.
func (l *life) removeEveryArgument() {
	l.Helper()
	all := l.main.Config
	for _, step := range Removals(l.Definition, all) {
		if cannotBeRemoved()[l.Name+"."+step.Name] != "" {
			continue
		}
		next, _ := step.Change(all[step.Attribute.TerraformName()])
		if step.Breaks(l.Definition, all, next) {
			continue
		}
		l.main.Config = all
		l.set(step, next)
		err, known := l.apply(), notYetRemoved()[l.Name+"."+step.Name]
		switch {
		case l.isNeverCleared(step):
			if err == nil || !strings.Contains(err.Error(), "cannot be cleared") {
				l.Errorf("removing %s: %v, want the error that it cannot be cleared", step.Name, err)
			}
		case err != nil && known == "":
			l.Errorf("removing %s: %v", step.Name, err)
		case err == nil && known != "":
			l.Errorf("%s can be removed now: take it off the list of known faults", step.Name)
		}
	}
	l.main.Config = all
	if err := l.apply(); err != nil {
		l.Errorf("putting all back: %v", err)
	}
}

// isNeverCleared tells whether Graph keeps a value in the attribute once there is
// one, or in one inside it: the plan then says so.
func (l *life) isNeverCleared(step Step) bool {
	attributes, last := l.Attributes, object.Attribute{}
	for _, name := range strings.Split(step.Name, ".") {
		for _, a := range attributes {
			if a.Name != name {
				continue
			}
			if last = a; a.Removal.Never != "" {
				return true
			}
		}
		attributes = membersOf(attributes, name)
	}
	return l.IsAlwaysThere() && last.Mode == object.Server
}

func membersOf(attributes []object.Attribute, name string) []object.Attribute {
	for _, a := range attributes {
		if a.Name == name {
			return object.Members(a.Type)
		}
	}
	return nil
}

// readAsData finds the object by every data source: by id, by key, and among all
// of its kind.
func (l *life) readAsData() {
	l.Helper()
	values := l.main.Attributes()
	parents := map[string]any{}
	for _, name := range l.Parameters() {
		parents[object.SnakeCase(name)] = values[object.SnakeCase(name)]
	}
	own := OwnID(l.Definition, l.main.ID())
	read := func(typ string, arguments map[string]any) map[string]any {
		maps.Copy(arguments, parents)
		found, diags := l.run.ReadData(l.Context(), typ, arguments)
		if diags.HasError() {
			l.Errorf("data source %s with %v: %s", typ, arguments, diags)
		}
		return found
	}
	if l.IsAlone() {
		read(l.Name, map[string]any{})
		return
	}
	if found := read(l.Name, map[string]any{"id": own}); found["id"] != own {
		l.Errorf("the data source finds %v by id, want %s", found["id"], own)
	}
	listed := map[string]any{}
	for _, name := range ListArguments(l.Definition) {
		listed[object.SnakeCase(name)] = values[object.SnakeCase(name)]
	}
	if ids, _ := read(l.Plural(), listed)["ids"].([]any); !slices.Contains(ids, any(own)) {
		l.Errorf("the data source of all finds %v, want %s among them", ids, own)
	}
	if key := object.SnakeCase(l.LookUp.Key); key != "" {
		if found := read(l.Name, map[string]any{key: values[key]}); found["id"] != own {
			l.Errorf("the data source finds %v by %s, want %s", found["id"], key, own)
		}
	}
}

// importInEveryWay forgets the object and finds it again.
func (l *life) importInEveryWay() {
	l.Helper()
	values, identity := l.main.Attributes(), l.main.Identity
	forget := func() {
		l.main = &terraform.Resource{Type: l.main.Type, Config: l.main.Config}
	}
	check := func(way string, diags terraform.Diagnostics) {
		if diags.HasError() {
			l.Fatalf("import by %s: %s", way, diags)
		}
		l.nothingToDo("the import by " + way)
	}
	id := l.main.ID()
	forget()
	check("id", l.run.Import(l.Context(), l.main, id))
	forget()
	check("identity", l.run.ImportByIdentity(l.Context(), l.main, identity))
	if key, ok := values[object.SnakeCase(l.LookUp.Key)].(string); ok && !l.IsSingleton() {
		forget()
		check("key", l.run.Import(l.Context(), l.main, "name="+key))
	}
	l.example.Resources = append(slices.DeleteFunc(l.example.Resources, func(r *terraform.Resource) bool { return r == l.example.Main }), l.main)
}

// showDrift changes the object behind the provider's back.
func (l *life) showDrift() {
	l.Helper()
	method, path, body := Drift(l.Definition, l.main.Attributes())
	if method == "" {
		return
	}
	if _, err := l.world.Graph(l.Context(), method, path, body); err != nil {
		l.Fatal(err)
	}
	if diags := l.run.Refresh(l.Context(), l.main); diags.HasError() {
		l.Fatal(diags)
	}
	if plan, diags := l.run.Plan(l.Context(), l.main); diags.HasError() || plan.Empty() {
		l.Fatalf("the plan does not show what changed outside by %s %s %s: %s", method, path, body, diags)
	}
	if err := l.apply(); err != nil {
		l.Errorf("mending what changed outside: %v", err)
	}
}

// destroy removes the object, finds it gone, and has nothing against its being
// gone already the next time.
func (l *life) destroy() {
	l.Helper()
	path, again := ObjectPath(l.Definition, l.main.Attributes()), *l.main
	for _, r := range slices.Backward(l.example.Resources) {
		if diags, _ := l.run.Destroy(l.Context(), r); diags.HasError() {
			l.Fatalf("destroy: %s", diags)
		}
	}
	if l.Target() == "" && !Lasts(l.Definition) {
		if _, err := l.world.Graph(l.Context(), http.MethodGet, path, ""); err == nil || !strings.Contains(err.Error(), "404") {
			l.Errorf("GET %s after the destroy: %v, want 404", path, err)
		}
	}
	if diags, _ := l.run.Destroy(l.Context(), &again); diags.HasError() {
		l.Errorf("destroy of what is gone: %s", diags)
	}
}

// recorder notes the requests that change something.
type recorder struct {
	next http.RoundTripper
	mu   sync.Mutex
	all  []change
}

// change is a request that changes something.
type change struct {
	method, path string
	body         map[string]any
}

// onlyReads tells of a batch of reads.
func (c change) onlyReads() bool {
	requests, isBatch := c.body["requests"].([]any)
	return isBatch && strings.HasSuffix(c.path, "/$batch") && !slices.ContainsFunc(requests, func(request any) bool {
		inner, _ := request.(map[string]any)
		return inner["method"] != http.MethodGet
	})
}

// RoundTrip carries a request.
func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method != http.MethodGet {
		c := change{method: request.Method, path: request.URL.Path}
		if request.Body != nil {
			document, err := io.ReadAll(request.Body)
			if err != nil {
				return nil, err
			}
			_ = json.Unmarshal(document, &c.body) // a list has no properties
			request.Body = io.NopCloser(bytes.NewReader(document))
		}
		if !c.onlyReads() {
			r.mu.Lock()
			r.all = append(r.all, c)
			r.mu.Unlock()
		}
	}
	return r.next.RoundTrip(request)
}

func (r *recorder) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = nil
}

func (r *recorder) changes() []change {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.all)
}

// cannotBeRemoved lists the arguments that cannot be taken away by themselves,
// with the reason.
func cannotBeRemoved() map[string]string {
	return map[string]string{}
}

// notYetRemoved lists the arguments whose removal does not work yet, with what is
// wrong. An entry that is not needed any more is an error.
func notYetRemoved() map[string]string {
	return map[string]string{}
}

// TestExceptionsNameAttributes keeps the lists of exceptions honest.
func TestExceptionsNameAttributes(t *testing.T) {
	t.Parallel()
	const most = 13 // lower it when an entry goes; it must not grow
	if len(unstepped()) > most {
		t.Errorf("%d attributes cannot be stepped, %d is the most allowed", len(unstepped()), most)
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
	for _, list := range []map[string]string{unstepped(), cannotBeRemoved(), notYetRemoved()} {
		for name := range list {
			if !known[name] {
				t.Errorf("%s is no attribute that could change", name)
			}
		}
	}
}

// noteLeaves notes every attribute that a step may be about.
func noteLeaves(known map[string]bool, name string, a object.Attribute) {
	known[name] = Changeable(a)
	for _, member := range object.Members(a.Type) {
		noteLeaves(known, name+"."+member.Name, member)
	}
}
