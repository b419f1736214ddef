// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"encoding/json"
	"fmt"
	"testing"
)

func benchmarkFilters() map[string]string {
	return map[string]string{
		"eq":         "displayName eq 'Group 4711'",
		"startswith": "startswith(displayName,'Group 4')",
		"any":        "groupTypes/any(t:t eq 'Unified')",
		"date":       "createdDateTime ge 2026-01-01T00:00:00Z",
		"long":       "securityEnabled eq true and (mailEnabled eq false or mail eq null) and not startswith(displayName,'x') and groupTypes/$count eq 1",
	}
}

func benchmarkGroup(i int) map[string]any {
	return map[string]any{
		"id": fmt.Sprintf("00000000-0000-0000-0000-%012d", i), "displayName": fmt.Sprintf("Group %d", i),
		"groupTypes": []any{"Unified"}, "securityEnabled": true, "mailEnabled": false, "mail": nil,
		"createdDateTime": "2026-08-04T10:00:00Z", "members@odata.count": json.Number("3"),
	}
}

func BenchmarkParseFilter(b *testing.B) {
	for name, text := range benchmarkFilters() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseFilter(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMatch(b *testing.B) {
	for name, text := range benchmarkFilters() {
		b.Run(name, func(b *testing.B) {
			filter, err := ParseFilter(text)
			if err != nil {
				b.Fatal(err)
			}
			group := benchmarkGroup(1234)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := filter.Match(group); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseQuery(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseQuery("$select=id,displayName&$top=999&$count=true&$orderby=displayName%20desc"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearchMatch(b *testing.B) {
	search, err := ParseSearch(`"displayName:grou"`)
	if err != nil {
		b.Fatal(err)
	}
	group := benchmarkGroup(1234)
	b.ReportAllocs()
	for b.Loop() {
		search.Match(group)
	}
}

func BenchmarkProject(b *testing.B) {
	group := benchmarkGroup(1234)
	selection := []Path{{"id"}, {"displayName"}, {"mail"}}
	b.ReportAllocs()
	for b.Loop() {
		Project(group, selection)
	}
}

func BenchmarkSort100000(b *testing.B) {
	groups := make([]map[string]any, 100_000)
	keys := []OrderKey{{Path: Path{"displayName"}, Descending: true}}
	for b.Loop() {
		b.StopTimer()
		for i := range groups {
			groups[i] = benchmarkGroup((i * 7919) % len(groups))
		}
		b.StartTimer()
		Sort(groups, keys)
	}
}
