// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ErrGone says that the object of a state is not there any more. Only the object's
// own address says so, and only after the time that a replica may be behind.
var ErrGone = errors.New("the object does not exist")

// errNotThere says that what the object is part of does not have it: two objects
// are not linked, or a parent lacks an element.
var errNotThere = errors.New("the parent does not have it")

// isMissing tells whether an answer says that there is no such thing.
func isMissing(err error) bool { return graph.IsNotFound(err) || errors.Is(err, errNotThere) }

// gone makes a missing answer of the object's own address what it means.
func gone(err error) error {
	if isMissing(err) {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	return err
}

// IsAmbiguous tells whether a change may have happened though its answer is lost.
func IsAmbiguous(err error) bool {
	var ambiguous *graph.AmbiguousError
	return errors.As(err, &ambiguous)
}

// IsLinkedAlready tells whether Graph refused a link because it is there.
func IsLinkedAlready(err error) bool {
	return refusedWith(err, "object references already exist")
}

// AttributeError is the failure of a request that is about one attribute only.
type AttributeError struct {
	// Name is Graph's name of the attribute.
	Name  string
	cause error
}

func (e *AttributeError) Error() string { return e.cause.Error() }

// Unwrap returns the failure.
func (e *AttributeError) Unwrap() error { return e.cause }

// about says which attribute an error is about.
func about(a *value.Attribute, err error) error {
	if err == nil {
		return nil
	}
	return &AttributeError{a.Name, err}
}

// LookupError says that a key names no object, or several.
type LookupError struct {
	title, attribute, key string
	ids                   []string
}

func (e *LookupError) Error() string {
	if len(e.ids) == 0 {
		return fmt.Sprintf("No %s has the %s %q.", e.title, e.attribute, e.key)
	}
	return fmt.Sprintf("Several objects of kind %s have the %s %q: %s. Name one of them by its id.", e.title, e.attribute, e.key, strings.Join(e.ids, ", "))
}

// DifferenceError says that an object which would be taken over differs in what is
// fixed at creation.
type DifferenceError struct {
	// Names are those of the attributes, in Terraform's form.
	Names     []string
	label, id string
}

func (e *DifferenceError) Error() string {
	names := slices.Clone(e.Names)
	for i, name := range names {
		names[i] = "`" + name + "`"
	}
	return fmt.Sprintf("There is a %s already, with the id %s, and it differs in what is fixed at creation: %s. "+
		"It was left as it is. Configure these arguments as the object has them, or choose another name.", e.label, e.id, strings.Join(names, ", "))
}

// joinFailure keeps the failure that started a search in front of the one that
// ended it.
func joinFailure(failure, err error) error {
	switch {
	case err == nil:
		return nil
	case isMissing(err):
		return failure
	default:
		return fmt.Errorf("%w; looking for the object: %w", failure, err)
	}
}
