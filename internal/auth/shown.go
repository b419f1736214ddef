// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Shown is the value of a setting as people may see it: as it is, where it has the
// form that such values have, else its length only. A secret that stands in the
// wrong place has another form. Addresses are without user and query.
func Shown(setting, value string) string {
	if text, ok := shown(setting, value); ok {
		return text
	}
	return hidden(value)
}

func hidden(value string) string {
	return fmt.Sprintf("(%d characters, not shown)", utf8.RuneCountInString(value))
}

// described begins a sentence about a value.
func described(setting, value string) string {
	if text, ok := shown(setting, value); ok {
		return "The value " + strconv.Quote(text)
	}
	return "The value " + hidden(value)
}

// forms say what the values of settings look like that hold no secret.
var forms = map[string]func(string) bool{
	"auth_method":               isWord,
	"cloud":                     isWord,
	"managed_identity_id_type":  isWord,
	"managed_identity_mode":     isWord,
	"managed_identity_source":   isWord,
	"managed_identity_fallback": isWord,

	"send_certificate_chain":     isWord,
	"disable_instance_discovery": isWord,
	"skip_permission_check":      isWord,
	"require_permissions":        isWord,
	"persistent_token_cache":     isWord,
	"federation_wait":            isDuration,

	"client_id":                    isGUID,
	"ado_service_connection_id":    isGUID,
	"tenant_id":                    isTenant,
	"additionally_allowed_tenants": areTenants,
	"managed_identity_id":          isIdentityID,
	"partner_id":                   isGUID,
	"oidc_token_tag":               isTag,
	"oidc_audience":                isAudience,
	"token_exchange_audience":      isAudience,

	"ca_certificate_path":       isPath,
	"client_id_file_path":       isPath,
	"client_secret_file_path":   isPath,
	"client_certificate_path":   isPath,
	"oidc_token_file_path":      isPath,
	"federated_token_file_path": isPath,
}

// shown is the value as it may be seen, if it may.
func shown(setting, value string) (string, bool) {
	switch setting {
	case "authority_host", "graph_endpoint", "oidc_request_url", "redirect_url":
		return shownAddress(value)
	}
	form := forms[setting]
	return value, form != nil && form(value)
}

// shownAddress is an address without what may be secret in it. What is none is
// not shown.
func shownAddress(value string) (string, bool) {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || !hostPattern.MatchString(u.Hostname()) || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String(), true
}

// AddressShown is an address as people may see it: without user and query, and only
// its length where it is none, since it may be a secret then.
func AddressShown(value string) string {
	if text, ok := shownAddress(value); ok || value == "" {
		return text
	}
	return hidden(value)
}

// describedAddress begins a sentence about an address that a variable holds.
func describedAddress(value string) string {
	if text, ok := shownAddress(value); ok {
		return "The value " + strconv.Quote(text)
	}
	return "The value " + hidden(value)
}

var (
	wordPattern     = regexp.MustCompile(`^[A-Za-z][A-Za-z_-]{0,23}$`)
	durationPattern = regexp.MustCompile(`^-?[0-9][0-9.]{0,5}[a-zµ]{0,2}$`)
	tagPattern      = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,31}$`)
	hostPattern     = regexp.MustCompile(`^[A-Za-z0-9.:-]+$`)
	armPathPattern  = regexp.MustCompile(`(?i)^/subscriptions(/[a-z0-9._()-]+)*/?$`)
	filePattern     = regexp.MustCompile(`(?i)^[a-z0-9._-]+\.(cer|crt|der|id|json|jwt|key|p12|pem|pfx|token|txt)$`)
)

// isWord takes letters only: nearly every secret holds something else.
func isWord(s string) bool { return wordPattern.MatchString(s) || s == "0" || s == "1" }

func isDuration(s string) bool { return durationPattern.MatchString(s) || isWord(s) }

func isTag(s string) bool { return tagPattern.MatchString(s) }

func isTenant(s string) bool { return isGUID(s) || domainPattern.MatchString(s) }

func areTenants(list string) bool {
	for one := range strings.SplitSeq(list, ";") {
		if one = strings.TrimSpace(one); one != "*" && !isTenant(one) {
			return false
		}
	}
	return true
}

func isIdentityID(s string) bool { return isGUID(s) || armPathPattern.MatchString(s) }

func isAudience(s string) bool {
	return strings.HasPrefix(s, "api://") || strings.HasPrefix(s, "https://") || isGUID(s)
}

// isPath tells a path from a secret that stands in its place: it leads somewhere,
// or at least its folder does, or it ends as such files do.
func isPath(s string) bool {
	if _, err := os.Stat(s); err == nil || filePattern.MatchString(filepath.Base(s)) {
		return true
	}
	folder := filepath.Dir(s)
	if folder == "." || folder == filepath.VolumeName(folder)+string(filepath.Separator) {
		return false
	}
	_, err := os.Stat(folder)
	return err == nil
}

// unreadable tells why a file cannot be read, which is named only if it may be.
func unreadable(path string, err error) string {
	var failed *fs.PathError
	if isPath(path) || !errors.As(err, &failed) {
		return err.Error()
	}
	return fmt.Sprintf("%s is no path of a file: %v", hidden(path), failed.Err)
}
