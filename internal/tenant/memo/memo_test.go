// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package memo_test

import (
	"strconv"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/memo"
)

func TestMemo(t *testing.T) {
	t.Parallel()
	var m memo.Memo[int]
	if _, ok := m.Get("1"); ok {
		t.Error("an empty memo knows something")
	}
	for i := range 10_000 {
		text := strconv.Itoa(i)
		m.Put(text, i)
		if got, ok := m.Get(text); !ok || got != i {
			t.Fatalf("%s is %d, %t right after it was put", text, got, ok)
		}
	}
	if _, ok := m.Get("0"); ok {
		t.Error("the first of 10,000 is still known: memory is not bounded")
	}
}
