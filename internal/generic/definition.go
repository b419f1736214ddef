// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Resource is what somebody has written about one object.
type Resource struct {
	Place Place
	// Replaces: a change is sent as a whole, by PUT.
	Replaces bool
	// Query are options of every read.
	Query map[string]string
	// Body is what was written, and Secret what was written and is not stored. Before
	// is the body in the state.
	Body, Secret, Before value.Tree
	// Exports are the properties that are shown beside those of the body.
	Exports []string
}

// Names of attributes that are not Graph's.
const (
	// WholeObject is the attribute that shows all that a read has found.
	WholeObject = "@object"
	// Target is the id of what a reference leads to.
	Target = "@target"
	// secretVersion changes with what is not stored.
	secretVersion = "@secret"
)

// reference is the member of a body that names what a reference leads to.
const reference = "@odata.id"

// maker makes one definition.
type maker struct {
	Resource
	// typ is the type of the object, or nil; covering its typed definition, or nil.
	typ      *model.Type
	covering *object.Definition
}

// Compile makes an object of what was written. Where a definition of the catalogue is
// about the same objects, the object has its habits.
func (c *Catalogue) Compile(r Resource) (*value.Object, error) {
	schema, err := model.Load(model.Version(r.Place.API))
	if err != nil {
		return nil, err
	}
	m := maker{Resource: r, covering: c.Covering(r.Place, r.kind())}
	m.typ, _ = schema.Type(r.Place.Type)
	if t, ok := schema.Type(r.kind()); ok {
		m.typ = t
	}
	o, err := value.Compile(m.definition())
	if err != nil {
		return nil, err
	}
	o.Root = o.Root.AtName("body")
	m.tieSecrets(o)
	return o, nil
}

// kind is the type that the body names.
func (r Resource) kind() string {
	named := r.Body[value.KindProperty]
	if named == nil {
		named = r.Before[value.KindProperty]
	}
	return strings.TrimPrefix(value.Text(named), "#")
}

func (m maker) definition() object.Definition {
	d := object.Definition{Name: "graph_resource", Place: m.place(), Life: m.life(), LookUp: m.lookUp(), ReadQuery: m.Query}
	for _, name := range slices.Sorted(maps.Keys(m.Place.Parents)) {
		d.Attributes = append(d.Attributes, object.Attribute{Name: name, Mode: object.Required, Type: object.String{}, CreateOnly: true})
	}
	if m.Place.Kind == Reference {
		d.Attributes = append(d.Attributes, object.Attribute{Name: Target, Mode: object.Required, Type: object.Reference{}, CreateOnly: true})
		return d
	}
	if m.Place.Kind == Member {
		d.Attributes = append(d.Attributes, object.Attribute{Name: "id", Mode: object.Required, Type: object.String{}, CreateOnly: true})
	}
	names := m.names()
	for _, name := range names {
		d.Attributes = append(d.Attributes, m.attribute(name))
	}
	return m.withShown(d, names)
}

// withShown adds what is shown and not written.
func (m maker) withShown(d object.Definition, names []string) object.Definition {
	shown := m.Exports
	if m.knows(created) {
		shown = append([]string{created}, shown...)
	}
	for _, name := range shown {
		if name == "id" || strings.HasPrefix(name, "@") || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		a := object.Attribute{Name: name, Mode: object.ReadOnly, Type: m.typeOf(name), Seen: object.Alone}
		if name == created {
			a.Seen = object.Listed
		}
		d.Attributes = append(d.Attributes, a)
	}
	if len(m.Exports) > 0 {
		d.Attributes = append(d.Attributes, object.Attribute{Name: WholeObject, Mode: object.ReadOnly, Type: object.AsWritten{API: m.Place.API, Of: m.Place.Type}, Seen: object.Whole})
	}
	return d
}

// created tells an object of ours from one that was there before.
const created = "createdDateTime"

// knows tells whether the metadata has a property.
func (m maker) knows(name string) bool {
	_, ok := m.typ.Property(name)
	return ok
}

func (m maker) place() object.Place {
	p, kind := m.Place, m.kind()
	switch {
	case p.Kind == Reference:
		return object.Relation{API: p.API, Path: p.Form, Type: p.Type, Target: Target, Targets: targets(m.Body, m.Before)}
	case p.Kind == Single:
		return object.Singleton{API: p.API, Path: p.Form, Type: p.Type, Key: m.key()}
	case kind != "":
		return object.Collection{API: p.API, Path: p.Form, Type: kind, Key: m.key(), Derived: true}
	default:
		return object.Collection{API: p.API, Path: p.Form, Type: p.Type, Key: m.key()}
	}
}

// key is the property that holds the objects' ids, or "" if it is not known.
func (m maker) key() string {
	if names := m.typ.KeyProperties(); len(names) == 1 {
		return names[0]
	}
	return ""
}

// life is that of the typed object, as far as it does not depend on arguments of that.
func (m maker) life() *object.Life {
	life := &object.Life{Replaces: m.Replaces}
	if m.covering != nil && m.covering.Life != nil {
		from := m.covering.Life
		life.Delete.Withdrawn, life.Delete.Kept, life.Delete.Never, life.Delete.Retired = from.Delete.Withdrawn, from.Delete.Kept, from.Delete.Never, from.Delete.Retired
		if !from.Create.ID.IsChosen() {
			life.Create.ID = from.Create.ID
		}
	}
	switch {
	case m.Place.Kind == Member:
		life.Create.ID = object.FromPath
	case m.Place.Kind == Members && (m.Body["id"] != nil || m.Before["id"] != nil):
		life.Create.ID = object.FromBody
	}
	return life
}

// lookUp is how the object is found again whose creation got no answer. Whether a
// collection can be filtered nobody knows, so that all of it is read.
func (m maker) lookUp() object.LookUp {
	if m.covering != nil && m.Body[m.covering.LookUp.Key] != nil {
		from := m.covering.LookUp
		return object.LookUp{Key: from.Key, Unique: from.Unique, Unfiltered: from.Unfiltered, Advanced: from.Advanced, PageSize: from.PageSize}
	}
	for _, name := range []string{"displayName", "name"} {
		if _, isText := m.Body[name].(string); isText && m.knows(created) {
			return object.LookUp{Key: name, Unfiltered: true}
		}
	}
	return object.LookUp{Unfiltered: true}
}

// names are the members that were written, now or before.
func (m maker) names() (names []string) {
	for _, written := range []value.Tree{m.Body, m.Secret, m.Before} {
		for name := range written {
			if name != value.KindProperty && (name != "id" || m.Place.Kind != Member) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// attribute is what is known of a member of the body.
func (m maker) attribute(name string) object.Attribute {
	a := object.Attribute{Name: name, Rename: name, Mode: object.Server, Type: m.typeOf(name), Seen: object.Alone}
	_, written := m.Body[name]
	switch {
	case name == "id":
		return object.Attribute{Name: name, Mode: object.Required, Type: object.String{}, CreateOnly: true}
	case !written && m.Secret[name] != nil:
		a.Mode = object.WriteOnly
	case written && m.Body[name] == nil:
		a.Mode = object.Optional // null, on purpose
	}
	if strings.Contains(name, "@odata.") {
		a.Seen, a.Removal = object.InReply, object.NeverCleared("A reference is not taken away by leaving it out: manage it by its own path, which ends with /$ref.")
		return a
	}
	if name == m.lookUp().Key {
		a.Seen = object.Listed
	}
	if _, leads := m.typ.Navigation(name); leads {
		a.Seen = m.seenBehind(name)
	}
	p, _ := m.typ.Property(name)
	a.CreateOnly = p.Immutable
	return m.withHabits(a)
}

// seenBehind is where Graph shows what a navigation property leads to: where a read
// expands it, and else nowhere.
func (m maker) seenBehind(name string) object.Seen {
	if strings.Contains(m.Query["$expand"], name) {
		return object.Expanded
	}
	return object.InReply
}

// withHabits takes over what the typed definition knows of the property.
func (m maker) withHabits(a object.Attribute) object.Attribute {
	if m.covering == nil {
		return a
	}
	known, ok := m.covering.Attribute(a.Name)
	if !ok {
		for _, v := range m.covering.Variants {
			if v.Type == m.kind() {
				known, ok = object.Definition{Attributes: v.Attributes}.Attribute(a.Name)
			}
		}
	}
	if !ok {
		return a
	}
	a.CreateOnly, a.Once, a.AtCreation, a.Removal = known.CreateOnly, known.Once, known.AtCreation, known.Removal
	if fallback, ok := object.DefaultOf(known.Mode); ok && a.Removal.IsZero() {
		a.Removal = object.ClearedWith(fallback)
	}
	if a.Seen != object.InReply {
		a.Seen = known.Seen
	}
	if object.IsWriteOnly(known.Mode) {
		a.Seen = object.InReply
	}
	return a
}

// typeOf is the type of a property.
func (m maker) typeOf(name string) object.Type {
	p, _ := m.typ.Property(name)
	n, _ := m.typ.Navigation(name)
	return object.AsWritten{API: m.Place.API, Of: cmp.Or(p.Type, n.Type), Collection: p.Collection || n.Collection}
}

// tieSecrets has members of which only a part is not stored sent again when that part
// has changed.
func (m maker) tieSecrets(o *value.Object) {
	for _, a := range o.Managed {
		if m.Secret[a.Name] != nil && !a.WriteOnly {
			a.Version = &value.Attribute{Attribute: object.Attribute{Name: secretVersion}, Type: versionType(o)}
		}
	}
}

// versionType is the type of what changes with a secret: that of every id.
func versionType(o *value.Object) *value.Type { return o.Managed.Find("id").Type }

// Written is the tree of a body: with the ids of the place, and the version of what is
// not stored.
func (r Resource) Written(o *value.Object, body value.Tree, version any) value.Tree {
	t := value.Tree{}
	maps.Copy(t, r.Place.Parents)
	for _, a := range o.Managed {
		if v, ok := body[a.Name]; ok && !a.Virtual && a.Mode != object.ReadOnly {
			t[a.Name] = v
		}
		if a.Version != nil {
			t[a.Version.Name] = version
		}
	}
	if r.Place.Kind == Reference {
		t[Target] = targetOf(body)
	}
	if r.Place.Kind == Member {
		t["id"] = o.StateID(t, r.Place.Own)
	}
	return t
}

// targetOf is the id in the address of what a reference leads to.
func targetOf(body value.Tree) any {
	if value.IsUnknown(body[reference]) {
		return value.Unknown{}
	}
	address := strings.TrimSuffix(value.Text(body[reference]), "/")
	return address[strings.LastIndex(address, "/")+1:]
}

// targets is the path of the collection by which a reference names its target.
func targets(bodies ...value.Tree) string {
	for _, body := range bodies {
		address := value.Text(body[reference])
		if _, below, ok := strings.Cut(address, "://"); ok {
			_, address, _ = strings.Cut(below, "/")
			_, address, _ = strings.Cut(address, "/")
			address = "/" + address
		}
		if i := strings.LastIndex(address, "/"); i > 0 {
			return address[:i]
		}
	}
	return ""
}

// Together is a body with what is not stored in it.
func Together(body, secret value.Tree) value.Tree {
	if body == nil {
		return secret
	}
	return value.Merged(body, secret)
}
