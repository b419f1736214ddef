// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// WhoMayDoWhat lists each path of which the tenant knows something, and what is in it,
// with the permissions that alone are enough for a request.
func WhoMayDoWhat() (string, error) {
	list, err := model.LoadPermissions()
	if err != nil {
		return "", err
	}
	server := &Server{permissions: newPermissions()}
	routes := map[store.Pattern]bool{}
	for _, pattern := range slices.AppendSeq(slices.Collect(maps.Keys(newTable())), maps.Keys(server.permissions)) {
		routes[pattern], routes[pattern+"/*"] = true, true
	}
	var text strings.Builder
	for _, route := range slices.Sorted(maps.Keys(routes)) {
		at, _ := server.permissions.of(route)
		p := server.permissions[at]
		fmt.Fprintln(&text, route)
		for _, method := range model.Methods {
			names := slices.Concat(p.read, p.write, p.create, p.remove, []string{"Directory.ReadWrite.All", assignAttributes})
			for _, g := range list.Grants(method, strings.ReplaceAll(string(route), "*", "{id}")) {
				names = append(names, g.Name)
			}
			slices.Sort(names)
			enough := slices.DeleteFunc(slices.Compact(names), func(name string) bool {
				c := &call{Server: server, request: &http.Request{Method: method}, segments: model.Path{{}}, caller: Caller{AppOnly: true, Roles: []string{name}}}
				return c.authorizeRoute(route) != nil
			})
			fmt.Fprintf(&text, "  %s: %s\n", method, strings.Join(enough, ", "))
		}
	}
	return text.String(), nil
}
