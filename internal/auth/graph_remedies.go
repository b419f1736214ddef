// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Refusal is what Graph answered to a request that it did not carry out.
type Refusal struct {
	// Status is the HTTP status.
	Status int
	// Code and InnerCode are Graph's codes, and Message is its text.
	Code, InnerCode, Message string
	// Needed are the application permissions that the operation takes, all of them.
	Needed []string
	// Missing, when not nil, tells which of them a token lacks that holds permissions,
	// among which may be others that do. Otherwise their names are compared.
	Missing func(held []string) []string
	// Licence is what the tenant must have bought for the object, in words. Empty
	// where that is not known.
	Licence string
}

// Advise tells the likely cause of a refusal that has to do with the sign-in or
// with a licence, and what mends it, by the token that was handed out last. It is
// empty for all other refusals.
func (c *Credential) Advise(r Refusal) string {
	who := claims{}
	if known := c.account.Load(); known != nil {
		who = *known
	}
	where := situation{
		setup: c.setup, login: *c.login.Load(), presented: who, missing: missing(r, who), licence: r.Licence,
		answer: answer{status: r.Status, text: strings.Join([]string{r.Code, r.InnerCode, r.Message}, " ")},
	}
	i := slices.IndexFunc(graphRemedies, func(row remedy) bool { return row.fits(where) })
	if i < 0 {
		return ""
	}
	text := strings.NewReplacer(
		"{more_needed}", plural(needed(r)), "{more_missing}", plural(where.missing), "{needed}", listed(needed(r)), "{missing}", listed(where.missing), "{held}", listed(held(who)),
		"{licence}", cmp.Or(r.Licence, "Microsoft Entra ID P1 or P2"),
		"{client_id_missing}", c.clientIDMissing(), "{tool}", toolOf(where.login).name, "{sign_in}", toolOf(where.login).in(c.setup.cloud).signIn, "{grant}", grant(where, where.missing),
	).Replace(graphRemedies[i].advice)
	return c.setup.fill(text, who)
}

// graphRemedies explain what Graph answers to a token that Entra has issued.
var graphRemedies = []remedy{
	{
		statuses: []int{http.StatusUnauthorized}, texts: []string{"invalid audience"},
		advice: `The token is for another service, or for Graph in another cloud. cloud is "{cloud}", so that the token was asked for {graph}. Set cloud, or graph_endpoint, to the tenant's.`,
	},
	{
		statuses: []int{http.StatusUnauthorized}, texts: []string{"lifetime validation failed", "token is expired", "token has expired"},
		advice: "A new token was refused as well, so that this machine's clock is likely to be wrong, or it was asleep meanwhile. Compare the clock with the time above, then apply again:\n  timedatectl status",
	},
	{
		statuses: []int{http.StatusUnauthorized}, texts: []string{"compacttoken parsing failed", "jwt is not well formed", "idx14100"},
		advice: "The token was lost or cut on its way to Graph, mostly by a proxy. Exempt {graph} from it (NO_PROXY). Without a proxy, please report this as a fault of the provider.",
	},
	{
		statuses: []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden}, when: unlicensed,
		advice: "The tenant seems to lack the licence for this: {licence}. What it has:\n  az rest -m GET --uri {graph}/v1.0/subscribedSkus --query 'value[].skuPartNumber'",
	},
	{
		texts:  []string{"request not applicable to target tenant"},
		advice: "The tenant has no Intune, or has never opened it. It takes a licence for Intune. What the tenant has:\n  az rest -m GET --uri {graph}/v1.0/subscribedSkus --query 'value[].skuPartNumber'",
	},
	{
		when:   all(denied, ofTool, ofUser),
		advice: "The sign-in is a user's, through {tool}: an application of Microsoft's own, whose token holds these delegated permissions and can hold no others, whatever roles the user has: {held}. Here it takes: {needed}. Sign in by an app registration or a managed identity, or as a person through an app registration of your own (interactive_browser, device_code).",
	},
	{
		when:   all(denied, ofUser, somethingMissing),
		advice: "The user's token lacks the delegated permission{more_missing} {missing}; it holds: {held}. Grant it to the app registration, and sign in anew:\n{grant}\nThe user needs a directory role that allows the operation, besides.",
	},
	{
		when:   all(denied, ofUser),
		advice: "The token holds the delegated permission{more_needed} ({needed}), so that the user lacks a directory role, or a role in Intune, that allows the operation.",
	},
	{
		when:   all(denied, ofIdentity, somethingMissing),
		advice: "The managed identity lacks the application permission{more_missing} {missing}; its token holds: {held}. {client_id_missing}Assign it:\n{grant}\nAzure keeps the identity's token for up to 24 hours, so a new permission may show late.",
	},
	{
		when:   all(denied, somethingMissing),
		advice: "The application {app_id} lacks the application permission{more_missing} {missing}; its token holds: {held}. Grant it:\n{grant}\nThe next run has it.",
	},
	{
		when:   denied,
		advice: "The token holds the application permission{more_needed} that Microsoft names for this ({needed}), or others that do, so that something besides is missing. Objects with privileged roles take a directory role of the application as well, some objects of Intune a role in Intune, and the tenant may forbid the change by a policy.",
	},
	{
		statuses: []int{http.StatusUnauthorized}, when: ofTool,
		advice: "Graph does not accept the token that {tool} keeps. Sign in to it anew:\n  {sign_in}",
	},
	{
		statuses: []int{http.StatusUnauthorized}, when: ofIdentity,
		advice: "Azure hands out the token of an identity until it expires, whatever has become of it. Look whether the identity is still enabled in Entra:\n  az ad sp show --id {object_id} --query accountEnabled",
	},
	{
		statuses: []int{http.StatusUnauthorized},
		advice:   "A new token was refused as well. Look whether the application is still enabled in the tenant:\n  az ad sp show --id {app_id} --query accountEnabled",
	},
}

// What Graph says without a licence. The second is too general for objects that
// are not known to take one.
var (
	premium  = regexp.MustCompile(`(?i)nonpremiumtenant|premium ?(p?[12] )?licen[cs]e`)
	licences = regexp.MustCompile(`(?i)not licensed|licen[cs]e ?(is )?required|(requires?|needs?|n[o']t have)\b[^.]*\blicen[cs]e\b`)
)

// unlicensed tells a missing licence. Objects that assign licences are refused with
// words about those too, which are not meant.
func unlicensed(s situation) bool {
	return premium.MatchString(s.answer.text) || s.licence != "" && licences.MatchString(s.answer.text)
}

// denied tells a missing permission. Intune reports it by 401, in a message within
// the message.
func denied(s situation) bool {
	return s.answer.status == http.StatusForbidden ||
		s.answer.status == http.StatusUnauthorized && strings.Contains(strings.ToLower(s.answer.text), "forbidden")
}

func ofTool(s situation) bool { return toolOf(s.login).name != "" }

// toolOf is the program whose sign-in is used, if one is.
func toolOf(l login) tool {
	t, _ := l.credential.(toolCredential)
	if l.detection.Source == CloudShell {
		return tool{name: "Cloud Shell", signIn: azureCLI.signIn, signInElsewhere: azureCLI.signInElsewhere}
	}
	return t.tool
}

func ofUser(s situation) bool { return !s.presented.application() }

// ofIdentity tells that a managed identity itself acts, which no app registration
// belongs to. It may have come by a tool or by Kubernetes too.
func ofIdentity(s situation) bool {
	return !ofUser(s) && (s.login.mode == Direct || s.presented.ResourceID != "")
}

func somethingMissing(s situation) bool { return len(s.missing) > 0 }

func all(conditions ...func(situation) bool) func(situation) bool {
	return func(s situation) bool {
		return !slices.ContainsFunc(conditions, func(holds func(situation) bool) bool { return !holds(s) })
	}
}

// alternatives is where a message lists permissions of which one is enough.
var (
	alternatives   = regexp.MustCompile(`(?i)(?:following scopes?|missing permission scopes?|required scopes?):?\s+(.*)`)
	permissionName = regexp.MustCompile(`\b[A-Z][A-Za-z0-9-]+(?:\.[A-Z][A-Za-z0-9-]+)+`)
)

// named are the permissions that the message lists, of which one is enough.
func named(message string) []string {
	if found := alternatives.FindStringSubmatch(message); found != nil {
		return permissionName.FindAllString(found[1], -1)
	}
	return nil
}

// needed are the permissions to tell of: those in Graph's own words come first.
func needed(r Refusal) []string {
	if names := named(r.Message); len(names) > 0 {
		return names
	}
	return r.Needed
}

// missing are the permissions that the token lacks and the operation takes. Of
// those that Graph lists one is named, by preference the documented one.
func missing(r Refusal, who claims) []string {
	has := held(who)
	if names := named(r.Message); len(names) > 0 {
		if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(has, name) }) {
			return nil
		}
		if i := slices.IndexFunc(names, func(name string) bool { return slices.Contains(r.Needed, name) }); i >= 0 {
			return names[i : i+1]
		}
		return names[:1]
	}
	if r.Missing != nil {
		return r.Missing(has)
	}
	return slices.DeleteFunc(slices.Clone(r.Needed), func(name string) bool {
		return slices.Contains(has, name) || slices.Contains(has, strings.Replace(name, ".Read.", ".ReadWrite.", 1))
	})
}

// held are the permissions in a token.
func held(who claims) []string {
	if who.application() {
		return who.Roles
	}
	return strings.Fields(who.Scopes)
}

// maxListed bounds a list of permissions in a sentence.
const maxListed = 20

func listed(permissions []string) string {
	if len(permissions) > maxListed {
		permissions = append(slices.Clone(permissions[:maxListed]), "…")
	}
	return cmp.Or(strings.Join(permissions, ", "), "none")
}

// plural ends the word before a list of permissions.
func plural(permissions []string) string {
	if len(permissions) > 1 {
		return "s"
	}
	return ""
}

// grant is the commands that grant permissions to whoever has signed in.
func grant(s situation, permissions []string) string {
	kind, list := "Role", "appRoles"
	if ofUser(s) {
		kind, list = "Scope", "oauth2PermissionScopes"
	}
	var lines []string
	if ofIdentity(s) {
		lines = append(lines, "GRAPH=$(az ad sp show --id "+graphAppID+" --query id -o tsv)")
	}
	for _, permission := range permissions {
		lines = append(lines, "ID=$(az ad sp show --id "+graphAppID+` --query "`+list+`[?value=='`+harmless(permission, "PERMISSION")+`'].id" -o tsv)`)
		if ofIdentity(s) {
			lines = append(lines, `az rest -m POST --uri {graph}/v1.0/servicePrincipals/$GRAPH/appRoleAssignedTo --body "{\"principalId\":\"{object_id}\",\"resourceId\":\"$GRAPH\",\"appRoleId\":\"$ID\"}"`)
		} else {
			lines = append(lines, "az ad app permission add --id {app_id} --api "+graphAppID+" --api-permissions $ID="+kind)
		}
	}
	if !ofIdentity(s) {
		lines = append(lines, "az ad app permission admin-consent --id {app_id}")
	}
	return "  " + strings.Join(lines, "\n  ")
}
