// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/content"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// usual is the answer that Graph gives without being told another one.
var usual = answer{status: -1}

// depot is a Graph that takes the content of one app, and the Azure Storage beside it.
type depot struct {
	t *testing.T
	// refusals are the statuses of the first answers of storage; 0 loses the answer.
	refusals []int
	// lasts is how long an address is valid, and ends the state after the commit.
	lasts time.Duration
	ends  string
	// instead are other answers to the first calls of a kind; one that is lost and has a
	// body is lost on its way back.
	instead map[string][]answer
	// file is the file's id, where it is not "f".
	file string
	// quiet: there is no log.
	quiet bool

	mu        sync.Mutex
	url       string
	addresses int
	blocks    map[string][]byte
	blob      []byte
	calls     []string
	committed map[string]any
	version   string
	percents  []any // that the log has
	name      any   // of the file, as announced
	announced string
}

func (d *depot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Error(err)
	}
	if strings.HasPrefix(r.URL.Path, "/blob/") {
		d.store(w, r, body)
		return
	}
	_, call, _ := strings.Cut(r.URL.Path, "/w1")
	call = r.Method + " " + strings.TrimPrefix(call, "/microsoft.graph.widget/contentVersions")
	if d.file != "" {
		call = strings.ReplaceAll(call, d.file, "f")
	}
	if r.Method != http.MethodGet {
		d.calls = append(d.calls, call)
	}
	w.Header().Set("Content-Type", "application/json")
	if given := d.instead[call]; len(given) > 0 {
		d.instead[call] = given[1:]
		if given[0] != usual && given[0].status != lost {
			w.WriteHeader(given[0].status)
			_, _ = io.WriteString(w, given[0].body)
			return
		}
		if given[0] != usual {
			if given[0].body != "" {
				d.committed = map[string]any{}
			}
			panic(http.ErrAbortHandler)
		}
	}
	switch call {
	case "POST ":
		_, _ = io.WriteString(w, `{"id":"7"}`)
	case "POST /7/files":
		var announced map[string]any
		if err := json.Unmarshal(body, &announced); err != nil {
			d.t.Error(err)
		}
		d.name, d.announced = announced["name"], string(body)
		_, _ = io.WriteString(w, `{"id":"`+cmp.Or(d.file, "f")+`"}`)
	case "GET /7/files/f":
		d.tellFile(w)
	case "POST /7/files/f/renewUpload":
		d.addresses++
		w.WriteHeader(http.StatusNoContent)
	case "POST /7/files/f/commit":
		if err := json.Unmarshal(body, &d.committed); err != nil {
			d.t.Error(err)
		}
		w.WriteHeader(http.StatusNoContent)
	case "PATCH ":
		d.version = string(body)
		_, _ = io.WriteString(w, `{"id":"w1"}`)
	default:
		d.t.Errorf("nobody asks for %s", call)
	}
}

func (d *depot) tellFile(w io.Writer) {
	state := "azureStorageUriRequestSuccess"
	if d.addresses > 0 {
		state = "azureStorageUriRenewalSuccess"
	}
	if d.committed != nil {
		state = d.ends
	}
	lasts := d.lasts
	if d.addresses > 0 {
		lasts = time.Hour
	}
	_, _ = fmt.Fprintf(w, `{"id":"f","uploadState":%q,"azureStorageUri":"%s/blob/%d?sig=CANARY","azureStorageUriExpirationDateTime":%q}`,
		state, d.url, d.addresses, time.Now().Add(lasts).UTC().Format(time.RFC3339))
}

func (d *depot) store(w http.ResponseWriter, r *http.Request, body []byte) {
	query := r.URL.Query()
	d.calls = append(d.calls, "store "+query.Get("comp"))
	if got := r.Header.Get("X-Ms-Version"); got != "2019-12-12" {
		d.t.Errorf("storage is asked in the version %q", got)
	}
	if r.Header.Get("Authorization") != "" || query.Get("sig") != "CANARY" {
		d.t.Errorf("storage got the header %q and the signature %q", r.Header.Get("Authorization"), query.Get("sig"))
	}
	if len(d.refusals) > 0 {
		status := d.refusals[0]
		d.refusals = d.refusals[1:]
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		if status >= http.StatusBadRequest {
			w.Header().Set("X-Ms-Error-Code", "Refused")
			w.WriteHeader(status)
			return
		}
	}
	if query.Get("comp") == "block" {
		d.blocks[query.Get("blockid")] = body
	} else {
		var list blockList
		if err := xml.Unmarshal(body, &list); err != nil {
			d.t.Error(err)
		}
		for _, id := range list.Latest {
			d.blob = append(d.blob, d.blocks[id]...)
		}
	}
	w.WriteHeader(http.StatusCreated)
}

// upload uploads a file of some bytes and returns the calls.
func (d *depot) upload(t *testing.T, size int) ([]string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "app.pkg")
	if err := os.WriteFile(file, bytes.Repeat([]byte("x"), size), 0o600); err != nil {
		t.Fatal(err)
	}
	digest, err := content.Digest(file)
	if err != nil {
		t.Fatal(err)
	}
	err = d.uploadFile(t, object.PlainFile, file, digest)
	return d.calls, err
}

// uploadFile uploads a file of which the plan says that it has a digest.
func (d *depot) uploadFile(t *testing.T, kind object.Content, file string, digest any) error {
	t.Helper()
	d.t, d.blocks, d.ends = t, map[string][]byte{}, cmp.Or(d.ends, "commitFileSuccess")
	server := httptest.NewTLSServer(d)
	t.Cleanup(server.Close)
	d.url = server.URL
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: anyToken{}, Transport: server.Client().Transport, Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	o, err := value.Compile(widget(func(d *object.Definition) {
		d.Life.Content = kind
		d.Place = object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.widget"}
	}))
	if err != nil {
		t.Fatal(err)
	}
	var log Log = func(_ context.Context, _ slog.Level, message string, fields map[string]any) {
		if message == "Uploading content" {
			d.percents = append(d.percents, fields["percent"])
			if fields["object"] != "widget w1" || fields["bytes"] == int64(0) {
				t.Errorf("the log tells of %v", fields)
			}
		}
	}
	if d.quiet {
		log = nil
	}
	c := NewTenant(client, Lag{Pause: time.Millisecond, Recent: time.Hour, Missing: time.Second}, log).Collection(o)
	plan := value.Tree{"id": "w1", value.ContentDigest: digest}
	err = c.uploadContent(t.Context(), value.Tree{}, plan, value.Tree{value.ContentFile: file})
	if err == nil {
		if want, _ := content.Digest(file); plan[value.ContentDigest] != want {
			t.Errorf("the digest of what was uploaded is %v, want %s", plan[value.ContentDigest], want)
		}
	}
	return err
}

// TestUpload: content goes to storage in blocks, and nothing but the address that Graph
// names opens that; what fails is sent again, and only that.
func TestUpload(t *testing.T) {
	t.Parallel()
	const size = 2*blockSize + 5
	whole := []string{"POST ", "POST /7/files", "store block", "store block", "store block", "store blocklist", "POST /7/files/f/commit", "PATCH "}
	with := func(at int, calls ...string) []string { return slices.Insert(slices.Clone(whole), at, calls...) }
	tests := map[string]struct {
		depot *depot
		want  []string
		fails string
	}{
		"without a fault":             {&depot{lasts: time.Hour}, whole, ""},
		"storage is busy":             {&depot{lasts: time.Hour, refusals: []int{201, 503, 500}}, with(3, "store block", "store block"), ""},
		"a connection is lost":        {&depot{lasts: time.Hour, refusals: []int{201, 0}}, with(3, "store block"), ""},
		"the address has expired":     {&depot{lasts: time.Hour, refusals: []int{201, 403}}, with(3, "store block", "POST /7/files/f/renewUpload"), ""},
		"the address expires soon":    {&depot{lasts: time.Minute}, with(2, "POST /7/files/f/renewUpload"), ""},
		"storage has no time":         {&depot{lasts: time.Hour, refusals: []int{408, 429}}, with(3, "store block", "store block"), ""},
		"storage has another lease":   {&depot{lasts: time.Hour, refusals: []int{409}}, whole[:3], "409"},
		"storage refuses the list":    {&depot{lasts: time.Hour, refusals: []int{201, 201, 201, 400}}, whole[:6], "Azure Storage answered 400 Refused"},
		"nobody listens":              {&depot{lasts: time.Hour, quiet: true}, whole, ""},
		"storage refuses for good":    {&depot{lasts: time.Hour, refusals: []int{400}}, whole[:3], "Azure Storage answered 400 Refused"},
		"storage is never there":      {&depot{lasts: time.Hour, refusals: slices.Repeat([]int{503}, mostTries)}, append(slices.Clone(whole[:2]), slices.Repeat([]string{"store block"}, mostTries)...), "503"},
		"Graph finds another content": {&depot{lasts: time.Hour, ends: "commitFileFailed"}, whole[:7], "commitFileFailed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls, err := tt.depot.upload(t, size)
			if !slices.Equal(calls, tt.want) {
				t.Errorf("the requests are\n%q, want\n%q", calls, tt.want)
			}
			switch said := fmt.Sprint(err); {
			case (err != nil) != (tt.fails != ""), !strings.Contains(said, tt.fails) && tt.fails != "":
				t.Errorf("the error is %v, want %q", err, tt.fails)
			case strings.Contains(said, "CANARY"):
				t.Errorf("the error tells the signature: %v", err)
			}
			if tt.fails == "" && !strings.Contains(tt.depot.version, `"committedContentVersion":"7"`) {
				t.Errorf("the app was given %s", tt.depot.version)
			}
			info, _ := tt.depot.committed["fileEncryptionInfo"].(map[string]any)
			if tt.fails == "" && (len(tt.depot.blob) < size || info["profileIdentifier"] != "ProfileVersion1") {
				t.Errorf("storage has %d bytes, committed with %v", len(tt.depot.blob), info)
			}
		})
	}
}

// TestStepsOfAnUpload: the first that fails ends it, and a lost answer does so only where
// nothing can tell what became of the step.
func TestStepsOfAnUpload(t *testing.T) {
	t.Parallel()
	const (
		file, renew, commit = "GET /7/files/f", "POST /7/files/f/renewUpload", "POST /7/files/f/commit"
		young               = "11111111-1111-4111-8111-111111111111"
	)
	whole := []string{"POST ", "POST /7/files", "store block", "store blocklist", commit, "PATCH "}
	with := func(at int, calls ...string) []string { return slices.Insert(slices.Clone(whole), at, calls...) }
	refused, gone, unheard := answer{403, denied}, answer{404, missing}, answer{lost, ""}
	state := func(state, address string) answer {
		return answer{200, `{"id":"f","uploadState":"` + state + `","azureStorageUri":` + address + `}`}
	}
	for name, tt := range map[string]struct {
		depot *depot
		want  []string
		says  []string
	}{
		"a version, refused":          {&depot{instead: map[string][]answer{"POST ": {refused}}}, whole[:1], []string{"Insufficient privileges"}},
		"a version, unheard":          {&depot{instead: map[string][]answer{"POST ": {unheard}}}, with(0, "POST "), nil},
		"a version, unheard again":    {&depot{instead: map[string][]answer{"POST ": {unheard, unheard}}}, []string{"POST ", "POST "}, []string{"POST /v1.0/widgets/w1"}},
		"a file, refused":             {&depot{instead: map[string][]answer{"POST /7/files": {refused}}}, whole[:2], []string{"Insufficient privileges"}},
		"a file, unheard":             {&depot{instead: map[string][]answer{"POST /7/files": {unheard}}}, with(0, "POST ", "POST /7/files"), nil},
		"a file, unheard again":       {&depot{instead: map[string][]answer{"POST /7/files": {unheard, unheard}}}, []string{"POST ", "POST /7/files", "POST ", "POST /7/files"}, []string{"POST /v1.0/widgets/w1"}},
		"a file that nobody may see":  {&depot{instead: map[string][]answer{file: {refused}}}, whole[:2], []string{"Insufficient privileges"}},
		"a file that comes late":      {&depot{instead: map[string][]answer{file: {gone, gone}}}, whole, nil},
		"an address that comes late":  {&depot{instead: map[string][]answer{file: {state("azureStorageUriRequestPending", "null")}}}, whole, nil},
		"an address that never comes": {&depot{instead: map[string][]answer{file: {state("azureStorageUriRequestTimedOut", "null")}}}, whole[:2], []string{"graph has ended the upload as azureStorageUriRequestTimedOut"}},
		"no address":                  {&depot{instead: map[string][]answer{file: {state("azureStorageUriRequestSuccess", "null")}}}, whole[:2], []string{"graph has named no address to upload to"}},
		"an address that is none":     {&depot{instead: map[string][]answer{file: {state("azureStorageUriRequestSuccess", `"https://%zz"`)}}}, whole[:2], []string{"graph has named no address to upload to"}},
		"a renewal, refused":          {&depot{lasts: time.Minute, instead: map[string][]answer{renew: {refused}}}, []string{"POST ", "POST /7/files", renew}, []string{"renewing the address: ", "Insufficient privileges"}},
		"a renewal, after a refusal":  {&depot{refusals: []int{403}, instead: map[string][]answer{renew: {refused}}}, []string{"POST ", "POST /7/files", "store block", renew}, []string{"Azure Storage answered 403", "renewing the address: "}},
		"a renewal that nobody sees":  {&depot{lasts: time.Minute, instead: map[string][]answer{file: {usual, refused}}}, []string{"POST ", "POST /7/files", renew}, []string{"Insufficient privileges"}},
		"a commit, refused":           {&depot{instead: map[string][]answer{commit: {refused}}}, whole[:5], []string{"Insufficient privileges"}},
		"a commit, unheard":           {&depot{instead: map[string][]answer{commit: {{lost, "done"}}}}, whole, nil},
		"a commit by a replica":       {&depot{file: young, instead: map[string][]answer{commit: {gone}}}, with(4, commit), nil},
		"the naming, refused":         {&depot{instead: map[string][]answer{"PATCH ": {refused}}}, whole, []string{"Insufficient privileges"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := tt.depot
			d.lasts = cmp.Or(d.lasts, time.Hour)
			calls, err := d.upload(t, 5)
			if !slices.Equal(calls, tt.want) {
				t.Errorf("the requests are\n%q, want\n%q", calls, tt.want)
			}
			if (err != nil) != (len(tt.says) > 0) {
				t.Errorf("the error is %v", err)
			}
			for _, words := range tt.says {
				if fault := said(err, words); fault != "" {
					t.Errorf("the error %v has %s", err, fault)
				}
			}
			if want := `{"isDependency":false,"manifest":null,"name":"app.pkg","size":5,"sizeEncrypted":64}`; slices.Contains(calls, "store block") && d.announced != want {
				t.Errorf("announced is %s, want %s", d.announced, want)
			}
			if want := `{"@odata.type":"#microsoft.graph.widget","committedContentVersion":"7"}`; err == nil && d.version != want {
				t.Errorf("the app was sent %s, want %s", d.version, want)
			}
		})
	}
}

// TestHowLongStorageIsWaitedFor: twice as long after each try.
func TestHowLongStorageIsWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, widget(nil), script{"PUT /blob": {{503, ""}}})
		s.tenant.lag.Pause = time.Second
		begun := time.Now()
		err := (&upload{c: s.Collection, address: &url.URL{Scheme: "https", Host: "graph.example", Path: "/blob", RawQuery: "sig=x"}}).put(t.Context(), url.Values{}, []byte("x"))
		if took := time.Since(begun); said(err, "503") != "" || took != 31*time.Second || len(s.requests("PUT")) != mostTries {
			t.Errorf("%d tries took %s: %v", len(s.requests("PUT")), took, err)
		}
	})
}

// TestAnUploadThatIsStopped ends, with what storage said last.
func TestAnUploadThatIsStopped(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "app.pkg")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	sealed, err := content.Seal(file)
	if err != nil {
		t.Fatal(err)
	}
	address := &url.URL{Scheme: "https", Host: "graph.example", Path: "/blob"}
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, widget(nil), script{"PUT /blob": {{503, ""}}})
		s.tenant.lag.Pause = time.Hour
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		err := (&upload{c: s.Collection, address: address}).put(ctx, url.Values{}, []byte("x"))
		if n := len(s.requests("PUT")); n != 1 || !errors.Is(err, context.DeadlineExceeded) || said(err, "503") != "" {
			t.Errorf("after %d tries: %v", n, err)
		}
	})
	expired := followHere(t, widget(nil), script{"PUT /blob": {{403, ""}}})
	ctx, stop := context.WithCancel(t.Context())
	expired.heard = func(string) { stop() }
	err = (&upload{c: expired.Collection, address: address}).put(ctx, url.Values{}, []byte("x"))
	if err == nil || strings.Contains(err.Error(), "renewing") {
		t.Errorf("an address that has expired meanwhile: %v", err)
	}
	if err := sealed.Close(); err != nil {
		t.Fatal(err)
	}
	s := follow(t, widget(nil), nil)
	if err := (&upload{c: s.Collection, sealed: sealed}).store(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "read the encrypted content: ") {
		t.Errorf("content that cannot be read: %v", err)
	}
}

// TestAnObjectWithoutItsContent is known, says so in its state, and what was to follow is
// left.
func TestAnObjectWithoutItsContent(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Life.Content = object.PlainFile
	s := follow(t, d, script{"POST /v1.0/crews": {{201, `{"id":"c1","name":"a"}`}}, "POST /v1.0/crews/c1/assign": {{204, ""}}})
	plan := value.Tree{"id": value.Unknown{}, "name": "a", "targets": []any{"t"}, value.ContentFile: "gone.pkg", value.ContentDigest: "a1"}
	result, err := s.Reconcile(t.Context(), nil, Wanted{Plan: plan, Config: plan})
	if fault := said(err, "uploading gone.pkg: "); fault != "" || result.Stage != Started || result.State["id"] != "c1" || result.State[value.ContentDigest] != noContent {
		t.Errorf("%+v: %s", result, fault)
	}
	if sent := s.requests(""); len(sent) != 1 {
		t.Errorf("sent %v", sent)
	}
}

// TestContentThatFillsItsBlocks has no block of nothing after them.
func TestContentThatFillsItsBlocks(t *testing.T) {
	t.Parallel()
	const around = 48 + 16 // what sealing adds: a code, a vector, and padding to a whole block of the cipher
	d := depot{lasts: time.Hour}
	calls, err := d.upload(t, 2*blockSize-around)
	if n := len(d.blob); err != nil || n != 2*blockSize {
		t.Fatalf("storage has %d bytes, want %d: %v", n, 2*blockSize, err)
	}
	if n := len(slices.DeleteFunc(calls, func(call string) bool { return call != "store block" })); n != 2 {
		t.Errorf("%d blocks were stored, want 2", n)
	}
}

// TestProgressOfAnUpload is told with every tenth of it.
func TestProgressOfAnUpload(t *testing.T) {
	t.Parallel()
	d := depot{lasts: time.Hour}
	if _, err := d.upload(t, 2*blockSize+5); err != nil {
		t.Fatal(err)
	}
	if want := []any{int64(49), int64(99), int64(100)}; !slices.Equal(d.percents, want) {
		t.Errorf("the log has %v percent, want %v", d.percents, want)
	}
	s := follow(t, widget(nil), nil)
	for shares, want := range map[[2]int64]int{{0, 9}: 0, {0, 10}: 1, {9, 10}: 1, {10, 19}: 0, {19, 20}: 1, {12, 37}: 1, {99, 100}: 1, {0, 0}: 0} {
		lines := 0
		s.tenant.waits.log = func(context.Context, slog.Level, string, map[string]any) { lines++ }
		if (&upload{c: s.Collection, sealed: &content.Sealed{}}).tell(t.Context(), shares[0], shares[1]); lines != want {
			t.Errorf("after %d percent %d are told %d times", shares[0], shares[1], lines)
		}
	}
}

// TestFilesThatAreUploaded: the file has to be the one that was planned, where the plan
// knew it, and an .intunewin file is opened for what is in it.
func TestFilesThatAreUploaded(t *testing.T) {
	t.Parallel()
	plain, packed := filepath.Join(t.TempDir(), "app.pkg"), "../../examples/resources/microsoft365_win32_app/timesheet.intunewin"
	if err := os.WriteFile(plain, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		kind   object.Content
		file   string
		digest any
		fails  string
	}{
		"a file of which nothing is planned":     {object.PlainFile, plain, nil, ""},
		"a file that was not there at the plan":  {object.PlainFile, plain, value.Unknown{}, ""},
		"another file than the planned one":      {object.PlainFile, plain, "a1", "is not what it was when the plan was made"},
		"an .intunewin file":                     {object.Intunewin, packed, nil, ""},
		"a file that was to be an .intunewin":    {object.Intunewin, plain, nil, "is not an .intunewin file"},
		"a file that is gone":                    {object.PlainFile, plain + ".gone", nil, ".gone"},
		"the planned file, which is gone":        {object.PlainFile, plain + ".gone", "a1", "no such file"},
		"an .intunewin file that is any content": {object.PlainFile, packed, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := depot{lasts: time.Hour}
			err := d.uploadFile(t, tt.kind, tt.file, tt.digest)
			if fault := said(err, tt.fails); fault != "" {
				t.Fatal(fault)
			}
			var about *AttributeError
			if err != nil && (!errors.As(err, &about) || about.Name != value.ContentFile || len(d.calls) > 0) {
				t.Errorf("the error %v is not about the argument, or comes after %v", err, d.calls)
			}
			opened := d.name == "IntunePackage.intunewin"
			if err == nil && opened != (tt.kind == object.Intunewin) {
				t.Errorf("Graph is told of the file %q", d.name)
			}
		})
	}
}

// TestNothingIsUploadedWithoutAFile, or of what has no content.
func TestNothingIsUploadedWithoutAFile(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kind  object.Content
		file  any
		prior value.Tree
	}{
		"no file": {object.PlainFile, nil, value.Tree{}}, "no content": {object.NoContent, "none.pkg", value.Tree{}}, "the same file": {object.PlainFile, "none.pkg", value.Tree{"id": "w1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(func(d *object.Definition) { d.Life.Content = tt.kind }), nil)
			if err := s.uploadContent(t.Context(), tt.prior, value.Tree{"id": "w1"}, value.Tree{value.ContentFile: tt.file}); err != nil {
				t.Error(err)
			}
			if asked := s.requests(""); len(asked) > 0 {
				t.Errorf("Graph was asked %v", asked)
			}
		})
	}
}

// TestWhichFailuresLeaveContentOut of a state: those of the upload, however deep they are.
func TestWhichFailuresLeaveContentOut(t *testing.T) {
	t.Parallel()
	failure := errors.New("no room")
	for name, tt := range map[string]struct {
		failure error
		want    any
	}{
		"the upload":          {&AttributeError{Name: value.ContentFile, cause: failure}, noContent},
		"the upload, and all": {fmt.Errorf("besides: %w", errors.Join(failure, &AttributeError{Name: value.ContentFile, cause: failure})), noContent},
		"another attribute":   {&AttributeError{Name: "tags", cause: failure}, "a1"},
		"another failure":     {failure, "a1"},
	} {
		state := value.Tree{value.ContentDigest: "a1"}
		if withoutContent(state, tt.failure); state[value.ContentDigest] != tt.want {
			t.Errorf("%s: the digest is %v, want %v", name, state[value.ContentDigest], tt.want)
		}
	}
}

// TestContentDue: what was uploaded is not uploaded again.
func TestContentDue(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prior, plan string
		want        bool
	}{
		"a new object":                  {`{}`, `{"contentSha256":"a"}`, true},
		"the same file":                 {`{"id":"w","contentSha256":"a"}`, `{"id":"w","contentSha256":"a"}`, false},
		"another file":                  {`{"id":"w","contentSha256":"a"}`, `{"id":"w","contentSha256":"b"}`, true},
		"an upload that failed":         {`{"id":"w","contentSha256":"none"}`, `{"id":"w","contentSha256":"a"}`, true},
		"an imported object":            {`{"id":"w"}`, `{"id":"w"}`, false},
		"another version is asked for":  {`{"id":"w"}`, `{"id":"w","contentFileVersion":1}`, true},
		"a file that is not there yet":  {`{"id":"w","contentSha256":"a"}`, `{"id":"w","contentSha256":"?"}`, true},
		"another version, and imported": {`{"id":"w","contentFileVersion":1}`, `{"id":"w","contentFileVersion":2,"contentSha256":"a"}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := contentDue(parse(t, tt.prior), parse(t, tt.plan)); got != tt.want {
				t.Errorf("due is %v, want %v", got, tt.want)
			}
		})
	}
}
