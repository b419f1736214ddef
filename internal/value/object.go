// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Object is a compiled definition. It is never changed and may be shared.
type Object struct {
	object.Definition

	// Address is where in Graph the objects are.
	Address object.Address
	// Life is the definition's. It is empty for objects that are not managed.
	Life object.Life
	// Root is where the attributes stand in Terraform: the top, if it is empty.
	Root path.Path

	// Managed are the attributes of the managed resource: the definition's, the id,
	// the version beside each write-only attribute, one for each variant, and the
	// arguments that Graph does not know.
	Managed Attributes
	// Readable are the attributes of the data sources: the id and all that Graph
	// returns.
	Readable Attributes

	schema    func() *tfprotov6.Schema
	terraform tftypes.Object
}

// Compile makes an object of its definition. The error names everything that does
// not fit together.
func Compile(d object.Definition) (*Object, error) { return CompileWith(d, nil) }

// CompileWith does the same for a catalogue: messages about ids tell by it how they are found.
func CompileWith(d object.Definition, finder Finder) (*Object, error) {
	o := &Object{Definition: d, Address: d.Address()}
	o.schema = sync.OnceValue(o.newSchema)
	if d.Life != nil {
		o.Life = *d.Life
	}
	c := newCompiler()
	c.keeps, c.finder = d.IsAlwaysThere(), finder
	var faults []error
	add := func(a object.Attribute, change func(*Attribute)) *Attribute {
		compiled, err := c.attribute(a, &Attribute{})
		if err != nil {
			faults = append(faults, err)
			return &Attribute{}
		}
		change(compiled)
		return compiled
	}
	parameters := d.Parameters()
	for _, a := range o.declared() {
		compiled := add(a, func(compiled *Attribute) {
			compiled.Virtual = o.isVirtual(a) || slices.Contains(parameters, a.Name) && !a.Sent && !isAnswered(d, a) || a.Name == d.OwnKey()
			for _, inside := range compiled.Members() {
				inside.Virtual = inside.Virtual || compiled.Virtual
			}
			compiled.Variant = slices.ContainsFunc(d.Variants, func(v object.Variant) bool { return v.Name == a.Name })
			compiled.Takeable = !compiled.Variant && o.isTakeable(a)
		})
		if isReadable(compiled) {
			o.Readable = append(o.Readable, compiled)
		}
		if a.Volatile {
			continue
		}
		o.Managed = append(o.Managed, compiled)
		if object.IsWriteOnly(a.Mode) {
			compiled.Version = add(versionOf(a), func(version *Attribute) { version.Virtual = true })
			o.Managed = append(o.Managed, compiled.Version)
		}
	}
	faults = append(faults, cmp.Or(o.Managed.sameNames(), o.Readable.sameNames()))
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	o.terraform = o.Managed.Terraform()
	return o, nil
}

// Terraform is Terraform's type of the managed resource.
func (o *Object) Terraform() tftypes.Object { return o.terraform }

// isTakeable tells whether an attribute is one that an object which the creation
// finds may have already, and that can be changed.
func (o *Object) isTakeable(a object.Attribute) bool {
	_, hasDefault := object.DefaultOf(a.Mode)
	finds := o.Life.Create.Upsert != "" || o.Life.Create.Adopt != "" || o.Life.Delete.Bin != "" || o.IsMadeInPlace()
	return finds && (a.Mode == object.Optional || hasDefault) && !a.CreateOnly && !virtual(a.Name)
}

// isVirtual tells whether Graph does not know an attribute by itself. An id that is
// sent with the creation is a property like others.
func (o *Object) isVirtual(a object.Attribute) bool {
	return virtual(a.Name) && (a.Name != idAttribute.Name || o.Life.Create.ID != object.FromBody || o.OwnKey() != "")
}

// isAnswered tells whether a parameter is a property of the objects too: the id of an
// answer.
func isAnswered(d object.Definition, a object.Attribute) bool {
	return d.Answer() != nil && a.Name == d.Key()
}

// declared are the attributes of the definition, and those that follow from it.
func (o *Object) declared() []object.Attribute {
	all := slices.Clone(o.Attributes)
	if _, chosen := o.Attribute(idAttribute.Name); !chosen {
		all = append([]object.Attribute{idAttribute}, all...)
	}
	for _, v := range o.Variants {
		all = append(all, v.Attribute())
	}
	if o.Life.Delete.Bin != "" {
		all = append(all, permanentlyDelete, restoreDeleted)
	}
	if o.Life.Content != object.NoContent {
		all = append(all, contentFile, contentDigest)
	}
	if o.Life.Create.Adopt != "" {
		all = append(all, useExisting)
	}
	return append(all, timeouts)
}

// isReadable tells whether an attribute is in the data sources.
func isReadable(a *Attribute) bool {
	_, isSettings := a.Attribute.Type.(object.Settings)
	return !isSettings && !object.IsWriteOnly(a.Mode) && a.Mode != object.Links && a.Seen != object.InReply && (a.Name == idAttribute.Name || !virtual(a.Name))
}

// idAttribute is the object's id. In state it is Graph's bare id, or the ids of
// all parents and the object's own, joined by "/".
var idAttribute = object.Attribute{
	Name: "id", Mode: object.ReadOnly, Type: object.String{},
	Doc: "Id of the object in Graph.",
}

// Names of arguments that some definitions have and Graph does not know.
const (
	PermanentlyDelete = "permanentlyDelete"
	RestoreDeleted    = "restoreDeleted"
	UseExisting       = "useExisting"
	ContentFile       = "contentFile"
	ContentVersion    = "contentFileVersion"
	ContentDigest     = "contentSha256"
	Timeouts          = "timeouts"
)

var (
	contentFile = object.Attribute{
		Name: ContentFile, Mode: object.WriteOnlyAtCreate, Type: object.String{},
		Doc: "Path of the file with the app. It is uploaded when the app is created, when `content_file_version` changes, and when the file is another one than was uploaded last, which its hash tells. It is never stored in plan or state. Needs Terraform 1.11, OpenTofu 1.11 or later.",
	}
	contentDigest = object.Attribute{
		Name: ContentDigest, Rename: "content_sha256", Mode: object.ReadOnly, Type: object.String{},
		Doc: "SHA-256 of the file that was uploaded last, in hexadecimal digits. Null after an import, for Intune does not tell it: until `content_file_version` changes, the file counts as the one that Intune has.",
	}
	permanentlyDelete = object.Attribute{
		Name: PermanentlyDelete, Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether a destroy removes the object for good. Otherwise it can be restored for 30 days.",
	}
	restoreDeleted = object.Attribute{
		Name: RestoreDeleted, Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether to bring back a deleted object of the same name, if one can still be restored, instead of making a new one. It keeps its id and is changed to what is configured. Of several it is the one that was deleted last.",
	}
	useExisting = object.Attribute{
		Name: UseExisting, Mode: object.Default(false), Type: object.Bool{},
		Doc: "Whether an object that exists already is taken over and changed, instead of an error. A destroy then leaves it in place.",
	}
	// timeouts is the timeouts block as a value.
	timeouts = object.Attribute{
		Name: Timeouts, Mode: object.Optional,
		Type: object.Object{Attributes: []object.Attribute{
			{Name: "create", Mode: object.Optional, Type: object.String{}, Doc: "Limit for creating the object, such as `30m`. Default 20m."},
			{Name: "read", Mode: object.Optional, Type: object.String{}, Doc: "Limit for reading the object. Default 5m."},
			{Name: "update", Mode: object.Optional, Type: object.String{}, Doc: "Limit for changing the object. Default 20m."},
			{Name: "delete", Mode: object.Optional, Type: object.String{}, Doc: "Limit for deleting the object. Default 20m."},
		}},
	}
)

// virtual tells whether a name is that of an attribute which follows from the
// definition and is not Graph's.
func virtual(name string) bool {
	return slices.Contains([]string{idAttribute.Name, PermanentlyDelete, RestoreDeleted, UseExisting, ContentFile, ContentDigest, Timeouts}, name)
}

// versionOf is the attribute that makes a write-only value be sent again.
func versionOf(a object.Attribute) object.Attribute {
	if a.Mode == object.WriteOnlyHashed {
		return object.Attribute{
			Name: a.Name + "Version", Mode: object.Server, Type: object.Int{},
			Doc: "Counts the values of `" + a.TerraformName() + "`, of which a salted hash is kept: another value is sent by itself. Or any number, to say oneself when they are sent again.",
		}
	}
	return object.Attribute{
		Name: a.Name + "Version", Mode: object.Optional, Type: object.Int{}, CreateOnly: a.CreateOnly,
		Doc: "Any number. Change it to send `" + a.TerraformName() + "` again: Terraform does not store that value and so cannot see that it changed.",
	}
}

// Relations are the attributes that hold links to other objects.
func (o *Object) Relations() Attributes {
	return slices.DeleteFunc(slices.Clone(o.Managed), func(a *Attribute) bool { return a.Mode != object.Links })
}

// Listed are the attributes that a list of objects shows.
func (as Attributes) Listed() Attributes {
	return slices.DeleteFunc(slices.Clone(as), func(a *Attribute) bool { return a.Seen == object.Alone })
}

// Selection makes a read return the attributes. Graph cannot select properties
// of derived types, so that there it returns all.
func (o *Object) Selection(attributes Attributes) url.Values {
	key := o.Key()
	names, expanded := []string{key}, []string{}
	for _, a := range attributes {
		switch {
		case a.Virtual || a.Variant || object.IsWriteOnly(a.Mode) || a.Mode == object.Links || a.Bound != "" && a.BoundAs == "" || a.Seen == object.InReply || a.Seen == object.Whole || a.Name == idAttribute.Name || a.Name == key:
		case a.Seen == object.Expanded:
			expanded = append(expanded, expansion(a))
		default:
			names = append(names, a.Name)
		}
	}
	options := url.Values{}
	if !o.IsDerived() && len(o.Variants) == 0 {
		options.Set("$select", strings.Join(names, ","))
	}
	if len(expanded) > 0 {
		options.Set("$expand", strings.Join(expanded, ","))
	}
	for name, option := range o.ReadQuery {
		if options.Set(name, option); option == "" {
			options.Del(name)
		}
	}
	return options
}

// expansion asks for a navigation property, and for those inside it.
func expansion(a *Attribute) string {
	var inner []string
	for _, member := range a.Members() {
		if member.Seen == object.Expanded {
			inner = append(inner, expansion(member))
		}
	}
	if len(inner) == 0 {
		return a.Name
	}
	return a.Name + "($expand=" + strings.Join(inner, ",") + ")"
}

// IsOurs tells whether a member of the collection is of the definition's type.
func (o *Object) IsOurs(candidate object.Body) bool {
	kind := KindOf(candidate)
	return !o.IsDerived() || kind == "" || kind == o.Address.Type
}

// CollectionPath is the definition's path with its parameters filled in. Of the paths of an
// [object.Answer] it is the first one whose parameter has a value.
func (o *Object) CollectionPath(t Tree) string {
	path, names := o.Address.Path, o.Parameters()
	if a := o.Answer(); a != nil {
		i := slices.IndexFunc(names, func(name string) bool { return Text(t[name]) != "" })
		path = a.Paths[max(i, 0)]
	}
	return Filled(path, names, t)
}

// Filled is a path with values in the place of names in braces. Between single quotes a
// value is a text of OData, in which a quote is written twice.
func Filled(path string, names []string, t Tree) string {
	for _, name := range names {
		text, place := Text(t[name]), "{"+name+"}"
		if strings.Contains(path, "'"+place+"'") {
			text = doubled(text)
		}
		path = strings.Replace(path, place, url.PathEscape(text), 1)
	}
	return path
}

// Label is how messages call the object: by its name, or else by its id.
func (o *Object) Label(t Tree) string {
	if name := Text(t[o.LookUp.Key]); name != "" {
		return o.Title() + ` "` + name + `"`
	}
	if id := Text(t["id"]); id != "" {
		return o.Title() + " " + id
	}
	return o.Title()
}

// RefersTo tells whether an attribute of the object, at any depth, may hold the id of
// another one.
func (o *Object) RefersTo(other *Object) bool { return o.Managed.referTo(other.Title()) }

func (as Attributes) referTo(title string) bool {
	return slices.ContainsFunc(as, func(a *Attribute) bool {
		return slices.Contains(targetsOf(a.Attribute.Type), title) || a.Members().referTo(title)
	})
}

// targetsOf are the titles of the objects whose ids a type holds.
func targetsOf(t object.Type) []string {
	switch t := t.(type) {
	case object.Reference:
		return strings.Split(strings.ReplaceAll(t.To, " or ", ", "), ", ")
	case object.References:
		return targetsOf(object.Reference{To: t.To})
	case object.Set:
		return targetsOf(t.Of)
	case object.List:
		return targetsOf(t.Of)
	case object.Wrapped:
		return targetsOf(t.Of)
	default:
		return nil
	}
}

// IsKnown tells whether an object of Graph's is of a type that the definition knows.
// Graph need not name the type where there is only one.
func (o *Object) IsKnown(found object.Body) bool {
	kind := KindOf(found)
	if kind == "" || len(o.Variants) == 0 {
		return o.IsOurs(found)
	}
	return slices.ContainsFunc(o.Variants, func(v object.Variant) bool { return v.Type == kind })
}
