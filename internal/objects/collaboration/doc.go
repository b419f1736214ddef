// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package collaboration describes where people work together, SharePoint and Teams, and
// the Microsoft 365 apps that they do it with.
package collaboration
