// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // a thumbprint names a certificate, it protects nothing
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// checkApplication judges what an application publishes and its credentials.
func checkApplication(c *call, before, after store.Object) error {
	if !oneOf(after["signInAudience"], "AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount") {
		return invalidValue("signInAudience", "Application")
	}
	if renamed(before, after) {
		return readOnlyProperty("uniqueName")
	}
	for _, check := range []func(*call, store.Object, store.Object) error{checkEntitlements, checkPreAuthorized, checkIdentifiers, checkRedirects, checkTokens, checkLists} {
		if err := check(c, before, after); err != nil {
			return err
		}
	}
	if err := c.refuseReserved(after); err != nil {
		return err
	}
	if before != nil {
		if err := refuseEnabled(list(before["appRoles"]), list(after["appRoles"])); err != nil {
			return err
		}
		scopes := func(o store.Object) []any { return list(nested(o, "api", "oauth2PermissionScopes")) }
		if err := refuseEnabled(scopes(before), scopes(after)); err != nil {
			return err
		}
	}
	return c.checkCredentials(before, after)
}

// refuseReserved: the identifier URIs of a deleted application stay its own
// until it is purged.
func (c *call) refuseReserved(application store.Object) error {
	for _, deleted := range c.store.Walk(deletedItems, 0) {
		for _, uri := range list(deleted["identifierUris"]) {
			if deleted["id"] != application["id"] && containsText(list(application["identifierUris"]), text(uri)) {
				return conflict("identifierUris", "Application", text(deleted["id"]))
			}
		}
	}
	return nil
}

// refuseEnabled: a role or scope has to be disabled before it goes or gets
// another value.
func refuseEnabled(before, after []any) error {
	for _, old := range before {
		role, _ := old.(store.Object)
		kept := find(after, "id", role["id"])
		if role["isEnabled"] != false && (kept == nil || kept["value"] != role["value"]) {
			return fail(http.StatusBadRequest, "CannotDeleteOrUpdateEnabledEntitlement", "Permission (scope or role) cannot be deleted or updated unless disabled first.")
		}
	}
	return nil
}

// find is the object of a list whose property has a value, an id in any case.
func find(objects []any, property string, value any) store.Object {
	for _, element := range objects {
		if object, _ := element.(store.Object); object != nil && sameID(object[property], value) {
			return object
		}
	}
	return nil
}

// sameID tells whether two values are the same id, in any case, or the same anyway.
func sameID(a, b any) bool {
	return a == b || guidForm.MatchString(text(a)) && strings.EqualFold(text(a), text(b))
}

// checkCredentials completes new credentials. Those that were there come back
// without their secrets, which they keep.
func (c *call) checkCredentials(before, after store.Object) error {
	for property, member := range map[string]string{"keyCredentials": "key", "passwordCredentials": "secretText"} {
		if before != nil && !sent(c.body, property) {
			continue
		}
		var kept []any
		for _, element := range list(after[property]) {
			credential, _ := element.(store.Object)
			old := find(list(before[property]), "keyId", credential["keyId"])
			switch {
			case old == nil:
				credential = c.newCredential(property, credential)
				if err := checkCredential(property, credential); err != nil {
					return err
				}
			case credential[member] != nil && credential[member] != old[member]:
				return badRequest("Update to existing credential with KeyId '%s' is not allowed.", text(old["keyId"]))
			default:
				credential = old
			}
			kept = append(kept, credential)
		}
		if kept != nil {
			after[property] = kept
		}
	}
	return nil
}

func sent(body store.Object, property string) bool { _, ok := body[property]; return ok }

// newCredential fills what the caller left out.
func (c *call) newCredential(property string, sent store.Object) store.Object {
	credential := store.Object{"displayName": nil, "customKeyIdentifier": nil}
	maps.Copy(credential, sent)
	start := c.options.Now().UTC()
	set := func(name string, value any) {
		if credential[name] == nil {
			credential[name] = value
		}
	}
	set("keyId", uuid.NewString())
	if property == "keyCredentials" {
		if certificate := certificateOf(credential); certificate != nil {
			credential["key"] = base64.StdEncoding.EncodeToString(certificate.Raw)
			thumbprint := sha1.Sum(certificate.Raw) //nolint:gosec // a thumbprint is SHA-1
			set("customKeyIdentifier", strings.ToUpper(hex.EncodeToString(thumbprint[:])))
			set("startDateTime", certificate.NotBefore.UTC().Format(time.RFC3339))
			set("endDateTime", certificate.NotAfter.UTC().Format(time.RFC3339))
		}
		set("startDateTime", start.Format(time.RFC3339))
		set("endDateTime", start.AddDate(1, 0, 0).Format(time.RFC3339))
		return credential
	}
	set("startDateTime", start.Format(time.RFC3339))
	set("endDateTime", start.AddDate(2, 0, 0).Format(time.RFC3339))
	credential["secretText"] = newSecret()
	credential["hint"] = text(credential["secretText"])[:3]
	return credential
}

// checkCredential refuses keys that are none, and times out of order.
func checkCredential(property string, credential store.Object) error {
	start, end := text(credential["startDateTime"]), text(credential["endDateTime"])
	if property == "passwordCredentials" {
		if !earlier(start, end) {
			return badRequest("The end date of a password credential must be later than its start date.")
		}
		return nil
	}
	certificate := certificateOf(credential)
	kinds := []any{"AsymmetricX509Cert", "X509CertAndPassword", "Symmetric"}
	switch {
	case !oneOf(credential["type"], kinds...) || !oneOf(credential["usage"], "Verify", "Sign", "Decrypt", "Encrypt"):
		return invalidValue("keyCredentials", "KeyCredential")
	case credential["type"] == "AsymmetricX509Cert" && certificate == nil:
		return badRequest("Key value is invalid certificate")
	case !earlier(start, end), certificate != nil && earlier(certificate.NotAfter.UTC().Format(time.RFC3339), end):
		return fail(http.StatusBadRequest, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid.")
	}
	return nil
}

// earlier tells whether one time is earlier than another. One that cannot be
// read is no reason to object.
func earlier(first, second string) bool {
	a, err := time.Parse(time.RFC3339Nano, first)
	b, other := time.Parse(time.RFC3339Nano, second)
	return err != nil || other != nil || a.Before(b)
}

// certificateOf reads the certificate of a key, which may also be PEM.
func certificateOf(credential store.Object) *x509.Certificate {
	der, err := base64.StdEncoding.DecodeString(text(credential["key"]))
	if err != nil {
		return nil
	}
	if block, _ := pem.Decode(der); block != nil {
		der = block.Bytes
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil
	}
	return certificate
}

func newSecret() string {
	random := make([]byte, 30)
	_, _ = rand.Read(random) // it never fails
	return base64.RawURLEncoding.EncodeToString(random)
}

// addPassword makes a client secret, which only this answer shows.
func (c *call) addPassword() (reply, error) {
	asked, _ := c.body["passwordCredential"].(store.Object)
	credential := c.newCredential("passwordCredentials", without(asked, []string{"secretText", "keyId", "hint"}))
	if err := checkCredential("passwordCredentials", credential); err != nil {
		return reply{}, err
	}
	if err := c.changeCredentials("passwordCredentials", func(old []any) []any { return append(old, credential) }); err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: c.withContext(credential, "microsoft.graph.passwordCredential")}, nil
}

// addKey adds a certificate.
func (c *call) addKey() (reply, error) {
	asked, _ := c.body["keyCredential"].(store.Object)
	if asked == nil {
		return reply{}, badRequest("A value is required for parameter 'keyCredential'.")
	}
	credential := c.newCredential("keyCredentials", asked)
	if err := checkCredential("keyCredentials", credential); err != nil {
		return reply{}, err
	}
	if err := c.changeCredentials("keyCredentials", func(old []any) []any { return append(old, credential) }); err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: c.withContext(replaced(credential, "key", nil), "microsoft.graph.keyCredential")}, nil
}

func (c *call) removePassword() (reply, error) { return c.removeCredential("passwordCredentials") }
func (c *call) removeKey() (reply, error)      { return c.removeCredential("keyCredentials") }

func (c *call) removeCredential(property string) (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if find(list(e.object[property]), "keyId", c.body["keyId"]) == nil {
		return reply{}, badRequest("No credential found with KeyId '%s'.", text(c.body["keyId"]))
	}
	err = c.changeCredentials(property, func(old []any) []any {
		return slices.DeleteFunc(old, func(element any) bool {
			credential, _ := element.(store.Object)
			return sameID(credential["keyId"], c.body["keyId"])
		})
	})
	return noContent(), err
}

func (c *call) changeCredentials(property string, change func([]any) []any) error {
	return c.store.Replace(c.target.path, c.target.id, func(old store.Object) (store.Object, error) {
		credentials := change(slices.Clone(list(old[property])))
		if credentials == nil {
			credentials = []any{}
		}
		return replaced(old, property, credentials), nil
	})
}
