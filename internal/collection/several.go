// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"iter"
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AtOnce is how many objects of a list are read at the same time: as many as Graph
// takes in one batch.
const AtOnce = 20

// Several yields what read makes of each object of a list, in the list's order. It
// reads [AtOnce] objects at the same time, and only when they are wanted. Errors of the
// list stand where they came; an error of read comes for its object, and others follow
// it.
func Several[T any](ctx context.Context, list iter.Seq2[object.Body, error], read func(context.Context, object.Body) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		var waiting []*oneOf[T]
		for found, err := range list {
			waiting = append(waiting, &oneOf[T]{found: found, err: err})
			if len(waiting) < AtOnce {
				continue
			}
			if !yieldAll(ctx, waiting, read, yield) {
				return
			}
			waiting = nil
		}
		yieldAll(ctx, waiting, read, yield)
	}
}

// oneOf is one object that is read with others.
type oneOf[T any] struct {
	found object.Body
	made  T
	err   error
}

// yieldAll reads objects at the same time. It tells whether more are wanted.
func yieldAll[T any](ctx context.Context, waiting []*oneOf[T], read func(context.Context, object.Body) (T, error), yield func(T, error) bool) bool {
	var under sync.WaitGroup
	for _, one := range waiting {
		if one.err == nil {
			under.Go(func() { one.made, one.err = read(ctx, one.found) })
		}
	}
	under.Wait()
	for _, one := range waiting {
		if !yield(one.made, one.err) {
			return false
		}
	}
	return true
}
