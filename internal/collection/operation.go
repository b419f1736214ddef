// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// await follows a long-running operation to its end and returns the id of what it
// has made. What fails on the way leaves open whether something was made.
func (e entity) await(ctx context.Context, location string) (id string, err error) {
	request, err := e.requestAt(location)
	if err != nil {
		return "", err
	}
	what := "the operation " + request.Path
	err = e.tenant.lag.follow(ctx, what, func() (status string, done bool, err error) {
		operation, err := send(ctx, e.tenant.client, request)
		if err != nil {
			return "", false, fmt.Errorf("waiting for %s: %w", what, err)
		}
		switch status = strings.ToLower(value.Text(operation["status"])); status {
		case "succeeded", "completed":
			id = madeBy(operation)
			return "", true, nil
		case "failed", "cancelled", "skipped":
			return "", false, fmt.Errorf("%s has ended as %s: %s", what, status, reason(operation))
		}
		return status, false, nil
	})
	return id, err
}

// carriedOut waits until a request that was posted to a path has ended. What fails on the
// way leaves open whether it is carried out.
func (e entity) carriedOut(ctx context.Context, posted string, progress object.Progress, request object.Body) (object.Body, error) {
	path := posted + "/" + url.PathEscape(value.Text(request["id"]))
	what := "the request " + path
	known := true // the reply to the request tells how far it has come
	err := e.tenant.lag.follow(ctx, what, func() (status string, done bool, err error) {
		if !known {
			found, err := send(ctx, e.tenant.client, graph.Request{Version: e.version, Path: path})
			if isMissing(err) { // a replica does not know the request yet
				return "", false, nil
			}
			if err != nil {
				return "", false, fmt.Errorf("waiting for %s: %w", what, err)
			}
			request = found
		}
		known, status = false, inside(request, progress.Status)
		is := func(word string) bool { return strings.EqualFold(word, status) }
		if slices.ContainsFunc(progress.Failed, is) {
			return "", false, fmt.Errorf("%s has ended as %s: %s", what, status, cmp.Or(inside(request, progress.Reason), reason(request)))
		}
		return status, slices.ContainsFunc(progress.Done, is), nil
	})
	return request, err
}

// inside is the text of a property, or of one below another with a dot between.
func inside(body object.Body, name string) string {
	outer, inner, nested := strings.Cut(name, ".")
	if !nested {
		return value.Text(body[name])
	}
	below, _ := body[outer].(object.Body)
	return inside(below, inner)
}

// requestAt reads an address that Graph has named. The client sends nothing to
// another host than its own, so that only the path counts.
func (e entity) requestAt(location string) (graph.Request, error) {
	address, err := url.Parse(location)
	if err != nil {
		return graph.Request{}, fmt.Errorf("the address that Graph has named: %w", err)
	}
	if root, _ := url.Parse(e.tenant.client.Endpoint()); address.Host != "" && !strings.EqualFold(address.Host, root.Host) {
		return graph.Request{}, fmt.Errorf("graph has named an address on another host, %s", address.Host)
	}
	version, path := e.version, "/"+strings.TrimPrefix(address.EscapedPath(), "/")
	for _, v := range []object.API{object.V1, object.Beta} {
		if rest, ok := strings.CutPrefix(path, "/"+string(v)+"/"); ok {
			version, path = string(v), "/"+rest
		}
	}
	return graph.Request{Version: version, Path: path}, nil
}

// madeBy is the id of what an operation has made. Operations name it, or its address.
func madeBy(operation object.Body) string {
	return cmp.Or(value.Text(operation["targetResourceId"]), value.Text(operation["resourceId"]),
		idAt(cmp.Or(value.Text(operation["resourceLocation"]), value.Text(operation["targetResourceLocation"]))))
}

// idAt is the id that an address ends with: "/teams/1" or "/teams('1')".
func idAt(address string) string {
	path, _, _ := strings.Cut(address, "?")
	last := path[strings.LastIndex(path, "/")+1:]
	if _, inside, ok := strings.Cut(last, "('"); ok {
		last = strings.TrimSuffix(inside, "')")
	}
	id, err := url.PathUnescape(last)
	if err != nil {
		return last
	}
	return id
}

// reason is what an operation says of its failure.
func reason(operation object.Body) string {
	failure, _ := operation["error"].(object.Body)
	return cmp.Or(value.Text(failure["message"]), value.Text(operation["statusDetail"]), "Graph gives no reason")
}
