// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// maxBatch is how many requests Graph takes in one batch.
const maxBatch = 20

// batch sends reads of one version in one request. What it cannot answer for good
// stays without an answer and is sent alone: there the waiting and repeating is.
func (c *Client) batch(ctx context.Context, reads []*read) {
	version := reads[0].request.Version
	parts := make([]any, len(reads))
	requests := make([]*policy.Request, len(reads))
	for i, r := range reads {
		address, err := r.request.address(c.endpoint)
		if err == nil {
			requests[i], err = newRequest(ctx, r.request, address)
		}
		if err != nil {
			return // alone, each is told what is wrong with it
		}
		part := map[string]any{"id": strconv.Itoa(i), "method": http.MethodGet, "url": strings.TrimPrefix(address, c.Endpoint()+"/"+version)}
		if len(r.request.Header) > 0 {
			part["headers"] = flat(r.request.Header)
		}
		parts[i] = part
	}
	whole := Request{Method: http.MethodPost, Version: version, Path: "/$batch", Body: map[string]any{"requests": parts}}
	address, err := whole.address(c.endpoint)
	if err != nil {
		return
	}
	reply, err := c.sendAs(ctx, whole, address, func(op *operation) {
		op.onlyReads, op.parts, op.limitedAs = true, len(reads), requests[0].Raw().URL.Path
	})
	if err != nil {
		return
	}
	answers, _ := reply.Body["responses"].([]any)
	now, refused, wait := c.limits.now(), 0, time.Duration(0)
	for _, answer := range answers {
		members, _ := answer.(map[string]any)
		i, err := strconv.Atoi(text(members, "id"))
		if err != nil || i < 0 || i >= len(reads) {
			continue
		}
		status, header := headOf(members)
		if isThrottling(status) {
			refused, wait = refused+1, max(wait, retryAfter(header, now))
		}
		reads[i].reply, reads[i].err = c.answerTo(requests[i], status, header, members)
	}
	if refused > 0 {
		c.limits.workloadOf(requests[0].Raw().URL.Path).refuseParts(now, refused, wait)
	}
}

// headOf is the status and the headers of the answer to a part of a batch.
func headOf(answer map[string]any) (status int, header http.Header) {
	number, _ := answer["status"].(json.Number)
	status, _ = strconv.Atoi(number.String())
	header = http.Header{}
	given, _ := answer["headers"].(map[string]any)
	for name := range given {
		header.Set(name, text(given, name))
	}
	return status, header
}

// answerTo is the answer to a part of a batch; neither reply nor error if it has to
// be sent again.
func (c *Client) answerTo(req *policy.Request, status int, header http.Header, answer map[string]any) (*Reply, error) {
	body, isObject := answer["body"].(map[string]any)
	switch {
	case status >= http.StatusOK && status < http.StatusMultipleChoices && isObject:
		return &Reply{Status: status, Header: header, Body: body}, nil
	case !isFinal(status):
		return nil, nil
	}
	payload, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("%s: the answer in a batch is not JSON: %w", title(req), err)
	}
	return nil, newError(req, &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(bytes.NewReader(payload))}, c.limits.now())
}

// isFinal tells whether a read that was answered so need not be sent again. That a
// token has expired is no answer.
func isFinal(status int) bool {
	return status == http.StatusBadRequest || status == http.StatusForbidden || status == http.StatusNotFound
}

// flat are headers as a batch has them.
func flat(header http.Header) map[string]string {
	all := map[string]string{}
	for name, values := range header {
		all[name] = strings.Join(values, ",")
	}
	return all
}
