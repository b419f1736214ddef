// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"testing"
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

// TestAWaitForWhatIsNotReady says how far it has come when its time is over.
func TestAWaitForWhatIsNotReady(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Attributes = append(d.Attributes, object.Attribute{Name: "state", Mode: object.ReadOnly, Type: object.String{}})
	d.Life.Ready = object.Is("state", "ready")
	s := follow(t, d, script{"GET /v1.0/crews/c1": {{200, `{"id":"c1","name":"a","state":"busy"}`}}})
	ctx, stop := context.WithCancel(t.Context())
	s.tenant.lag.Pause = time.Hour
	go func() {
		for len(s.requests("GET")) == 0 {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(20 * time.Millisecond)
		stop()
	}()
	err := s.awaitReady(ctx, parse(t, `{"id":"c1","name":"a"}`))
	if fault := said(err, `state is still "busy"`); fault != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("%v: %s", err, fault)
	}
	if diff := cmp.Diff([]string{"GET /v1.0/crews/c1?$select=id,state"}, s.asked()); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}
