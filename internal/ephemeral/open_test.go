// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// keeper is a Graph that answers by method and path, and notes what it was asked.
type keeper struct {
	answers map[string]answer

	mu   sync.Mutex
	seen []string
}

type answer struct {
	status int
	body   string
}

func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	k.mu.Lock()
	defer k.mu.Unlock()
	called := r.Method + " " + r.URL.EscapedPath()
	k.seen = append(k.seen, strings.TrimSpace(called+" "+strings.TrimSpace(r.URL.Query().Get("$select")+r.URL.Query().Get("$filter")+" "+string(body))))
	a, ok := k.answers[called]
	if !ok {
		a = answer{http.StatusTeapot, `{"error":{"code":"unexpected","message":"nobody asks for that"}}`}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, a.body)
}

// served is a provider that serves the ephemeral resources alone.
type served struct{ session *engine.Session }

func (served) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}
func (served) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (s served) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.EphemeralResourceData = s.session
}

func (served) Resources(context.Context) []func() resource.Resource { return nil }

func (served) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (served) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource { return All() }

// run is one run of Terraform's with an ephemeral resource.
type run struct {
	*testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.Schema
	name   string
}

func begin(t *testing.T, name string, session *engine.Session) run {
	t.Helper()
	server := providerserver.NewProtocol6(served{session})()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	empty := tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}
	config, err := tfprotov6.NewDynamicValue(empty, tftypes.NewValue(empty, map[string]tftypes.Value{}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: &config}); err != nil {
		t.Fatal(err)
	}
	return run{t, server, schemas.EphemeralResourceSchemas["test_"+name], "test_" + name}
}

// open opens the resource, and returns what can be read of it.
func (r run) open(arguments map[string]any) (values map[string]any, private []byte, said string) {
	r.Helper()
	typ, _ := r.schema.ValueType().(tftypes.Object)
	all := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		all[name] = tftypes.NewValue(of, arguments[name])
	}
	config, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, all))
	if err != nil {
		r.Fatal(err)
	}
	resp, err := r.server.OpenEphemeralResource(r.Context(), &tfprotov6.OpenEphemeralResourceRequest{TypeName: r.name, Config: &config})
	if err != nil {
		r.Fatal(err)
	}
	raw, err := resp.Result.Unmarshal(typ)
	if err != nil {
		r.Fatal(err)
	}
	members := map[string]tftypes.Value{}
	if err := raw.As(&members); err != nil {
		r.Fatal(err)
	}
	values = map[string]any{}
	for name, v := range members {
		if plain := value.Plain(v); plain != nil {
			values[name] = plain
		}
	}
	return values, resp.Private, text(resp.Diagnostics)
}

func (r run) close(private []byte) string {
	r.Helper()
	resp, err := r.server.CloseEphemeralResource(r.Context(), &tfprotov6.CloseEphemeralResourceRequest{TypeName: r.name, Private: private})
	if err != nil {
		r.Fatal(err)
	}
	return text(resp.Diagnostics)
}

func text(diags []*tfprotov6.Diagnostic) string {
	var all []string
	for _, d := range diags {
		all = append(all, d.Summary+": "+d.Detail)
	}
	return strings.Join(all, "\n")
}

// signedIn is a session with a Graph.
func signedIn(t *testing.T, k *keeper) *engine.Session {
	t.Helper()
	fake := httptest.NewTLSServer(k)
	t.Cleanup(fake.Close)
	client, err := graph.New(graph.Options{Endpoint: fake.URL, Credential: token{}, Transport: fake.Client().Transport, Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	advise := func(_ *graph.Error, needs engine.Needs) string {
		return "It takes " + strings.Join(needs.Permissions, " or ")
	}
	return &engine.Session{Client: client, Advise: advise}
}

type token struct{}

func (token) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "t", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

const (
	denied  = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`
	missing = `{"error":{"code":"Request_ResourceNotFound","message":"It does not exist."}}`
)

// TestSecretsAreOpened: what Graph makes or keeps is shown, what is made for one run is taken
// back at its end, and a refusal says what was refused and which permission is needed.
func TestSecretsAreOpened(t *testing.T) {
	t.Parallel()
	const (
		key      = `{"id":"k1","deviceId":"d1","createdDateTime":"2026-01-01T00:00:00Z","volumeType":"1","key":"123-456"}`
		keys     = "/v1.0/informationProtection/bitlocker/recoveryKeys"
		laps     = "/v1.0/directory/deviceLocalCredentials/d1"
		vault    = "/beta/deviceManagement/managedDevices/m1/getFileVaultKey"
		password = "/v1.0/applications/a1/addPassword"
		passes   = "/v1.0/users/u1/authentication/temporaryAccessPassMethods"
		made     = `{"keyId":"k1","secretText":"CANARY","endDateTime":"2028-01-01T00:00:00Z"}`
	)
	tests := map[string]struct {
		kind      string
		arguments map[string]any
		answers   map[string]answer
		want      map[string]any // of what can be read
		asks      []string
		fails     []string
		closes    string // what is sent at the end of the run
	}{
		"a key by its id": {
			"bitlocker_recovery_key",
			map[string]any{"id": "k1"},
			map[string]answer{"GET " + keys + "/k1": {200, key}},
			map[string]any{"id": "k1", "device_id": "d1", "key": "123-456", "volume_type": "1", "created_date_time": "2026-01-01T00:00:00Z"},
			[]string{"GET " + keys + "/k1 id,createdDateTime,volumeType,deviceId,key"},
			nil, "",
		},
		"the newest key of a device": {
			"bitlocker_recovery_key",
			map[string]any{"device_id": "d1"},
			map[string]answer{"GET " + keys: {200, `{"value":[{"id":"k0","createdDateTime":"2025-01-01T00:00:00Z"},{"id":"k1","createdDateTime":"2026-01-01T00:00:00Z"}]}`}, "GET " + keys + "/k1": {200, `{"value":` + key + `}`}},
			map[string]any{"id": "k1", "device_id": "d1", "key": "123-456", "volume_type": "1", "created_date_time": "2026-01-01T00:00:00Z"},
			[]string{"GET " + keys + " deviceId eq 'd1'", "GET " + keys + "/k1 id,createdDateTime,volumeType,deviceId,key"},
			nil, "",
		},
		"no key of a device": {
			"bitlocker_recovery_key", map[string]any{"device_id": "d1"}, map[string]answer{"GET " + keys: {200, `{"value":[]}`}}, nil, nil, []string{"Cannot read BitLocker recovery key", "no recovery key of the device"}, "",
		},
		"keys that nobody may list": {
			"bitlocker_recovery_key", map[string]any{"device_id": "d1"}, map[string]answer{"GET " + keys: {403, denied}}, nil, nil, []string{"Cannot read BitLocker recovery key", "Insufficient privileges", "BitlockerKey.Read.All"}, "",
		},
		"a key that nobody may read": {
			"bitlocker_recovery_key", map[string]any{"id": "k1"}, map[string]answer{"GET " + keys + "/k1": {403, denied}}, nil, nil, []string{"Insufficient privileges"}, "",
		},
		"the newest password of a device": {
			"device_local_credential",
			map[string]any{"device_id": "d1"},
			map[string]answer{"GET " + laps: {200, `{"deviceName":"PC","refreshDateTime":"r","lastBackupDateTime":"l","credentials":[{"backupDateTime":"2026-01-02T00:00:00Z","accountName":"Administrator","accountSid":"S-1","passwordBase64":"UVFAZDhmOGdZ"},{"backupDateTime":"2026-01-01T00:00:00Z","passwordBase64":"b2xk"}]}`}},
			map[string]any{"device_id": "d1", "device_name": "PC", "account_name": "Administrator", "account_sid": "S-1", "password": "QQ@d8f8gY", "backup_date_time": "2026-01-02T00:00:00Z", "refresh_date_time": "r", "last_backup_date_time": "l"},
			[]string{"GET " + laps + " deviceName,lastBackupDateTime,refreshDateTime,credentials"},
			nil, "",
		},
		"no password of a device": {
			"device_local_credential", map[string]any{"device_id": "d1"}, map[string]answer{"GET " + laps: {200, `{"credentials":[]}`}}, nil, nil, []string{"Cannot read local administrator password of a device", "no password of the device is backed up"}, "",
		},
		"a password that is none": {
			"device_local_credential", map[string]any{"device_id": "d1"}, map[string]answer{"GET " + laps: {200, `{"credentials":[{"passwordBase64":"?"}]}`}}, nil, nil, []string{"not base64"}, "",
		},
		"a password that nobody may read": {
			"device_local_credential", map[string]any{"device_id": "d1"}, map[string]answer{"GET " + laps: {403, denied}}, nil, nil, []string{"DeviceLocalCredential.Read.All"}, "",
		},
		"the key of a Mac": {
			"file_vault_key", map[string]any{"managed_device_id": "m1"}, map[string]answer{"GET " + vault: {200, `{"value":"F-V"}`}}, map[string]any{"managed_device_id": "m1", "key": "F-V"}, []string{"GET " + vault}, nil, "",
		},
		"no key of a Mac": {
			"file_vault_key", map[string]any{"managed_device_id": "m1"}, map[string]answer{"GET " + vault: {200, `{"value":""}`}}, nil, nil, []string{"the Mac has escrowed no key"}, "",
		},
		"a Mac that is none": {
			"file_vault_key", map[string]any{"managed_device_id": "m1"}, map[string]answer{"GET " + vault: {404, missing}}, nil, nil, []string{"Cannot read FileVault recovery key of a Mac", "It does not exist."}, "",
		},
		"a Mac of which nobody may know": {
			"file_vault_key", map[string]any{"managed_device_id": "m1"}, map[string]answer{"GET " + vault: {403, denied}}, nil, nil, []string{"DeviceManagementManagedDevices.Read.All"}, "",
		},
		"a secret for one run": {
			"application_password",
			map[string]any{"application_id": "a1", "remove_on_close": true, "display_name": "run"},
			map[string]answer{"POST " + password: {200, made}, "POST /v1.0/applications/a1/removePassword": {204, ""}},
			map[string]any{"application_id": "a1", "remove_on_close": true, "display_name": "run", "key_id": "k1", "secret_text": "CANARY", "end_date_time": "2028-01-01T00:00:00Z"},
			[]string{`POST ` + password + ` {"passwordCredential":{"displayName":"run"}}`},
			nil, `POST /v1.0/applications/a1/removePassword {"keyId":"k1"}`,
		},
		"a secret that stays": {
			"application_password",
			map[string]any{"application_id": "a1", "remove_on_close": false, "end_date_time": "2026-02-01T00:00:00Z"},
			map[string]answer{"POST " + password: {200, made}},
			map[string]any{"application_id": "a1", "remove_on_close": false, "key_id": "k1", "secret_text": "CANARY", "end_date_time": "2026-02-01T00:00:00Z"},
			[]string{`POST ` + password + ` {"passwordCredential":{"endDateTime":"2026-02-01T00:00:00Z"}}`},
			nil, "",
		},
		"a secret that nobody may make": {
			"application_password", map[string]any{"application_id": "a1", "remove_on_close": true}, map[string]answer{"POST " + password: {403, denied}}, nil, nil, []string{"Cannot make password of an application", "Application.ReadWrite.OwnedBy"}, "",
		},
		"a pass for one run": {
			"temporary_access_pass",
			map[string]any{"user_id": "u1", "remove_on_close": true, "lifetime_in_minutes": 60, "is_usable_once": true, "start_date_time": "s"},
			map[string]answer{"POST " + passes: {201, `{"id":"p1","temporaryAccessPass":"CANARY"}`}, "DELETE " + passes + "/p1": {204, ""}},
			map[string]any{"user_id": "u1", "remove_on_close": true, "lifetime_in_minutes": int64(60), "is_usable_once": true, "start_date_time": "s", "id": "p1", "pass": "CANARY"},
			[]string{`POST ` + passes + ` {"isUsableOnce":true,"lifetimeInMinutes":60,"startDateTime":"s"}`},
			nil, "DELETE " + passes + "/p1",
		},
		"a pass that stays": {
			"temporary_access_pass",
			map[string]any{"user_id": "u1", "remove_on_close": false},
			map[string]answer{"POST " + passes: {201, `{"id":"p1","temporaryAccessPass":"CANARY"}`}},
			map[string]any{"user_id": "u1", "remove_on_close": false, "id": "p1", "pass": "CANARY"},
			[]string{"POST " + passes + " {}"},
			nil, "",
		},
		"a pass that nobody may make": {
			"temporary_access_pass", map[string]any{"user_id": "u1", "remove_on_close": true}, map[string]answer{"POST " + passes: {403, denied}}, nil, nil, []string{"Cannot make temporary access pass", "UserAuthMethod-TAP.ReadWrite.All"}, "",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graphs := &keeper{answers: tt.answers}
			r := begin(t, tt.kind, signedIn(t, graphs))
			values, private, said := r.open(tt.arguments)
			if len(tt.fails) > 0 {
				for _, words := range tt.fails {
					if !strings.Contains(said, words) {
						t.Errorf("the error %q does not say %q", said, words)
					}
				}
			} else if said != "" {
				t.Fatal(said)
			}
			if tt.want != nil {
				if diff := cmp.Diff(fmt.Sprint(tt.want), fmt.Sprint(values)); diff != "" {
					t.Errorf("values mismatch (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(tt.asks, graphs.seen); diff != "" {
					t.Errorf("requests mismatch (-want +got):\n%s", diff)
				}
			}
			if strings.Contains(string(private), "CANARY") {
				t.Errorf("the secret is in %s", private)
			}
			before := len(graphs.seen)
			if said := r.close(private); said != "" {
				t.Error(said)
			}
			if closes := strings.Join(graphs.seen[before:], ", "); closes != tt.closes {
				t.Errorf("at the end Graph is asked %q, want %q", closes, tt.closes)
			}
		})
	}
}

// TestWhatIsTakenBack: what is gone already is taken back, and what Graph refuses to take
// back is told.
func TestWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	type kind struct{ name, open, close string }
	password := kind{"application_password", "POST /v1.0/applications/a1/addPassword", "POST /v1.0/applications/a1/removePassword"}
	pass := kind{"temporary_access_pass", "POST /v1.0/users/u1/authentication/temporaryAccessPassMethods", "DELETE /v1.0/users/u1/authentication/temporaryAccessPassMethods/k1"}
	gone := `{"error":{"code":"Request_BadRequest","message":"No password credential found with keyId 'k1'."}}`
	for name, tt := range map[string]struct {
		kind   kind
		answer answer
		fails  string
	}{
		"a password":                      {password, answer{204, ""}, ""},
		"a password that is gone":         {password, answer{400, gone}, ""},
		"a password of what is gone":      {password, answer{404, missing}, ""},
		"a password, refused":             {password, answer{403, denied}, "Cannot remove the password of an application"},
		"a password, wrongly asked":       {password, answer{400, `{"error":{"code":"Request_BadRequest","message":"Bad."}}`}, "Bad."},
		"a password, in the words of 400": {password, answer{403, strings.Replace(denied, "the operation", "k1", 1)}, "Insufficient privileges"},
		"a pass":                          {pass, answer{204, ""}, ""},
		"a pass that is gone":             {pass, answer{404, missing}, ""},
		"a pass, refused":                 {pass, answer{403, denied}, "Cannot remove the temporary access pass"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graphs := &keeper{answers: map[string]answer{tt.kind.open: {200, `{"id":"k1","keyId":"k1"}`}, tt.kind.close: tt.answer}}
			r := begin(t, tt.kind.name, signedIn(t, graphs))
			_, private, said := r.open(map[string]any{"application_id": "a1", "user_id": "u1", "remove_on_close": true})
			if said != "" {
				t.Fatal(said)
			}
			if said := r.close(private); (said == "") != (tt.fails == "") || !strings.Contains(said, tt.fails) {
				t.Errorf("it says %q, want %q", said, tt.fails)
			}
			if _, _, said := r.open(map[string]any{"application_id": "a1", "user_id": "u1", "remove_on_close": true}); said != "" {
				t.Errorf("another one is not made: %s", said)
			}
		})
	}
}

// TestAccessTokens are the provider's own, and say for whom and how long they are good.
func TestAccessTokens(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 1, 0, 0, 0, time.FixedZone("", 3600))
	for name, tt := range map[string]struct {
		token func(context.Context) (azcore.AccessToken, error)
		fails string
	}{
		"a token": {func(context.Context) (azcore.AccessToken, error) {
			return azcore.AccessToken{Token: "t", ExpiresOn: at}, nil
		}, ""},
		"none": {nil, "no credential"},
		"one that fails": {func(context.Context) (azcore.AccessToken, error) {
			return azcore.AccessToken{}, errors.New("Entra is away")
		}, "Entra is away"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			session := signedIn(t, &keeper{})
			session.Token = tt.token
			values, _, said := begin(t, "access_token", session).open(nil)
			if (said == "") != (tt.fails == "") || !strings.Contains(said, tt.fails) {
				t.Fatalf("it says %q, want %q", said, tt.fails)
			}
			if want := map[string]any{"token": "t", "audience": session.Client.Endpoint(), "expires_on": "2026-01-01T00:00:00Z"}; tt.fails == "" && !cmp.Equal(want, values) {
				t.Errorf("it shows %v, want %v", values, want)
			}
		})
	}
}

// TestNothingIsOpenedBeforeTheSignIn.
func TestNothingIsOpenedBeforeTheSignIn(t *testing.T) {
	t.Parallel()
	session := &engine.Session{}
	session.Unready.AddError("Not yet", "The client id is not known.")
	if _, _, said := begin(t, "application_password", session).open(map[string]any{"application_id": "a1"}); !strings.Contains(said, "Not yet") {
		t.Errorf("it says %q", said)
	}
}
