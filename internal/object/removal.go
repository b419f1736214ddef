// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Removal says what becomes of a Server value that an apply of ours wrote, when
// the configuration does not hold it any more. What we never wrote is left alone
// in any case, and so is what is fixed at creation. The zero Removal empties the
// value as its type does: a collection becomes [], an object is emptied member by
// member, a default comes back, everything else becomes null. The settings of a
// singleton cannot be cleared unless a Removal says with what.
type Removal struct {
	// With is the value, in Graph's form, that stands for none.
	With any
	// Never is the reason why Graph keeps a value there, as a sentence. To take the
	// argument out is then an error of the plan.
	Never string
}

// IsZero tells whether the type decides.
func (r Removal) IsZero() bool { return r.With == nil && r.Never == "" }

// ClearedWith is the Removal of a value that Graph empties by another one than
// its type has.
func ClearedWith(v any) Removal { return Removal{With: v} }

// NeverCleared is the Removal of a value that Graph does not let anybody empty,
// for a reason.
func NeverCleared(because string) Removal { return Removal{Never: because} }
