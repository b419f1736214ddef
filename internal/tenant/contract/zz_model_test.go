package contract_test

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

func TestModelDump(t *testing.T) {
	for _, v := range []model.Version{model.V1, model.Beta} {
		s, _ := model.Load(v)
		for _, n := range []string{"accessPackageCatalog", "accessPackage", "accessPackageAssignmentPolicy", "accessPackageResourceRequest", "accessPackageResource", "accessPackageResourceRoleScope", "unifiedRoleEligibilityScheduleRequest", "unifiedRoleEligibilitySchedule", "privilegedAccessGroupEligibilityScheduleRequest", "privilegedAccessGroupEligibilitySchedule", "privilegedAccessGroupEligibilityScheduleInstance", "unifiedRoleManagementPolicyAssignment", "unifiedRoleManagementPolicy", "entitlementManagement", "synchronization", "crossTenantAccessPolicyConfigurationDefault", "applicationTemplate", "selfSignedCertificate"} {
			ty, ok := s.Type("microsoft.graph." + n)
			if !ok {
				t.Log(v, n, "none")
				continue
			}
			l := ""
			for _, p := range ty.AllProperties() {
				l += " " + p.Name
			}
			l += " ||"
			for _, p := range ty.AllNavigations() {
				l += " " + p.Name
				if p.Contained {
					l += "*"
				}
			}
			t.Log(v, n, l)
		}
	}
}
