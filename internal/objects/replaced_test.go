// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestReplacedTypesAreWhole: what Graph replaces as a whole, a complex type that
// does not merge or an object that is changed by PUT, loses every property that we
// do not send. So each that can be written is declared, or carried over, or has a
// reason here.
func TestReplacedTypesAreWhole(t *testing.T) {
	t.Parallel()
	missing := map[string]bool{}
	for _, d := range objects.Catalogue() {
		if !d.IsManaged() {
			continue
		}
		place := d.Address()
		schema, err := model.Load(model.Version(place.API))
		if err != nil {
			t.Fatal(err)
		}
		typ, ok := schema.Type(place.Type)
		if !ok {
			t.Fatalf("%s has no type %s", place.API, place.Type)
		}
		w := whole{schema, missing}
		if d.Life.Replaces {
			w.look(d.Name, typ, d.Attributes, d.Life.Carried...)
		}
		for _, name := range d.Life.Carried {
			_, declared := d.Attribute(name)
			if p, ok := typ.Property(name); !ok || p.ReadOnly || declared || !d.Life.Replaces {
				t.Errorf("%s need not carry %s over: no change of it by PUT could lose that", d.Name, name)
			}
		}
		w.inside(d.Name, typ, d.Attributes)
		for _, v := range d.Variants {
			if variant, ok := schema.Type(v.Type); ok {
				w.inside(d.Name+"."+v.Name, variant, v.Attributes)
			}
		}
	}
	reasons, used := undeclared(), map[string]bool{}
	for path := range missing {
		_, anywhere, _ := strings.Cut(path, ".")
		used[path], used[anywhere] = true, true
		if reasons[path] == "" && reasons[anywhere] == "" {
			t.Errorf("%s can be written and is not declared: a change of something beside it would lose it", path)
		}
	}
	for path := range reasons {
		if !used[path] {
			t.Errorf("%s is declared, or is no property that could be lost: take it off the list", path)
		}
	}
}

// undeclared lists properties that the metadata calls writable and that are lost
// without harm, with the reason: those of one object with its name, and those that
// several have without one.
func undeclared() map[string]string {
	const (
		kind    = "follows from the type"
		service = "Graph writes it"
		direct  = "always direct: other assignments are not the policy's own"
		noneFor = "an exclusion takes no filter"
	)
	all := map[string]string{
		"application.api.oauth2PermissionScopes.origin":                     service,
		"application.appRoles.origin":                                       service,
		"directory_role_definition.rolePermissions.excludedResourceActions": "Graph has no use for it yet",
		"creationSource": service,
		"settingCount":   service,
		"intune_role_definition.rolePermissions.actions":                          "an earlier form of resourceActions",
		"access_review_schedule_definition.createdBy":                             service,
		"scheduleInfo.recurrence":                                                 "Graph supports none yet",
		"scheduledActionsForRule.ruleName":                                        "Graph returns none, whatever it was given",
		"apps.version":                                                            service,
		"assignments.source":                                                      direct,
		"assignments.sourceId":                                                    direct,
		"cloud_pc_user_setting.assignments.createdDateTime":                       service,
		"assignments.target.exclusion.deviceAndAppManagementAssignmentFilterId":   noneFor,
		"assignments.target.exclusion.deviceAndAppManagementAssignmentFilterType": noneFor,
	}
	for _, old := range []string{"deviceStates", "devices.includeDevices", "devices.excludeDevices", "devices.includeDeviceStates", "devices.excludeDeviceStates"} {
		all["conditional_access_policy.conditions."+old] = "given up by Microsoft for devices.deviceFilter, and kept by Graph where it is not sent"
	}
	for _, old := range []string{"networkAccess", "globalSecureAccess"} {
		all["conditional_access_policy.conditions.applications."+old] = "given up by Microsoft for applications of Global Secure Access"
	}
	for _, reserved := range []string{"conditions.times", "sessionControls.blockSensitiveActions", "sessionControls.networkAccessSecurity"} {
		all["conditional_access_policy."+reserved] = "not described by Microsoft yet, and kept by Graph where it is not sent"
	}
	for _, who := range []string{"include", "exclude"} {
		for _, tenants := range []string{"all", "enumerated"} {
			all["conditional_access_policy.conditions.users."+who+"GuestsOrExternalUsers.externalTenants."+tenants+".membershipKind"] = kind
		}
	}
	for _, twin := range []string{"domainJoinConfigurations.type", "microsoftManagedDesktop.type", "restorePointSetting.frequencyInHours"} {
		all[twin] = "an earlier name of a property that Graph shows beside it"
	}
	for _, share := range []string{"servicePlanId", "allotmentDisplayName", "allotmentLicensesCount"} {
		all["cloud_pc_user_setting.assignments.target."+share] = "for licences that a provisioning policy gives to several users"
	}
	for _, moment := range []string{"scheduledStartDateTime", "scheduledEndDateTime"} {
		all["user_mailbox_settings.automaticRepliesSetting."+moment+".timeZone"] = "always UTC, and sent with every time"
	}
	for _, app := range []string{"web_app", "office_suite_app", "macos_pkg_app", "macos_dmg_app"} {
		all[app+".assignments.settings"] = "Graph has settings for other kinds of apps only"
	}
	return all
}

// whole looks for properties that are not declared.
type whole struct {
	schema  *model.Schema
	missing map[string]bool
}

// look holds a type against what is declared of it. Some names are no attributes and
// not lost all the same: keys of elements, and what is carried over.
func (w whole) look(at string, typ *model.Type, attributes []object.Attribute, kept ...string) {
	for _, p := range typ.AllProperties() {
		declared := slices.ContainsFunc(attributes, func(a object.Attribute) bool { return a.Name == p.Name })
		if !declared && !p.ReadOnly && p.Name != "id" && !slices.Contains(kept, p.Name) {
			w.missing[at+"."+p.Name] = true
		}
	}
}

// inside looks into what is declared.
func (w whole) inside(at string, typ *model.Type, attributes []object.Attribute) {
	for _, a := range attributes {
		if a.Mode == object.ReadOnly || a.CreateOnly {
			continue // no change is sent
		}
		name := ""
		if p, ok := typ.Property(a.Name); ok {
			name = p.Type
		} else if n, ok := typ.Navigation(a.Name); ok {
			name = n.Type
		}
		if inner, ok := w.schema.Type(name); ok {
			w.value(at+"."+a.Name, inner, a.Type)
		}
	}
}

func (w whole) value(at string, typ *model.Type, declared object.Type) {
	switch t := declared.(type) {
	case object.Object:
		if kind, ok := w.schema.Type(t.Kind); ok {
			typ = kind
		}
		if !t.Merges {
			w.look(at, typ, t.Attributes)
		}
		w.inside(at, typ, t.Attributes)
	case object.Set:
		w.value(at, typ, t.Of)
	case object.List:
		w.value(at, typ, t.Of)
	case object.Map:
		w.look(at, typ, t.Attributes, t.Key, t.ID)
		w.inside(at, typ, t.Attributes)
	case object.OneOf:
		for _, v := range t.Variants {
			if variant, ok := w.schema.Type(v.Type); ok {
				w.look(at+"."+v.Name, variant, v.Attributes)
				w.inside(at+"."+v.Name, variant, v.Attributes)
			}
		}
	}
}

// TestRemovals: what becomes of a value that is taken out is a question of values
// of the server's that can change.
func TestRemovals(t *testing.T) {
	t.Parallel()
	var check func(at string, attributes []object.Attribute)
	check = func(at string, attributes []object.Attribute) {
		for _, a := range attributes {
			here := at + "." + a.Name
			if !a.Removal.IsZero() && (a.Mode != object.Server || a.CreateOnly) {
				t.Errorf("%s: a Removal is for values of mode Server that can be changed", here)
			}
			if a.Removal.Never != "" && (a.Removal.With != nil || !strings.HasSuffix(a.Removal.Never, ".")) {
				t.Errorf("%s: that a value is never cleared takes a reason, as a sentence, and no value", here)
			}
			check(here, object.Members(a.Type))
		}
	}
	for _, d := range objects.Catalogue() {
		check(d.Name, d.Attributes)
	}
}
