// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Query chooses objects of a collection.
type Query struct {
	// At has the parameters of the collection's path.
	At value.Tree
	// Conditions compare properties. All must hold.
	Conditions []Condition
	// Filter, Search and OrderBy are in OData's words.
	Filter, Search, OrderBy string
	// Limit is the greatest number of objects; 0 is none.
	Limit int
	// largestPages asks for as many objects at once as are known to be taken.
	largestPages bool
}

// Condition compares one property with a value. Texts are compared without case,
// as Graph does.
type Condition struct {
	// Name is Graph's name of the property.
	Name string
	// Prefix compares the beginning; Value is a text then.
	Prefix bool
	// Value is a bool or a string.
	Value any
}

// List reads the collection until there are enough objects that match. Strangers
// are the types of objects that match and that the definition does not know: those
// are left out.
func (r *Reader) List(ctx context.Context, q Query, attributes value.Attributes) (found []object.Body, strangers []string, err error) {
	for candidate, err := range r.Each(ctx, q, attributes) {
		var stranger *KindError
		switch {
		case errors.As(err, &stranger):
			strangers = append(strangers, stranger.kind)
		case err != nil:
			return nil, nil, err
		default:
			found = append(found, candidate)
		}
	}
	slices.Sort(strangers)
	return found, slices.Compact(strangers), nil
}

// Each yields the objects of the collection that match, page by page, each page read
// when it is wanted. An object that matches and is of a type that the definition does
// not know comes as a [*KindError], and others follow it. After any other error it
// ends.
func (r *Reader) Each(ctx context.Context, q Query, attributes value.Attributes) iter.Seq2[object.Body, error] {
	request, here := r.request(q, attributes)
	return func(yield func(object.Body, error) bool) {
		found := 0
		for candidate, err := range r.candidates(ctx, q.At, request) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !r.IsOurs(candidate) || slices.ContainsFunc(here, func(c Condition) bool { return !c.holds(candidate[c.Name]) }) {
				continue
			}
			stranger := r.checkKind(value.Tree{r.LookUp.Key: candidate[r.LookUp.Key], "id": r.IDOf(candidate)}, candidate)
			if stranger == nil {
				found++
			}
			if !yield(candidate, stranger) || q.Limit > 0 && found == q.Limit {
				return
			}
		}
	}
}

// candidates are all objects that a request returns, or all elements of a parent.
func (r *Reader) candidates(ctx context.Context, t value.Tree, request graph.Request) iter.Seq2[object.Body, error] {
	if r.Element() == nil {
		return r.tenant.client.List(ctx, request)
	}
	return func(yield func(object.Body, error) bool) {
		elements, err := r.elements(t).all(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, element := range ownElements(*r.Element(), elements) {
			if !yield(element, nil) {
				return
			}
		}
	}
}

// request asks Graph for what it can choose. Here are the conditions that it
// cannot check.
func (r *Reader) request(q Query, attributes value.Attributes) (request graph.Request, here []Condition) {
	options := r.Selection(r.withConditions(q, attributes))
	var filters []string
	for _, c := range q.Conditions {
		if r.graphChecks(c) {
			filters = append(filters, c.filter())
		} else {
			here = append(here, c)
		}
	}
	if q.Filter != "" {
		filters = append(filters, "("+q.Filter+")")
	}
	for option, text := range map[string]string{"$filter": strings.Join(filters, " and "), "$search": q.Search, "$orderby": q.OrderBy} {
		if text != "" {
			options.Set(option, text)
		}
	}
	request = graph.Request{Version: string(r.Address.ReadVersion()), Path: r.CollectionPath(q.At), Query: options}
	if size := r.pageSize(q, len(here) > 0); size > 0 {
		options.Set("$top", strconv.Itoa(size))
	}
	if r.LookUp.Advanced && len(options["$filter"])+len(options["$search"])+len(options["$orderby"]) > 0 {
		options.Set("$count", "true")
		request.Header = http.Header{}
		request.Header.Set("ConsistencyLevel", "eventual")
	}
	return request, here
}

// withConditions are the attributes, and those that conditions may have to be checked
// by here.
func (r *Reader) withConditions(q Query, attributes value.Attributes) value.Attributes {
	all := slices.Clone(attributes)
	for _, c := range q.Conditions {
		if a := r.Readable.Find(c.Name); all.Find(c.Name) == nil && a != nil {
			all = append(all, a)
		}
	}
	return all
}

// largestPage is how many objects the directory puts on a page at most. It refuses
// to be asked for more.
const largestPage = 999

// pageSize is how many objects Graph is asked for at once; 0 leaves it to Graph. Where
// it alone chooses the objects, they are no more than are wanted.
func (r *Reader) pageSize(q Query, choosesHere bool) int {
	size, most := 0, r.LookUp.PageSize
	if r.LookUp.Advanced || r.Target() != "" {
		size, most = largestPage, largestPage
	}
	switch {
	case q.largestPages:
		return most
	case q.Limit > 0 && !choosesHere && !r.IsDerived():
		return min(q.Limit, most)
	default:
		return size
	}
}

// IsUnfiltered tells whether objects of a definition are chosen here and not by Graph: it filters
// no elements, and links only by an index that lags behind.
func IsUnfiltered(o *value.Object) bool {
	return o.LookUp.Unfiltered || o.Target() != "" || o.Element() != nil
}

func (r *Reader) graphChecks(c Condition) bool {
	return !IsUnfiltered(r.Object) && (c.Name == r.LookUp.Key || !c.Prefix && slices.Contains(r.LookUp.Filterable, c.Name))
}

// filter is the condition in OData's words.
func (c Condition) filter() string {
	if c.Prefix {
		return "startswith(" + c.Name + "," + value.Quoted(value.Text(c.Value)) + ")"
	}
	return equals(c.Name, c.Value)
}

// equals compares a property with a value, in OData's words.
func equals(name string, v any) string {
	if s, ok := v.(string); ok {
		return name + " eq " + value.Quoted(s)
	}
	return name + " eq " + fmt.Sprint(v)
}

func (c Condition) holds(v any) bool {
	wanted, isText := c.Value.(string)
	actual, same := v.(string)
	switch {
	case !isText:
		return v == c.Value
	case c.Prefix:
		return same && len(actual) >= len(wanted) && strings.EqualFold(actual[:len(wanted)], wanted)
	default:
		return same && strings.EqualFold(actual, wanted)
	}
}
