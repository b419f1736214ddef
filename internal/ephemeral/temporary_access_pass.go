// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"context"
	"net/http"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// temporaryAccessPass is a passcode with which a user sets up other ways to sign in.
func temporaryAccessPass() *secret {
	return &secret{
		name: "temporary_access_pass", verb: "make", title: "temporary access pass",
		doc:    "A passcode with which a user signs in for a short time, to set up a way to sign in without a password. A user has one at a time: a new one takes the place of the old one." + everyRun,
		needed: []string{"UserAuthMethod-TAP.ReadWrite.All"},
		attributes: map[string]schema.Attribute{
			"user_id":             schema.StringAttribute{Required: true, MarkdownDescription: "Object id or user principal name of the user."},
			"remove_on_close":     schema.BoolAttribute{Required: true, MarkdownDescription: "Whether to remove the pass when the run is done with it. The user can sign in with it until then."},
			"lifetime_in_minutes": schema.Int64Attribute{Optional: true, MarkdownDescription: "How long it is good, from 10 to 43200 minutes. By default as the policy of passes says.", Validators: []validator.Int64{int64validator.Between(10, 43200)}},
			"is_usable_once":      schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it is good for one sign-in only. The policy of passes must allow others."},
			"start_date_time":     schema.StringAttribute{Optional: true, MarkdownDescription: "When it begins to be good, such as `2026-01-31T00:00:00Z`. At once by default."},
			"id":                  computed("Id of the pass.", false),
			"pass":                computed("The passcode.", true),
		},
		open:  makePass,
		close: removePass,
	}
}

func passes(user string) string {
	return "/users/" + url.PathEscape(user) + "/authentication/temporaryAccessPassMethods"
}

func makePass(ctx context.Context, s *engine.Session, a arguments) (map[string]attr.Value, map[string]string, error) {
	user := a.text("user_id")
	unlock, err := s.Client.Lock(ctx, passes(user))
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	body := map[string]any{}
	a.put(body, "lifetime_in_minutes", "lifetimeInMinutes")
	a.put(body, "is_usable_once", "isUsableOnce")
	a.put(body, "start_date_time", "startDateTime")
	reply, err := s.Client.Do(ctx, graph.Request{Method: http.MethodPost, Version: "v1.0", Path: passes(user), Body: body})
	if err != nil {
		return nil, nil, err
	}
	var left map[string]string
	if id, _ := reply.Body["id"].(string); a.flag("remove_on_close") {
		left = map[string]string{"user_id": user, "id": id}
	}
	return map[string]attr.Value{"id": shown(reply.Body["id"]), "pass": shown(reply.Body["temporaryAccessPass"])}, left, nil
}

// removePass succeeds where the pass is gone: another one may have taken its place.
func removePass(ctx context.Context, s *engine.Session, left map[string]string) error {
	_, err := s.Client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: "v1.0", Path: passes(left["user_id"]) + "/" + url.PathEscape(left["id"])})
	if graph.IsNotFound(err) {
		return nil
	}
	return err
}
