// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// lent is the context of a request, which is given back with the answer. The framework
// keeps every context that it was ever given, to end it when Terraform is interrupted:
// with all its loggers that is ten kilobytes a request, and there are four requests
// for each object of a plan.
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

// lending serves a request of which there is one for each object.
func lending[Request, Response any](ctx context.Context, req *Request, serve func(context.Context, *Request) (*Response, error)) (*Response, error) {
	l, giveBack := lend(ctx)
	defer giveBack()
	return serve(l, req)
}

func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return lending(ctx, req, s.Server.UpgradeResourceState)
}

func (s *server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return lending(ctx, req, s.Server.UpgradeResourceIdentity)
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return lending(ctx, req, s.Server.ReadResource)
}

func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return lending(ctx, req, s.Server.ImportResourceState)
}

func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return lending(ctx, req, s.Server.ReadDataSource)
}
