// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package identity describes users, groups and what belongs to them.
package identity

import (
	"context"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// User is a person's account in the directory.
var User = object.Definition{
	Name:   "user",
	Doc:    "An account of a person in the directory.",
	Place:  object.Collection{API: object.V1, Path: "/users", Type: "microsoft.graph.user"},
	LookUp: object.LookUp{Key: "userPrincipalName", Unique: true, Advanced: true, Filterable: []string{"displayName", "mailNickname", "mail", "givenName", "surname", "jobTitle", "department", "companyName", "employeeId", "country", "usageLocation", "userType", "accountEnabled"}},
	Life:   &object.Life{Create: object.Create{Before: deriveMailNickname}, Delete: object.Delete{Bin: "/directory/deletedItems"}},
	Needs:  object.Needs{Role: "User Administrator", Deviations: OfUsers, Limits: []object.Limit{purgeOfUsers, passwordChange}},
	Attributes: []object.Attribute{
		{Name: "userPrincipalName", Mode: object.Required, Type: object.String{MaxLength: 113, Pattern: `^[A-Za-z0-9'._!#^~-]+@[A-Za-z0-9.-]+$`, PatternDoc: "must have the form name@domain, with a domain that is verified in the tenant and a name of the letters A to Z without accents, digits and ' . - _ ! # ^ ~", Sample: "ada.king@contoso.onmicrosoft.com"}, Doc: "Name that the user signs in with. The part after the `@` is a verified domain of the tenant."},
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name shown in address books."},
		{Name: "accountEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the user can sign in."},
		{Name: "mailNickname", Mode: object.Server, Removal: object.NeverCleared("Every user has a mail alias."), Type: mailNickname, Doc: "Mail alias. Without it, the part of `user_principal_name` before the `@` is used at creation."},
		{Name: "passwordProfile", Mode: object.WriteOnlyAtCreate, Type: object.Object{Attributes: passwordProfile}, Doc: "Initial password. It is sent when the user is created and when `password_profile_version` changes, to a user who is restored if there is a version, and is never stored in plan or state. Needs Terraform 1.11, OpenTofu 1.11 or later."},
		{Name: "givenName", Mode: object.Optional, Type: object.String{MaxLength: 64}, Doc: "First name."},
		{Name: "surname", Mode: object.Optional, Type: object.String{MaxLength: 64}, Doc: "Family name."},
		{Name: "jobTitle", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "Job title."},
		{Name: "department", Mode: object.Optional, Type: object.String{MaxLength: 64}, Doc: "Department that the user works in."},
		{Name: "companyName", Mode: object.Optional, Type: object.String{MaxLength: 64}, Doc: "Company that the user belongs to."},
		{Name: "employeeId", Mode: object.Optional, Type: object.String{MaxLength: 16}, Doc: "Number by which the organization knows the user."},
		{Name: "employeeType", Mode: object.Optional, Type: object.String{}, Doc: "Kind of worker, such as `Employee` or `Contractor`."},
		{Name: "employeeHireDate", Mode: object.Optional, Type: object.Time{}, Doc: "When the user began to work for the organization, or will."},
		{Name: "employeeOrgData", Mode: object.Optional, Type: object.Object{Merges: true, Attributes: []object.Attribute{
			{Name: "costCenter", Mode: object.Optional, Type: object.String{}, Doc: "Cost centre of the user."},
			{Name: "division", Mode: object.Optional, Type: object.String{}, Doc: "Division that the user works in."},
		}}, Doc: "The user's place in the organization."},
		{Name: "manager", Mode: object.Server, Single: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "user"}}, Doc: "Object id of the user's manager. Or it is a `microsoft365_user_manager`."},
		{Name: "officeLocation", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "Office of the user."},
		{Name: "streetAddress", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "Street of the workplace."},
		{Name: "city", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "City of the workplace."},
		{Name: "state", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "State or province of the workplace."},
		{Name: "postalCode", Mode: object.Optional, Type: object.String{MaxLength: 40}, Doc: "Postal code of the workplace."},
		{Name: "country", Mode: object.Optional, Type: object.String{MaxLength: 128}, Doc: "Country or region of the workplace."},
		{Name: "usageLocation", Mode: object.Server, Removal: object.NeverCleared("Graph does not take null for it."), Type: object.String{Pattern: "^[A-Z]{2}$", PatternDoc: "must be a two-letter country code of ISO 3166, in capitals", Sample: "FR"}, Doc: "Country in which services are used, as a two-letter code. Licences cannot be assigned without it."},
		{Name: "preferredLanguage", Mode: object.Optional, Type: object.String{}, Doc: "Language of the user, such as `en-US`."},
		{Name: "mobilePhone", Mode: object.Optional, Type: object.String{MaxLength: 64}, Doc: "Mobile phone number."},
		{Name: "faxNumber", Mode: object.Optional, Type: object.String{}, Doc: "Fax number."},
		{Name: "businessPhones", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}, MaxItems: 1}, Doc: "Office phone number. Graph takes one at most."},
		{Name: "otherMails", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Further mail addresses of the user."},
		{Name: "mail", Mode: object.Server, Removal: object.NeverCleared("Graph does not take null for it."), Type: object.String{Sample: "ada@contoso.onmicrosoft.com"}, Follows: []string{"userPrincipalName", "mailNickname"}, Doc: "Mail address. With a mailbox, Exchange sets it."},
		{Name: "userType", Mode: object.Server, Removal: object.NeverCleared("A user is one or the other."), Type: object.String{Enum: []string{"Member", "Guest"}}, Doc: "Whether the user is a member of the organization or a guest."},
		{Name: "ageGroup", Mode: object.Optional, Type: object.String{Enum: []string{"Minor", "NotAdult", "Adult"}}, Doc: "Age group of the user, for parental consent."},
		{Name: "consentProvidedForMinor", Mode: object.Optional, Type: object.String{Enum: []string{"Granted", "Denied", "NotRequired"}}, Doc: "Whether a minor has the consent of a parent."},
		{Name: "onPremisesImmutableId", Mode: object.Optional, Type: object.String{}, Doc: "Key that ties the account to one in a directory on premises. Users of a federated domain need it."},
		{Name: "passwordPolicies", Mode: object.Optional, Type: object.String{Sample: "DisablePasswordExpiration"}, Doc: "Exceptions from the password rules: `DisableStrongPassword`, `DisablePasswordExpiration`, or both with a comma and a blank between them."},
		{Name: "preferredDataLocation", Mode: object.Optional, Type: object.String{Sample: "EUR"}, Doc: "Where the user's data is to be kept in a tenant with several geographies, such as `EUR`."},
		{Name: "onPremisesExtensionAttributes", Rename: "extension_attributes", Mode: object.Server, Type: object.Object{Merges: true, Attributes: extensionAttributes()}, Doc: "Fifteen texts for the organization's own use. Those of a synchronized user are changed on premises."},
		{Name: "identities", Mode: object.ReadOnly, Follows: []string{"userPrincipalName"}, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "signInType", Mode: object.Optional, Type: object.String{}, Doc: "Kind of the identity: `userPrincipalName`, `emailAddress`, `userName` or `federated`."},
			{Name: "issuer", Mode: object.Optional, Type: object.String{}, Doc: "Domain or identity provider that has issued it."},
			{Name: "issuerAssignedId", Mode: object.Optional, Type: object.String{}, Doc: "Name of the user there."},
		}}}, Doc: "Identities that the user can sign in with. The one of `user_principal_name` is always there."},
		{Name: "proxyAddresses", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Follows: []string{"mail", "mailNickname", "userPrincipalName"}, Doc: "All mail addresses of the user, with their protocols."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the user was created."},
		{Name: "securityIdentifier", Mode: object.ReadOnly, Type: object.String{}, Doc: "Security identifier (SID), for use on Windows."},
		{Name: "onPremisesSyncEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the user comes from an on-premises directory."},
	},
	MovedFrom: object.From("azuread_user", "microsoft365_graph_beta_users_user"),
}

var passwordProfile = []object.Attribute{
	{Name: "password", Mode: object.WriteOnlyAtCreate, Type: object.String{MaxLength: 256}, Sensitive: true, Doc: "The password."},
	{Name: "forceChangePasswordNextSignIn", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether the user has to choose another password at the next sign-in. True if left out."},
	{Name: "forceChangePasswordNextSignInWithMfa", Mode: object.Optional, Type: object.Bool{}, Doc: "The same, after multi-factor authentication."},
}

// deriveMailNickname takes the alias from the user principal name: Graph
// demands one of every user.
func deriveMailNickname(_ context.Context, body object.Body) error {
	if body["mailNickname"] == nil {
		upn, _ := body["userPrincipalName"].(string)
		body["mailNickname"], _, _ = strings.Cut(upn, "@")
	}
	return nil
}

// OfUsers are deviations of what reads users: Microsoft's list has what shows a part of the
// users, or of a user.
var OfUsers = []object.Deviation{
	{Kind: object.TooLittle, Because: "It shows names, mail address and photo only.", Permissions: []string{"User.ReadBasic.All"}},
	{Kind: object.ForSome, Because: "They are Intune's, for what it shows of users.", Permissions: []string{
		"DeviceManagementApps.Read.All", "DeviceManagementConfiguration.Read.All", "DeviceManagementManagedDevices.Read.All", "DeviceManagementServiceConfig.Read.All",
	}},
}

var (
	purgeOfUsers   = object.Limit{Attribute: "permanentlyDelete", Text: "Graph lets no application remove a deleted user for good. Sign in as a person who is a User Administrator."}
	passwordChange = object.Limit{Attribute: "passwordProfile", Text: "To change the password of a user that exists, an application needs the permission User-PasswordProfile.ReadWrite.All and the directory role User Administrator besides; for users who have roles themselves, Privileged Authentication Administrator."}
)

// extensionAttributes are the fifteen of Exchange's schema.
func extensionAttributes() (attributes []object.Attribute) {
	for n := range 15 {
		number := strconv.Itoa(n + 1)
		attributes = append(attributes, object.Attribute{
			Name: "extensionAttribute" + number, Rename: "extension_attribute_" + number, Mode: object.Server,
			Type: object.String{MaxLength: 1024}, Doc: "Text number " + number + ".",
		})
	}
	return attributes
}
