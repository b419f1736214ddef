// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"net/http"
	"strings"
	"time"
)

// deviceCodeLifetime is how long a user has to approve a device code.
const deviceCodeLifetime = 15 * time.Minute

// deviceCode begins a sign-in on another device.
func (s *Service) deviceCode(r *http.Request) (any, error) {
	t, err := s.readTokenRequest(r, 2)
	if err != nil {
		return nil, err
	}
	c, err := s.client(t)
	if err != nil {
		return nil, err
	}
	if _, _, err := s.consented(c, t.form.Get("scope")); err != nil {
		return nil, err
	}
	code := s.keep(session{
		kind:     deviceCodeSession,
		tenantID: t.tenantID,
		clientID: c.app.AppID,
		scope:    t.form.Get("scope"),
		expires:  s.options.Now().Add(deviceCodeLifetime),
	})
	userCode := strings.ToUpper(strings.ReplaceAll(code, "-", "")[:9])
	address := "https://" + r.Host + "/common/oauth2/deviceauth"
	return map[string]any{
		"user_code":        userCode,
		"device_code":      code,
		"verification_uri": address,
		"expires_in":       int(deviceCodeLifetime.Seconds()),
		"interval":         5,
		"message":          "To sign in, use a web browser to open the page " + address + " and enter the code " + userCode + " to authenticate.",
	}, nil
}

// redeemDeviceCode gives the tokens of the user who has approved a device code.
func (s *Service) redeemDeviceCode(t tokenRequest) (any, error) {
	c, err := s.userClient(t)
	if err != nil {
		return nil, err
	}
	code := t.form.Get("device_code")
	if code == "" {
		code = t.form.Get("code") // its name in version 1 and in older clients
	}
	if code == "" {
		return nil, missingParameter("device_code")
	}
	one, err := s.find(code, deviceCodeSession, c.app.AppID)
	if err != nil {
		return nil, err
	}
	if s.options.SignedInUser == "" {
		return nil, refuse(70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
	}
	s.forget(code)
	return s.userTokens(c, one)
}
