// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxBatch is how many requests one batch may hold.
const maxBatch = 20

// part is one request of a batch.
type part struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

// batch carries out several requests. Graph promises no order but that of dependencies:
// here reads that stand together go at once, so that a batch takes no longer than one of
// them, and all else one after another. Each has an answer of its own; those that depend
// on a failed one are not tried.
func (c *call) batch() (reply, error) {
	if c.request.Method != http.MethodPost {
		return reply{}, methodNotAllowed()
	}
	parts, err := c.parts()
	if err != nil {
		return reply{}, err
	}
	failed := map[string]bool{}
	responses := make([]any, 0, len(parts))
	for len(parts) > 0 {
		together := 1
		for together < len(parts) && parts[0].readsAlone() && parts[together].readsAlone() {
			together++
		}
		for i, response := range c.answerParts(parts[:together], failed) {
			status, _ := response["status"].(int)
			failed[strings.ToLower(parts[i].ID)] = status >= http.StatusBadRequest
			responses = append(responses, response)
		}
		parts = parts[together:]
	}
	return reply{status: http.StatusOK, body: store.Object{"responses": responses}}, nil
}

// parts reads the requests of a batch, which are refused together.
func (c *call) parts() ([]part, error) {
	if err := c.readBody(); err != nil {
		return nil, err
	}
	var payload struct {
		Requests []part `json:"requests"`
	}
	encoded, err := json.Marshal(c.body)
	if err == nil {
		err = json.Unmarshal(encoded, &payload)
	}
	switch {
	case err != nil || len(payload.Requests) == 0:
		return nil, fail(http.StatusBadRequest, "BadRequest", "Invalid batch payload format.")
	case len(payload.Requests) > maxBatch:
		return nil, fail(http.StatusBadRequest, "BadRequest", "Number of batch request steps exceeds the maximum value of %d.", maxBatch)
	}
	known := map[string]bool{}
	for _, p := range payload.Requests {
		if err := p.check(known); err != nil {
			return nil, err
		}
		known[strings.ToLower(p.ID)] = true
	}
	return payload.Requests, nil
}

// check refuses what makes a whole batch invalid. Known are the ids before it.
func (p part) check(known map[string]bool) error {
	invalid := func(format string, args ...any) error {
		return fail(http.StatusBadRequest, "BadRequest", "Invalid batch payload format: "+format, args...)
	}
	switch {
	case p.ID == "" || p.Method == "" || p.URL == "":
		return invalid("id, method and url are required.")
	case known[strings.ToLower(p.ID)]:
		return invalid("the id '%s' is not unique.", p.ID)
	case strings.HasPrefix(strings.ToLower(strings.TrimPrefix(p.URL, "/")), "$batch"):
		return invalid("a batch cannot hold a batch.")
	case len(p.Body) > 0 && header(p.Headers, "Content-Type") == "":
		return invalid("the request '%s' has a body but no Content-Type.", p.ID)
	}
	for _, id := range p.DependsOn {
		if !known[strings.ToLower(id)] {
			return invalid("the request '%s' depends on '%s', which does not come before it.", p.ID, id)
		}
	}
	return nil
}

func header(headers map[string]string, name string) string {
	for key, value := range headers {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

// readsAlone tells of a part that changes nothing and waits for no other.
func (p part) readsAlone() bool { return p.Method == http.MethodGet && len(p.DependsOn) == 0 }

// answerParts answers parts at once. A panic in one, by which a connection is dropped, is
// one of them all.
func (c *call) answerParts(parts []part, failed map[string]bool) []store.Object {
	responses, panics := make([]store.Object, len(parts)), make([]any, len(parts))
	var all sync.WaitGroup
	for i, p := range parts {
		all.Go(func() {
			defer func() { panics[i] = recover() }()
			responses[i] = c.answerPart(p, failed)
		})
	}
	all.Wait()
	for _, reason := range panics {
		if reason != nil {
			panic(reason)
		}
	}
	return responses
}

func (c *call) answerPart(p part, failed map[string]bool) store.Object {
	for _, id := range p.DependsOn {
		if failed[strings.ToLower(id)] {
			return refusedPart(p, http.StatusFailedDependency, "FailedDependency", "A request on which this one depends has failed.")
		}
	}
	request, err := http.NewRequestWithContext(c.request.Context(), p.Method, "/"+c.version+"/"+strings.TrimPrefix(p.URL, "/"), bytes.NewReader(p.content()))
	if err != nil {
		return refusedPart(p, http.StatusBadRequest, "BadRequest", "Invalid request line.")
	}
	for name, value := range p.Headers {
		request.Header.Set(name, value)
	}
	request.Host = c.request.Host
	request.Header.Set("Authorization", c.request.Header.Get("Authorization"))
	recorder := &recorder{header: http.Header{}}
	c.inner.ServeHTTP(recorder, request)
	return recorder.response(p.ID)
}

// content is the body of a part: JSON, or anything else in base64.
func (p part) content() []byte {
	var encoded string
	if !strings.Contains(header(p.Headers, "Content-Type"), "json") && json.Unmarshal(p.Body, &encoded) == nil {
		if decoded, err := base64.StdEncoding.DecodeString(encoded); err == nil {
			return decoded
		}
	}
	return p.Body
}

func refusedPart(p part, status int, code, message string) store.Object {
	return store.Object{
		"id": p.ID, "status": status, "headers": store.Object{"Content-Type": errorType},
		"body": store.Object{"error": store.Object{"code": code, "message": message}},
	}
}

// recorder takes the answer to a part.
type recorder struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

func (r *recorder) response(id string) store.Object {
	headers := store.Object{}
	for name := range r.header {
		headers[name] = r.header.Get(name)
	}
	response := store.Object{"id": id, "status": r.status, "headers": headers}
	switch {
	case r.body.Len() == 0:
	case strings.Contains(r.header.Get("Content-Type"), "json"):
		response["body"] = json.RawMessage(bytes.TrimSpace(r.body.Bytes()))
	default:
		response["body"] = base64.StdEncoding.EncodeToString(r.body.Bytes())
	}
	return response
}
