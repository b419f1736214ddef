// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// othersText are states of other providers, in the shapes that their documentation
// shows: what they hold of ids, and other ids that must not be mistaken for them. A name
// in braces stands for an id.
//
//go:embed testdata/states_of_other_providers.json
var othersText []byte

// other is a state of another provider.
type other struct {
	To, From, Provider string
	Version            int64
	State              json.RawMessage
	private            []byte
}

func others(t *testing.T) (all []other) {
	t.Helper()
	if err := json.Unmarshal(othersText, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestEveryMoveHasAState keeps definitions and states together.
func TestEveryMoveHasAState(t *testing.T) {
	t.Parallel()
	var want, got []string
	for _, d := range objects.Catalogue() {
		for _, m := range d.MovedFrom {
			want = append(want, d.Name+" from "+m.From)
		}
	}
	for _, o := range others(t) {
		got = append(got, o.To+" from "+o.From)
	}
	for _, list := range [][]string{want, got} {
		slices.Sort(list)
	}
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("the moves of definitions and the states of other providers are not the same (-moves +states):\n%s", diff)
	}
}

// unmovedText are types of other providers whose objects the catalogue has, and from which
// no moved block leads, with the reason.
//
//go:embed testdata/not_moved.json
var unmovedText []byte

// TestWhatIsNotMoved keeps the reasons and the definitions together.
func TestWhatIsNotMoved(t *testing.T) {
	t.Parallel()
	var reasons map[string]string
	if err := json.Unmarshal(unmovedText, &reasons); err != nil {
		t.Fatal(err)
	}
	for from, reason := range reasons {
		if reason == "" {
			t.Errorf("%s is not moved without a reason", from)
		}
		for _, d := range objects.Catalogue() {
			if slices.ContainsFunc(d.MovedFrom, func(m object.Move) bool { return m.From == from }) {
				t.Errorf("%s is moved to %s, and there is a reason why it is not: %s", from, d.Name, reason)
			}
		}
	}
}

// moveFromOthers takes the object over from every other provider that knows it: what
// the configuration says is what Graph holds, so that there is nothing to do.
func (l *life) moveFromOthers() {
	l.Helper()
	ours, err := l.run.Stored(l.main)
	if err != nil {
		l.Fatal(err)
	}
	sources := append(genericSources(l.Definition), other{From: "microsoft365_" + l.Name, Provider: "another address", Version: int64(len(l.Upgrades)), State: ours, private: l.main.Private})
	for _, o := range others(l.T) {
		if o.To == l.Name {
			sources = append(sources, o)
		}
	}
	for _, o := range sources {
		r := &terraform.Resource{Type: l.Name, Config: l.main.Config}
		source := terraform.Source{Type: o.From, Version: o.Version, State: l.filled(o.State), Private: o.private}
		if diags := l.run.Move(l.Context(), r, source); len(diags) > 0 || r.Gone() {
			l.Errorf("move from %s of %s: %s", o.From, o.Provider, diags)
			continue
		}
		plan, diags := l.run.Plan(l.Context(), r)
		switch {
		case len(diags) > 0:
			l.Errorf("plan after the move from %s of %s: %s", o.From, o.Provider, diags)
		case !plan.Empty():
			l.Errorf("after the move from %s of %s there is something to do: %v %v", o.From, o.Provider, plan.Differences(), plan.Because)
		case r.ID() != l.main.ID():
			l.Errorf("the move from %s of %s leads to %s, want %s", o.From, o.Provider, r.ID(), l.main.ID())
		}
	}
}

// moveToGeneric hands the object to the generic resource, which shows of it what somebody
// could write; and with that in its configuration there is nothing to do.
func (l *life) moveToGeneric() {
	l.Helper()
	if l.Element() != nil || l.Part() != nil {
		return // it has no path
	}
	ours, err := json.Marshal(terraform.Decode(l.main.State))
	if err != nil {
		l.Fatal(err)
	}
	r := &terraform.Resource{Type: "graph_resource"}
	source := terraform.Source{Type: "microsoft365_" + l.Name, Version: int64(len(l.Upgrades)), State: ours, Private: l.main.Private}
	if diags := l.run.Move(l.Context(), r, source); diags.HasError() || r.Gone() {
		l.Errorf("move to the generic resource: %s", diags)
		return
	}
	moved := r.Attributes()
	r.Config = map[string]any{"path": moved["path"], "api_version": moved["api_version"], "body": moved["body"]}
	plan, diags := l.run.Plan(l.Context(), r)
	switch {
	case diags.HasError():
		l.Errorf("plan after the move to the generic resource: %s", diags)
	case !plan.Empty():
		l.Errorf("after the move to the generic resource there is something to do: %v %v", plan.Differences(), plan.Because)
	default:
		l.leaveToItsTenant(r)
	}
}

// genericSources are states of generic resources: ours, and those of microsoft/msgraph.
func genericSources(d object.Definition) []other {
	url := d.Address().Path
	item := url + "/{id}"
	switch {
	case d.Element() != nil || d.Part() != nil:
		return nil
	case d.IsAtPath():
		return []other{
			{From: "msgraph_update_resource", Provider: "microsoft/msgraph", State: json.RawMessage(fmt.Sprintf(`{"id":"x","url":%q,"api_version":"v1.0"}`, url))},
			{From: "microsoft365_graph_resource", Provider: "ours", State: json.RawMessage(fmt.Sprintf(`{"id":"x","path":%q}`, url))},
		}
	case d.Target() != "":
		return []other{
			{From: "msgraph_resource", Provider: "microsoft/msgraph", State: json.RawMessage(fmt.Sprintf(`{"id":"{id}","url":%q}`, strings.TrimPrefix(url, "/")+"/$ref"))},
			{From: "microsoft365_graph_resource", Provider: "ours", State: json.RawMessage(fmt.Sprintf(`{"id":"{id}","path":%q}`, url+"/$ref"))},
		}
	}
	return []other{
		{From: "microsoft365_graph_resource", Provider: "ours", State: json.RawMessage(fmt.Sprintf(`{"id":"{id}","path":%q,"api_version":"v1.0"}`, url))},
		{From: "microsoft365_graph_resource", Provider: "ours", State: json.RawMessage(fmt.Sprintf(`{"id":"{id}","path":%q}`, item))},
		{From: "msgraph_resource", Provider: "microsoft/msgraph", State: json.RawMessage(fmt.Sprintf(`{"id":"{id}","url":%q,"api_version":"v1.0","body":{"displayName":"x"}}`, strings.TrimPrefix(url, "/")))},
		{From: "msgraph_update_resource", Provider: "microsoft/msgraph", State: json.RawMessage(fmt.Sprintf(`{"id":"x","url":%q}`, item))},
	}
}

// filled is a state with the object's ids.
func (l *life) filled(state json.RawMessage) []byte {
	parts := strings.Split(l.main.ID(), "/")
	// The object's own id may hold slashes; a part has none.
	own := strings.Join(parts[min(len(l.Parameters()), len(parts)):], "/")
	text := strings.ReplaceAll(string(state), "{id}", own)
	for i, name := range l.Parameters() {
		text = strings.ReplaceAll(text, "{"+name+"}", parts[i])
	}
	return []byte(text)
}
