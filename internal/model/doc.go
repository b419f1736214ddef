// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package model knows what Microsoft publishes about the types of Microsoft
// Graph: entity, complex and enum types with their properties, the entity sets
// and singletons that paths begin with, and the actions and functions.
//
// It holds facts only: from Microsoft's metadata document where there is one, and
// else from its package of TypeScript types with a short list, kept by hand, of
// what that package lacks. tools/model compiles both versions into one embedded
// file. [Load] reads a version when it is first asked for.
//
// What neither source says the model does not know. Beta's table, made from the
// package, is exact about names, kinds, inheritance, enum members and
// nullability; of types that v1.0 does not have, abstractness, containment and
// the exact kind of a number are partly guesses, and operations are those of v1.0
// and of the list.
package model
