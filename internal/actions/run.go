// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package actions has Graph carry out what is ordered once: of devices, users and what
// was deleted. One table of orders serves Terraform's actions and the command line.
package actions

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// Order is what somebody wants done.
type Order struct {
	Definition
	// ID names the object; DeviceName must be its name, for destructive orders.
	ID, DeviceName string
	// Body holds the parameters by Graph's names.
	Body map[string]any
	// DryRun looks the object up and orders nothing.
	DryRun bool
	// Wait is how long to wait for a device to report; 0 for not at all.
	Wait time.Duration
}

// Runner carries orders out.
type Runner struct {
	Client *graph.Client
	// Progress is told, in sentences, what goes on.
	Progress func(string)
	// Sleep waits, or less if the context ends.
	Sleep func(context.Context, time.Duration) error
}

// lookEvery is the time between two looks at a device.
const lookEvery = 15 * time.Second

// PendingError says that a device has not reported within the time.
type PendingError struct{ State string }

func (e *PendingError) Error() string {
	return "the device has taken the order and has not reported that it is done; its last word is " + e.State
}

// Run carries an order out. That a device has not reported in time is a [PendingError].
func (r Runner) Run(ctx context.Context, o Order) error {
	before, err := r.look(ctx, o)
	if err != nil {
		return err
	}
	if o.DryRun {
		r.Progress("Dry run: would send POST /" + o.Version + o.path())
		return nil
	}
	request := graph.Request{Method: http.MethodPost, Version: o.Version, Path: o.path()}
	if len(o.Parameters) > 0 {
		request.Body = o.Body
	}
	r.Progress("Sending POST /" + o.Version + o.path())
	if _, err := r.Client.Do(ctx, request); err != nil {
		return err
	}
	r.Progress("Graph has taken the order")
	if !o.OfDevice() || o.Wait <= 0 {
		return nil
	}
	return r.follow(ctx, o, resultsOf(before))
}

func (o Order) path() string { return strings.ReplaceAll(o.Path, "{id}", url.PathEscape(o.ID)) }

// object is the path of what the order is for.
func (o Order) object() string { return o.path()[:strings.LastIndexByte(o.path(), '/')] }

// look reads the object, so that a wrong id is told before anything happens.
func (r Runner) look(ctx context.Context, o Order) (map[string]any, error) {
	reply, err := r.Client.Do(ctx, graph.Request{Version: o.Version, Path: o.object()})
	if err != nil {
		return nil, err
	}
	name, _ := reply.Body["deviceName"].(string)
	if o.Destructive && name != o.DeviceName {
		return nil, fmt.Errorf("the device with the id %s has the name %q, and not %q: nothing was ordered", o.ID, name, o.DeviceName)
	}
	return reply.Body, nil
}

// follow waits until the device reports. Graph does not say which result belongs to
// which order: the one that was not there before is ours.
func (r Runner) follow(ctx context.Context, o Order, known map[string]string) error {
	state := ""
	for waited := time.Duration(0); waited <= o.Wait; waited += lookEvery {
		reply, err := r.Client.Do(ctx, graph.Request{Version: o.Version, Path: o.object()})
		if graph.IsNotFound(err) && o.Destructive {
			r.Progress("The device is gone from Intune")
			return nil
		}
		if err != nil {
			return err
		}
		for key, now := range resultsOf(reply.Body) {
			if known[key] != "" {
				continue
			}
			if now != state {
				r.Progress("The device reports: " + now)
			}
			state = now
		}
		switch state {
		case "done":
			return nil
		case "failed", "canceled", "notSupported":
			return errors.New("the device reports that the order is " + state)
		}
		if err := r.Sleep(ctx, lookEvery); err != nil {
			return err
		}
	}
	if state == "" {
		r.Progress("Graph shows no result of the order")
		return nil
	}
	return &PendingError{state}
}

// resultsOf are the states of a device's orders, by name and time.
func resultsOf(device map[string]any) map[string]string {
	states := map[string]string{}
	results, _ := device["deviceActionResults"].([]any)
	for _, v := range results {
		result, _ := v.(map[string]any)
		states[fmt.Sprint(result["actionName"], " ", result["startDateTime"])] = fmt.Sprint(result["actionState"])
	}
	return states
}
