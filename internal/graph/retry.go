// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// retryPolicy repeats requests as decide says and turns every answer that is
// not a success into an error.
type retryPolicy struct {
	now    func() time.Time
	sleep  func(context.Context, time.Duration) error
	random func() float64
	log    func(context.Context, slog.Level, string, map[string]any)
	limits *limitPolicy
}

func (p *retryPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx, op := req.Raw().Context(), operationOf(req)
	var last *Error
	ambiguous := false
	for {
		op.attempt++
		resp, answer, cause := p.attempt(req)
		if answer == nil && cause == nil {
			return resp, nil
		}
		if ambiguous && op.method == http.MethodDelete && answer != nil && answer.Status == http.StatusNotFound {
			return resp, nil
		}
		v := decide(outcome{
			attempt: op.attempt, method: op.effective(), once: op.once && !op.onlyReads, ended: ctx.Err() != nil,
			answer: answer, cause: cause, random: p.random(),
		})
		ambiguous = ambiguous || v.ambiguous
		failure := describe(req, answer, cause, last)
		if !v.repeat {
			return nil, mark(failure, ambiguous)
		}
		if err := p.wait(ctx, op, failure, v.wait); err != nil {
			return nil, mark(err, ambiguous)
		}
		last = cmp.Or(answer, last)
	}
}

// attempt sends the request once. Either answer or cause says why it failed;
// both are nil if it succeeded.
func (p *retryPolicy) attempt(req *policy.Request) (resp *http.Response, answer *Error, cause error) {
	try, err := afresh(req)
	if err != nil {
		return nil, nil, err
	}
	resp, err = try.Next()
	if err != nil {
		return nil, nil, err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		return resp, newError(try, resp, p.now()), nil
	}
	return resp, nil, nil
}

// wait waits for the next attempt, or says why it does not come: a wait beyond
// the deadline is not begun.
func (p *retryPolicy) wait(ctx context.Context, op *operation, failure error, d time.Duration) error {
	if left, enough := timeLeft(ctx, p.now(), d); !enough {
		return fmt.Errorf("%w; the next attempt would be in %s, but only %s is left: %w", failure, d, left, context.DeadlineExceeded)
	}
	p.log(ctx, slog.LevelDebug, "Waiting to repeat a request to Graph", map[string]any{"wait": d.String(), "failure": clean(failure.Error())})
	var answer *Error
	if errors.As(failure, &answer) && isThrottling(answer.Status) {
		defer p.limits.workloadOf(op.limitedAs).wait(p.now)()
	}
	if err := p.sleep(ctx, d); err != nil {
		return fmt.Errorf("%w; gave up waiting for the next attempt: %w", failure, err)
	}
	return nil
}

// timeLeft tells whether the context lives long enough for a wait.
func timeLeft(ctx context.Context, now time.Time, wait time.Duration) (left time.Duration, enough bool) {
	deadline, limited := ctx.Deadline()
	left = deadline.Sub(now)
	return max(0, left).Round(time.Second), !limited || wait <= left
}

// describe says which request failed. When an attempt got no answer, an answer
// to one before it is the more telling failure, so that it is kept.
func describe(req *policy.Request, answer *Error, cause error, last *Error) error {
	switch {
	case answer != nil:
		return answer
	case last != nil:
		return fmt.Errorf("%w; a later attempt: %w", last, cause)
	default:
		return fmt.Errorf("%s: %w", title(req), cause)
	}
}

// mark keeps in mind that a write may have taken effect.
func mark(failure error, ambiguous bool) error {
	if !ambiguous {
		return failure
	}
	return &AmbiguousError{cause: failure}
}
