// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// scenario is something that is measured.
type scenario struct {
	name string
	// objects is how many objects Terraform has in hand.
	objects   int
	latencies []time.Duration
	// configuration is the HCL beside the provider.
	configuration string
	// prepare makes what there is before, if anything, and command is what is measured.
	prepare func(ctx context.Context, p program, w *workspace, t *tenant.Tenant) error
	command string
	// roundTrips are those that nobody could do without, one after another.
	roundTrips int
	// limit is how many requests a second the tenant takes; 0 is any number.
	limit int
	// processes work at once; 0 is one.
	processes int
	env       []string
	// starts: what is measured is the start of a provider. served is how many objects that
	// one has; 0 is ours as it is.
	starts bool
	served int
	// reads: the configuration has a data source, of which an idle provider would have
	// to know the answer.
	reads bool
}

// hasIdle tells whether a provider that does nothing can take part.
func (s scenario) hasIdle() bool {
	return s.processes <= 1 && !s.reads && s.limit == 0
}

// signIn is the token request before anything else.
const signIn = 1

// parallelism is how many objects Terraform works on at once.
const parallelism = 10

func at(milliseconds ...time.Duration) (all []time.Duration) {
	for _, m := range milliseconds {
		all = append(all, m*time.Millisecond)
	}
	return all
}

func scenarios() []scenario {
	return append(slices.Concat(starts(), ofGroups()),
		scenario{
			name: "plan of 10000 groups", objects: 10000, latencies: at(100),
			configuration: groups(10000), prepare: seedGroups(10000), command: "plan", roundTrips: signIn + 11,
		},
		scenario{
			name: "plan of 1000 groups, read_ahead = false", objects: 1000, latencies: at(100), env: []string{"M365_READ_AHEAD=false"},
			configuration: groups(1000), prepare: seedGroups(1000), command: "plan", roundTrips: signIn + 1000/parallelism,
		},
		scenario{
			name: "plan of 1000 groups, GOGC = 400", objects: 1000, latencies: at(100), env: []string{"GOGC=400"},
			configuration: groups(1000), prepare: seedGroups(1000), command: "plan", roundTrips: signIn + 2,
		},
		scenario{
			name: "plan of 1000 objects of 20 kinds", objects: 1000, latencies: at(0, 50, 100), reads: true,
			configuration: mixed(), prepare: apply, command: "plan", roundTrips: signIn + 20/parallelism,
		},
		scenario{
			name: "destroy of 1000 groups", objects: 1000, latencies: at(0), configuration: groups(1000), prepare: seedGroups(1000), command: "destroy", roundTrips: signIn + 1000/parallelism,
		},
		scenario{
			name: "plan of a group with 7000 members", objects: 1, latencies: at(0, 100),
			configuration: largeGroup(), prepare: seedMembers, command: "plan", roundTrips: signIn + 1 + 8,
		},
		scenario{
			name: "plan of an application with a set of 2000 objects", objects: 1, latencies: at(0),
			configuration: largeSet(), prepare: apply, command: "plan", roundTrips: signIn + 1,
		},
		scenario{
			name: "plan of 500 passwords of one application", objects: 500, latencies: at(100),
			configuration: passwords(500), prepare: apply, command: "plan", roundTrips: signIn + 1,
		},
		scenario{
			name: "apply of 1000 memberships of one group", objects: 1000, latencies: at(0, 100),
			configuration: memberships(1000), prepare: seedUsers(1000), command: "apply", roundTrips: signIn + 1000/parallelism,
		},
		scenario{
			name: "plan of 1000 memberships of one group", objects: 1000, latencies: at(0, 100),
			configuration: memberships(1000), prepare: inTurn(seedUsers(1000), apply), command: "plan", roundTrips: signIn + 2,
		},
		scenario{
			name: "plan of 1000 groups at 50 requests a second", objects: 1000, latencies: at(100), limit: 50,
			configuration: groups(1000), prepare: seedGroups(1000), command: "plan", roundTrips: signIn + 2,
		},
		scenario{
			name: "plan of 1000 groups at 50 requests a second, read_ahead = false", objects: 1000, latencies: at(100), limit: 50, env: []string{"M365_READ_AHEAD=false"},
			configuration: groups(1000), prepare: seedGroups(1000), command: "plan", roundTrips: signIn + 1000/parallelism,
		},
		scenario{
			name: "apply of 300 groups by each of three processes at 50 requests a second", objects: 900, latencies: at(100), limit: 50, processes: 3,
			configuration: groups(300), command: "apply", roundTrips: signIn + 300/parallelism,
		},
	)
}

// starts are those of our provider, and of one with more objects.
func starts() []scenario {
	start := scenario{name: "start of the provider", latencies: at(0), configuration: providers, command: "providers schema -json", starts: true}
	larger := start
	larger.name, larger.served = "start of a provider with 350 objects", 350
	return []scenario{start, larger}
}

// ofGroups are plans and applies of many objects of one kind.
func ofGroups() (all []scenario) {
	for _, n := range []int{100, 1000} {
		all = append(all, scenario{
			name: fmt.Sprintf("plan of %d groups", n), objects: n, latencies: at(0, 50, 100),
			configuration: groups(n), prepare: seedGroups(n), command: "plan", roundTrips: signIn + (n+998)/999,
		}, scenario{
			name: fmt.Sprintf("apply of %d groups", n), objects: n, latencies: at(0), configuration: groups(n), command: "apply", roundTrips: signIn + n/parallelism,
		})
	}
	return all
}

const providers = `terraform {
  required_providers {
    microsoft365 = { source = "terraform-provider-microsoft365/microsoft365" }
  }
}

`

func groups(n int) string {
	return providers + fmt.Sprintf(`resource "microsoft365_group" "g" {
  count        = %d
  display_name = "g${count.index}"
}
`, n)
}

// alone is as many objects as cost nothing.
func alone(n int) string {
	return fmt.Sprintf("resource \"terraform_data\" \"g\" {\n  count = %d\n  input = \"g${count.index}\"\n}\n", n)
}

func inTurn(steps ...func(context.Context, program, *workspace, *tenant.Tenant) error) func(context.Context, program, *workspace, *tenant.Tenant) error {
	return func(ctx context.Context, p program, w *workspace, t *tenant.Tenant) error {
		for _, step := range steps {
			if err := step(ctx, p, w, t); err != nil {
				return err
			}
		}
		return nil
	}
}

func apply(ctx context.Context, p program, w *workspace, _ *tenant.Tenant) error {
	_, err := w.run(ctx, p, "apply", "-auto-approve")
	return err
}

// seedGroups makes groups in the tenant, and the state of an apply that would have
// made them: one is applied, and the others are like it.
func seedGroups(n int) func(context.Context, program, *workspace, *tenant.Tenant) error {
	return func(ctx context.Context, p program, w *workspace, t *tenant.Tenant) error {
		if err := w.configure(groups(1)); err != nil {
			return err
		}
		if err := apply(ctx, p, w, t); err != nil {
			return err
		}
		graph, err := signedIn(ctx, t)
		if err != nil {
			return err
		}
		made := make([]map[string]any, n)
		for i := 1; i < n; i++ {
			made[i], err = graph.post(ctx, "/v1.0/groups", map[string]any{
				"displayName": fmt.Sprintf("g%d", i), "mailEnabled": false, "securityEnabled": true, "mailNickname": fmt.Sprintf("n%d", i),
			})
			if err != nil {
				return err
			}
		}
		err = w.multiply(n, func(i int, instance map[string]any) {
			attributes, _ := instance["attributes"].(map[string]any)
			for name, property := range map[string]string{
				"id": "id", "display_name": "displayName", "mail_nickname": "mailNickname", "security_identifier": "securityIdentifier", "created_date_time": "createdDateTime",
			} {
				attributes[name] = made[i][property]
			}
			if identity, ok := instance["identity"].(map[string]any); ok {
				identity["id"] = made[i]["id"]
			}
		})
		if err != nil {
			return err
		}
		return w.configure(groups(n))
	}
}

// seedAlone makes the state of as many objects as cost nothing.
func seedAlone(ctx context.Context, p program, w *workspace, n int) error {
	if err := w.configure(alone(1)); err != nil {
		return err
	}
	if err := apply(ctx, p, w, nil); err != nil {
		return err
	}
	err := w.multiply(n, func(i int, instance map[string]any) {
		attributes, _ := instance["attributes"].(map[string]any)
		attributes["id"] = uuid.NewString()
		for _, name := range []string{"input", "output"} {
			attributes[name] = map[string]any{"type": "string", "value": fmt.Sprintf("g%d", i)}
		}
	})
	if err != nil {
		return err
	}
	return w.configure(alone(n))
}

// multiply adds instances to a state that has the first of them: each is like it, but for
// what is changed.
func (w *workspace) multiply(n int, change func(i int, instance map[string]any)) error {
	file := filepath.Join(w.folder, "terraform.tfstate")
	text, err := os.ReadFile(file) //nolint:gosec // the workspace is ours
	if err != nil {
		return err
	}
	var state map[string]any
	if err := json.Unmarshal(text, &state); err != nil {
		return err
	}
	resources, _ := state["resources"].([]any)
	resource, _ := resources[0].(map[string]any)
	instances, _ := resource["instances"].([]any)
	for i := 1; i < n; i++ {
		text, err := json.Marshal(instances[0])
		if err != nil {
			return err
		}
		var instance map[string]any
		if err := json.Unmarshal(text, &instance); err != nil {
			return err
		}
		instance["index_key"] = i
		change(i, instance)
		instances = append(instances, instance)
	}
	resource["instances"] = instances
	if text, err = json.Marshal(state); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}

func user(i int) map[string]any {
	name := fmt.Sprintf("u%d", i)
	return map[string]any{
		"displayName": name, "accountEnabled": true, "mailNickname": name, "userPrincipalName": name + "@" + tenant.DefaultDomain,
		"passwordProfile": map[string]any{"password": "Local-tenant-1!"},
	}
}

// seedUsers makes users whose ids stand in the file ids.json.
func seedUsers(n int) func(context.Context, program, *workspace, *tenant.Tenant) error {
	return func(ctx context.Context, _ program, w *workspace, t *tenant.Tenant) error {
		graph, err := signedIn(ctx, t)
		if err != nil {
			return err
		}
		ids := make([]any, n)
		for i := range n {
			made, err := graph.post(ctx, "/v1.0/users", user(i))
			if err != nil {
				return err
			}
			ids[i] = made["id"]
		}
		text, err := json.Marshal(ids)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(w.folder, "ids.json"), text, 0o600)
	}
}

func memberships(n int) string {
	return providers + fmt.Sprintf(`locals {
  ids = jsondecode(file("${path.module}/ids.json"))
}

resource "microsoft365_group" "g" {
  display_name = "g"
}

resource "microsoft365_group_member" "m" {
  count     = %d
  group_id  = microsoft365_group.g.id
  member_id = local.ids[count.index]
}
`, n)
}

func largeGroup() string {
	return providers + `locals {
  ids = jsondecode(file("${path.module}/ids.json"))
}

resource "microsoft365_group" "g" {
  display_name = "g"
  members      = local.ids
}
`
}

// largeSet has more elements than the function range gives.
func largeSet() string {
	return providers + `resource "microsoft365_application" "a" {
  display_name    = "a"
  optional_claims = { access_token = [for of in setproduct(range(2), range(1000)) : { name = "claim${of[0]}_${of[1]}" }] }
}
`
}

func passwords(n int) string {
	return providers + fmt.Sprintf(`resource "microsoft365_application" "a" {
  display_name = "a"
}

resource "microsoft365_application_password" "p" {
  count          = %d
  application_id = microsoft365_application.a.id
  display_name   = "p${count.index}"
}
`, n)
}

func seedMembers(ctx context.Context, p program, w *workspace, t *tenant.Tenant) error {
	return inTurn(seedUsers(7000), apply)(ctx, p, w, t)
}
