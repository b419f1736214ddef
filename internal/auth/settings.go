// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
)

// Settings is all that the user says about signing in. An empty string means
// not set. Field names are the provider's attribute names in Go's spelling.
type Settings struct {
	// Method is the auth_method, one of [Methods].
	Method string
	// TenantID is the tenant's GUID or one of its verified domains.
	TenantID string
	// ClientID is the application (client) id of an app registration, never
	// the one of a managed identity. ClientIDFilePath is a file that holds it.
	ClientID         string
	ClientIDFilePath string
	// ClientSecret is the value of a secret of that app registration, and
	// ClientSecretFilePath a file that holds it.
	ClientSecret         string
	ClientSecretFilePath string
	// ClientCertificate is a certificate of that app registration with its
	// private key: base64 of a PFX file or of PEM, PEM, or the path of a file.
	// Without it ClientCertificatePath is the path. The password opens a PFX file.
	ClientCertificate         string
	ClientCertificatePath     string
	ClientCertificatePassword string
	// SendCertificateChain sends the certificate with each request, for app
	// registrations that trust its subject and issuer.
	SendCertificateChain bool
	// ManagedIdentityID selects a user-assigned identity; ManagedIdentityIDType
	// says by what: "auto" (default), "client_id", "object_id" or "resource_id".
	ManagedIdentityID     string
	ManagedIdentityIDType string
	// ManagedIdentityMode is "auto" (default: federated if ClientID is set),
	// "direct" or "federated".
	ManagedIdentityMode string
	// ManagedIdentitySource is "auto" (default: see [Detect]) or one of [Sources].
	ManagedIdentitySource string
	// ManagedIdentityFallback is "none" (default) or "azure_cli", which takes
	// over where there is no identity endpoint.
	ManagedIdentityFallback string
	// OIDCToken is the token of another identity provider that the app
	// registration trusts. A file, which is read for each exchange, comes
	// before it, and an address that gives a new one each time before both.
	OIDCToken         string
	OIDCTokenFilePath string
	OIDCRequestURL    string
	// OIDCTokenTag is the tag by which one of HCP Terraform's tokens was chosen
	// for OIDCToken.
	OIDCTokenTag string
	// OIDCRequestToken is the bearer token for OIDCRequestURL.
	OIDCRequestToken string
	// OIDCAudience is what the token is asked for; default the cloud's.
	OIDCAudience string
	// FederatedTokenFilePath is the file of Kubernetes' token.
	FederatedTokenFilePath string
	// ADOServiceConnectionID is the GUID of a service connection of Azure DevOps.
	ADOServiceConnectionID string
	// RedirectURL is where the browser brings the answer of a sign-in, on
	// localhost. Default: any free port.
	RedirectURL string
	// PersistentTokenCache keeps the tokens of a person in the system's key store.
	PersistentTokenCache bool
	// AdditionallyAllowedTenants are tenants besides TenantID that the SDK may
	// ask for tokens. Nothing here asks for those of another tenant.
	AdditionallyAllowedTenants []string
	// Cloud is the name of the cloud, default "public".
	Cloud string
	// AuthorityHost, GraphEndpoint and TokenExchangeAudience replace what the cloud says.
	AuthorityHost         string
	GraphEndpoint         string
	TokenExchangeAudience string
	// DisableInstanceDiscovery, when nil, is true for the cloud "custom".
	DisableInstanceDiscovery *bool
	// CACertificate holds certificates of authorities, as PEM or its base64, that
	// are trusted beside those of the system by whoever talks to Entra or Graph.
	// CACertificatePath is a file that holds them.
	CACertificate     string
	CACertificatePath string
	// PartnerID is a GUID that Microsoft counts the use of its services by.
	PartnerID string
	// ReadAlone has every object read by itself, and none before it is asked for.
	ReadAlone bool
	// SkipPermissionCheck lets an application token pass that grants no permission.
	SkipPermissionCheck bool
	// RequirePermissions lets no change be planned that takes permissions which the
	// token lacks.
	RequirePermissions bool
	// FederationWait is how long an exchange is repeated that Entra refuses
	// because it knows no matching federated credential. Entra needs up to
	// minutes to spread a new one. Default 6 s, which makes three tries;
	// negative for one try.
	FederationWait time.Duration
	// Origin, when not nil, says where the value of a setting came from
	// ("M365_TENANT_ID"), or "". It serves the texts of errors only.
	Origin func(setting string) string
}

// SettingError is a fault of a setting that was found without any request.
type SettingError struct {
	// Setting is the attribute to blame, or empty when it is an environment
	// variable, which the texts name.
	Setting string
	Summary string
	Detail  string
}

func (e *SettingError) Error() string { return e.Summary + ": " + e.Detail }

// fault makes a SettingError that tells where the value came from.
func (s Settings) fault(setting, summary, detail string) *SettingError {
	if origin := s.origin(setting); origin != "" {
		between := " "
		if strings.Contains(detail, "\n") {
			between = "\n" // The last line may be a command.
		}
		detail += between + fmt.Sprintf("The value came from %s.", origin)
	}
	return &SettingError{Setting: setting, Summary: summary, Detail: detail}
}

func (s Settings) origin(setting string) string {
	if s.Origin == nil {
		return ""
	}
	return s.Origin(setting)
}

// Validate finds every fault that can be found without a request and without
// reading a file. It reads environment variables through environ, for hints and
// for those that would lead the sign-in astray.
func Validate(s Settings, environ func(string) string) []*SettingError {
	cloud, faults := FindCloud(s)
	faults = append(faults, s.boundaryFaults(cloud, environ)...)
	if s.ClientID != "" && !isGUID(s.ClientID) {
		faults = append(faults, s.notAClientID())
	}
	if s.PartnerID != "" && !isGUID(s.PartnerID) {
		faults = append(faults, s.fault("partner_id", "Invalid partner_id", described("partner_id", s.PartnerID)+" is not a GUID."))
	}
	m, known := methodNamed(s.Method)
	if !known {
		faults = append([]*SettingError{s.unknownMethod(environ)}, faults...)
		return append(faults, s.tenantFaults(true)...)
	}
	faults = append(faults, s.tenantFaults(m.tenantOptional)...)
	return append(faults, m.faults(s, environ)...)
}

// notAClientID explains a client_id of another form, which may be a secret.
func (s Settings) notAClientID() *SettingError {
	detail := described("client_id", s.ClientID) + " is not a GUID. "
	if isGUID(s.ClientSecret) {
		detail += "client_secret holds one, so that the two seem to be swapped. "
	}
	return s.fault("client_id", "Invalid client_id", detail+"client_id is the application (client) id of an app registration:"+findApp)
}

func (s Settings) tenantFaults(optional bool) []*SettingError {
	switch {
	case s.TenantID == "" && optional:
	case s.TenantID == "":
		return []*SettingError{s.fault("tenant_id", "Missing tenant_id",
			fmt.Sprintf("auth_method = %q needs the tenant: set tenant_id or M365_TENANT_ID. To see it:"+showTenant, s.Method))}
	case !isGUID(s.TenantID) && !domainPattern.MatchString(s.TenantID):
		return []*SettingError{s.fault("tenant_id", "Invalid tenant_id",
			described("tenant_id", s.TenantID)+` is neither a GUID nor a domain such as "contoso.onmicrosoft.com". To see the GUID:`+showTenant)}
	}
	return nil
}

// required reports a setting that the method cannot do without.
func (s Settings) required(setting, value, remedy string) []*SettingError {
	if value != "" {
		return nil
	}
	return []*SettingError{s.fault(setting, "Missing "+setting, fmt.Sprintf("auth_method = %q needs %s. %s", s.Method, setting, remedy))}
}

// applicationFaults reports what every method lacks that signs in as an app registration.
func (s Settings) applicationFaults(environ func(string) string) []*SettingError {
	var faults []*SettingError
	if s.ClientIDFilePath == "" {
		faults = s.required("client_id", s.ClientID, "It is the application (client) id of an app registration; set client_id or M365_CLIENT_ID.")
	}
	return append(faults, regionFaults(environ)...)
}

// regionFaults refuses the variable that makes azidentity use a regional
// endpoint: Entra serves those to Microsoft's own applications only, and MSAL
// would look for the region at the metadata service by itself.
func regionFaults(environ func(string) string) []*SettingError {
	if environ("AZURE_REGIONAL_AUTHORITY_NAME") == "" {
		return nil
	}
	return []*SettingError{{
		Summary: "AZURE_REGIONAL_AUTHORITY_NAME is set",
		Detail:  "Regional endpoints of Entra serve Microsoft's own applications only. Unset the variable:\n  unset AZURE_REGIONAL_AUTHORITY_NAME",
	}}
}

// identityKind says by what a user-assigned identity is selected.
type identityKind string

const (
	kindAuto       identityKind = "auto"
	kindClientID   identityKind = "client_id"
	kindObjectID   identityKind = "object_id"
	kindResourceID identityKind = "resource_id"
)

// identityKind resolves "auto" by the form of the id: a GUID is taken for a
// client id, as the Azure SDKs do.
func (s Settings) identityKind() identityKind {
	kind := identityKind(cmp.Or(s.ManagedIdentityIDType, string(kindAuto)))
	switch {
	case kind != kindAuto:
		return kind
	case strings.HasPrefix(strings.ToLower(s.ManagedIdentityID), "/subscriptions/"):
		return kindResourceID
	default:
		return kindClientID
	}
}

func (s Settings) identityFaults() []*SettingError {
	id, kind := s.ManagedIdentityID, s.identityKind()
	switch kind {
	case kindClientID, kindObjectID, kindResourceID:
	default:
		return []*SettingError{s.fault("managed_identity_id_type", "Invalid managed_identity_id_type",
			described("managed_identity_id_type", s.ManagedIdentityIDType)+" is no kind of id. "+oneOf(s.ManagedIdentityIDType, []string{string(kindAuto), string(kindClientID), string(kindObjectID), string(kindResourceID)}))}
	}
	switch {
	case id == "":
		return nil
	case kind == kindResourceID && !resourceIDPattern.MatchString(id):
		return []*SettingError{s.fault("managed_identity_id", "Invalid managed_identity_id",
			described("managed_identity_id", id)+" is not the resource id of a user-assigned identity: /subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…. To see it:\n  az identity show -g GROUP -n NAME --query id")}
	case kind != kindResourceID && !isGUID(id):
		return []*SettingError{s.fault("managed_identity_id", "Invalid managed_identity_id",
			described("managed_identity_id", id)+" is neither a GUID nor a resource id. To see the ids of an identity:"+showIdentity)}
	}
	return nil
}

var (
	guidPattern   = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	domainPattern = regexp.MustCompile(`^([0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?\.)+[A-Za-z][0-9A-Za-z-]*[0-9A-Za-z]$`)
	// resourceIDPattern ignores case, as Azure does: its CLI prints "resourcegroups".
	resourceIDPattern = regexp.MustCompile(`(?i)^/subscriptions/[^/\s'"]+/resourceGroups/[^/\s'"]+/providers/Microsoft\.ManagedIdentity/userAssignedIdentities/[^/\s'"]+$`)
)

func isGUID(s string) bool { return guidPattern.MatchString(s) }

// didYouMean names the known word that an unknown one is nearest to, with a blank after it,
// or is empty.
func didYouMean(word string, known []string) string {
	near := spelling.Nearest(known, word)
	if near == "" {
		return ""
	}
	return fmt.Sprintf("Did you mean %q? ", near)
}

// oneOf names the valid values in place of an unknown word, and the one that is meant,
// perhaps.
func oneOf(word string, valid []string) string {
	return didYouMean(word, valid) + "Valid values: " + quotedList(valid) + "."
}

func quotedList(values []string) string {
	return `"` + strings.Join(values, `", "`) + `"`
}
