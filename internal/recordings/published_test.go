// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package recordings

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// examplesVariable names a file with the examples of Microsoft's reference pages: one in a
// line, as JSON with the members doc, path, request and response.
const examplesVariable = "M365_EXAMPLES"

// TestPublishedValuesAreTaken: no length, range, pattern or closed list of words forbids
// what a tenant has returned, or what a page of Microsoft's shows. It is how a limit
// without a source is found.
func TestPublishedValuesAreTaken(t *testing.T) {
	t.Parallel()
	folders := []string{"testdata"}
	if folder := os.Getenv(folderVariable); folder != "" {
		folders = append(folders, folder)
	}
	for _, folder := range folders {
		for _, r := range read(t, folder) {
			for _, fault := range refusedIn(attributesOf(r), r.value, r.definition.Name) {
				t.Errorf("%s: %s", r, fault)
			}
		}
	}
	if file := os.Getenv(examplesVariable); file != "" {
		told := map[string]bool{}
		for _, e := range readExamples(t, file) {
			for _, fault := range e.refused() {
				if !told[fault] {
					t.Errorf("%s: %s", e.Doc, fault)
				}
				told[fault] = true
			}
		}
	}
}

// bounded are attributes of which examples break the limit that a page of Microsoft's
// states: examples that were generated have any number in any place.
func bounded() map[string]string {
	return map[string]string{
		"android_device_owner_compliance_policy.passwordMinimumNumericCharacters": "1 to 16 are valid",
		"windows_enterprise_wifi_configuration.maximumPreAuthenticationAttempts":  "1 to 16 are valid",
		"windows_hello_for_business_enrollment.pinMaximumLength":                  "4 to 127 are valid",
		"windows_hello_for_business_enrollment.pinMinimumLength":                  "4 to 127 are valid",
		"windows_update_ring.deadlineGracePeriodInDays":                           "0 to 7 are valid",
		"windows_update_ring.scheduleImminentRestartWarningInMinutes":             "15, 30 and 60 are valid",
	}
}

// example is a request of a page and its answer.
type example struct {
	Doc, Path         string
	Request, Response any
}

func readExamples(t *testing.T, file string) []example {
	t.Helper()
	document, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	lines := bufio.NewScanner(bytes.NewReader(document))
	lines.Buffer(nil, len(document)+1)
	for lines.Scan() {
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber()
		var e example
		if err := decoder.Decode(&e); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, e)
	}
	if len(all) == 0 {
		t.Fatalf("%s holds no examples", file)
	}
	return all
}

// refused are the values of an example that a definition forbids.
func (e example) refused() []string {
	_, path, _ := strings.Cut(strings.TrimPrefix(e.Path, "/"), "/")
	path = strings.ReplaceAll(parameter.ReplaceAllString(path, "{id}"), "/", ".")
	var all []string
	for _, v := range append(shownIn(e.Request), shownIn(e.Response)...) {
		for _, place := range []string{path, strings.TrimSuffix(path, ".{id}")} {
			d, ok := definitionOf(place, v)
			if !ok {
				continue
			}
			all = append(all, refusedIn(attributesOf(recording{definition: d, value: v}), v, d.Name)...)
			break
		}
	}
	return all
}

// shownIn are the objects in a body: itself, what its value is, or the elements of that.
func shownIn(body any) []map[string]any {
	whole, _ := body.(map[string]any)
	switch v := whole["value"].(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		var all []map[string]any
		for _, element := range v {
			if inner, ok := element.(map[string]any); ok {
				all = append(all, inner)
			}
		}
		return all
	}
	return []map[string]any{whole}
}

// refusedIn are the values of an object that its attributes forbid. What may only be read
// is bounded by nobody.
func refusedIn(attributes []object.Attribute, values map[string]any, at string) []string {
	var all []string
	for _, a := range attributes {
		if v := values[a.Name]; v != nil && a.Mode != object.ReadOnly {
			all = append(all, refused(a.Type, v, at+"."+a.Name)...)
		}
	}
	return all
}

func refused(of object.Type, v any, at string) []string {
	switch t := of.(type) {
	case object.String:
		return refusedText(t, v, at)
	case object.Int:
		return refusedNumber(t, v, at)
	case object.Object:
		inner, _ := v.(map[string]any)
		return refusedIn(t.Attributes, inner, at)
	case object.Set:
		return refusedElements(t.Of, t.MinItems, t.MaxItems, v, at)
	case object.List:
		return refusedElements(t.Of, t.MinItems, t.MaxItems, v, at)
	case object.Map:
		return refusedElements(object.Object{Attributes: t.Attributes}, 0, 0, v, at)
	case object.OneOf:
		inner, _ := v.(map[string]any)
		return refusedIn(membersFor(t, inner), inner, at)
	case object.Wrapped:
		inner, _ := v.(map[string]any)
		return refused(t.Of, inner[t.Property], at)
	}
	return nil
}

// refusedNumber: both bounds 0 are none.
func refusedNumber(t object.Int, v any, at string) []string {
	number, err := strconv.Atoi(fmt.Sprint(v))
	if err != nil || t.Min == 0 && t.Max == 0 || number >= t.Min && (t.Max == 0 || number <= t.Max) || bounded()[at] != "" {
		return nil
	}
	return []string{fmt.Sprintf("%s is %d, and the definition wants %d to %d", at, number, t.Min, t.Max)}
}

func refusedElements(of object.Type, least, most int, v any, at string) []string {
	elements, ok := v.([]any)
	var all []string
	if ok && (len(elements) < least || most != 0 && len(elements) > most) {
		all = append(all, fmt.Sprintf("%s has %d elements, and the definition wants %d to %d", at, len(elements), least, most))
	}
	for _, element := range elements {
		if inner, ok := element.(map[string]any); ok {
			all = append(all, refusedIn(membersFor(of, inner), inner, at)...)
			continue
		}
		all = append(all, refused(of, element, at)...)
	}
	return all
}

// refusedText: an empty text is no text to most definitions, and unknown words of a list
// that is open are a warning. Examples that were generated have "Display Name value".
func refusedText(t object.String, v any, at string) []string {
	text, ok := v.(string)
	switch {
	case !ok || text == "" || strings.HasSuffix(text, " value"):
		return nil
	case t.MaxLength != 0 && utf8.RuneCountInString(text) > t.MaxLength:
		return []string{fmt.Sprintf("%s has %d characters, and the definition wants %d at most", at, utf8.RuneCountInString(text), t.MaxLength)}
	case t.Closed && !slices.Contains(t.Enum, text):
		return []string{fmt.Sprintf("%s is %q, and the definition knows %q", at, text, t.Enum)}
	case t.Pattern != "" && !regexp.MustCompile(t.Pattern).MatchString(text):
		return []string{fmt.Sprintf("%s is %q, and the definition %s", at, text, t.PatternDoc)}
	}
	return nil
}
