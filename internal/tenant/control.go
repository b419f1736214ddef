// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// control serves what Microsoft's services have not: the endpoints below
// /_tenant, for scripts that drive a tenant from outside.
func (t *Tenant) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_tenant/ready", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"tenantId": t.TenantID(), "domain": t.Domain(), "url": t.URL()})
	})
	mux.HandleFunc("GET /_tenant/state", func(w http.ResponseWriter, _ *http.Request) {
		var document bytes.Buffer
		s := state{Version: stateVersion, TenantID: t.options.TenantID, Domain: t.options.Domain, objects: t.store}
		if err := s.encode(&document); err != nil {
			writeJSON(w, http.StatusInternalServerError, map[string]any{"error": err.Error()})
			return
		}
		writeJSON(w, http.StatusOK, masked(document.Bytes()))
	})
	mux.HandleFunc("POST /_tenant/reset", func(w http.ResponseWriter, _ *http.Request) {
		if err := t.Reset(); err != nil {
			writeJSON(w, http.StatusInternalServerError, map[string]any{"error": err.Error()})
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /_tenant/requests", t.controlRequests)
	mux.HandleFunc("POST /_tenant/faults", t.controlFault)
	mux.HandleFunc("GET /_tenant/faults", t.listFaults)
	mux.HandleFunc("DELETE /_tenant/faults/{number}", t.removeFault)
	mux.HandleFunc("POST /_tenant/clock", t.controlClock)
	mux.HandleFunc("GET /_tenant/clock", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"now": t.options.Now().UTC().Format(time.RFC3339), "skew": t.clock.ahead().String()})
	})
	mux.HandleFunc("DELETE /_tenant/faults", func(w http.ResponseWriter, _ *http.Request) {
		t.ClearFaults()
		w.WriteHeader(http.StatusNoContent)
	})
	if !t.options.WithoutPage {
		t.page(mux)
	}
	return mux
}

// listFaults answers with the faults that there are, as they are written on the
// command line.
func (t *Tenant) listFaults(w http.ResponseWriter, _ *http.Request) {
	faults := []map[string]any{}
	for _, f := range t.faults.Active() {
		faults = append(faults, map[string]any{"number": f.Number, "fault": f.String(), "hits": f.Hits})
	}
	writeJSON(w, http.StatusOK, map[string]any{"faults": faults})
}

// removeFault ends one fault.
func (t *Tenant) removeFault(w http.ResponseWriter, r *http.Request) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || !t.faults.Remove(number) {
		writeJSON(w, http.StatusNotFound, map[string]any{"error": "There is no fault with the number " + r.PathValue("number") + "."})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// fromHere refuses what a page of another site has a browser send: it comes from
// that site's origin or, where the site's name was turned to loopback, for its host.
// The endpoints take no token that would tell.
func (t *Tenant) fromHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, asked := range map[string]string{"Host": r.Host, "Origin": strings.TrimPrefix(r.Header.Get("Origin"), "https://")} {
			if asked != "" && !t.isHere(asked) {
				writeJSON(w, http.StatusForbidden, map[string]any{"error": name + " is not the tenant's own address, which is " + t.URL()})
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// isHere tells whether host and port are the tenant's, by one of loopback's names.
func (t *Tenant) isHere(asked string) bool {
	host, port, err := net.SplitHostPort(asked)
	if err != nil { // without a port
		host, port = strings.Trim(asked, "[]"), "443"
	}
	_, own, _ := net.SplitHostPort(t.front.address()) // a listener's address has both
	ip := net.ParseIP(host)
	return port == own && (strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback())
}

// controlRequests answers with the requests so far, or with those that the
// parameter pattern matches.
func (t *Tenant) controlRequests(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if reason := recover(); reason != nil { // the pattern is none
			writeJSON(w, http.StatusBadRequest, map[string]any{"error": fmt.Sprint(reason)})
		}
	}()
	pattern := r.URL.Query().Get("pattern")
	if pattern == "" {
		pattern = "/"
	}
	writeJSON(w, http.StatusOK, map[string]any{"requests": append([]Request{}, t.Requests(pattern)...)})
}

// controlFault takes a fault as JSON, {"pattern":"POST /v1.0/groups","status":503},
// or as it is written on the command line, {"fault":"POST /v1.0/groups status=503"}.
func (t *Tenant) controlFault(w http.ResponseWriter, r *http.Request) {
	f, err := readFault(http.MaxBytesReader(w, r.Body, 1<<20))
	if err == nil {
		err = t.Inject(f)
	}
	if err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// controlClock sets the clock, {"skew":"10m"}.
func (t *Tenant) controlClock(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Skew string `json:"skew"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&body)
	if err == nil {
		var skew time.Duration
		if skew, err = time.ParseDuration(body.Skew); err == nil {
			t.SkewClock(skew)
		}
	}
	if err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// readFault reads a fault from JSON, where durations are texts such as "2s".
func readFault(document io.Reader) (fault.Fault, error) {
	var body struct {
		Text string `json:"fault"`
		fault.Fault
		Latency string `json:"latency"`
		Window  string `json:"window"`
	}
	decoder := json.NewDecoder(document)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&body); err != nil {
		return fault.Fault{}, fmt.Errorf("read the fault: %w", err)
	}
	if body.Text != "" {
		return fault.Parse(body.Text)
	}
	var err error
	for _, duration := range []struct {
		text  string
		field *time.Duration
	}{{body.Latency, &body.Fault.Latency}, {body.Window, &body.Fault.Window}} {
		if duration.text != "" && err == nil {
			*duration.field, err = time.ParseDuration(duration.text)
		}
	}
	return body.Fault, err
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may be gone
}

// Reset puts the tenant back to its start: the built-in objects, and those of
// the seed. Tokens stay valid, faults stay as they are.
func (t *Tenant) Reset() error {
	fresh, err := t.freshStore()
	if err != nil {
		return err
	}
	if err := t.store.Restore(fresh); err != nil {
		return fmt.Errorf("reset the tenant: %w", err)
	}
	t.keeper.touchIfAny()
	return nil
}
