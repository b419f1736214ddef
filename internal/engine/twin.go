// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// leftBehind is how old an object may be to count as left over from an apply that
// somebody repeats.
const leftBehind = time.Hour

// twins looks for objects with every value of the one that is about to be
// created. Graph permits most objects to be alike. If Terraform is killed
// between Graph's answer and its own note of it, it does not know the object and
// creates it again; nobody else could tell that there are two. Where that cannot
// be found out, nothing is said.
func (m *managed) twins(ctx context.Context, plan value.Tree, body object.Body) []string {
	if m.ImportKey == "" && m.Element == nil || m.Unique || m.ownKey(plan) != "" || len(body) == 0 {
		return nil
	}
	found, err := m.matches(ctx, plan, body, time.Now().Add(-leftBehind))
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(m.idsOf(found), func(id string) bool { return m.session.fresh.recent(id, leftBehind) })
}

// leftOver warns that there is an object like the one that was created.
func (m *managed) leftOver(plan value.Tree, ids []string) (diags diag.Diagnostics) {
	if len(ids) > 0 {
		diags.AddWarning("There is another "+m.Label(plan), fmt.Sprintf(
			"It has the id %s and every value of the one that was just created, which is %s. If an earlier apply was ended by force before Terraform could note what it had made, it is left over from that: delete it.",
			strings.Join(ids, ", "), value.Text(plan["id"])))
	}
	return diags
}
