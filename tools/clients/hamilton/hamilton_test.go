// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package hamilton drives the local tenant with hamilton, a Graph client that
// others wrote and that earlier versions of the azuread provider are built on.
// It is a module of its own, so that hamilton's dependencies are none of the
// provider's.
package hamilton

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/manicminer/hamilton/auth"
	"github.com/manicminer/hamilton/environments"
	"github.com/manicminer/hamilton/msgraph"
	"github.com/manicminer/hamilton/odata"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// microsoftGraph is the client id of Microsoft Graph itself in every tenant.
const microsoftGraph = "00000003-0000-0000-c000-000000000000"

// world is how hamilton finds a tenant.
type world struct {
	tenant       *tenant.Tenant
	entra, graph string
}

// TestHamilton has no parallel parts: hamilton fetches tokens with Go's default
// transport, which the test replaces.
func TestHamilton(t *testing.T) {
	t.Run("by the tenant's own address", func(t *testing.T) {
		tn := tenanttest.Start(t)
		stayOnLoopback(t, tn, nil)
		drive(t, world{tn, tn.URL(), tn.URL()})
	})
	t.Run("by Microsoft's names through the proxy", func(t *testing.T) {
		tn := tenanttest.Start(t)
		if err := tn.StartProxy(nil, nil); err != nil {
			t.Fatal(err)
		}
		stayOnLoopback(t, tn, http.ProxyURL(proxyOf(t, tn)))
		drive(t, world{tn, string(environments.Global.AzureADEndpoint), string(environments.MsGraphGlobal.Endpoint)})
	})
}

func proxyOf(t *testing.T, tn *tenant.Tenant) *url.URL {
	t.Helper()
	for _, variable := range tn.ProxyEnv() {
		if value, ok := strings.CutPrefix(variable, "HTTPS_PROXY="); ok {
			address, err := url.Parse(value)
			if err != nil {
				t.Fatal(err)
			}
			return address
		}
	}
	t.Fatal("the environment names no proxy")
	return nil
}

func drive(t *testing.T, w world) {
	authorizer := signIn(t, w, tenant.SecretAppID, tenant.SecretAppSecret).authorizer
	tests := []struct {
		name string
		run  func(*client)
	}{
		{"other hosts than loopback are out of reach", refuseOtherHosts},
		{"users are created, changed, deleted and restored", manageUsers},
		{"a list is joined from its pages", joinPages},
		{"groups have members and owners", manageGroups},
		{"a deleted group is kept until it is deleted for good", deleteGroups},
		{"applications sign in with what they were granted", manageApplications},
		{"applications have owners and federated credentials", describeApplications},
		{"administrative units have members", manageAdministrativeUnits},
		{"a directory role is activated and given", manageDirectoryRoles},
		{"conditional access policies name their locations", manageConditionalAccess},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.run(&client{t, w, authorizer})
		})
	}
}

// stayOnLoopback makes Go's default transport, for the time of the test, one
// that trusts the tenant and reaches nothing outside this machine.
func stayOnLoopback(t *testing.T, tn *tenant.Tenant, proxy func(*http.Request) (*url.URL, error)) {
	t.Helper()
	bundle, err := os.ReadFile(tn.CertificateFile())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	transport := &http.Transport{
		Proxy:           proxy,
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, err := net.SplitHostPort(address)
			if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
				return nil, fmt.Errorf("%s is not on loopback", address)
			}
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	}
	before := http.DefaultTransport
	http.DefaultTransport = transport
	t.Cleanup(func() {
		http.DefaultTransport = before
		transport.CloseIdleConnections()
	})
}

// client makes hamilton's clients, one for each collection, for one caller.
type client struct {
	*testing.T
	world
	authorizer auth.Authorizer
}

func signIn(t *testing.T, w world, clientID, secret string) *client {
	t.Helper()
	entra := environments.Environment{AzureADEndpoint: environments.AzureADEndpoint(w.entra)}
	authorizer, err := auth.NewClientSecretAuthorizer(t.Context(), entra, environments.MsGraphGlobal, auth.TokenVersion2, w.tenant.TenantID(), nil, clientID, secret)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t, w, authorizer}
}

// local points a client of hamilton at the tenant. What fails is not repeated:
// the tenant never needs time to settle.
func (c *client) local(base *msgraph.Client) {
	base.Endpoint = environments.ApiEndpoint(c.graph)
	base.Authorizer = c.authorizer
	base.DisableRetries = true
	base.RetryableClient.RetryMax = 0
	base.RetryableClient.ErrorHandler = nil // the usual one hides why a request failed
	base.RetryableClient.HTTPClient.Transport = http.DefaultTransport
}

func (c *client) users() *msgraph.UsersClient {
	users := msgraph.NewUsersClient(c.tenant.TenantID())
	c.local(&users.BaseClient)
	return users
}

func (c *client) groups() *msgraph.GroupsClient {
	groups := msgraph.NewGroupsClient(c.tenant.TenantID())
	c.local(&groups.BaseClient)
	return groups
}

func (c *client) applications() *msgraph.ApplicationsClient {
	applications := msgraph.NewApplicationsClient(c.tenant.TenantID())
	c.local(&applications.BaseClient)
	return applications
}

func (c *client) servicePrincipals() *msgraph.ServicePrincipalsClient {
	principals := msgraph.NewServicePrincipalsClient(c.tenant.TenantID())
	c.local(&principals.BaseClient)
	return principals
}

// done fails the test unless a request was answered as hamilton expects.
func done(_ int, err error) func(testing.TB) {
	return func(t testing.TB) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

// got does the same, and returns the answer.
func got[T any](answer *T, status int, err error) func(testing.TB) *T {
	return func(t testing.TB) *T {
		t.Helper()
		done(status, err)(t)
		return answer
	}
}

// link is what a reference to an object is made with.
func (c *client) link(id string) msgraph.DirectoryObject {
	return msgraph.DirectoryObject{ODataId: new(odata.Id(c.graph + "/v1.0/directoryObjects/" + id))}
}

func (c *client) createUser(name string) string {
	c.Helper()
	user := got(c.users().Create(c.Context(), msgraph.User{
		AccountEnabled:    new(true),
		DisplayName:       new(name),
		MailNickname:      new(name),
		UserPrincipalName: new(name + "@" + c.tenant.Domain()),
		PasswordProfile:   &msgraph.UserPasswordProfile{Password: new("Choose-1-yourself")},
	}))(c)
	return *user.ID
}

// wantIDs compares ids in any order.
func (c *client) wantIDs(what string, ids *[]string, want ...string) {
	c.Helper()
	if !slices.Equal(slices.Sorted(slices.Values(*ids)), slices.Sorted(slices.Values(want))) {
		c.Errorf("%s are %v, want %v", what, *ids, want)
	}
}

func refuseOtherHosts(c *client) {
	users := c.users()
	users.BaseClient.Endpoint = "https://graph.invalid"
	_, _, err := users.List(c.Context(), odata.Query{})
	if err == nil || !strings.Contains(err.Error(), "graph.invalid:443 is not on loopback") && !strings.Contains(err.Error(), "Forbidden") {
		c.Errorf("asking another host ended with %v, want that it is refused", err)
	}
}

func manageUsers(c *client) {
	users, ada, boss := c.users(), c.createUser("ada"), c.createUser("boss")
	done(users.AssignManager(c.Context(), ada, msgraph.User{DirectoryObject: c.link(boss)}))(c)
	if manager := got(users.GetManager(c.Context(), ada))(c); *manager.DisplayName != "boss" {
		c.Errorf("the manager is %s, want boss", *manager.DisplayName)
	}
	done(users.DeleteManager(c.Context(), ada))(c)
	done(users.Update(c.Context(), msgraph.User{DirectoryObject: msgraph.DirectoryObject{ID: &ada}, Department: msgraph.NullableString("Engines")}))(c)

	query := odata.Query{Filter: "startswith(displayName,'ad')", Count: true, ConsistencyLevel: odata.ConsistencyLevelEventual, OrderBy: odata.OrderBy{Field: "displayName"}}
	if found := got(users.List(c.Context(), query))(c); len(*found) != 1 || *(*found)[0].ID != ada {
		c.Errorf("the filter finds %d users, want only ada", len(*found))
	}

	done(users.Delete(c.Context(), ada))(c)
	got(users.GetDeleted(c.Context(), ada, odata.Query{}))(c)
	if _, status, err := users.Get(c.Context(), ada, odata.Query{}); status != http.StatusNotFound {
		c.Errorf("a deleted user is answered with %d, %v; want 404", status, err)
	}
	got(users.RestoreDeleted(c.Context(), ada))(c)
	got(users.Get(c.Context(), ada, odata.Query{}))(c)
}

func joinPages(c *client) {
	for i := range 105 {
		c.createUser(fmt.Sprintf("page%03d", i))
	}
	found := got(c.users().List(c.Context(), odata.Query{Filter: "startswith(displayName,'page')"}))(c)
	if len(*found) != 105 {
		c.Errorf("%d users came, want all 105", len(*found))
	}
}

func manageGroups(c *client) {
	groups, grace, jean := c.groups(), c.createUser("grace"), c.createUser("jean")
	group := got(groups.Create(c.Context(), msgraph.Group{
		DisplayName:     new("Compilers"),
		MailEnabled:     new(false),
		MailNickname:    new("compilers"),
		SecurityEnabled: new(true),
		Members:         &msgraph.Members{c.link(grace)},
		Owners:          &msgraph.Owners{c.link(grace)},
	}))(c)
	group.Members = &msgraph.Members{c.link(jean)}
	done(groups.AddMembers(c.Context(), group))(c)
	done(groups.AddMembers(c.Context(), group))(c) // the refusal is what hamilton takes for "already there"
	c.wantIDs("members", got(groups.ListMembers(c.Context(), *group.ID))(c), grace, jean)
	c.wantIDs("owners", got(groups.ListOwners(c.Context(), *group.ID))(c), grace)

	memberships := got(c.users().ListGroupMemberships(c.Context(), jean, odata.Query{}))(c)
	if len(*memberships) != 1 || *(*memberships)[0].ID != *group.ID {
		c.Errorf("jean is in %d groups, want only in Compilers", len(*memberships))
	}
	done(groups.RemoveMembers(c.Context(), *group.ID, &[]string{jean}))(c)
	if _, status, err := groups.GetMember(c.Context(), *group.ID, jean); status != http.StatusNotFound {
		c.Errorf("a removed member is answered with %d, %v; want 404", status, err)
	}
	c.wantIDs("members", got(groups.ListMembers(c.Context(), *group.ID))(c), grace)
}

func deleteGroups(c *client) {
	groups := c.groups()
	group := got(groups.Create(c.Context(), msgraph.Group{
		DisplayName:     new("Project"),
		GroupTypes:      []msgraph.GroupType{msgraph.GroupTypeUnified},
		MailEnabled:     new(true),
		MailNickname:    new("project"),
		SecurityEnabled: new(false),
		Visibility:      new(msgraph.GroupVisibilityPrivate),
	}))(c)
	done(groups.Update(c.Context(), msgraph.Group{DirectoryObject: msgraph.DirectoryObject{ID: new(*group.ID)}, DisplayName: new("Projects")}))(c)
	done(groups.Delete(c.Context(), *group.ID))(c)
	if deleted := got(groups.ListDeleted(c.Context(), odata.Query{}))(c); len(*deleted) != 1 {
		c.Errorf("%d groups are deleted, want 1", len(*deleted))
	}
	done(groups.DeletePermanently(c.Context(), *group.ID))(c)
	if deleted := got(groups.ListDeleted(c.Context(), odata.Query{}))(c); len(*deleted) != 0 {
		c.Errorf("%d deleted groups are left, want none", len(*deleted))
	}
}

func manageApplications(c *client) {
	applications, principals := c.applications(), c.servicePrincipals()
	app := got(applications.Create(c.Context(), msgraph.Application{DisplayName: new("Reader")}))(c)
	principal := got(principals.Create(c.Context(), msgraph.ServicePrincipal{AppId: app.AppId}))(c)
	resource := (*got(principals.List(c.Context(), odata.Query{Filter: "appId eq '" + microsoftGraph + "'"}))(c))[0]
	i := slices.IndexFunc(*resource.AppRoles, func(r msgraph.AppRole) bool { return *r.Value == "Group.Read.All" })
	got(principals.AssignAppRoleForResource(c.Context(), *principal.ID, *resource.ID, *(*resource.AppRoles)[i].ID))(c)
	password := got(applications.AddPassword(c.Context(), *app.ID, msgraph.PasswordCredential{DisplayName: new("test")}))(c)

	reader := signIn(c.T, c.world, *app.AppId, *password.SecretText)
	got(reader.groups().List(c.Context(), odata.Query{}))(c)
	_, status, err := reader.groups().Create(c.Context(), msgraph.Group{DisplayName: new("No")})
	if status != http.StatusForbidden {
		c.Errorf("writing without the permission is answered with %d, %v; want 403", status, err)
	}

	done(applications.RemovePassword(c.Context(), *app.ID, *password.KeyId))(c)
	if _, err := signIn(c.T, c.world, *app.AppId, *password.SecretText).authorizer.Token(); err == nil || !strings.Contains(err.Error(), "AADSTS") {
		c.Errorf("signing in with a removed secret ended with %v, want a refusal", err)
	}
}

func describeApplications(c *client) {
	applications, owner := c.applications(), c.createUser("owner")
	app := got(applications.Create(c.Context(), msgraph.Application{DisplayName: new("Deployment")}))(c)
	app.Owners = &msgraph.Owners{c.link(owner)}
	done(applications.AddOwners(c.Context(), app))(c)
	c.wantIDs("owners", got(applications.ListOwners(c.Context(), *app.ID))(c), owner)

	credential := got(applications.CreateFederatedIdentityCredential(c.Context(), *app.ID, msgraph.FederatedIdentityCredential{
		Name:      new("production"),
		Audiences: &[]string{"api://AzureADTokenExchange"},
		Issuer:    new("https://token.actions.githubusercontent.com"),
		Subject:   new("repo:contoso/infrastructure:environment:production"),
	}))(c)
	done(applications.UpdateFederatedIdentityCredential(c.Context(), *app.ID, msgraph.FederatedIdentityCredential{ID: credential.ID, Description: msgraph.NullableString("Deploys")}))(c)
	done(applications.DeleteFederatedIdentityCredential(c.Context(), *app.ID, *credential.ID))(c)
	if left := got(applications.ListFederatedIdentityCredentials(c.Context(), *app.ID, odata.Query{}))(c); len(*left) != 0 {
		c.Errorf("%d federated credentials are left, want none", len(*left))
	}

	done(applications.Delete(c.Context(), *app.ID))(c)
	got(applications.RestoreDeleted(c.Context(), *app.ID))(c)
}

func manageAdministrativeUnits(c *client) {
	units := msgraph.NewAdministrativeUnitsClient(c.tenant.TenantID())
	c.local(&units.BaseClient)
	member := c.createUser("member")
	unit := got(units.Create(c.Context(), msgraph.AdministrativeUnit{DisplayName: new("Zurich")}))(c)
	done(units.AddMembers(c.Context(), *unit.ID, &msgraph.Members{c.link(member)}))(c)
	c.wantIDs("members", got(units.ListMembers(c.Context(), *unit.ID))(c), member)
	done(units.Delete(c.Context(), *unit.ID))(c)
}

func manageDirectoryRoles(c *client) {
	templates := msgraph.NewDirectoryRoleTemplatesClient(c.tenant.TenantID())
	c.local(&templates.BaseClient)
	roles := msgraph.NewDirectoryRolesClient(c.tenant.TenantID())
	c.local(&roles.BaseClient)
	all := *got(templates.List(c.Context()))(c)
	i := slices.IndexFunc(all, func(t msgraph.DirectoryRoleTemplate) bool { return *t.DisplayName == "Reports Reader" })
	if i < 0 {
		c.Fatal("there is no template of the role Reports Reader")
	}
	holder := c.createUser("holder")
	role := got(roles.Activate(c.Context(), *all[i].ID))(c)
	role.Members = &msgraph.Members{c.link(holder)}
	done(roles.AddMembers(c.Context(), role))(c)
	c.wantIDs("members", got(roles.ListMembers(c.Context(), *role.ID))(c), holder)
}

func manageConditionalAccess(c *client) {
	locations := msgraph.NewNamedLocationsClient(c.tenant.TenantID())
	c.local(&locations.BaseClient)
	location := got(locations.CreateCountry(c.Context(), msgraph.CountryNamedLocation{
		BaseNamedLocation:   &msgraph.BaseNamedLocation{DisplayName: new("Britain")},
		CountriesAndRegions: &[]string{"GB"},
	}))(c)
	policies := msgraph.NewConditionalAccessPoliciesClient(c.tenant.TenantID())
	c.local(&policies.BaseClient)
	policy := got(policies.Create(c.Context(), msgraph.ConditionalAccessPolicy{
		DisplayName: new("Block others"),
		State:       new(msgraph.ConditionalAccessPolicyStateDisabled),
		Conditions: &msgraph.ConditionalAccessConditionSet{
			ClientAppTypes: &[]msgraph.ConditionalAccessClientAppType{msgraph.ConditionalAccessClientAppTypeAll},
			Applications:   &msgraph.ConditionalAccessApplications{IncludeApplications: &[]string{"All"}},
			Users:          &msgraph.ConditionalAccessUsers{IncludeUsers: &[]string{"All"}},
			Locations:      &msgraph.ConditionalAccessLocations{IncludeLocations: &[]string{"All"}, ExcludeLocations: &[]string{*location.ID}},
		},
		GrantControls: &msgraph.ConditionalAccessGrantControls{Operator: new("OR"), BuiltInControls: &[]string{"block"}},
	}))(c)
	state := msgraph.ConditionalAccessPolicyStateEnabledForReportingButNotEnforced
	done(policies.Update(c.Context(), msgraph.ConditionalAccessPolicy{ID: policy.ID, State: &state}))(c)
	if policy := got(policies.Get(c.Context(), *policy.ID, odata.Query{}))(c); *policy.State != state {
		c.Errorf("the policy is %s, want %s", *policy.State, state)
	}
	done(policies.Delete(c.Context(), *policy.ID))(c)
}
