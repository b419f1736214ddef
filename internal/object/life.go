// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

import "context"

// Life is how objects of one kind come into being, change and go. The zero value is
// the common one: created by POST, which answers with the id, changed by PATCH, and
// deleted by DELETE.
type Life struct {
	Create Create
	// Replaces marks objects that are changed as a whole, by PUT.
	Replaces bool
	// Carried are properties that can be written and have no attribute, which a change
	// by PUT would take away: it sends back what a read shows of them.
	Carried []string
	// Ready holds of an object when Graph has done what it does with a new one in the
	// background. Actions that belong to it, such as assign, wait for that.
	Ready Condition
	// Content is the file that an object brings to devices, in the form that people have
	// it. It makes the arguments content_file and content_sha256.
	Content Content
	Delete  Delete
	// Requests are how the objects come, change and go, where nobody writes them; nil
	// for all others.
	Requests *Requests
	// Fixed are the objects of the kind that nobody makes and deletes.
	Fixed []Fixed
}

// Content is a file whose content is uploaded to Azure Storage, block by block, and then
// committed as a new version: what Intune calls the content of an app.
type Content int

const (
	// NoContent is of objects that have no such file.
	NoContent Content = iota
	// PlainFile content is encrypted before it is uploaded.
	PlainFile
	// Intunewin content is that of an .intunewin file, which is encrypted already.
	Intunewin
)

// Fixed tells of objects in a collection that Graph makes and keeps by itself, such
// as Microsoft's own, or that another service manages. They can be imported and
// referred to. To make one is an error of the plan, and a destroy leaves it.
type Fixed struct {
	// When are the conditions by which such an object is known; all of them hold.
	When []Condition
	// Changes tells of objects that can be changed all the same. To change another
	// one is an error of the plan.
	Changes bool
	// Because gives the reason, as a sentence.
	Because string
}

// Create is how an object comes into being.
type Create struct {
	// ID is where the new object's id comes from.
	ID IDSource
	// Upsert names the attribute, unique in the tenant, by which Graph finds an
	// object to change it, or makes one. Where it is configured, that is how the
	// object is created.
	Upsert string
	// Adopt names the attribute by which an object that exists already is found
	// and taken over. It makes the argument use_existing.
	Adopt string
	// By is the request that makes the object, where that is not a POST to its
	// collection; nil for that.
	By *Making
	// Before completes the body of the request that creates the object.
	// It is for values that Graph demands and people do not want to invent.
	Before func(ctx context.Context, body Body) error
}

// Making is a request that makes an object elsewhere than in its collection, such as an
// invitation, which makes a user.
type Making struct {
	// Path is where it is posted, below the version. A name in braces is an attribute of
	// the object, which the body does not hold then.
	Path string
	// Put marks a request that is sent by PUT.
	Put bool
	// Type is the type of Graph's answer in the metadata, and Made the property of the
	// answer that holds the object, where it is not the answer itself. Other properties are
	// for attributes [InReply]. A request with a Progress is read again until it has ended,
	// and Made is then the property that holds the object's id: the object comes to its
	// collection a while later.
	Type, Made string
	// Names are what the request calls properties of the object.
	Names map[string]string
	Progress
}

// Parameters are the names in braces of the path.
func (m Making) Parameters() []string { return parametersOf(m.Path) }

// IDSource is where the id of a new object comes from.
type IDSource int

const (
	// FromReply ids are in the body of the reply to POST.
	FromReply IDSource = iota
	// FromLocation ids end the Location header of the reply to POST.
	FromLocation
	// FromOperation ids are in the result of a long-running operation, which the
	// Location header of the reply to POST leads to and which is waited for.
	FromOperation
	// FromBody ids are chosen by who makes the object and sent with POST. The
	// definition has an attribute "id" then.
	FromBody
	// FromPath ids are chosen too, and the object is made by a change at its own
	// address: one that is there already is taken over.
	FromPath
)

// IsChosen tells of ids that whoever makes the object chooses.
func (s IDSource) IsChosen() bool { return s == FromBody || s == FromPath }

// Delete is how an object goes.
type Delete struct {
	// Bin is the path where deleted objects wait, from which they can be restored,
	// or removed for good. It makes the arguments restore_deleted and
	// permanently_delete.
	Bin string
	// Withdrawn are values that Graph wants some properties to have before it deletes
	// the object. Those that have others are changed first, by their actions where they
	// have some, and back again where Graph refuses the deletion all the same.
	Withdrawn Body
	// Kept tells of an object that Graph will not delete, and why that is no
	// failure. It is asked when Graph has refused, with the message.
	Kept func(message string) (why string, ok bool)
	// Never is the reason why Graph deletes no object of the kind, as a sentence. A
	// destroy forgets the object then, and warns.
	Never string
	// Retired is the change by which a destroy takes an object out of use that Graph
	// does Never delete; nil for none.
	Retired Body
}
