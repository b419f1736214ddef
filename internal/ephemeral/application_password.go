// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// everyRun is what users must know of secrets that opening makes.
const everyRun = " Terraform opens ephemeral resources in each plan and each apply, so that every run makes a new one."

// applicationPassword is a client secret that lives for one run, or longer.
func applicationPassword() *secret {
	return &secret{
		name: "application_password", verb: "make", title: "password of an application",
		doc:    "A client secret of an app registration that stands in no state." + everyRun + " With `remove_on_close` Terraform removes it at the end of the run; else it stays until it ends, so give it an end.",
		needed: []string{"Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"},
		attributes: map[string]schema.Attribute{
			"application_id":  schema.StringAttribute{Required: true, MarkdownDescription: "Object id of the app registration."},
			"remove_on_close": schema.BoolAttribute{Required: true, MarkdownDescription: "Whether to remove the secret when the run is done with it."},
			"display_name":    schema.StringAttribute{Optional: true, MarkdownDescription: "Name of the secret."},
			"end_date_time":   schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "When the secret ends to be good, such as `2026-01-31T00:00:00Z`. After two years by default."},
			"key_id":          computed("Id of the secret.", false),
			"secret_text":     computed("The secret.", true),
		},
		open:  makePassword,
		close: removePassword,
	}
}

func makePassword(ctx context.Context, s *engine.Session, a arguments) (map[string]attr.Value, map[string]string, error) {
	application := a.text("application_id")
	unlock, err := s.Client.Lock(ctx, "/applications/"+application)
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	credential := map[string]any{}
	a.put(credential, "display_name", "displayName")
	a.put(credential, "end_date_time", "endDateTime")
	reply, err := s.Client.Do(ctx, graph.Request{
		Method: http.MethodPost, Version: "v1.0", Path: "/applications/" + url.PathEscape(application) + "/addPassword",
		Body: map[string]any{"passwordCredential": credential},
	})
	if err != nil {
		return nil, nil, err
	}
	var left map[string]string
	if key, _ := reply.Body["keyId"].(string); a.flag("remove_on_close") {
		left = map[string]string{"application_id": application, "key_id": key}
	}
	values := map[string]attr.Value{
		"key_id": shown(reply.Body["keyId"]), "secret_text": shown(reply.Body["secretText"]),
	}
	if a.text("end_date_time") == "" {
		values["end_date_time"] = shown(reply.Body["endDateTime"])
	}
	return values, left, nil
}

// removePassword succeeds where the secret, or the application, is gone already.
func removePassword(ctx context.Context, s *engine.Session, left map[string]string) error {
	unlock, err := s.Client.Lock(ctx, "/applications/"+left["application_id"])
	if err != nil {
		return err
	}
	defer unlock()
	_, err = s.Client.Do(ctx, graph.Request{
		Method: http.MethodPost, Version: "v1.0", Path: "/applications/" + url.PathEscape(left["application_id"]) + "/removePassword",
		Body: map[string]any{"keyId": left["key_id"]},
	})
	var answer *graph.Error
	if graph.IsNotFound(err) || errors.As(err, &answer) && strings.Contains(answer.Message, left["key_id"]) && answer.Status == http.StatusBadRequest {
		return nil
	}
	return err
}
