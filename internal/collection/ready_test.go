// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestWhatBelongsToAnObjectWaitsForIt: an action of a new object is called once Graph has
// done what it does with the object, and not before.
func TestWhatBelongsToAnObjectWaitsForIt(t *testing.T) {
	t.Parallel()
	made := func(state string) string { return `{"id":"c1","name":"a","state":"` + state + `"}` }
	for name, tt := range map[string]struct {
		reads  []answer
		assign []string
		fails  string
	}{
		"it is ready":         {[]answer{{200, made("ready")}}, []string{`POST /v1.0/crews/c1/assign {"targets":["t"]}`}, ""},
		"after a while":       {[]answer{{200, made("busy")}, {200, made("busy")}, {200, made("ready")}}, []string{`POST /v1.0/crews/c1/assign {"targets":["t"]}`}, ""},
		"nobody may see that": {[]answer{{403, denied}}, nil, "whether"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := crew(false)
			d.Attributes = append(d.Attributes, object.Attribute{Name: "state", Mode: object.ReadOnly, Type: object.String{}})
			d.Life.Ready = object.Is("state", "ready")
			s := follow(t, d, script{"POST /v1.0/crews": {{201, made("busy")}}, "GET /v1.0/crews/c1": tt.reads, "POST /v1.0/crews/c1/assign": {{204, ""}}})
			result, err := s.create(`{"id":"?","name":"a","state":"?","targets":["t"]}`)
			if fault := said(err, tt.fails); fault != "" {
				t.Error(fault)
			}
			if err != nil && result.Stage != Started {
				t.Errorf("the stage is %v, want the new object to be known", result.Stage)
			}
			if diff := cmp.Diff(tt.assign, s.requests("POST /v1.0/crews/")); diff != "" {
				t.Errorf("actions mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWaitsSayHowFarItHasCome when their time is over.
func TestWaitsSayHowFarItHasCome(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Attributes = append(d.Attributes, object.Attribute{Name: "state", Mode: object.ReadOnly, Type: object.String{}})
	d.Life.Ready = object.Is("state", "ready")
	for want, tt := range map[string]struct {
		answers script
		wait    func(context.Context, *scripted) error
	}{
		`state is still "busy"`: {
			script{"GET /v1.0/crews/c1": {{200, `{"id":"c1","name":"a","state":"busy"}`}}},
			func(ctx context.Context, s *scripted) error {
				return s.awaitReady(ctx, parse(t, `{"id":"c1","name":"a"}`))
			},
		},
		`the operation /operations/1 is still "running"`: {
			script{"GET /v1.0/operations/1": {{200, `{"status":"running"}`}}},
			func(ctx context.Context, s *scripted) error {
				_, err := (entity{tenant: s.tenant, version: "v1.0"}).await(ctx, "/operations/1")
				return err
			},
		},
		`the request /requests/r is still "Pending"`: {
			script{"GET /v1.0/requests/r": {{200, `{"id":"r","status":"Pending"}`}}},
			func(ctx context.Context, s *scripted) error {
				_, err := (entity{tenant: s.tenant, version: "v1.0"}).carriedOut(ctx, "/requests", object.Progress{Status: "status", Done: []string{"Done"}}, object.Body{"id": "r"})
				return err
			},
		},
		`the upload, which is to become commitFileSuccess, is still "commitFilePending"`: {
			script{"GET /v1.0/files/f": {{200, `{"id":"f","uploadState":"commitFilePending"}`}}},
			func(ctx context.Context, s *scripted) error {
				_, err := (&upload{c: s.Collection, file: "/files/f"}).await(ctx, "commitFile")
				return err
			},
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := followHere(t, d, tt.answers)
			s.tenant.lag.Pause = 2 * time.Second
			ctx, stop := context.WithTimeout(t.Context(), 9*time.Second)
			defer stop()
			err := tt.wait(ctx, s)
			if fault := said(err, want); fault != "" || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v: %s", err, fault)
			}
			if n := len(s.requests("GET")); n < 4 {
				t.Errorf("%s: Graph was asked %d times", want, n)
			}
		})
	}
}
