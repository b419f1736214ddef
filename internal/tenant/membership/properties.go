// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"strings"
)

// properties are those of users and devices that rules may name, in lower case,
// with the places where Graph has their values, where these are called otherwise.
var properties = map[string]map[string]string{
	"user": {
		"accountenabled": "accountEnabled", "dirsyncenabled": "onPremisesSyncEnabled", "assignedplans": "assignedPlans", "city": "city",
		"companyname": "companyName", "country": "country", "creationtype": "creationType", "department": "department", "displayname": "displayName",
		"employeehiredate": "employeeHireDate", "employeeid": "employeeId", "employeetype": "employeeType", "facsimiletelephonenumber": "faxNumber",
		"givenname": "givenName", "jobtitle": "jobTitle", "mail": "mail", "mailnickname": "mailNickname", "memberof": "memberOf",
		"mobile": "mobilePhone", "objectid": "id", "onpremisesdistinguishedname": "onPremisesDistinguishedName",
		"onpremisesimmutableid": "onPremisesImmutableId", "onpremisessecurityidentifier": "onPremisesSecurityIdentifier", "othermails": "otherMails",
		"passwordpolicies": "passwordPolicies", "physicaldeliveryofficename": "officeLocation", "postalcode": "postalCode",
		"preferredlanguage": "preferredLanguage", "proxyaddresses": "proxyAddresses", "sipproxyaddress": "imAddresses", "state": "state",
		"streetaddress": "streetAddress", "surname": "surname", "telephonenumber": "businessPhones", "usagelocation": "usageLocation",
		"userprincipalname": "userPrincipalName", "usertype": "userType",
	},
	"device": {
		"accountenabled": "accountEnabled", "devicecategory": "deviceCategory", "deviceid": "deviceId",
		"devicemanagementappid": "mdmAppId", "devicemanufacturer": "manufacturer", "devicemodel": "model", "deviceostype": "operatingSystem",
		"deviceosversion": "operatingSystemVersion", "deviceownership": "deviceOwnership", "devicephysicalids": "physicalIds",
		"devicetrusttype": "trustType", "displayname": "displayName", "enrollmentprofilename": "enrollmentProfileName", "isrooted": "isRooted",
		"managementtype": "managementType", "memberof": "memberOf", "objectid": "id", "organizationalunit": "onPremisesOrganizationalUnit",
		"profiletype": "profileType", "systemlabels": "systemLabels",
	},
}

// attributes are where the fifteen extension attributes of a kind are.
var attributes = map[string]string{"user": "onPremisesExtensionAttributes", "device": "extensionAttributes"}

// propertyOf finds where the value of a property is: the name of a property, or of
// a complex one and its member with a dot between them.
func propertyOf(kind, name string) (string, bool) {
	lower := strings.ToLower(name)
	if path, known := properties[kind][lower]; known {
		return path, true
	}
	if strings.HasPrefix(lower, "extensionattribute") {
		return attributes[kind] + ".extensionAttribute" + lower[len("extensionattribute"):], true
	}
	return name, strings.HasPrefix(lower, "extension_")
}

// valueOf finds the value of a property of an object.
func valueOf(kind, name string, object map[string]any) any {
	path, _ := propertyOf(kind, name)
	outer, inner, nested := strings.Cut(path, ".")
	value := object[outer]
	if nested {
		members, _ := value.(map[string]any)
		return members[inner]
	}
	if list, ok := value.([]any); ok && outer == "businessPhones" {
		if len(list) == 0 {
			return nil
		}
		return list[0]
	}
	return value
}
