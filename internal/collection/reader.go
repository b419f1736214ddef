// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// KindError says that an object is of a type which the definition does not know.
type KindError struct{ label, kind string }

func (e *KindError) Error() string {
	return fmt.Sprintf("The %s is of the type %s, which this version of the provider does not know here.", e.label, e.kind)
}

// Get reads one object, whose id and parents are in t. It looks again for one that
// was written lately. If there is none, the error wraps [ErrGone]; an object of a
// type that the definition does not know is a [*KindError].
func (r *Reader) Get(ctx context.Context, t value.Tree, attributes value.Attributes) (object.Body, error) {
	if found := r.readAhead(ctx, t, attributes); found != nil {
		return found, r.checkKind(t, found)
	}
	return r.get(ctx, t, attributes)
}

// get is Get from the object itself.
func (r *Reader) get(ctx context.Context, t value.Tree, attributes value.Attributes) (found object.Body, err error) {
	var window time.Duration
	if r.isYoung(t) {
		window = r.tenant.lag.Missing
	}
	err = r.tenant.waits.again(ctx, r.Label(t), window, func() (bool, error) {
		found, err = r.look(ctx, t, attributes)
		return !errors.Is(err, ErrGone), err
	})
	return found, err
}

// look reads once. Only what is asked here says that an object is gone.
func (r *Reader) look(ctx context.Context, t value.Tree, attributes value.Attributes) (object.Body, error) {
	found, err := r.endpoint(t).read(ctx, r.OwnID(t), r.Selection(attributes))
	if graph.IsNotFound(err) && (r.Target() != "" || r.Element() != nil || r.IsInList()) {
		found, err = r.lookBelow(ctx, t)
	}
	if err != nil {
		return nil, gone(err)
	}
	found = r.withNames(ctx, t, found)
	if err := r.checkKind(t, found); err != nil {
		return found, err
	}
	found, err = r.unmasked(ctx, t, found, attributes)
	if err != nil {
		return nil, err
	}
	return r.withReferred(ctx, t, found, attributes)
}

// lookBelow looks again for a link or an element, whose address is its parent's: if
// the parent is there, it was a replica that did not know it.
func (r *Reader) lookBelow(ctx context.Context, t value.Tree) (found object.Body, err error) {
	parent := r.parentPath(t)
	if _, err := r.tenant.read(ctx, string(r.Address.ReadVersion()), parent, url.Values{"$select": {"id"}}); err != nil {
		return nil, fmt.Errorf("whether %s is there: %w", parent, err)
	}
	err = r.tenant.waits.again(ctx, r.Label(t), r.tenant.lag.Missing, func() (bool, error) {
		found, err = r.endpoint(t).read(ctx, r.OwnID(t), nil)
		return !graph.IsNotFound(err), err
	})
	if graph.IsNotFound(err) {
		return nil, fmt.Errorf("%s is there, and what it holds cannot be read: %v", parent, err) //nolint:errorlint // it is no sign that something is missing
	}
	return found, err
}

// checkKind refuses an object of another type than the definition's: of its values
// none would be shown, or those of something else.
func (r *Reader) checkKind(t value.Tree, found object.Body) error {
	if r.IsKnown(found) {
		return nil
	}
	return &KindError{r.Label(t), value.KindOf(found)}
}

// Refresh reads the object of a state, with those of its relations that are
// managed. Recent is what is known of an object that we have written so lately that a
// replica may be behind, and nil otherwise: then it looks again while the object is
// missing or still shows other values than we have written, and an object that was seen
// is not gone.
func (r *Reader) Refresh(ctx context.Context, prior value.Tree, recent *value.Memory) (object.Body, error) {
	agrees := func(found object.Body) bool {
		return recent == nil || r.Agrees(*recent, prior, r.Object.Refresh(prior, found))
	}
	if listed := r.readAhead(ctx, prior, r.Managed); listed != nil && r.IsKnown(listed) {
		found, err := r.withLinks(ctx, prior, r.withNames(ctx, prior, listed))
		if err != nil || agrees(found) {
			return found, err
		}
	}
	look := func() (object.Body, error) {
		found, err := r.look(ctx, prior, r.Managed)
		if err != nil {
			return nil, err
		}
		return r.withLinks(ctx, prior, found)
	}
	if recent == nil {
		return look()
	}
	return r.settled(ctx, r.Label(prior), look, agrees)
}

// settled looks at an object that was just written until it shows what is wanted.
// It waits for one that is missing, and for a value that is old, as long as each may
// take; what was seen last counts then.
func (r *Reader) settled(ctx context.Context, what string, look func() (object.Body, error), agrees func(object.Body) bool) (object.Body, error) {
	waits, lag := &r.tenant.waits, r.tenant.lag
	missing, stale := patience{waits: waits, window: lag.Missing}, patience{waits: waits, window: lag.Stale}
	var seen object.Body
	for {
		found, err := look()
		switch {
		case err == nil && agrees(found):
			return found, nil
		case err == nil:
			seen = found
		case !errors.Is(err, ErrGone):
			return nil, err
		}
		switch {
		case seen != nil && stale.ended():
			return seen, nil
		case seen == nil && missing.ended():
			return nil, err
		}
		if stopped := waits.pause(ctx, what); stopped != nil {
			return nil, lastAnswer(stopped, err)
		}
	}
}

// withLinks adds the relations that a state manages to what was read of it.
func (r *Reader) withLinks(ctx context.Context, t value.Tree, found object.Body) (object.Body, error) {
	for _, a := range r.Relations() {
		if t[a.Name] == nil {
			continue
		}
		ids, err := r.Links(ctx, t, a)
		if err != nil {
			return nil, err
		}
		found = maps.Clone(found)
		found[a.Name] = ids
	}
	return found, nil
}
