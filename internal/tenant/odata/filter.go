// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

// A Filter is a parsed $filter.
type Filter struct {
	text    string
	tree    *disjunction
	matches expression
	uses    []Use
	options *Options
}

// A Use tells how a filter uses a property.
type Use struct {
	// Path leads from the object to the property, through collections too: in
	// "assignedLicenses/any(l:l/skuId eq …)" it is assignedLicenses, skuId. It is
	// empty for isof of the object itself.
	Path Path
	// Operator is what is done with the property, in lower case: a comparison as it
	// reads with the property on its left, "in", "has", "any", "all", a function
	// as "startswith" or "isof", or "" if a Boolean property stands alone.
	Operator string
	// Literals are the constants that the property meets there, in order.
	Literals []Literal
	// Negated is true inside any "not".
	Negated bool
}

// ParseFilter parses a $filter that is no longer URL encoded. Operators,
// functions and the words true, false and null may be in any case; the names of
// properties must be as in the objects, unless [Filter.Resolve] corrects them.
// The error is an [*Error].
func ParseFilter(text string) (*Filter, error) {
	tree, err := parseFilterText(text)
	if err != nil {
		return nil, err
	}
	f := &Filter{text: text, tree: tree, options: &Options{}}
	return f.compiled(func(p Path) (Path, error) { return p, nil })
}

// Resolve returns the filter with each path, casts and "$count" included, exchanged for what name returns,
// which must have as many segments: Graph finds properties whatever the case of
// their name, and refuses unknown ones. It returns the first error of name.
func (f *Filter) Resolve(name func(Path) (Path, error)) (*Filter, error) {
	return f.compiled(name)
}

// With returns the filter with other options than the default ones.
func (f *Filter) With(options Options) *Filter {
	changed := *f
	changed.options = &options
	return &changed
}

// String returns the filter as it was parsed.
func (f *Filter) String() string { return f.text }

// Properties lists what the filter does with which properties, in the order of its text.
func (f *Filter) Properties() []Use { return f.uses }

// Match tells whether the filter is true for an object. Properties that the
// object lacks are null. Null follows OData: it equals only itself, is neither
// less nor greater than anything, makes a function null, and a filter that is
// null does not match. The error, an [*Error], is about values whose types
// cannot be compared.
func (f *Filter) Match(object map[string]any) (bool, error) {
	value, err := f.matches(scope{options: f.options, object: object})
	return value == true, err
}

// compiled makes the filter whose paths are renamed.
func (f *Filter) compiled(rename func(Path) (Path, error)) (*Filter, error) {
	c := &compiler{text: f.text, rename: rename}
	matches, err := c.condition(f.tree)
	if err != nil {
		return nil, err
	}
	return &Filter{text: f.text, tree: f.tree, matches: matches, uses: c.uses, options: f.options}, nil
}
