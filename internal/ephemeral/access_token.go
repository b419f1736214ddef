// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package ephemeral

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
)

// accessToken is the token that the provider itself works with.
func accessToken() *secret {
	return &secret{
		name: "access_token", verb: "get", title: "access token",
		doc: "A token for Microsoft Graph, of the identity that the provider is signed in as: for what asks Graph itself, such as the `http` data source or another provider. Its audience is always the Graph of the provider's cloud; there is no argument for another one.",
		attributes: map[string]schema.Attribute{
			"token":      computed("The token, to be sent as `Authorization: Bearer …`.", true),
			"audience":   computed("Whom it is for: the root of the cloud's Graph, such as `https://graph.microsoft.com`.", false),
			"expires_on": computed("When it expires, in UTC.", false),
		},
		open: func(ctx context.Context, s *engine.Session, _ arguments) (map[string]attr.Value, map[string]string, error) {
			if s.Token == nil {
				return nil, nil, errors.New("the provider has no credential to get a token with")
			}
			token, err := s.Token(ctx)
			if err != nil {
				return nil, nil, err
			}
			return map[string]attr.Value{
				"token": types.StringValue(token.Token), "audience": types.StringValue(s.Client.Endpoint()),
				"expires_on": types.StringValue(token.ExpiresOn.UTC().Format(time.RFC3339)),
			}, nil, nil
		},
	}
}
