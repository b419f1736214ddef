// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// unmasked is what was read of an object, with the values that Graph masks. A reference
// that Graph does not know belongs to a value which was replaced meanwhile: the answer came
// from a replica that is behind, so that the object is read again.
func (r *Reader) unmasked(ctx context.Context, t value.Tree, found object.Body, attributes value.Attributes) (object.Body, error) {
	shown, err := r.withRevealed(ctx, t, found, attributes)
	if !graph.IsNotFound(err) {
		return shown, err
	}
	err = r.tenant.waits.again(ctx, r.Label(t), r.tenant.lag.Stale, func() (bool, error) {
		found, err := r.endpoint(t).read(ctx, r.OwnID(t), r.Selection(attributes))
		if err != nil {
			return true, gone(err)
		}
		shown, err = r.withRevealed(ctx, t, found, attributes)
		return !graph.IsNotFound(err), err
	})
	return shown, err
}

// withRevealed is what was read of an object, with the values that Graph masks.
func (r *Reader) withRevealed(ctx context.Context, t value.Tree, found object.Body, attributes value.Attributes) (object.Body, error) {
	for _, a := range attributes {
		elements, _ := found[a.Name].([]any)
		if a.Revealed == nil || len(elements) == 0 {
			continue
		}
		shown := slices.Clone(elements)
		for i, element := range shown {
			body, _ := element.(object.Body)
			if body[a.Revealed.Masked] != true {
				continue
			}
			plain, err := r.reveal(ctx, t, *a.Revealed, body)
			if err != nil {
				return nil, about(a, fmt.Errorf("reading what Graph masks in its %s: %w", a.Key, err))
			}
			body = maps.Clone(body)
			body[a.Revealed.Value] = plain
			shown[i] = body
		}
		found = maps.Clone(found)
		found[a.Name] = shown
	}
	return found, nil
}

// reveal asks for the value of one element.
func (r *Reader) reveal(ctx context.Context, t value.Tree, of object.Reveal, element object.Body) (any, error) {
	argument := url.PathEscape(value.Text(element[of.Parameter]))
	reply, err := send(ctx, r.tenant.client, r.tenant.together(graph.Request{
		Version: string(r.Address.ReadVersion()), Path: r.itemPath(t) + "/" + of.Function + "(" + of.Parameter + "='" + argument + "')",
	}))
	if err != nil {
		return nil, err
	}
	plain := value.Text(reply["value"])
	if _, err := base64.StdEncoding.DecodeString(plain); err != nil && slices.Contains(of.Binary, value.KindOf(element)) {
		plain = base64.StdEncoding.EncodeToString([]byte(plain))
	}
	return plain, nil
}
