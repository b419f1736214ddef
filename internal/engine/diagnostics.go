// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/permissions"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// failed reports an operation that Graph refused, on the attribute that Graph
// names as the cause if it names one.
func (k kind) failed(verb string, t value.Tree, err error) diag.Diagnostics {
	title := "Cannot " + verb + " " + k.Label(t)
	if verb == "list" {
		title = "Cannot list " + strings.ReplaceAll(k.Plural(), "_", " ")
	}
	detail := k.detail(verb, t, err)
	if name := k.blamed(t, err); name != "" {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(k.PathOf(name), title, detail)}
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic(title, detail)}
}

// failedAfterCreate reports that the object exists but could not be read or
// completed, and how to keep it.
func (m *managed) failedAfterCreate(verb string, t value.Tree, err error) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic("Cannot "+verb+" "+m.Label(t)+" after creating it",
		m.detail(verb, t, err)+"\n\nThe object exists, with the id "+value.Text(t["id"])+". Terraform marks it as tainted and would replace it. "+
			"To keep it, run this with the resource's address before the next apply:\n  terraform untaint ADDRESS")}
}

// detail says what was sent, what Graph answered and what to do.
func (k kind) detail(verb string, t value.Tree, err error) string {
	lines := []string{err.Error()}
	var answer *graph.Error
	if errors.As(err, &answer) {
		lines = []string{answer.Detail()}
	}
	if remedy := cmp.Or(k.advice(verb, t, answer), k.remedy(verb, t, err, answer)); remedy != "" {
		lines = append(lines, "", remedy)
	}
	return strings.Join(lines, "\n")
}

// remedy is the likely cause and what mends it; empty where nothing better can
// be said than what Graph said.
func (k kind) remedy(verb string, t value.Tree, err error, answer *graph.Error) string {
	switch {
	case collection.IsAmbiguous(err):
		return "The change may have taken effect nevertheless: see in the tenant before you apply again."
	case errors.Is(err, context.Canceled):
		return "The operation was interrupted. Apply again to continue."
	case errors.Is(err, context.DeadlineExceeded):
		return k.longer(verb)
	case verb == "create" && strings.Contains(err.Error(), "ZtdDeviceAlreadyAssigned"):
		return "The device is registered already, in this tenant or in another one. In this one, import it with the resource's address:\n  terraform import ADDRESS 'name=" + value.Text(t[k.LookUp.Key]) + "'"
	case answer == nil:
		return ""
	case answer.Status == http.StatusNotFound && len(k.Parameters()) > 0 && k.Answer() == nil:
		return cmp.Or(hint(answer.Message), "One of the objects named does not exist in this tenant.")
	case collection.IsLinkedAlready(err):
		return "The link exists already. To manage it with Terraform, import it with the resource's address:\n  terraform import ADDRESS '" + k.linkID(t) + "'"
	case verb == "create" && isTaken(answer):
		return k.takenOver(t, err, answer)
	case verb == "delete" && isUsed(answer):
		return k.stillUsed(err) + " Terraform deletes an object before it changes what no longer refers to it: with \"lifecycle { create_before_destroy = true }\" in this resource, in an apply before the one that removes or replaces it, the change comes first. Else take the reference away in an apply of its own."
	case isWrite(verb):
		return hint(answer.Message)
	default:
		return ""
	}
}

// hint explains a refusal by words that the directory uses; empty where there is nothing
// to explain.
func hint(message string) string {
	switch {
	case strings.Contains(message, "verified domain"):
		return "The domain has to be one that the tenant has verified: the data source microsoft365_domains lists them, with is_verified."
	case strings.Contains(message, "queried reference-property objects"):
		return "Something that is referred to is not in this tenant. Graph wants the object id, which is id here: an application's client id, app_id, is another one, and its service principal has an id of its own."
	case strings.Contains(message, "membership of a dynamic group"):
		return "The group's membership_rule chooses its members, so that nobody can add or remove one: change the rule, or leave \"DynamicMembership\" out of the group's group_types."
	case strings.Contains(message, "on-premises mastered"):
		return "The object is synchronized from an Active Directory: change it there, and leave the argument out here. The directory says no more than that one of the arguments sent is such a one."
	default:
		return ""
	}
}

// longer is the remedy for an operation that has run out of time. A list has no
// argument for it.
func (k kind) longer(verb string) string {
	if !slices.Contains([]string{"create", "read", "update", "delete"}, verb) || !k.IsManaged() {
		return "The operation ran out of time. Run it again."
	}
	return "The operation ran out of time. Apply again to continue, and give it longer in the resource if it needs that:\n  timeouts {\n    " + verb + " = \"1h\"\n  }"
}

// idForm is the form of an id, with names in capitals for what it consists of.
func (k kind) idForm() string { return strings.ToUpper(strings.Join(k.IDForm(), "/")) }

// linkID is the id of a link, as far as its parts are known, and else its form.
func (k kind) linkID(t value.Tree) string {
	if target := value.Text(t[k.Target()]); target != "" {
		return k.StateID(t, target)
	}
	return k.idForm()
}

// stillUsed says what refers to an object, as far as that has been found.
func (k kind) stillUsed(err error) string {
	var by *used
	if errors.As(err, &by) {
		return "It is still used by the " + by.names() + "."
	}
	return "Something in the tenant still uses it."
}

// isTaken tells whether Graph refused an object because there is one like it.
func isTaken(answer *graph.Error) bool {
	return answer.Status == http.StatusConflict || answer.Status == http.StatusBadRequest && slices.ContainsFunc([]string{
		"already exist", "conflicting object", "being assigned already", "already in use",
	}, func(words string) bool { return strings.Contains(answer.Message, words) })
}

// isUsed tells whether Graph refused to delete an object because another one refers
// to it.
func isUsed(answer *graph.Error) bool {
	return answer.Status >= http.StatusBadRequest && answer.Status < http.StatusInternalServerError && slices.ContainsFunc([]string{
		"referenced by", "in use", "used by", "being used",
	}, func(words string) bool { return strings.Contains(answer.Message, words) })
}

// takenOver is how an object that exists comes into the state. The directory names it
// by its id; it may be one that was deleted, which keeps what must be unique.
func (k kind) takenOver(t value.Tree, err error, answer *graph.Error) string {
	id := k.idForm()
	var other *twin
	if errors.As(err, &other) {
		return k.oneOfEach(other.id)
	}
	if other := conflicting(answer); other != "" {
		id = k.StateID(t, other)
	} else if key := value.Text(t[k.LookUp.Key]); key != "" {
		id = "name=" + k.StateID(t, key)
	}
	text := "There is an object like it. If it is this one, for instance since an earlier apply was ended by force before Terraform could note it, import it with the resource's address:\n  terraform import ADDRESS '" + id + "'"
	if k.Life.Create.Adopt != "" && t[value.UseExisting] != true {
		text += "\n\nWith \"use_existing = true\" the apply takes it over instead, and a destroy leaves it in place."
	}
	if k.Life.Delete.Bin != "" {
		text += "\n\nIf it has been deleted it cannot be imported: with \"restore_deleted = true\" the apply brings it back instead of making another one."
	}
	return text
}

// oneOfEach says what tells objects without a name apart, and where the one is that has
// these values.
func (k kind) oneOfEach(id string) string {
	var keys []string
	for _, a := range k.FixedAttributes() {
		keys = append(keys, a.Key)
	}
	return "Graph keeps one " + k.Title() + " for each combination of " + strings.Join(keys, ", ") + ". If another resource of this configuration is that one, put into it what both shall hold. " +
		"Else import it with the resource's address:\n  terraform import ADDRESS '" + id + "'"
}

// conflicting is the id of the object that an answer says is in the way, or "".
func conflicting(answer *graph.Error) string {
	for _, d := range answer.Details {
		if d.Code == "ConflictingObjects" && value.IsGUID(d.Target) {
			return d.Target
		}
	}
	return ""
}

// advice is what the sign-in or a licence has to do with an answer, if anything.
func (k kind) advice(verb string, t value.Tree, answer *graph.Error) string {
	if answer == nil || k.session == nil || k.session.Advise == nil {
		return ""
	}
	list, err := permissions.Load()
	if err != nil {
		return "" // embedded, so that it is there
	}
	use := permissions.Use{Write: isWrite(verb), Given: k.given(t)}
	advice := k.session.Advise(answer, Needs{
		Permissions: list.Needed(k.Definition, use), Licence: k.Needs.Licence,
		Missing: func(held []string) []string { return list.Missing(k.Definition, use, held) },
	})
	if limit := k.limit(list, verb, t); advice != "" && limit != "" {
		return limit + "\n\n" + advice
	}
	return advice
}

func isWrite(verb string) bool { return verb != "read" && verb != "list" && verb != "import" }

// given tells which arguments have a value that is not the same as none.
func (k kind) given(t value.Tree) func(argument string) bool {
	return func(argument string) bool {
		i := slices.IndexFunc(k.Managed, func(a *value.Attribute) bool { return a.Key == argument })
		return i >= 0 && t[k.Managed[i].Name] != nil && t[k.Managed[i].Name] != false
	}
}

// limit is what Graph lets no application do that the operation may be: it is told
// to applications alone.
func (k kind) limit(list permissions.List, verb string, t value.Tree) string {
	if !k.session.Application || !isWrite(verb) {
		return ""
	}
	if list.Of(k.Definition).PeopleOnly {
		return "Graph lets no application write this: only people can, who have signed in themselves."
	}
	var texts []string
	for _, l := range k.Needs.Limits {
		purge := l.Attribute == value.PermanentlyDelete
		changes := verb == "update" || k.Target() != "" // a link is made and removed, and never updated
		if purge && verb == "delete" && t[value.PermanentlyDelete] == true || !purge && changes {
			texts = append(texts, object.SnakeCase(l.Attribute)+": "+l.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// blamed is the property that Graph's answer names as the cause, or whose value
// it names, or "". A nested one has the names of all that it is in before it,
// with dots.
func (k kind) blamed(t value.Tree, err error) string {
	var on *collection.AttributeError
	if errors.As(err, &on) {
		return on.Name
	}
	var answer *graph.Error
	if !errors.As(err, &answer) || answer.Status != http.StatusBadRequest && answer.Status != http.StatusNotFound {
		return ""
	}
	return cmp.Or(named(answer, k.Managed), referred(answer.Message, k.configurable(), t))
}

// configurable are the attributes but for the object's own id.
func (k kind) configurable() value.Attributes {
	return slices.DeleteFunc(slices.Clone(k.Managed), func(a *value.Attribute) bool { return a.Name == "id" })
}

// referred is the property with an id that a message speaks of.
func referred(message string, attributes value.Attributes, t value.Tree) string {
	for _, a := range attributes {
		if holdsID(message, t[a.Name]) {
			return a.Name
		}
		members, isTree := t[a.Name].(value.Tree)
		if !isTree || a.IsCollection() {
			continue
		}
		if name := referred(message, a.Members(), members); name != "" {
			return a.Name + "." + name
		}
	}
	return ""
}

// holdsID tells whether a value is an id in a message, or has one among its
// elements.
func holdsID(message string, v any) bool {
	switch v := v.(type) {
	case string:
		return value.IsGUID(v) && strings.Contains(strings.ToLower(message), strings.ToLower(v))
	case []any:
		return slices.ContainsFunc(v, func(element any) bool { return holdsID(message, element) })
	default:
		return false
	}
}

// named is the property that an answer names.
func named(answer *graph.Error, attributes value.Attributes) string {
	for _, a := range attributes {
		if answer.Names(a.Name) {
			return a.Name
		}
	}
	for _, a := range attributes {
		name := named(answer, a.Members())
		switch {
		case name == "":
		case a.IsCollection():
			return a.Name // elements have no path that could be known here
		default:
			return a.Name + "." + name
		}
	}
	return ""
}
