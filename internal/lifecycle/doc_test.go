// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package lifecycle takes objects of the catalogue through configurations, one
// after the other, as people write them: what is left out, added, taken away,
// imported, brought back or found in the tenant already. After each step the
// objects of the local tenant are held against the configuration, and the next
// plan has to be empty.
package lifecycle
