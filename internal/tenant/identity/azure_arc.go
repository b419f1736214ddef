// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/google/uuid"
)

// ArcTokens is where the agent of Azure Arc keeps its challenges on Linux.
// Clients accept no other folder.
const ArcTokens = "/var/opt/azcmagent/tokens" //nolint:gosec // it is a folder, no credential

// azureArc is the agent on a server outside Azure. Whoever wants a token has to
// show that it can read a file which only privileged users can.
type azureArc struct {
	host      *Host
	mux       *http.ServeMux
	directory string

	mu         sync.Mutex
	challenges map[string]string // path of the file by its content
}

// AzureArc is the agent of Azure Arc. It writes its challenges into a folder,
// normally [ArcTokens], and removes each once it is met.
func (h *Host) AzureArc(directory string) Endpoint {
	e := &azureArc{host: h, mux: http.NewServeMux(), directory: directory, challenges: map[string]string{}}
	e.mux.HandleFunc("GET /metadata/identity/oauth2/token", e.token)
	return e
}

// Env gives the address, twice, as the agent's installation does.
func (e *azureArc) Env(address string) []string {
	return []string{"IDENTITY_ENDPOINT=" + address + "/metadata/identity/oauth2/token", "IMDS_ENDPOINT=" + address}
}

func (e *azureArc) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *azureArc) token(w http.ResponseWriter, r *http.Request) {
	resource := r.URL.Query().Get("resource")
	answer, sent := strings.CutPrefix(r.Header.Get("Authorization"), "Basic ")
	switch refused := refusedByMetadataRules(r); {
	case refused != nil:
		writeJSON(w, http.StatusBadRequest, refused)
		return
	case resource == "":
		writeJSON(w, http.StatusBadRequest, imdsError{"invalid_request", "Required query variable 'resource' is missing"})
		return
	case !sent || !e.met(answer):
		e.challenge(w)
		return
	}
	id, err := e.host.choose(metadataSelector(r))
	var t Token
	if err == nil {
		t, err = e.host.token(id, resource)
	}
	if err != nil {
		status, body := imdsRefusal(err)
		writeJSON(w, status, body)
		return
	}
	reply := map[string]string{
		"access_token": t.AccessToken,
		"expires_in":   e.host.secondsLeft(t),
		"expires_on":   epoch(t.ExpiresOn),
		"not_before":   epoch(t.NotBefore),
		"resource":     resource,
		"token_type":   "Bearer",
	}
	// Clients want to see that the agent knows of user-assigned identities.
	if id.Kind == UserAssigned {
		reply["client_id"], reply["object_id"], reply["msi_res_id"] = id.ClientID, id.ObjectID, id.ResourceID
	}
	writeJSON(w, http.StatusOK, reply)
}

// challenge writes a new file and names it in the answer.
func (e *azureArc) challenge(w http.ResponseWriter) {
	key := uuid.NewString()
	path := filepath.Join(e.directory, uuid.NewString()+".key")
	if err := os.WriteFile(path, []byte(key), 0o600); err != nil {
		writeJSON(w, http.StatusInternalServerError, imdsError{"unknown", "The challenge cannot be written: " + err.Error()})
		return
	}
	e.mu.Lock()
	e.challenges[key] = path
	e.mu.Unlock()
	w.Header().Set("WWW-Authenticate", "Basic realm="+path)
	writeJSON(w, http.StatusUnauthorized, imdsError{"unauthorized_client", "Read the file named in WWW-Authenticate and repeat the request with its content"})
}

// met tells whether an answer is the content of an open challenge, and closes it.
func (e *azureArc) met(answer string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	path, ok := e.challenges[answer]
	if ok {
		delete(e.challenges, answer)
		_ = os.Remove(path) // nobody can answer it a second time anyway
	}
	return ok
}
