// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"encoding/json"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// licence is what the tenant has bought.
type licence struct {
	id, name string
	plans    []servicePlan
}

type servicePlan struct{ id, name string }

// licences have the ids and names that Microsoft publishes.
var licences = []licence{
	{"6fd2c87f-b296-42f0-b196-1e91e994b900", "ENTERPRISEPACK", []servicePlan{
		{"efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE"},
		{"5dbe027f-2339-4123-9542-606e4d348a72", "SHAREPOINTENTERPRISE"},
		{"57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1"},
	}},
	{"84a661c4-e949-4bd2-a560-ed7766fcaf2b", "AAD_PREMIUM_P2", []servicePlan{
		{"eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2"},
		{"8a256a2b-b617-496d-b51b-e76466e88db0", "MFA_PREMIUM"},
	}},
	{"061f9ace-7d42-4136-88ac-31dc755f143f", "INTUNE_A", []servicePlan{
		{"c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "INTUNE_A"},
	}},
}

func (s *seed) licences() {
	for _, l := range licences {
		plans := make([]any, len(l.plans))
		for i, p := range l.plans {
			plans[i] = store.Object{"servicePlanId": p.id, "servicePlanName": p.name, "provisioningStatus": "Success", "appliesTo": "User"}
		}
		s.insert("/subscribedSkus", l.name, store.Object{
			"id": s.options.TenantID + "_" + l.id, "skuId": l.id, "skuPartNumber": l.name, "servicePlans": plans,
			"accountId": s.options.TenantID, "accountName": "Contoso", "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": json.Number("0"),
			"prepaidUnits":    store.Object{"enabled": json.Number("25"), "suspended": json.Number("0"), "warning": json.Number("0"), "lockedOut": json.Number("0")},
			"subscriptionIds": []any{},
		})
	}
}
