// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Requests are how objects come, change and go that nobody writes: each time a request
// asks for it, and tells itself what has become of it.
type Requests struct {
	// Path is where requests are posted, below the version, and Type is their type in
	// Graph's metadata.
	Path, Type string
	// Action is the property that says what is asked for.
	Action string
	// Create, Update and Remove are its words. Update is empty where no request changes
	// an object: then all that can be configured is CreateOnly.
	Create, Update, Remove string
	// Object is the request's property that holds the object; empty where the
	// properties of the object are the request's own.
	Object string
	// Parent is the request's property that holds the id of the object which the path
	// is below; empty for none.
	Parent string
	// Names are the properties by which a request says which object it is about.
	Names []string
	// Made is the request's property that tells the id of the object. Where it is
	// empty, the new object is found in its collection by its Names.
	Made string
	Progress
}

// Progress is how a request tells what becomes of it after it was accepted. A name is that
// of a property, or of one below another with a dot between.
type Progress struct {
	// Status is the property that tells how far the request is; empty where the answer to
	// the request is its end. Done are its words for one that was carried out, Failed those
	// for one that never will be; with all others it is still under way.
	Status       string
	Done, Failed []string
	// Reason is the property that says why it has failed; empty for the usual ones.
	Reason string
}
