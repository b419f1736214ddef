// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"sync/atomic"
	"time"
)

// lent is the context of a request, which is given back with the answer. The framework
// keeps every context that it was ever given, to end it when Terraform is interrupted:
// with all its loggers that is ten kilobytes a request, and there are two requests for
// each data source of a plan.
type lent struct {
	from atomic.Pointer[context.Context]
}

// lend is a context for the framework, and what gives it back.
func lend(ctx context.Context) (context.Context, func()) {
	l := &lent{}
	l.from.Store(&ctx)
	return l, func() {
		ended, cancel := context.WithCancel(context.Background())
		cancel()
		l.from.Store(&ended)
	}
}

func (l *lent) Deadline() (time.Time, bool) { return (*l.from.Load()).Deadline() }
func (l *lent) Done() <-chan struct{}       { return (*l.from.Load()).Done() }
func (l *lent) Err() error                  { return (*l.from.Load()).Err() }
func (l *lent) Value(key any) any           { return (*l.from.Load()).Value(key) }

// lending has the framework serve a request.
func lending[Request, Response any](ctx context.Context, req *Request, serve func(context.Context, *Request) (*Response, error)) (*Response, error) {
	l, giveBack := lend(ctx)
	defer giveBack()
	return serve(l, req)
}
