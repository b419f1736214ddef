// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"regexp"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// defaultBranding is the id of the branding for all languages that have none of their own.
const defaultBranding = "0"

// brandingTexts are the texts of a branding, and how long each can be.
func brandingTexts() map[string]int {
	return map[string]int{
		"backgroundColor": 7, "headerBackgroundColor": 7, "signInPageText": 1024, "usernameHintText": 64,
		"customAccountResetCredentialsUrl": 128, "customPrivacyAndCookiesUrl": 128, "customTermsOfUseUrl": 128,
		"customCannotAccessYourAccountText": 256, "customForgotMyPasswordText": 256, "customPrivacyAndCookiesText": 256, "customTermsOfUseText": 256,
	}
}

// emptyTexts: a branding that nobody has given a text shows an empty one.
func emptyTexts() store.Object {
	texts := store.Object{}
	for name := range brandingTexts() {
		texts[name] = ""
	}
	return texts
}

// completeBranding: there is one of the organization, which Graph calls 0.
func completeBranding(_ *call, branding store.Object) { branding["id"] = defaultBranding }

// showBranding shows the localization in its place that the request names by its language.
// That it is itself shown where the language has none is a guess.
func showBranding(c *call, stored, shown store.Object) store.Object {
	locale := c.request.Header.Get("Accept-Language")
	if text(stored["id"]) != defaultBranding || locale == "" {
		return shown
	}
	if localization, ok := c.store.Get(childOf(c.target.path, "localizations"), strings.ToLower(locale)); ok {
		return localization
	}
	return shown
}

// localeForm is a language, mostly with a country.
var localeForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]+)*$`)

// checkLocalization: a localization is for a language, and not the branding itself.
func checkLocalization(_ *call, before, after store.Object) error {
	if before == nil && !localeForm.MatchString(text(after["id"])) {
		return invalidValue("id", "OrganizationalBrandingLocalization")
	}
	return nil
}

// inheritTexts: texts that a localization is not given are those of the branding. That null
// brings them back later is a guess.
func inheritTexts(c *call, _, after store.Object) {
	for _, branding := range c.store.List(brandingOf(c.target.path)) {
		for name := range brandingTexts() {
			if after[name] == nil {
				after[name] = branding[name]
			}
		}
	}
}

// storeLocalization makes the branding together with the first localization.
func storeLocalization(c *call, before, _ store.Object) {
	at := brandingOf(c.target.path)
	if before != nil || len(c.store.List(at)) > 0 {
		return
	}
	branding := emptyTexts()
	completeBranding(c, branding)
	c.insertTyped(at, branding)
}

// brandingOf is where the branding is that localizations belong to.
func brandingOf(localizations store.Location) store.Location {
	return store.Location(strings.TrimSuffix(string(localizations), "/localizations"))
}
