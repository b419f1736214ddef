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
	// Given are the parameters by Graph's names.
	Given map[string]any
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

// PendingError says that nobody knows yet what comes of an order, in a sentence.
type PendingError struct{ Reason string }

func (e *PendingError) Error() string { return e.Reason }

// Run carries an order out. That a device has not reported in time, or that Graph's answer
// leaves open what has come of the order, is a [PendingError].
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
	if body := o.body(); len(o.Parameters) > 0 {
		request.Body = body
	}
	r.Progress("Sending POST /" + o.Version + o.path())
	reply, err := r.Client.Do(ctx, request)
	if err != nil {
		return err
	}
	r.Progress("Graph has taken the order")
	switch {
	case o.Outcome != nil:
		return o.Outcome(reply.Body, r.Progress)
	case o.OfDevice() && o.Wait > 0:
		return r.follow(ctx, o, resultsOf(before))
	}
	return nil
}

// path is where the order is posted.
func (o Order) path() string {
	path := strings.ReplaceAll(o.Path, "{id}", url.PathEscape(o.ID))
	for name, v := range o.Given {
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(fmt.Sprint(v)))
	}
	return path
}

// objects are the paths of what the order is for.
func (o Order) objects() []string {
	above := o.path()[:strings.LastIndexByte(o.path(), '/')]
	if o.OfOne() {
		return []string{above}
	}
	var all []string
	ids, _ := o.Given[o.Many].([]string)
	for _, id := range ids {
		all = append(all, above+"/"+url.PathEscape(id))
	}
	return all
}

// body holds the parameters that are no part of the path.
func (o Order) body() map[string]any {
	body := map[string]any{}
	for _, p := range o.Parameters {
		if v, given := o.Given[p.Name]; given && !strings.Contains(o.Path, "{"+p.Name+"}") {
			p.put(body, v)
		}
	}
	return body
}

// put sets the parameter in a body.
func (p Parameter) put(body map[string]any, v any) {
	names := strings.Split(p.Name, ".")
	for _, name := range names[:len(names)-1] {
		body = inner(body, name)
	}
	body[names[len(names)-1]] = v
}

// inner is a complex member of a body, which is made if it is not there yet: the only
// one of a list, after [].
func inner(body map[string]any, name string) map[string]any {
	name, inList := strings.CutSuffix(name, "[]")
	member, made := body[name].(map[string]any)
	if members, ok := body[name].([]any); ok {
		member, made = members[0].(map[string]any)
	}
	if made {
		return member
	}
	member = map[string]any{}
	if body[name] = member; inList {
		body[name] = []any{member}
	}
	return member
}

// look reads the objects, so that a wrong id is told before anything happens. It returns
// the one that the order is for.
func (r Runner) look(ctx context.Context, o Order) (object map[string]any, err error) {
	for _, path := range o.objects() {
		if object, err = r.lookAt(ctx, o, path); err != nil {
			return nil, err
		}
	}
	return object, nil
}

func (r Runner) lookAt(ctx context.Context, o Order, path string) (map[string]any, error) {
	reply, err := r.Client.Do(ctx, graph.Request{Version: o.Version, Path: path})
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
	for waited := time.Duration(0); ; waited += lookEvery {
		reply, err := r.Client.Do(ctx, graph.Request{Version: o.Version, Path: o.objects()[0]})
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
		if waited+lookEvery > o.Wait {
			break
		}
		if err := r.Sleep(ctx, lookEvery); err != nil {
			return err
		}
	}
	if state == "" {
		r.Progress("Graph shows no result of the order")
		return nil
	}
	return &PendingError{"the device has taken the order and has not reported that it is done; its last word is " + state}
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
