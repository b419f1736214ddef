// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package odata parses the query options of Microsoft Graph and applies them to
// decoded JSON objects: map[string]any whose numbers are [json.Number].
//
// It knows OData and not Graph's collections. Which property may be filtered,
// how large a page may be and which header a query needs is for the caller to
// judge; [Filter.Properties], [Search.Clauses] and the fields of [Query] say what a query asks for.
//
// No input makes it panic or recurse without bound: texts are limited to
// [MaxLength] bytes and [MaxDepth] levels. Whatever is wrong with an option comes
// back as an [*Error] in the wording of Microsoft's OData libraries, which Graph
// passes on to its clients.
//
// Parsed values never change and may be used concurrently.
package odata
