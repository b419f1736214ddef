// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package entra is the token service of a local Microsoft 365 tenant.
//
// A [Service] speaks the OAuth 2.0 endpoints of Microsoft Entra ID over HTTP:
// discovery, signing keys, and tokens for client secrets, certificates,
// federated credentials, device codes, authorization codes and refresh tokens.
// Its tokens are real RS256 JWTs with Entra's claims. What it refuses, it refuses
// with Entra's AADSTS number, error string and HTTP status.
//
// Applications, service principals and users come from a [Directory]. Each request
// asks it anew, so what is written there counts for the next token.
//
// All methods may be called concurrently.
package entra
