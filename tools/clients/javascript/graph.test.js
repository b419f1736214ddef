// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Microsoft's Graph client for JavaScript, signed in by Microsoft's library for
// Entra, against the local tenant in which `m365 tenant exec` runs this: by the
// tenant's own address or, with --proxy, by Microsoft's names.

import assert from "node:assert/strict";
import https from "node:https";
import test from "node:test";
import { inspect } from "node:util";

import { ClientAssertionCredential, ClientSecretCredential, ManagedIdentityCredential } from "@azure/identity";
import { BatchRequestContent, BatchResponseContent, Client, GraphError, PageIterator } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";

// What every local tenant holds; see docs/guides/local_tenant.md.
const tenant = "00000000-0000-0000-0000-000000000000";
const domain = "contoso.onmicrosoft.com";
const secretApp = { id: "44444444-4444-4444-8444-444444444444", secret: "local-tenant-client-secret" };
const federatedApp = "22222222-2222-4222-8222-222222222222";
const userIdentity = "11111111-1111-4111-8111-111111111111";

const graphScope = "https://graph.microsoft.com/.default";
const proxy = process.env.HTTPS_PROXY;
const url = proxy ? "https://graph.microsoft.com" : process.env.M365_GRAPH_ENDPOINT;
assert.match(proxy ?? url ?? "", /^https?:\/\/127\.0\.0\.1:/, "run this inside `m365 tenant exec`");

// Each credential's host is Microsoft's unless it is told another.
const entra = proxy ? {} : { authorityHost: process.env.AZURE_AUTHORITY_HOST, disableInstanceDiscovery: true };

function signIn(credential) {
  return Client.initWithMiddleware({
    baseUrl: url,
    customHosts: new Set(proxy ? [] : ["127.0.0.1"]),
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [graphScope] }),
  });
}

const graph = signIn(new ClientSecretCredential(tenant, secretApp.id, secretApp.secret, entra));

function claims(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
}

function newUser(name) {
  return {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@${domain}`,
    passwordProfile: { password: "Choose-1-yourself" },
  };
}

async function refused(request, status, code) {
  await assert.rejects(request, (error) => {
    assert.ok(error instanceof GraphError, `${error}`);
    assert.deepEqual([error.statusCode, error.code], [status, code]);
    return true;
  });
}

test("other hosts than loopback are out of reach", async () => {
  const reason = proxy ? /403/ : /not on loopback/;
  await assert.rejects(fetch("https://graph.invalid/"), (error) => reason.test(inspect(error)));
  assert.throws(() => https.get("https://graph.invalid/"), /not on loopback/);
});

test("a managed identity signs in, directly and federated", async () => {
  const identity = new ManagedIdentityCredential({ clientId: userIdentity });
  const direct = await identity.getToken(graphScope);
  assert.equal(claims(direct.token).appid, userIdentity);

  const assertion = async () => (await identity.getToken("api://AzureADTokenExchange/.default")).token;
  const federated = await new ClientAssertionCredential(tenant, federatedApp, assertion, entra).getToken(graphScope);
  assert.equal(claims(federated.token).appid, federatedApp);
});

test("a wrong secret is refused in Entra's words", async () => {
  const credential = new ClientSecretCredential(tenant, secretApp.id, "wrong", entra);
  await assert.rejects(credential.getToken(graphScope), /AADSTS7000215/);
});

test("a user is created, changed, deleted and restored", async () => {
  const user = await graph.api("/users").post(newUser("ada"));
  await graph.api(`/users/${user.id}`).patch({ department: "Engineering" });
  const found = await graph.api("/users").filter("startswith(displayName,'ada')").select(["id", "department"]).get();
  assert.deepEqual(found.value, [{ id: user.id, department: "Engineering" }]);

  await graph.api(`/users/${user.id}`).delete();
  await refused(graph.api(`/users/${user.id}`).get(), 404, "Request_ResourceNotFound");
  await graph.api(`/directory/deletedItems/${user.id}/restore`).post({});
  assert.equal((await graph.api(`/users/${user.userPrincipalName}`).get()).id, user.id);
});

test("a group has members and owners", async () => {
  const user = await graph.api("/users").post(newUser("grace"));
  const group = await graph.api("/groups").post({
    displayName: "Compilers",
    mailEnabled: false,
    mailNickname: "compilers",
    securityEnabled: true,
    "owners@odata.bind": [`${url}/v1.0/users/${user.id}`],
  });
  const member = { "@odata.id": `${url}/v1.0/directoryObjects/${user.id}` };
  await graph.api(`/groups/${group.id}/members/$ref`).post(member);
  await refused(graph.api(`/groups/${group.id}/members/$ref`).post(member), 400, "Request_BadRequest");

  const expanded = await graph.api(`/groups/${group.id}`).expand("members($select=id,displayName)").get();
  assert.deepEqual(expanded.members.map((m) => m.displayName), ["grace"]);
  const owners = await graph.api(`/groups/${group.id}/owners/microsoft.graph.user`).select("id").get();
  assert.deepEqual(owners.value.map((o) => o.id), [user.id]);
  const groups = await graph.api(`/users/${user.id}/getMemberGroups`).post({ securityEnabledOnly: true });
  assert.deepEqual(groups.value, [group.id]);

  await graph.api(`/groups/${group.id}/members/${user.id}/$ref`).delete();
  const count = await graph.api(`/groups/${group.id}/members/$count`).header("ConsistencyLevel", "eventual").get();
  assert.equal(Number(count), 0);
});

test("an application that was just registered signs in with what it was granted", async () => {
  const app = await graph.api("/applications").post({ displayName: "Reader" });
  const principal = await graph.api("/servicePrincipals").post({ appId: app.appId });
  const microsoftGraph = await graph.api("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')").get();
  const role = microsoftGraph.appRoles.find((r) => r.value === "Group.Read.All");
  await graph.api(`/servicePrincipals/${microsoftGraph.id}/appRoleAssignedTo`).post({
    principalId: principal.id,
    resourceId: microsoftGraph.id,
    appRoleId: role.id,
  });
  const { secretText } = await graph.api(`/applications/${app.id}/addPassword`).post({ passwordCredential: { displayName: "test" } });

  const credential = new ClientSecretCredential(tenant, app.appId, secretText, entra);
  assert.deepEqual(claims((await credential.getToken(graphScope)).token).roles, ["Group.Read.All"]);
  const reader = signIn(credential);
  await reader.api("/groups").get();
  await refused(reader.api("/groups").post({ displayName: "No" }), 403, "Authorization_RequestDenied");
});

test("a list is read page by page", async () => {
  for (let i = 0; i < 12; i++) {
    await graph.api("/users").post(newUser(`page${i}`));
  }
  const first = await graph.api("/users").filter("startswith(displayName,'page')").select("displayName").top(5).get();
  assert.equal(first.value.length, 5);
  const names = [];
  await new PageIterator(graph, first, (user) => names.push(user.displayName)).iterate();
  assert.deepEqual(names.sort(), Array.from({ length: 12 }, (_, i) => `page${i}`).sort());
});

test("a batch keeps its order, and fails request by request", async () => {
  const request = (path, init) => new Request(url + path, init);
  const post = (path, body) => request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const batch = new BatchRequestContent([
    { id: "1", request: post("/users", newUser("batch")) },
    { id: "2", request: request(`/users/batch@${domain}`), dependsOn: ["1"] },
    { id: "3", request: post("/users", { displayName: "Nobody" }), dependsOn: ["2"] },
    { id: "4", request: request("/users"), dependsOn: ["3"] },
  ]);
  const answer = new BatchResponseContent(await graph.api("/$batch").post(await batch.getContent()));
  assert.equal((await answer.getResponseById("2").json()).displayName, "batch");
  const status = [...answer.getResponses()].map(([id, response]) => [id, response.status]).sort();
  assert.deepEqual(status, [["1", 201], ["2", 200], ["3", 400], ["4", 424]]);
});
