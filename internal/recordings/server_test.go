// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package recordings

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
)

// server answers requests about one recorded object with what was recorded, and
// all others with 404. It refuses every change.
type server struct {
	path   string
	object map[string]any
}

func newServer(r recording) *server {
	path := r.definition.Address().Path
	for _, name := range r.definition.Parameters() {
		path = strings.Replace(path, "{"+name+"}", parentID, 1)
	}
	if !r.definition.IsSingleton() {
		path += "/" + r.id()
	}
	return &server{path: path, object: r.value}
}

// RoundTrip answers a request without a network.
func (s *server) RoundTrip(request *http.Request) (*http.Response, error) {
	answer := httptest.NewRecorder()
	s.serve(answer, request)
	response := answer.Result()
	response.Request = request
	return response, nil
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	_, path, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/") // without the version
	rest, ok := strings.CutPrefix(strings.ToLower("/"+path), strings.ToLower(s.path))
	w.Header().Set("Content-Type", "application/json")
	switch {
	case r.Method != http.MethodGet:
		refuse(w, http.StatusMethodNotAllowed, "Request_BadRequest")
	case ok && rest == "":
		_ = json.NewEncoder(w).Encode(s.object)
	case ok && strings.HasPrefix(rest, "/"):
		_ = json.NewEncoder(w).Encode(map[string]any{"value": s.elements(rest[1:])})
	default:
		refuse(w, http.StatusNotFound, "Request_ResourceNotFound")
	}
}

// elements are those of a collection that the object has: none, where it was
// recorded without.
func (s *server) elements(name string) []any {
	for property, value := range s.object {
		if elements, ok := value.([]any); ok && strings.EqualFold(property, name) {
			return elements
		}
	}
	return []any{}
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"code": code, "message": http.StatusText(status)}})
}
