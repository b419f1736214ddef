// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Type says which values an attribute can hold. There is one Go type for each
// kind, so that a word that makes no sense for a kind does not compile.
type Type interface{ kind() }

// String is text.
type String struct {
	// MaxLength is the greatest number of characters; 0 is no limit.
	MaxLength int
	// Enum lists the values that are known, as Graph spells them. Another one is a
	// warning, since most of Graph's lists grow.
	Enum []string
	// Closed: Graph takes no value but those of Enum, now and later.
	Closed bool
	// Pattern is a regular expression that the text must match, and
	// PatternDoc says in words what it means: "must be …".
	Pattern, PatternDoc string
	// Sample is a value for the generated tests, where none can be made from
	// the other words: for most patterns.
	Sample string
	// Notation brings a text into the form in which two are compared, where Graph
	// takes several forms of the same; nil compares texts as they stand. What Graph
	// shows is spelled as in Enum.
	Notation func(text string) string
	// Empty allows the empty string. The directory refuses it or turns it
	// into null, so that null is the only way to have no value there.
	Empty bool
}

// Bool is true or false.
type Bool struct{}

// Int is a whole number.
type Int struct {
	// Min and Max bound the number. A Max of 0 is no limit above, beside a Min; both
	// 0 is no limit at all.
	Min, Max int
}

// Time is a point in time as Graph writes it: RFC 3339 in UTC.
type Time struct{}

// Date is a day: "2026-11-23".
type Date struct{}

// Duration is a length of time of ISO 8601, such as "P30D" or "PT1H30M". Two
// notations of the same length are the same value.
type Duration struct{}

// Base64 is binary content in base64. Line breaks and padding mean nothing.
type Base64 struct {
	// PEM: a text of this form is taken too, and sent as what it holds.
	PEM bool
	// Hex: people read it as hexadecimal digits, as they do thumbprints. It is of values
	// that Graph decides about.
	Hex bool
	// Sample is another content for the generated tests.
	Sample string
}

// JSON is a JSON document as text. It is compared by meaning: order of names and
// blanks do not count, and what Graph adds to an object, or leaves out of its
// annotations, is left aside. Where Graph shows a token in the place of a secret, the
// document that was sent stays.
type JSON struct {
	// Sample is another document for the generated tests.
	Sample string
	// Element is the member that each element of the document has, if it is a list of
	// such objects; empty for other documents.
	Element string
	// Numbered: the elements of the document have ids that Graph gives them.
	Numbered bool
	// Secrets names the write-only attribute, of type Texts, that holds the secrets of a
	// document of Intune's settings, by the ids of their definitions; empty for none.
	Secrets string
}

// Settings are settings of Intune's catalog as plain values, by the ids of their
// definitions: a value of any type to Terraform, and a list of instances to Graph. What
// each setting is, Graph is asked. Data sources do not show them, since Terraform allows
// values of any type in no list.
type Settings struct {
	// Definitions is the path of what Graph says of settings.
	Definitions string
	// One: Graph takes one instance, and not a list.
	One bool
	// Secrets names the write-only attribute, of type Texts, that holds the secrets by
	// the names that the settings refer to; empty for none.
	Secrets string
	// Sample is another value, as JSON, for the generated tests.
	Sample string
}

// SecurityAttributes are values of custom security attributes, by attribute set and name:
// a value of any type to Terraform. Values that Graph has besides are left aside.
type SecurityAttributes struct {
	// Sample is another value, as JSON, for the generated tests.
	Sample string
}

// Texts are texts by names that people choose.
type Texts struct{}

// Reference is the id of another object: a GUID, compared without case.
type Reference struct {
	// To names what the id belongs to, for messages: "group", "user".
	To string
	// Or lists words that may stand in place of an id: "All", "None". Another one is a
	// warning.
	Or []string
}

// Flags is a set of words that Graph writes as one text.
type Flags struct {
	// Enum lists the words that are known, as that of a String; nil is no limit.
	Enum []string
	// Closed: Graph takes no word but those of Enum, now and later.
	Closed bool
	// Separator stands between two words; by default it is a comma.
	Separator string
}

// Set is a collection of different values without an order. Terraform shows a list
// where they are objects: it compares each element of a set with every other.
type Set struct {
	// Of is the type of the elements. Elements that are objects take no
	// attribute of mode Server or ReadOnly.
	Of Type
	// MinItems and MaxItems bound the number of elements; 0 is no limit.
	MinItems, MaxItems int
}

// List is a collection whose order matters.
type List struct {
	Of                 Type
	MinItems, MaxItems int
}

// References is a collection of ids of other objects that can be long. The order
// does not matter, though Terraform shows a list: sets of thousands of elements
// take it minutes.
type References struct {
	// To names what the ids belong to.
	To string
	// Targets is the path of the collection by which objects are referred to, where
	// that is not the one of all directory objects: "/deviceAppManagement/mobileAppCategories".
	Targets string
	// Bulk marks a relation to which Graph adds twenty objects with one PATCH of
	// the object that has it. To others it adds one by one.
	Bulk bool
	// ReadAPI is the version of Graph that the relation is read from, where that
	// is not the definition's.
	ReadAPI API
}

// Map is a collection of objects that have a natural key: Terraform shows a map,
// Graph a list.
type Map struct {
	// Key is the Graph name of the property that the map is keyed by. It is not
	// among the attributes.
	Key string
	// ID is the property that holds a GUID which the client has to supply, or
	// empty. It is made when an element is created and kept from then on.
	ID string
	// Disable is the property that Graph wants false before it removes an
	// element, or empty.
	Disable string
	// Merged is set for a collection that Graph merges with what it has; nil for one that is
	// replaced.
	Merged *Merged
	// Attributes are those of each element.
	Attributes []Attribute
}

// Merged tells of a collection of which Graph changes the elements that it is sent, and no
// others: those are left alone.
type Merged struct {
	// Property is the one of the elements that takes an element away where it is None.
	Property, None string
	// Kept are elements that Graph does not take away, by key, with the value of the
	// property that says nothing.
	Kept map[string]string
}

// Object is a complex type: named values of its own.
type Object struct {
	Attributes []Attribute
	// Merges marks a type of which a change is sent in parts: what is not sent
	// stays. Others are replaced as a whole.
	Merges bool
	// Kind is the @odata.type that Graph wants with the value, or empty.
	Kind string
	// ListedBy is the property by which the members are known, where they are elements
	// of a collection whose number never changes: Graph shows a list, Terraform an
	// object with an attribute for each. Empty for a value that is an object to both.
	ListedBy string
	// Constant are properties that Graph wants with the value and that nobody decides
	// about.
	Constant Body
	// Rules tie the attributes of the type to each other, as those of a definition do
	// its own.
	Rules []Rule
}

// Wrapped is a simple value that Graph wraps into an object with one property
// that matters.
type Wrapped struct {
	// Property holds the value.
	Property string
	// Ends are two properties that hold the value in its other form, in which a
	// hyphen stands between them: "198.51.100.1-198.51.100.9". Empty for none.
	Ends [2]string
	// Of is the type of the value: a String or a Reference.
	Of Type
	// Kind gives the @odata.type for a value; nil for none.
	Kind func(value string) string
}

// OneOf is a value of one of several derived types: an object with one nested
// attribute for each of them, of which exactly one is set.
type OneOf struct{ Variants []Variant }

// AsWritten is a value in Graph's own form, as somebody has written it: with Graph's
// names, and as much of it as they want. What they have not written is not compared.
type AsWritten struct {
	// API is the version of Graph's metadata that knows the type.
	API API
	// Of is the type in the metadata, "Edm.String" or "microsoft.graph.passwordProfile";
	// empty where that is not known. A collection has elements of it.
	Of         string
	Collection bool
}

// Variant is one of several derived types.
type Variant struct {
	// Name is the nested attribute, in Graph's style: "group", "allDevices".
	Name string
	// Type is the derived type in Graph's metadata.
	Type string
	// Doc says when to choose it.
	Doc        string
	Attributes []Attribute
	// Rules tie the attributes of the variant to each other.
	Rules []Rule
}

func (String) kind()             {}
func (Bool) kind()               {}
func (Int) kind()                {}
func (Time) kind()               {}
func (Date) kind()               {}
func (Duration) kind()           {}
func (Base64) kind()             {}
func (JSON) kind()               {}
func (Settings) kind()           {}
func (SecurityAttributes) kind() {}
func (Texts) kind()              {}
func (Reference) kind()          {}
func (Flags) kind()              {}
func (Set) kind()                {}
func (List) kind()               {}
func (References) kind()         {}
func (Map) kind()                {}
func (Object) kind()             {}
func (Wrapped) kind()            {}
func (OneOf) kind()              {}
func (AsWritten) kind()          {}

// Members are the attributes of a value of the type, or of each element if it is
// a collection. A OneOf has one for each variant.
func Members(t Type) []Attribute {
	switch t := t.(type) {
	case Object:
		return t.Attributes
	case Map:
		return t.Attributes
	case Set:
		return Members(t.Of)
	case List:
		return Members(t.Of)
	case OneOf:
		all := make([]Attribute, len(t.Variants))
		for i, v := range t.Variants {
			all[i] = v.Attribute()
		}
		return all
	default:
		return nil
	}
}

// Attribute is the nested attribute that stands for the variant.
func (v Variant) Attribute() Attribute {
	return Attribute{Name: v.Name, Mode: Optional, Doc: v.Doc, Type: Object{Attributes: v.Attributes, Kind: v.Type, Rules: v.Rules}}
}
