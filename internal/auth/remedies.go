// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"net/http"
	"slices"
	"strings"
)

// remedy is a row of the error tables: the first whose conditions all hold
// explains an error. Microsoft may change codes and texts, so a remedy is only
// ever added to the original answer. Words in braces are filled in by setup.fill.
type remedy struct {
	codes    []int    // AADSTS numbers, any of them
	statuses []int    // HTTP statuses, any of them
	texts    []string // pieces of the answer in lower case, any of them
	when     func(situation) bool

	setting string
	summary string // replaces the general one
	advice  string
}

func (r remedy) fits(s situation) bool {
	text := strings.ToLower(s.answer.text)
	return (r.codes == nil || slices.ContainsFunc(r.codes, func(code int) bool { return slices.Contains(s.answer.Codes, code) })) &&
		(r.statuses == nil || slices.Contains(r.statuses, s.answer.status)) &&
		(r.texts == nil || slices.ContainsFunc(r.texts, func(piece string) bool { return strings.Contains(text, piece) })) &&
		(r.when == nil || r.when(s))
}

const (
	rerun = "If it looks transient, run Terraform again."

	// Commands stand on lines of their own that begin with two blanks: Terraform
	// breaks all other lines, and what is broken cannot be copied.
	showIdentity = "\n  az identity show -g GROUP -n NAME --query '{clientId:clientId,principalId:principalId,id:id}'"
	showTenant   = "\n  az account show --query tenantId"
	findApp      = "\n  az ad app list --display-name NAME --query '[].appId'"
	newSecret    = "\n  az ad app credential reset --id {client_id} --append" //nolint:gosec // it holds none
	newPrincipal = "\n  az ad sp create --id {client_id}"

	hostedRunner = `A runner that GitHub or Microsoft hosts is an Azure machine without an identity of yours: use auth_method = "oidc_github" or "oidc_azure_devops" there, or run the job on a machine that has one.`

	trustIdentity = `The app registration trusts no identity like the one that asked: issuer {issuer}, subject {subject}, audience {audience}. All three must match exactly, upper and lower case included; the subject is the identity's principal id. Create the federated credential, then apply again:
  az ad app federated-credential create --id {client_id} --parameters '{"name":"terraform-mi","issuer":"{issuer}","subject":"{subject}","audiences":["{audience}"]}'
Entra takes up to some minutes to spread a new one. Those that exist:
  az ad app federated-credential list --id {client_id}`

	//nolint:gosec // it tells how to create a credential, and holds none
	trustToken = `The app registration trusts no token like the one that was presented: issuer {issuer}, subject {subject}, audience {audience}. All three must match exactly, upper and lower case included. If they are what you expect, create the federated credential, then apply again:
  az ad app federated-credential create --id {client_id} --parameters '{"name":"terraform","issuer":"{issuer}","subject":"{subject}","audiences":["{audience}"]}'
Entra takes up to some minutes to spread a new one. Those that exist:
  az ad app federated-credential list --id {client_id}`

	directGrant      = "The identity acts itself, without an app registration: its permissions are assigned to its service principal. {client_id_missing}m365 permissions names what a configuration needs. For each permission, of which this one is an example:\n{grant}\nAzure keeps the identity's token for up to 24 hours, so a new permission may show late. To sign in without any: skip_permission_check = true."
	applicationGrant = "Grant the application what the configuration needs: m365 permissions names it. For each permission, of which this one is an example:\n{grant}\nThe next run has it. To sign in without any: skip_permission_check = true."

	// clientIDMissing is for those who have set up federation and not said so.
	clientIDMissing = "If an app registration trusts the identity and holds the permissions, client_id is what is missing: set client_id or M365_CLIENT_ID to its application (client) id.{left_alone}\nElse: "

	// graphAppID is Graph's own application, the same in every tenant.
	graphAppID = "00000003-0000-0000-c000-000000000000"
)

// federationCodes are Entra's ways to say that no federated credential matches:
// the application has none at all, or none by subject, issuer or audience, and the
// older code for those three. While a new one spreads any of them can come.
var federationCodes = []int{70025, 700213, 700211, 700212, 70021}

// issuerCodes say that Entra could not read the keys of the assertion's issuer, or
// not the one that has signed it. It keeps keys for a while, so that a new one
// shows late.
var issuerCodes = []int{50166, 501661, 90061, 7000272}

// identityRemedies explain what identity endpoints answer.
var identityRemedies = []remedy{
	{
		texts:   []string{"azure arc did not confirm"},
		setting: "managed_identity_id",
		advice:  "This Azure Arc agent is too old for user-assigned identities. Update it, or remove managed_identity_id to use the machine's own identity. Which version it is:\n  azcmagent version",
	},
	{
		texts:   []string{"a challenge was expected"},
		summary: "The identity endpoint is not that of Azure Arc",
		advice:  "IDENTITY_ENDPOINT and IMDS_ENDPOINT, or an installed Arc agent, speak for Azure Arc, but what answers is something else. Unset the two variables, or name the host in managed_identity_source.",
	},
	{
		texts:   []string{"certificate is not the one"},
		summary: "The identity endpoint is not that of Service Fabric",
		advice:  "Service Fabric gives its processes the thumbprint of its certificate, and another server has answered. If IDENTITY_ENDPOINT and " + thumbprintVariable + " are left over from elsewhere, unset them.",
	},
	{
		when: arcKeyUnreadable,
		advice: `Azure Arc proves who asks by a file that this user must be able to read. Run as root, or add the user to the group "himds" (on Windows "Hybrid agent extension applications") and sign in anew:
  sudo usermod -aG himds $USER`,
	},
	{
		texts:  []string{"unsupportedapiversion"},
		advice: "The endpoint does not speak the protocol of {source}, which the environment speaks for.{left_over}",
	},
	{
		texts:  []string{"bad_request_102", "metadata header not specified"},
		advice: "A header was lost on the way, so a proxy stands between this process and its identity endpoint. Take it away, for containers in their network set-up.",
	},
	{
		texts:   []string{"invalid_resource", "aadsts500011", "aadsts50001"},
		setting: "cloud",
		advice:  `The identity's tenant knows no such resource, which is mostly one of another cloud. cloud is "{cloud}": Graph {graph}, exchange audience {audience}.`,
	},
	{
		statuses: []int{http.StatusBadRequest}, texts: []string{"multiple user assigned"},
		setting: "managed_identity_id",
		summary: "Several managed identities are assigned",
		advice:  "Several user-assigned identities are assigned to {place} and none is the default. Set managed_identity_id to the client id of one of them:" + showIdentity + "{left_alone}",
	},
	{
		statuses: []int{http.StatusBadRequest}, when: all(noneSelected, inPipeline),
		setting: "managed_identity_id",
		summary: "No managed identity is assigned here",
		advice:  hostedRunner + " On a machine of your own: {show}\n{give_system}\nOf a user-assigned one managed_identity_id must hold the client id.{left_alone}",
	},
	{
		statuses: []int{http.StatusBadRequest, http.StatusNotFound}, when: all(noneSelected, federated, takesAnID),
		setting: "managed_identity_id",
		summary: "No managed identity is assigned here",
		advice:  "Federated mode takes a user-assigned identity, and {place} has none, or several, or needs to be told which. {show}\n{give_user}\nThen set managed_identity_id to its client id:" + showIdentity + "{left_alone}",
	},
	{
		statuses: []int{http.StatusBadRequest, http.StatusNotFound}, when: all(noneSelected, takesAnID),
		setting: "managed_identity_id",
		summary: "No managed identity is assigned here",
		advice:  "There is no system-assigned identity on {place}, or there are several user-assigned ones. {show}\n{give_system}\nOr set managed_identity_id to the client id of a user-assigned one.{left_alone}",
	},
	{
		// Service Fabric says so by 404.
		statuses: []int{http.StatusNotFound}, texts: []string{"managedidentitynotfound"},
		setting: "auth_method",
		summary: "No managed identity is assigned here",
		advice:  "There is none for {place}. {show} {give_system}",
	},
	{
		statuses: []int{http.StatusBadRequest}, when: noneSelected,
		setting: "auth_method",
		summary: "No managed identity is assigned here",
		advice:  "The endpoint of {place} gives no token. {show} {give_system}{left_over}",
	},
	{
		statuses: []int{http.StatusBadRequest}, when: inPipeline,
		setting: "managed_identity_id",
		summary: "The managed identity is not assigned here",
		advice:  "managed_identity_id is {managed_identity_id}, and no such identity is assigned to {place}. " + hostedRunner + " The ids of the identity:" + showIdentity + "\nOn a machine of your own: {give_user}",
	},
	{
		statuses: []int{http.StatusBadRequest, http.StatusNotFound}, when: notBeingUpdated,
		setting: "managed_identity_id",
		summary: "The managed identity is not assigned here",
		advice:  `managed_identity_id is {managed_identity_id}, and no such identity is assigned to {place}. It may be a principal id (then managed_identity_id_type = "object_id"), the id of an app registration (that belongs into client_id), or an identity that was deleted and made anew. Compare:` + showIdentity + "\n{give_user}{left_alone}",
	},
	{
		statuses: []int{http.StatusUnauthorized},
		advice:   "The endpoint did not accept the caller's header.{left_over}",
	},
	{
		statuses: []int{http.StatusForbidden}, when: ofMetadata,
		advice: "Something stands between this process and the metadata service, such as Docker Desktop or a proxy for metadata. Run Terraform on the Azure resource itself.",
	},
	{
		statuses: []int{http.StatusForbidden},
		advice:   "The endpoint of {place} refuses to serve this process. Run Terraform in the process, or as the user, that the host meant its variables for.{left_over}",
	},
	{
		statuses: []int{http.StatusNotFound, http.StatusGone}, when: ofMetadata,
		advice: "The metadata service is being updated, which ends within minutes; the request has been repeated. Run Terraform again.",
	},
	{
		statuses: []int{http.StatusNotFound, http.StatusGone},
		advice:   "Nothing serves identities at the address that {source} has named.{left_over}",
	},
	{
		statuses: []int{http.StatusTooManyRequests},
		advice:   "The identity endpoint has had too many requests. Other programs on {place} ask for tokens as well. Run Terraform again in a minute.",
	},
	{
		statuses: []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect},
		advice:   "Identity endpoints do not redirect, so something else answered, mostly a proxy. The redirect was not followed.",
	},
	{
		when:   all(serverFailure, ofMetadata),
		advice: "The metadata service failed, or a proxy stands before it. The request has been repeated. Run Terraform again; for other tools on this machine set NO_PROXY=169.254.169.254.",
	},
	{
		when:   serverFailure,
		advice: "The identity endpoint of {place} failed. The request has been repeated. Run Terraform again.",
	},
	{
		texts:  []string{"the answer is no json", "holds no token", "when the token expires", "answer is longer", "chunk length", "malformed http"},
		advice: "What answered is no identity endpoint: mostly a proxy with a page of its own.{left_over}",
	},
	{
		texts:   []string{"deadline exceeded", "connection refused", "dial tcp", "eof", "reset by peer"},
		summary: "The managed identity endpoint does not answer",
		advice:  "The endpoint of {source} could not be reached. " + rerun + "{left_over}",
	},
}

func arcKeyUnreadable(s situation) bool {
	return s.source == AzureArc && (s.answer.status == http.StatusUnauthorized || strings.Contains(s.answer.text, "challenge of Azure Arc"))
}

func noneSelected(s situation) bool { return s.ManagedIdentityID == "" }

// takesAnID tells whether an identity can be chosen at all.
func takesAnID(s situation) bool {
	return s.source != ServiceFabric && s.source != CloudShell && s.source != AzureArc && (s.source != IMDS || s.answer.status == http.StatusBadRequest)
}

func federated(s situation) bool {
	mode, _ := s.identityMode()
	return mode == Federated
}

func ofMetadata(s situation) bool { return s.source == IMDS }

// notBeingUpdated: a metadata service that is answers 404, an endpoint that does
// not know the identity may too.
func notBeingUpdated(s situation) bool {
	return s.ManagedIdentityID != "" && (s.source != IMDS || s.answer.status == http.StatusBadRequest)
}

// inPipeline tells a job of GitHub Actions or Azure Pipelines on a machine that may be hosted.
func inPipeline(s situation) bool {
	return (s.source == IMDS || s.source == "") && (s.Environ("GITHUB_ACTIONS") != "" || s.Environ("TF_BUILD") != "")
}

func serverFailure(s situation) bool { return s.answer.status >= http.StatusInternalServerError }

// entraRemedies explain the errors of Entra's token endpoint.
var entraRemedies = []remedy{
	{
		codes: slices.Concat([]int{700016, 7000229, 700222, 700236}, federationCodes), when: presentsItself,
		setting: "client_id",
		summary: "client_id is the managed identity's own id",
		advice:  "{client_id} is the client id of the managed identity, not of an app registration. To use the identity itself, move the value to managed_identity_id. To use an app registration that trusts it, put that one's id into client_id:" + findApp,
	},
	{
		codes: []int{700016}, setting: "client_id",
		summary: "The application is not in the tenant",
		advice:  "Compare client_id and tenant_id; the cloud is \"{cloud}\":\n  az ad app show --id {client_id}\nIf {client_id} is the client id of a managed identity, move it to managed_identity_id. A multi-tenant app registration must be set up in the tenant {tenant_id} first:" + newPrincipal,
	},
	{
		codes: []int{7000229}, setting: "client_id",
		summary: "The application has no service principal in the tenant",
		advice:  "Create it:" + newPrincipal,
	},
	{
		codes: federationCodes, when: presentsSystemAssigned,
		setting: "managed_identity_id",
		summary: "A system-assigned identity cannot stand in for an application",
		advice:  "Entra supports user-assigned identities as federated credentials only. Remove client_id to use the identity itself, or take a user-assigned one, and set managed_identity_id to its client id. {give_user}",
	},
	{
		codes: federationCodes, when: presentsIdentity,
		setting: "client_id",
		summary: "The application does not trust the managed identity",
		advice:  trustIdentity,
	},
	{
		codes: federationCodes, setting: "client_id",
		summary: "The application does not trust the token that was presented",
		advice:  trustToken,
	},
	{
		codes: []int{7002138}, setting: "client_id",
		summary: "The federated credential differs in upper and lower case",
		advice:  "Entra compares issuer and subject letter by letter. Create the federated credential anew as the identity presents it:\n  az ad app federated-credential create --id {client_id} --parameters '{\"name\":\"terraform-mi\",\"issuer\":\"{issuer}\",\"subject\":\"{subject}\",\"audiences\":[\"{audience}\"]}'",
	},
	{
		codes: []int{700222, 700236}, setting: "managed_identity_id",
		summary: "The identity and the application are in different tenants",
		advice:  "The identity's tenant is {token_tenant}. An app registration accepts managed identities of its own home tenant only: move one of them. To manage another tenant, make the app registration multi-tenant and set it up there:" + newPrincipal,
	},
	{
		codes: issuerCodes, when: presentsIdentity,
		summary: "Entra could not check the identity's token",
		advice:  "Entra failed to read its own keys, which passes. " + rerun,
	},
	{
		codes:   issuerCodes,
		summary: "Entra cannot read the keys of the token's issuer",
		advice:  "The token names {issuer} as its issuer. Entra must be able to read its keys on the internet, and the key that has signed the token must be among them; a new one is seen within some minutes. Both addresses must answer from outside:\n  curl -sS {issuer}/.well-known/openid-configuration",
	},
	{
		codes:   []int{700223, 700238},
		summary: "The tenant forbids federated credentials",
		advice:  "A policy of the tenant {tenant_id} turns workload identity federation off, or off for this issuer. Whoever runs the tenant must allow it.",
	},
	{
		codes:   []int{7002381},
		summary: "The tenant demands a claim that the token does not have",
		advice:  "A policy of the tenant {tenant_id} accepts tokens of {issuer} only with the claim that the answer names. Whoever runs the tenant must change the policy, or the token's issuer what it says.",
	},
	{
		codes: []int{70052}, setting: "client_id",
		summary: "A multi-tenant application cannot be used here",
		advice:  "Entra accepts a single-tenant app registration or a managed identity only. Take another app registration, or limit this one to its own tenant:\n  az ad app update --id {client_id} --sign-in-audience AzureADMyOrg",
	},
	{
		codes: []int{700226, 700229}, setting: "client_id",
		advice: "Only the token of an application or a managed identity may prove an application, never a user's.",
	},
	{
		codes:  []int{700024, 50013, 500133},
		advice: "The assertion has expired or is not valid yet. Fetch tokens from a URL or a file that is kept fresh rather than passing one on, and compare this machine's clock with the time above:\n  timedatectl status",
	},
	{
		codes: []int{700027}, setting: "client_id",
		advice: "The assertion is not signed by a key that the application knows, or was cut short. If it is signed by a certificate, upload that:\n  az ad app credential reset --id {client_id} --cert @cert.pem --append",
	},
	{
		codes: []int{90002}, setting: "tenant_id",
		summary: "The tenant does not exist",
		advice:  "Entra knows no tenant {tenant_id} in the cloud \"{cloud}\". Check cloud and tenant_id:" + showTenant,
	},
	{
		codes: []int{900023, 90013}, setting: "tenant_id",
		advice: "tenant_id must be the tenant's GUID or one of its verified domains:" + showTenant,
	},
	{
		codes: []int{90038, 900382, 900432}, setting: "cloud",
		summary: "The tenant is in another cloud",
		advice:  "cloud is \"{cloud}\". Set it to the tenant's: " + strings.Join(CloudNames(), ", ") + ".",
	},
	{
		codes: []int{500011, 50001, 650057}, setting: "cloud",
		advice: "The tenant does not know what the token was asked for: Graph at {graph}, in the cloud \"{cloud}\". Check cloud and graph_endpoint.",
	},
	{
		codes: []int{7000215}, setting: "client_secret",
		summary: "The client secret is wrong",
		advice:  "A secret has an id and a value; the value is wanted. A new one:" + newSecret,
	},
	{
		codes: []int{7000222}, setting: "client_secret",
		summary: "The client secret has expired",
		advice:  "A managed identity needs none. A new secret:" + newSecret,
	},
	{
		codes: []int{7000218}, setting: "client_id",
		advice: "The app registration does not allow sign-ins without a secret. In its Authentication page set \"Allow public client flows\" to Yes:\n  az ad app update --id {client_id} --is-fallback-public-client true",
	},
	{
		codes: []int{700025}, setting: "client_secret",
		advice: "The app registration is a public client, which must not send a secret. Remove client_secret, or use another app registration.",
	},
	{
		codes: []int{7000112, 70001, 700011}, setting: "client_id",
		summary: "The application is disabled or absent",
		advice:  "Enable it in Entra under Enterprise applications, Properties, \"Enabled for users to sign-in\", or:\n  az ad sp update --id {client_id} --set accountEnabled=true",
	},
	{
		codes:  []int{900144, 9002313},
		advice: "Part of the request was lost on the way: a proxy has changed it. Exempt {authority} from it (NO_PROXY).",
	},
	{
		codes:  []int{50034, 50126, 50053, 50055, 50057},
		advice: "Entra refuses this user: unknown, locked, disabled, or a wrong or expired password. Sign in as another.",
	},
	{
		codes: []int{50076, 50079, 50072, 50158}, setting: "auth_method",
		summary: "The user must confirm the sign-in",
		advice:  "Unattended runs want an application: managed_identity. Here multi-factor authentication is required, so a person must sign in:\n  az login --tenant {tenant_id}",
	},
	{
		codes: []int{65001, 65004}, setting: "client_id",
		advice: "Nobody has consented to what the application may do for this user:\n  az ad app permission admin-consent --id {client_id}",
	},
	{
		codes: []int{65002}, setting: "client_id",
		advice: "Microsoft's own applications get the permissions that Microsoft has approved for them and no others. Use an app registration of your own.",
	},
	{
		codes:   []int{53003, 530032, 53000},
		summary: "Conditional Access blocks the sign-in",
		advice:  "A policy for workload identities (or for the user) blocks this place or risk. In Entra under Protection, Conditional Access, allow the address that this machine shows to the internet, or exclude the application {client_id}. Sign-in logs name the policy.",
	},
	{
		codes:  []int{500212, 500213, 500021},
		advice: "A cross-tenant policy, or a proxy that adds a header for tenant restrictions, forbids the tenant {tenant_id}. Whoever runs it must allow the tenant.",
	},
	{
		codes:  []int{50196},
		advice: "Entra sees the same request in a loop and pauses the application for some minutes. Please report this as a fault of the provider.",
	},
	{
		codes:   []int{90033, 90006, 90024, 90055, 50033},
		summary: "Entra is overloaded or throttles the tenant",
		advice:  "The request has been repeated. Run Terraform again in some minutes.",
	},
	{
		statuses: []int{http.StatusTooManyRequests},
		summary:  "Entra throttles the sign-in",
		advice:   "The request has been repeated. Run Terraform again in some minutes.",
	},
	{
		when:    serverFailure,
		summary: "Entra failed",
		advice:  "The request has been repeated. Run Terraform again in some minutes.",
	},
	{
		texts: []string{"x509", "certificate"}, when: nothingAnswered,
		setting: "authority_host",
		summary: "The certificate of Entra is not trusted",
		advice:  "A proxy that opens TLS, or an authority_host of your own, shows a certificate that this machine does not trust. Let ca_certificate_path or M365_CA_CERTIFICATE_PATH name a PEM file with its root certificate; other programs on Linux read SSL_CERT_FILE.",
	},
	{
		when:    nothingAnswered,
		summary: "Cannot reach Entra",
		advice:  "No usable answer came from {authority}. Check the network, the proxy (HTTPS_PROXY, NO_PROXY), cloud (\"{cloud}\") and authority_host:\n  curl -sS {authority}/{tenant_id}/v2.0/.well-known/openid-configuration",
	},
}

func presentsItself(s situation) bool {
	return s.ClientID != "" && strings.EqualFold(s.presented.clientID(), s.ClientID)
}

func presentsIdentity(s situation) bool { return s.Method == "managed_identity" }

func presentsSystemAssigned(s situation) bool { return s.presented.systemAssigned() }

func nothingAnswered(s situation) bool { return s.answer.status == 0 && len(s.answer.Codes) == 0 }
