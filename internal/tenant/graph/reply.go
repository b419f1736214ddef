// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// reply is what a request is answered with.
type reply struct {
	status int
	// body is an object, for $count a number as text, or a stream.
	body any
	// isError bodies have a content type of their own.
	isError bool
	header  map[string]string
	// metadata is how much of it the body has, where it is not the usual amount.
	metadata string
}

func noContent() reply { return reply{status: http.StatusNoContent} }

const errorType = "application/json"

// successType is the content type of a body with an amount of metadata.
func successType(metadata string) string {
	return "application/json;odata.metadata=" + cmp.Or(metadata, "minimal") + ";odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
}

// refuse makes the reply of a failure.
func (s *Server) refuse(w http.ResponseWriter, f *failure) reply {
	inner := map[string]string{
		"date":              s.options.Now().UTC().Format("2006-01-02T15:04:05"),
		"request-id":        w.Header().Get("request-id"),
		"client-request-id": w.Header().Get("client-request-id"),
	}
	envelope := map[string]any{"code": f.code, "message": f.message, "innerError": inner}
	if len(f.details) > 0 {
		envelope["details"] = f.details
	}
	r := reply{status: f.status, body: map[string]any{"error": envelope}, isError: true}
	if f.challenge != "" {
		r.header = map[string]string{"WWW-Authenticate": f.challenge}
	}
	return r
}

func (s *Server) write(w http.ResponseWriter, r reply) {
	w.Header().Set("Date", s.options.Now().UTC().Format(http.TimeFormat))
	for name, value := range r.header {
		w.Header().Set(name, value)
	}
	if r.body == nil {
		w.WriteHeader(r.status)
		return
	}
	if count, ok := r.body.(int); ok {
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(r.status)
		_, _ = w.Write([]byte(strconv.Itoa(count)))
		return
	}
	if stream, ok := r.body.(media); ok {
		w.Header().Set("Content-Type", stream.contentType)
		w.WriteHeader(r.status)
		_, _ = w.Write(stream.content)
		return
	}
	w.Header().Set("Content-Type", errorType)
	if !r.isError {
		w.Header().Set("Content-Type", successType(r.metadata))
		w.Header().Set("OData-Version", "4.0")
	}
	w.WriteHeader(r.status)
	s.writeJSON(w, r.body)
}

// withContext puts @odata.context before an object.
func (c *call) withContext(object store.Object, fragment string) store.Object {
	full := store.Object{"@odata.context": c.base() + "/" + c.version + "/$metadata#" + fragment}
	for name, value := range object {
		full[name] = value
	}
	return full
}

// writeJSON writes an answer by way of a buffer, of which there are as many as
// answers are written at once.
func (s *Server) writeJSON(w http.ResponseWriter, body any) {
	buffer, _ := s.buffers.Get().(*[]byte)
	if buffer == nil {
		buffer = new([]byte)
	}
	*buffer = append(store.AppendJSON((*buffer)[:0], body), '\n')
	_, _ = w.Write(*buffer) // the client may be gone
	s.buffers.Put(buffer)
}
