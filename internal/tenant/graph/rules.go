// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// rules are what a collection does beyond what the metadata says, as far as
// Microsoft documents it. The zero value is a collection without peculiarities.
type rules struct {
	// required properties must be in the body that creates an object.
	required []string
	// defaults are what a new object has without being told.
	defaults store.Object
	// readOnly properties are refused in any body, createOnly ones in changes.
	readOnly, createOnly []string
	// overlooked properties are of the service alone; what a body says of them
	// is passed over.
	overlooked []string
	// writeOnly properties are accepted and never returned.
	writeOnly []string
	// concealed are members of the elements of lists that are returned as null.
	concealed map[string]string
	// hidden properties are accepted and returned as null, or a member of a complex one.
	hidden map[string]string
	// embeds are relations that objects are returned with unasked, mentions those
	// of which they then tell the ids alone.
	embeds, mentions []string
	// shown are the properties that v1.0 returns when nothing is selected; nil
	// stands for all. selectOnly ones are returned when they are selected.
	shown, selectOnly []string
	// betaShown are those that beta returns by itself, and v1.0 when they are selected.
	betaShown []string
	// advanced properties are filtered by the search index only.
	advanced []string
	// scopes are properties that lists want in a filter, compared with eq: one of each.
	scopes [][]string
	// longest texts, in characters.
	longest map[string]int
	// unique texts are compared without case. Those of lookups only have an index.
	unique, lookups []string
	// naturalKey is a property that may stand in a path in place of the id.
	naturalKey string
	// clientID: the body brings the id. opaqueID: it is not a GUID.
	clientID, opaqueID bool
	// references are relations to one object whose id a property holds.
	references map[string]string
	// inverse relations are other objects' relations seen from here.
	inverse map[string]inverse
	// hiddenInLists are null unless one object is asked for.
	hiddenInLists []string
	// unites are collections whose objects appear here too.
	unites []store.Location
	// follows are relations of which an object itself tells where they lead.
	follows map[string]func(object store.Object) []store.Ref
	// digests are relations whose objects in a body the rules make something of.
	digests []string
	// noEmptyTexts: an empty text is refused; null is what clears.
	noEmptyTexts bool
	// filled complex properties are returned with all their members.
	filled []string
	// unmodified: modifiedDateTime is null until the first change.
	unmodified bool
	// upsert is the method, PATCH or PUT, that creates the object of an id that is not there.
	upsert string
	// bin is where deleted objects wait to be restored; empty for none.
	bin store.Location
	// noPatch: objects cannot be changed. changeAnswers: PATCH answers with the
	// object instead of 204.
	noPatch, changeAnswers bool
	// changeStatus is the status with which a change answers, where it is not 200.
	changeStatus int
	// matched objects are changed and deleted only by who names, in If-Match, the
	// version that answers tell in @odata.etag.
	matched bool
	// puts: PUT changes objects too.
	puts bool
	// unpaged collections come whole and know no $top; page is the size of a
	// page where it is not the usual one.
	unpaged bool
	page    int

	// What follows are hooks: functions for what collections do in their own way.

	// makes takes the place of the usual answer to POST, tells that of what it shows.
	makes func(c *call) (reply, error)
	tells func(c *call, e entry) store.Object
	// lives tells whether an object is there, which may depend on another one.
	lives func(c *call, id string) bool
	// shows puts an object into the words of the request's version.
	shows func(c *call, stored, shown store.Object) store.Object
	// receive judges the body of a change as it came.
	receive func(c *call, before store.Object) error
	// merge makes room at a location for the contained objects that a change brings;
	// without it they take the place of all that were there.
	merge func(c *call, at store.Location, parts []any)
	// prepare makes the objects that come into being when a list is asked for.
	prepare func(c *call)
	// derive sets what follows from other properties; before is nil for a new object.
	derive func(c *call, before, after store.Object)
	// check judges an object before it is stored; before is nil for a new one.
	check func(c *call, before, after store.Object) error
	// complete adds what the server computes for a new object.
	complete func(c *call, object store.Object)
	// stored follows a change up in other objects.
	stored func(c *call, before, after store.Object)
	// keeps refuses a deletion, removed follows it up.
	keeps   func(c *call, object store.Object) error
	removed func(c *call, object store.Object)
}

// indexes are the properties by which a collection's objects are looked up.
func (r *rules) indexes() []string {
	indexes := slices.Concat(r.unique, r.lookups)
	if r.naturalKey != "" && !slices.Contains(indexes, r.naturalKey) {
		indexes = append(indexes, r.naturalKey)
	}
	return indexes
}

// table holds the rules of collections by the pattern of their paths.
type table map[store.Pattern]*rules

// at finds the rules of a collection in the store.
func (t table) at(path store.Location) *rules {
	if r, ok := t[path.Pattern()]; ok {
		return r
	}
	return &rules{}
}

// workload is what the tenant knows of a part of Graph beyond the metadata: the rules
// of its collections, the operations on their objects, and the permissions that open
// its paths beside Microsoft's list. What neither opens is closed to applications.
type workload struct {
	rules       table
	operations  operations
	permissions permissions
}

// workloads are all that the tenant knows.
func workloads() []workload {
	return []workload{
		{directoryRules(), directoryOperations(), directoryPermissions()},
		{applicationRules(), applicationOperations(), applicationPermissions()},
		{roleRules(), roleOperations(), rolePermissions()},
		{scheduleRules(), scheduleOperations(), schedulePermissions()},
		{rolePolicyRules(), nil, rolePolicyPermissions()},
		{organizationRules(), organizationOperations(), organizationPermissions()},
		{teamRules(), teamOperations(), teamPermissions()},
		{synchronizationRules(), synchronizationOperations(), synchronizationPermissions()},
		{conditionalAccessRules(), conditionalAccessOperations(), conditionalAccessPermissions()},
		{policyRules(), policyOperations(), policyPermissions()},
		{governanceRules(), governanceOperations(), governancePermissions()},
		{intuneRules(), intuneOperations(), intunePermissions()},
		{sharePointRules(), nil, sharePointPermissions()},
		{cloudPCRules(), cloudPCOperations(), cloudPCPermissions()},
		{matchedRules(), nil, matchedPermissions()},
		{secretRules(), nil, secretPermissions()},
	}
}

// newTable collects the rules of all workloads.
func newTable() table {
	all := table{}
	for _, w := range workloads() {
		maps.Copy(all, w.rules)
	}
	return all
}

// newOperations collects their operations.
func newOperations() operations {
	all := operations{}
	for _, w := range workloads() {
		maps.Copy(all, w.operations)
	}
	return all
}

// newPermissions collects their permissions.
func newPermissions() permissions {
	all := permissions{}
	for _, w := range workloads() {
		maps.Copy(all, w.permissions)
	}
	return all
}

// Required are the properties and relations without which nothing is made at a path.
func Required(path string) []string { return newTable().at(Locate(path)).required }

// NewStore makes a store that looks objects up by their unique properties.
func NewStore() *store.Store { return store.New(storeRules()) }

// ReadStore makes such a store of JSON. See [store.Read].
func ReadStore(decoder *json.Decoder, other func(name string) error) (*store.Store, error) {
	return store.Read(storeRules(), decoder, other)
}

func storeRules() store.Rules {
	all := newTable()
	return store.Rules{Indexed: func(path store.Location) []string { return all.at(path).indexes() }, Twins: twins}
}
