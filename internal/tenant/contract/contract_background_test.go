// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestTeamsAreMadeInTheBackground: the answer says where to ask, and the clock decides
// what is answered there.
func TestTeamsAreMadeInTheBackground(t *testing.T) {
	t.Parallel()
	s := newService(t)
	owner := s.user("owner")
	body := `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"T","members":[{
		"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":["owner"],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('` + owner + `')"}]}`
	made := s.must(202, "POST /v1.0/teams", body)
	team := "/v1.0" + made.header.Get("Content-Location")
	for _, begin := range []struct{ line, kind string }{
		{"", "createTeam"}, {"/archive", "archiveTeam"}, {"/unarchive", "unarchiveTeam"}, {"/clone", "cloneTeam"},
	} {
		if begin.line != "" {
			body := map[string]string{"/clone": `{"displayName":"C","partsToClone":"members,settings,channels"}`}[begin.line]
			made = s.must(202, "POST "+team+begin.line, body)
		}
		operation := "GET /v1.0" + made.header.Get("Location")
		if got := s.must(200, operation, ""); got.text("status") != "inProgress" || got.text("operationType") != begin.kind {
			t.Errorf("%s at once: %s", begin.kind, got.raw)
		}
		s.pass(time.Second)
		if got := s.must(200, operation, ""); got.text("status") != "succeeded" || got.body["begun"] != nil {
			t.Errorf("%s after a while: %s", begin.kind, got.raw)
		}
	}
}

// TestProvisioningStartsInTheBackground looks at the state of a synchronization job.
func TestProvisioningStartsInTheBackground(t *testing.T) {
	t.Parallel()
	s := newService(t)
	_, appID := s.application("app")
	const roles = "Authorization: Bearer Synchronization.ReadWrite.All"
	jobs := "/v1.0/servicePrincipals/" + s.principal(appID) + "/synchronization/jobs"
	job := jobs + "/" + s.must(201, "POST "+jobs, `{"templateId":"scim"}`, roles).text("id")
	code := func() any { return s.must(200, "GET "+job, "", roles).member("status", "code") }
	if got := code(); got != "NotConfigured" {
		t.Errorf("a new job is %v", got)
	}
	s.must(204, "POST "+job+"/start", "", roles)
	if got := code(); got != "NotRun" {
		t.Errorf("a job that was just started is %v", got)
	}
	s.pass(time.Minute)
	if got := code(); got != "Active" {
		t.Errorf("a job that runs is %v", got)
	}
	s.must(204, "POST "+job+"/pause", "", roles)
	if got := code(); got != "Paused" {
		t.Errorf("a paused job is %v", got)
	}
}

// sealed is a content as Intune wants it, and what it was encrypted by.
func sealed(t *testing.T, content []byte) (encrypted []byte, info string) {
	t.Helper()
	key, macKey, vector := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32), bytes.Repeat([]byte{3}, aes.BlockSize)
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	padding := aes.BlockSize - len(content)%aes.BlockSize
	padded := append(bytes.Clone(content), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, vector).CryptBlocks(padded, padded)
	encrypted = append(bytes.Clone(vector), padded...)
	mac := hmac.New(sha256.New, macKey)
	mac.Write(encrypted)
	encrypted = append(mac.Sum(nil), encrypted...)
	digest := sha256.Sum256(content)
	text := base64.StdEncoding.EncodeToString
	return encrypted, fmt.Sprintf(`{"fileEncryptionInfo":{"encryptionKey":%q,"macKey":%q,"initializationVector":%q,"mac":%q,"fileDigest":%q,
		"fileDigestAlgorithm":"SHA256","profileIdentifier":"ProfileVersion1"}}`, text(key), text(macKey), text(vector), text(encrypted[:sha256.Size]), text(digest[:]))
}

// put sends something to Azure Storage, to an address that has its own signature.
func (s service) put(address, query, body string, headers ...string) answer {
	s.Helper()
	_, path, _ := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	return s.send("PUT /"+path+query, body, append(headers, "Authorization: ")...)
}

// appFile makes an app with a file to be uploaded, and returns their paths.
func (s service) appFile(size, encrypted int) (app, file string) {
	s.Helper()
	const roles = "Authorization: Bearer DeviceManagementApps.ReadWrite.All"
	app = "/beta/deviceAppManagement/mobileApps/" + s.must(201, "POST /beta/deviceAppManagement/mobileApps",
		`{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"W","publisher":"P","fileName":"a.intunewin"}`, roles).text("id")
	content := app + "/microsoft.graph.win32LobApp/contentVersions"
	version := s.must(201, "POST "+content, `{}`, roles).text("id")
	files := content + "/" + version + "/files"
	made := s.must(201, "POST "+files, fmt.Sprintf(`{"name":"a.intunewin","size":%d,"sizeEncrypted":%d}`, size, encrypted), roles)
	if made.text("uploadState") != "azureStorageUriRequestPending" || made.body["azureStorageUri"] != nil {
		s.Errorf("a file that was just announced: %s", made.raw)
	}
	return app, files + "/" + made.text("id")
}

// TestAppsAreUploadedInBlocks goes the whole way from the announcement of a file to
// an app that can be assigned.
func TestAppsAreUploadedInBlocks(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const roles = "Authorization: Bearer DeviceManagementApps.ReadWrite.All"
	content := []byte(strings.Repeat("an installer ", 100))
	encrypted, info := sealed(t, content)
	app, file := s.appFile(len(content), len(encrypted))
	state := func() answer { return s.must(200, "GET "+file, "", roles) }
	assign := `{"mobileAppAssignments":[{"@odata.type":"#microsoft.graph.mobileAppAssignment","intent":"required","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}`
	s.expect(400, "", "POST "+app+"/assign", assign, roles)
	s.pass(time.Second)
	first := state().text("azureStorageUri")
	s.must(204, "POST "+file+"/renewUpload", "", roles)
	if got := state().text("uploadState"); got != "azureStorageUriRenewalPending" {
		t.Errorf("a renewal at once: %s", got)
	}
	s.pass(time.Second)
	address := state().text("azureStorageUri")
	if got := s.put(first, "&comp=block&blockid=MQ==", "x"); got.status != 403 {
		t.Errorf("an address that is no longer valid: %d %s", got.status, got.raw)
	}
	half := len(encrypted) / 2
	for id, part := range map[string][]byte{"MDE=": encrypted[:half], "MDI=": encrypted[half:]} {
		if got := s.put(address, "&comp=block&blockid="+id, string(part)); got.status != 201 {
			t.Fatalf("a block: %d %s", got.status, got.raw)
		}
	}
	if got := s.put(address, "&comp=blocklist", `<?xml version="1.0"?><BlockList><Latest>MDE=</Latest><Latest>MDI=</Latest></BlockList>`); got.status != 201 {
		t.Fatalf("the list of blocks: %d %s", got.status, got.raw)
	}
	s.must(204, "POST "+file+"/commit", info, roles)
	if got := state(); got.text("uploadState") != "commitFilePending" || got.body["isCommitted"] != false {
		t.Errorf("a commit at once: %s", got.raw)
	}
	committed := `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1"}`
	s.expect(400, "", "PATCH "+app, committed, roles)
	s.pass(time.Second)
	if got := state(); got.text("uploadState") != "commitFileSuccess" || got.body["isCommitted"] != true {
		t.Errorf("a commit after a while: %s", got.raw)
	}
	if got := s.must(200, "PATCH "+app, committed, roles); got.text("publishingState") != "published" {
		t.Errorf("the app: %s", got.raw)
	}
	s.must(200, "POST "+app+"/assign", assign, roles)
}

// TestUploadsThatFail: storage refuses what is not a blob's, and a commit tells that
// the content is another one than it says.
func TestUploadsThatFail(t *testing.T) {
	t.Parallel()
	const roles = "Authorization: Bearer DeviceManagementApps.ReadWrite.All"
	content := []byte("an installer")
	encrypted, info := sealed(t, content)
	for name, tt := range map[string]struct {
		content       []byte
		info          string
		size, allSize int
	}{
		"nothing":                {nil, info, len(content), len(encrypted)},
		"another size":           {encrypted, info, len(content) + 1, len(encrypted)},
		"another encrypted size": {encrypted, info, len(content), len(encrypted) + 1},
		"another content":        {append(bytes.Clone(encrypted[:len(encrypted)-1]), 0), info, len(content), len(encrypted)},
		"another digest":         {encrypted, strings.Replace(info, `"fileDigest":"`, `"fileDigest":"AAAA`, 1), len(content), len(encrypted)},
		"another profile":        {encrypted, strings.Replace(info, "ProfileVersion1", "ProfileVersion2", 1), len(content), len(encrypted)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			_, file := s.appFile(tt.size, tt.allSize)
			s.pass(time.Second)
			address := s.must(200, "GET "+file, "", roles).text("azureStorageUri")
			if tt.content != nil {
				if got := s.put(address, "", string(tt.content), "x-ms-blob-type: BlockBlob"); got.status != 201 {
					t.Fatalf("the blob: %d %s", got.status, got.raw)
				}
			}
			s.must(204, "POST "+file+"/commit", tt.info, roles)
			s.pass(time.Second)
			if got := s.must(200, "GET "+file, "", roles); got.text("uploadState") != "commitFileFailed" || got.body["isCommitted"] != false {
				t.Errorf("the commit: %s", got.raw)
			}
		})
	}
	s := newService(t)
	_, file := s.appFile(1, 1)
	s.pass(time.Second)
	address := s.must(200, "GET "+file, "", roles).text("azureStorageUri")
	s.put(address, "&comp=block&blockid=MDE=", "x")
	for name, tt := range map[string]struct {
		got    answer
		status int
		code   string
	}{
		"a blob of no kind":          {s.put(address, "", "x"), http.StatusBadRequest, "MissingRequiredHeader"},
		"a block with no id":         {s.put(address, "&comp=block&blockid=-", "x"), http.StatusBadRequest, "InvalidQueryParameterValue"},
		"ids of different lengths":   {s.put(address, "&comp=block&blockid=MQ==", "x"), http.StatusBadRequest, "InvalidBlobOrBlock"},
		"a list of unknown blocks":   {s.put(address, "&comp=blocklist", "<BlockList><Latest>OTk=</Latest></BlockList>"), http.StatusBadRequest, "InvalidBlockList"},
		"a list that is no XML":      {s.put(address, "&comp=blocklist", "{"), http.StatusBadRequest, "InvalidXmlDocument"},
		"a wrong signature":          {s.put(strings.Split(address, "&sig=")[0]+"&sig=x", "", "x"), http.StatusForbidden, "AuthenticationFailed"},
		"a file that does not exist": {s.put(strings.Replace(address, "/storage/", "/storage/x", 1), "", "x"), http.StatusForbidden, "AuthenticationFailed"},
	} {
		if tt.got.status != tt.status || tt.got.header.Get("x-ms-error-code") != tt.code {
			t.Errorf("%s: %d %s, want %d %s", name, tt.got.status, tt.got.raw, tt.status, tt.code)
		}
	}
	_, path, _ := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	if got := s.send("PUT /"+path, "x", "x-ms-blob-type: BlockBlob"); got.status != http.StatusForbidden {
		t.Errorf("a token beside the signature: %d %s", got.status, got.raw)
	}
	s.pass(2 * time.Hour)
	if got := s.put(address, "", "x", "x-ms-blob-type: BlockBlob"); got.status != http.StatusForbidden {
		t.Errorf("an address of two hours ago: %d", got.status)
	}
}
