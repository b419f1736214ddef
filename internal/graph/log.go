// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// logPolicy writes a line for each attempt, without headers and bodies.
type logPolicy struct {
	now func() time.Time
	log func(context.Context, slog.Level, string, map[string]any)
}

func (p *logPolicy) Do(req *policy.Request) (*http.Response, error) {
	start := p.now()
	resp, err := req.Next()
	fields := map[string]any{
		"method":        req.Raw().Method,
		"path":          clean(req.Raw().URL.RequestURI()),
		"attempt":       operationOf(req).attempt,
		"duration_ms":   p.now().Sub(start).Milliseconds(),
		clientRequestID: req.Raw().Header.Get(clientRequestID),
	}
	if resp != nil {
		fields["status"] = resp.StatusCode
		fields["request-id"] = clean(resp.Header.Get("request-id"))
	}
	if err != nil {
		fields["error"] = clean(err.Error())
	}
	p.log(req.Raw().Context(), slog.LevelDebug, "Sent a request to Graph", fields)
	return resp, err
}
