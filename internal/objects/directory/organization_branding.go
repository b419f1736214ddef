// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// OrganizationBranding is what the tenant's sign-in pages look like.
var OrganizationBranding = object.Definition{
	Name: "organization_branding",
	Doc:  "The look of the tenant's sign-in pages, for people in whose language there is no `microsoft365_organization_branding_localization`. A tenant has one or none; one that is there already is taken over. Graph takes images and style sheets by requests of their own: they are not managed here, and Graph deletes no branding that has some.",
	// Wire examples of GET, PATCH and DELETE. That the change makes a branding where there
	// is none is a guess: Microsoft's pages have no other request that could.
	Place: object.OnlyChild{API: object.V1, Path: "/organization/{organizationId}/branding", Type: "microsoft.graph.organizationalBranding", Locale: "0"},
	Life:  &object.Life{},
	Needs: brandingNeeds,
	Attributes: append([]object.Attribute{
		{Name: "organizationId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "organization"}, Doc: "Id of the tenant, which is that of the data source `microsoft365_organization`."},
	}, brandingAttributes(object.Optional)...),
}

// OrganizationBrandingLocalization is what they look like for people with a language.
var OrganizationBrandingLocalization = object.Definition{
	Name: "organization_branding_localization",
	Doc:  "The look of the tenant's sign-in pages for people with one language. Texts that it does not have come from the `microsoft365_organization_branding`, and one that consists of a blank stands for none; where there is none yet, Graph makes an empty one together with the first localization. Among all localizations Graph lists the branding itself too, with the id `0`. Images and style sheets are not managed here, and Graph deletes no localization that has some.",
	// Wire examples of the list and of PATCH; POST and DELETE by Microsoft's pages only.
	Place: object.Collection{API: object.V1, Path: "/organization/{organizationId}/branding/localizations", Type: "microsoft.graph.organizationalBrandingLocalization", Shown: "locale"},
	// No page names an option of the list but $select.
	LookUp: object.LookUp{Unfiltered: true},
	Life:   &object.Life{Create: object.Create{ID: object.FromBody}},
	Needs:  brandingNeeds,
	Attributes: append([]object.Attribute{
		{Name: "organizationId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "organization"}, Doc: "Id of the tenant, which is that of the data source `microsoft365_organization`."},
		{Name: "locale", Mode: object.Required, CreateOnly: true, Type: object.String{Pattern: "^[a-z]{2,3}(-[A-Z][A-Za-z]+)*$", PatternDoc: "must be a language and a country, as in fr-FR", Sample: "de-DE"}, Doc: "Language and country, as in `fr-FR`."},
	}, brandingAttributes(object.Server)...),
}

var brandingNeeds = object.Needs{Role: "Organizational Branding Administrator", Licence: "Microsoft Entra ID P1"}

const ownURL = " Other characters than those of ASCII are encoded."

// brandingAttributes are the same of the branding and of its localizations, which take over
// texts that they do not have.
func brandingAttributes(texts object.Mode) []object.Attribute {
	text := func(name, doc string, longest int) object.Attribute {
		return object.Attribute{Name: name, Mode: texts, Type: object.String{MaxLength: longest}, Doc: doc}
	}
	return []object.Attribute{
		{Name: "backgroundColor", Mode: texts, Type: object.String{Pattern: "^#[0-9A-Fa-f]{6}$", PatternDoc: "must be a colour in hexadecimal form, as in #FFFFFF", Notation: strings.ToLower, Sample: "#00000F"}, Doc: "Colour in the place of the background image where the connection is slow, as in `#FFFFFF`."},
		{Name: "headerBackgroundColor", Mode: texts, Type: object.String{Pattern: "^#[0-9A-Fa-f]{6}$", PatternDoc: "must be a colour in hexadecimal form, as in #FFFFFF", Notation: strings.ToLower, Sample: "#00000F"}, Doc: "Colour of the header, as in `#FFFFFF`."},
		text("signInPageText", "Text below the sign-in box, such as whom to call.", 1024),
		text("usernameHintText", "Text in the empty field for the user name. It holds no links.", 64),
		text("customAccountResetCredentialsUrl", "Address where people reset their password, in place of Microsoft's."+ownURL, 128),
		text("customCannotAccessYourAccountText", "Words of the link for those who cannot get into their account.", 256),
		text("customForgotMyPasswordText", "Words of the link for those who have forgotten their password.", 256),
		text("customPrivacyAndCookiesText", "Words of the link in the footer to what is said of privacy and cookies.", 256),
		text("customPrivacyAndCookiesUrl", "Where that link leads."+ownURL, 128),
		text("customTermsOfUseText", "Words of the link in the footer to the terms of use.", 256),
		text("customTermsOfUseUrl", "Where that link leads."+ownURL, 128),
		{Name: "loginPageLayoutConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "layoutTemplateType", Mode: object.Server, Type: object.String{Enum: []string{"default", "verticalSplit"}}, Doc: "`default` has the sign-in box in the middle, `verticalSplit` at the right side, as high as the page."},
			{Name: "isHeaderShown", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the page has a header."},
			{Name: "isFooterShown", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the page has a footer."},
		}}, Doc: "How the page is laid out. What is left out, Graph decides."},
		{Name: "loginPageTextVisibilitySettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			hidden("hideAccountResetCredentials", "all links for those who cannot get into their account, have forgotten their password or want to reset it"),
			hidden("hideCannotAccessYourAccount", "the link for those who cannot get into their account"),
			hidden("hideForgotMyPassword", "the link for those who have forgotten their password"),
			hidden("hideResetItNow", "the link that resets the password"),
			hidden("hidePrivacyAndCookies", "the link in the footer to what is said of privacy and cookies"),
			hidden("hideTermsOfUse", "the link in the footer to the terms of use"),
		}}, Doc: "Which texts the page does without. What is left out, Graph decides."},
		{Name: "cdnList", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Volatile: true, Doc: "Hosts of the images. The relative addresses below are joined to one of them."},
		relative("backgroundImage", "the background image"), relative("bannerLogo", "the logo above the sign-in box"), relative("headerLogo", "the logo in the header"),
		relative("squareLogo", "the square logo"), relative("squareLogoDark", "the square logo for dark backgrounds"),
		relative("favicon", "the icon of the page"), relative("customCSS", "the style sheet"),
	}
}

func hidden(name, what string) object.Attribute {
	return object.Attribute{Name: name, Mode: object.Server, Type: object.Bool{}, Doc: "Whether the page hides " + what + "."}
}

// relative is the address of a file, which changes whenever somebody puts another one there.
func relative(file, what string) object.Attribute {
	return object.Attribute{Name: file + "RelativeUrl", Mode: object.ReadOnly, Volatile: true, Type: object.String{}, Doc: "Relative address of " + what + "; null where there is none."}
}
