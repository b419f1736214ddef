// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command pages writes a template for the page of every object in the
// catalogue and of every action, for tfplugindocs to fill in. What the generator cannot know stands
// in them already: the workload, by which a registry sorts its pages, what the
// object needs, which arguments depend on each other, and how it is imported.
//
//	pages SCHEMA TEMPLATES EXAMPLES
//
// SCHEMA is the output of terraform providers schema -json, to which it adds what that
// does not tell, TEMPLATES the folder of the templates, and EXAMPLES the one of the
// examples, where it adds those of lists and actions.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

//go:embed page.md.tmpl
var pageText string

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 3 {
		return errors.New("usage: pages SCHEMA TEMPLATES EXAMPLES")
	}
	types, err := completeSchema(arguments[0])
	if err != nil {
		return err
	}
	list, err := permissions.Load()
	if err != nil {
		return err
	}
	// The brackets are the generator's, which fills in the rest.
	page, err := template.New("page").Delims("[[", "]]").Funcs(template.FuncMap{"quoted": quoted, "snake": object.SnakeCase}).Parse(pageText)
	if err != nil {
		return err
	}
	for _, workload := range objects.Workloads() {
		for _, d := range workload.Definitions {
			s := subject{Workload: workload.Title, Applications: list.Of(d), People: list.ForPeople().Of(d), Definition: d}
			if err := s.prepare(page, types, arguments[1], arguments[2]); err != nil {
				return fmt.Errorf("%s: %w", d.Name, err)
			}
		}
	}
	if err := prepareMoves(arguments[1]); err != nil {
		return err
	}
	return prepareActions(arguments[1], arguments[2])
}

// completeSchema adds to a document of schemas what Terraform has left out. It lists, by
// the folder of their templates, the names that the provider serves, without its
// prefix.
func completeSchema(path string) (map[string][]string, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the file is the caller's
	if err != nil {
		return nil, err
	}
	document := map[string]any{}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := addLater(document); err != nil {
		return nil, err
	}
	if text, err = json.Marshal(document); err != nil {
		return nil, err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil { //nolint:gosec // the file is the caller's
		return nil, err
	}
	return served(text)
}

// addLater adds to a document of schemas the kinds of objects that only later versions of
// Terraform know.
func addLater(document map[string]any) error {
	served, err := provider.NewServer("").GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	lists, err := listSchemas(served.ListResourceSchemas)
	if err != nil {
		return err
	}
	ordered, err := actionSchemas(served.ActionSchemas)
	if err != nil {
		return err
	}
	all, _ := document["provider_schemas"].(map[string]any)
	for _, one := range all {
		schemas, ok := one.(map[string]any)
		if !ok {
			return errors.New("a provider's schemas are no object")
		}
		schemas["list_resource_schemas"], schemas["action_schemas"] = lists, ordered
	}
	return nil
}

// served are the names in a document of schemas.
func served(text []byte) (map[string][]string, error) {
	var document struct {
		Providers map[string]map[string]json.RawMessage `json:"provider_schemas"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, err
	}
	types := map[string][]string{}
	for _, provider := range document.Providers {
		for folder, key := range map[string]string{"resources": "resource_schemas", "data-sources": "data_source_schemas", "list-resources": "list_resource_schemas"} {
			var schemas map[string]json.RawMessage
			if err := json.Unmarshal(provider[key], &schemas); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			for name := range schemas {
				types[folder] = append(types[folder], strings.TrimPrefix(name, "microsoft365_"))
			}
		}
	}
	return types, nil
}
