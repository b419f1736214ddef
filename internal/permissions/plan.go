// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// plan is what of a plan in JSON counts here.
type plan struct {
	FormatVersion string `json:"format_version"`
	Changes       []struct {
		Address, Mode, Type string
		Change              struct {
			Before       map[string]any
			After        map[string]any
			AfterUnknown map[string]any `json:"after_unknown"`
		}
	} `json:"resource_changes"`
	Configuration struct {
		Root module `json:"root_module"`
	}
}

// module is a part of a configuration in JSON.
type module struct {
	Resources []struct{ Address, Mode, Type string }
	Calls     map[string]struct{ Module module } `json:"module_calls"`
}

// ReadPlan reads what "terraform show -json" prints of a plan. What a plan removes
// counts too.
func ReadPlan(catalogue []object.Definition, document []byte) (Configuration, error) {
	var p plan
	if err := json.Unmarshal(document, &p); err != nil {
		return Configuration{}, fmt.Errorf("it is no plan in JSON, as \"terraform show -json PLAN\" prints it: %w", err)
	}
	if p.FormatVersion == "" || p.Changes == nil && len(p.Configuration.Root.Resources)+len(p.Configuration.Root.Calls) == 0 {
		return Configuration{}, errors.New("it holds no plan: print one by \"terraform plan -out PLAN\" and \"terraform show -json PLAN\"")
	}
	r := newReader(catalogue)
	for _, c := range p.Changes {
		if c.Mode == "managed" {
			r.add(c.Address, c.Type, true, func(argument string) bool {
				return isGiven(c.Change.Before[argument]) || isGiven(c.Change.After[argument]) || isGiven(c.Change.AfterUnknown[argument])
			})
		}
	}
	r.dataSources(p.Configuration.Root, "")
	return r.Configuration, nil
}

func isGiven(v any) bool { return v != nil && v != false }

// dataSources notes those of a module, whose addresses begin with at: those that were
// read while planning are no changes.
func (r *reader) dataSources(m module, at string) {
	for _, source := range m.Resources {
		if source.Mode == "data" {
			r.add(at+source.Address, source.Type, false, nil)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Calls)) {
		r.dataSources(m.Calls[name].Module, at+"module."+name+".")
	}
}
