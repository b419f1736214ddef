// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Needs is what managing objects of one kind takes. The permissions are looked up in
// Microsoft's list, by the requests that the definition makes.
type Needs struct {
	// Role is the least directory role by which a person may do all of it, beside the
	// delegated permissions. Empty where Microsoft names none.
	Role string
	// Reader is the least directory role by which a person may read it. Empty is Global
	// Reader, which reads nearly everything.
	Reader string
	// Licence is what the tenant must have bought, as part of a sentence:
	// "Microsoft Entra ID P1". Empty where Microsoft names nothing.
	Licence string
	// Deviations are where Microsoft's list of permissions is wrong or silent.
	Deviations []Deviation
	// Limits are what the permissions alone do not allow.
	Limits []Limit
}

// Deviation is a difference between Microsoft's list of permissions and what its
// pages or tenants say.
type Deviation struct {
	Kind DeviationKind
	// Attribute is the one whose values need [Besides] permissions; empty for all
	// objects.
	Attribute string
	// Because is the reason, as a sentence.
	Because string
	// Permissions are application permissions.
	Permissions []string
}

// DeviationKind is what a [Deviation] says of its permissions.
type DeviationKind int

const (
	// TooLittle permissions stand in the list and do not do.
	TooLittle DeviationKind = iota + 1
	// ForSome permissions stand in the list and do for some of the objects or values
	// only: nobody is told to grant them, and nobody who has them to grant more.
	ForSome
	// Reads permissions open every read, also where the list lacks them.
	Reads
	// Writes permissions open every write, also where the list lacks them.
	Writes
	// ForPeople permissions stand in the list and do for people only, who have signed in
	// themselves: Graph lets no application write by them.
	ForPeople
	// Besides permissions are needed to write, together with those of the list.
	Besides
	// BesidesReading permissions are needed to read, together with those of the list.
	BesidesReading
)

// Limit is what Graph does not let an application do, or not by the permissions that
// the list names.
type Limit struct {
	// Attribute is the one that it is about, or "permanentlyDelete".
	Attribute string
	// Text says what is refused and what allows it, in sentences.
	Text string
}
