// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Wi-Fi networks with 802.1X, one definition for each platform: devices show who they
// are, by a certificate or with a name and a password.
var (
	WindowsEnterpriseWifiConfiguration = certificateProfile("windows_enterprise_wifi_configuration", "A Wi-Fi network with 802.1X that Windows devices know: they sign in to it.", "windowsWifiEnterpriseEAPConfiguration",
		network("proxySetting", enterprise("wifiSecurityType", securityOfAll, eapOfAll),
			append(append(append(proxyByHand(), ofWindows...), append(signIn("windows", "innerAuthenticationProtocolForEAPTTLS"), serverRoots("windows"))...), eapOfWindows...)))
	MacOSEnterpriseWifiConfiguration = certificateProfile("macos_enterprise_wifi_configuration", "A Wi-Fi network with 802.1X that Macs know: they sign in to it.", "macOSEnterpriseWiFiConfiguration",
		network("proxySettings", enterprise("wiFiSecurityType", securityOfAll, eapOfAll),
			append(append(proxyByHand(), signIn("macos", "innerAuthenticationProtocolForEapTtls")...), serverRoots("macos"), eapFast, appleChannel)))
	IOSEnterpriseWifiConfiguration = certificateProfile("ios_enterprise_wifi_configuration", "A Wi-Fi network with 802.1X that iPhones and iPads know: they sign in to it.", "iosEnterpriseWiFiConfiguration",
		network("proxySettings", enterprise("wiFiSecurityType", securityOfAll, eapOfAll),
			append(append(proxyByHand(), signIn("ios", "innerAuthenticationProtocolForEapTtls")...), serverRoots("ios"), eapFast, ownMacAddress,
				object.Attribute{Name: "usernameFormatString", Mode: object.Optional, Type: object.String{}, Doc: "Name that devices sign in with, such as `{{UserPrincipalName}}`."},
				object.Attribute{Name: "passwordFormatString", Mode: object.Optional, Type: object.String{}, Doc: "Form of the password that devices sign in with, with the variables of Intune. A password itself has no place here: it would be in the state."})))
	AndroidDeviceOwnerEnterpriseWifiConfiguration = certificateProfile("android_device_owner_enterprise_wifi_configuration", "A Wi-Fi network with 802.1X that Android Enterprise devices of the organization know: they sign in to it.", "androidDeviceOwnerEnterpriseWiFiConfiguration",
		network("proxySettings", enterprise("wiFiSecurityType", object.String{Enum: []string{"open", "wep", "wpaPersonal", "wpaEnterprise"}, Closed: true}, eapOfAndroid),
			append(append(append(proxyByHand(), signIn("android device owner", "innerAuthenticationProtocolForEapTtls")...), serverRoot("android device owner"), innerOfPeap), ofAndroid...)))
	AndroidWorkProfileEnterpriseWifiConfiguration = certificateProfile("android_work_profile_enterprise_wifi_configuration", "A Wi-Fi network with 802.1X that personal Android devices with a work profile know: they sign in to it.", "androidWorkProfileEnterpriseWiFiConfiguration",
		network("proxySettings", enterprise("wiFiSecurityType", object.String{Enum: []string{"open", "wpaEnterprise", "wpa2Enterprise", "wep", "wpaPersonal"}}, eapOfAndroid),
			append(signIn("android work profile", "innerAuthenticationProtocolForEapTtls"), serverRoot("android work profile"), innerOfPeap)))
)

var (
	eapOfAll     = object.String{Enum: []string{"eapTls", "leap", "eapSim", "eapTtls", "peap", "eapFast", "teap"}, Closed: true}
	eapOfAndroid = object.String{Enum: []string{"eapTls", "eapTtls", "peap"}, Closed: true}
	innerOfPeap  = object.Attribute{Name: "innerAuthenticationProtocolForPeap", Mode: object.Optional, Type: object.String{Enum: []string{"none", "microsoftChapVersionTwo"}, Closed: true}, Doc: "How the password is sent inside the tunnel of PEAP."}
	eapFast      = object.Attribute{Name: "eapFastConfiguration", Mode: object.Optional, Type: object.String{Enum: []string{"noProtectedAccessCredential", "useProtectedAccessCredential", "useProtectedAccessCredentialAndProvision", "useProtectedAccessCredentialAndProvisionAnonymously"}, Closed: true}, Doc: "Whether devices use a protected access credential (PAC), and get one from the network, for `eapFast`."}
)

// enterprise says how a network is protected to which devices sign in.
func enterprise(security string, kinds, eap object.String) []object.Attribute {
	return []object.Attribute{
		named(object.Attribute{Name: security, Rename: "wifi_security_type", Mode: object.Default("wpaEnterprise"), Type: kinds, Doc: "How the network is protected: one of the kind `Enterprise`."}),
		{Name: "eapType", Mode: object.Required, Type: eap, Doc: "How devices sign in: with a certificate (`eapTls`), or with a password inside a tunnel (`eapTtls`, `peap`), for example."},
	}
}

// signIn is what devices sign in with.
func signIn(platform, inner string) []object.Attribute {
	return []object.Attribute{
		{Name: "authenticationMethod", Mode: object.Optional, Type: object.String{Enum: []string{"certificate", "usernameAndPassword", "derivedCredential"}, Closed: true}, Doc: "Whether devices show a certificate, a name and a password, or a derived credential."},
		{
			Name: "identityCertificateForClientAuthentication", Rename: "identity_certificate_id", Mode: object.Optional, Single: true, Bound: configurationsPath, Seen: object.Alone,
			Type: object.Wrapped{Property: "id", Of: object.Reference{To: platform + " scep certificate or " + platform + " pkcs certificate"}},
			Doc:  "Id of the SCEP or PKCS certificate that devices show, for `certificate`.",
		},
		{Name: inner, Mode: object.Optional, Type: object.String{Enum: []string{"unencryptedPassword", "challengeHandshakeAuthenticationProtocol", "microsoftChap", "microsoftChapVersionTwo"}, Closed: true}, Doc: "How the password is sent inside the tunnel of EAP-TTLS."},
		{Name: "outerIdentityPrivacyTemporaryValue", Mode: object.Optional, Type: object.String{}, Doc: "Name that is sent outside of the tunnel in place of the real one, such as `anonymous`."},
		{Name: "trustedServerCertificateNames", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Names of servers whose certificates are trusted, such as `radius.contoso.com`."},
	}
}

// serverRoots are the roots above the certificate of the network's server.
func serverRoots(platform string) object.Attribute {
	return object.Attribute{
		Name: "rootCertificatesForServerValidation", Rename: "root_certificate_ids", Mode: object.Links, Bound: configurationsPath,
		Type: object.References{To: platform + " trusted certificate"},
		Doc:  "Ids of the trusted certificates of the roots above the certificate of the network's server.",
	}
}

// serverRoot is the one root that Android knows.
func serverRoot(platform string) object.Attribute {
	return object.Attribute{
		Name: "rootCertificateForServerValidation", Rename: "root_certificate_id", Mode: object.Optional, Single: true, Bound: configurationsPath, Seen: object.Alone,
		Type: object.Wrapped{Property: "id", Of: object.Reference{To: platform + " trusted certificate"}},
		Doc:  "Id of the trusted certificate of the root above the certificate of the network's server.",
	}
}

// eapOfWindows is what only Windows knows of signing in to a network.
var eapOfWindows = []object.Attribute{
	{
		Name: "rootCertificateForClientValidation", Rename: "client_root_certificate_id", Mode: object.Optional, Single: true, Bound: configurationsPath, Seen: object.Alone,
		Type: object.Wrapped{Property: "id", Of: object.Reference{To: "windows trusted certificate"}},
		Doc:  "Id of the trusted certificate of the root above the certificate that devices show.",
	},
	{Name: "authenticationType", Mode: object.Optional, Type: object.String{Enum: []string{"none", "user", "machine", "machineOrUser", "guest"}, Closed: true}, Doc: "Who signs in: the user, the device, or either."},
	{Name: "performServerValidation", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices examine the certificate of the network's server."},
	{Name: "disableUserPromptForServerValidation", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users are not asked about a server that is not known."},
	{Name: "requireCryptographicBinding", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the tunnel and the password inside it must be bound to each other, for `peap`."},
	{Name: "cacheCredentials", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices keep what users have typed."},
	{Name: "promptForAdditionalAuthenticationCredentials", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users are asked for more when the network wants it."},
	{Name: "networkSingleSignOn", Mode: object.Default("disabled"), Type: object.String{Enum: []string{"disabled", "prelogon", "postlogon"}, Closed: true}, Doc: "Whether the device signs in to the network before or after the user signs in to Windows."},
	{Name: "userBasedVirtualLan", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the network that the device is in depends on its user."},
	{Name: "enablePreAuthentication", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices sign in to the next access point before they leave the last one."},
	{Name: "maximumPreAuthenticationAttempts", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "How often devices try that, between 1 and 16."},
	{Name: "enablePairwiseMasterKeyCaching", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices keep the key that they have agreed on with an access point (PMK)."},
	{Name: "maximumPairwiseMasterKeyCacheTimeInMinutes", Mode: object.Optional, Type: object.Int{Min: 5, Max: 1440}, Doc: "How long they keep it, in minutes, between 5 and 1440."},
	{Name: "maximumNumberOfPairwiseMasterKeysInCache", Mode: object.Optional, Type: object.Int{Min: 1, Max: 255}, Doc: "How many they keep, between 1 and 255."},
	{Name: "authenticationPeriodInSeconds", Mode: object.Optional, Type: object.Int{Min: 1, Max: 3600}, Doc: "Seconds after which signing in has failed, between 1 and 3600."},
	{Name: "authenticationRetryDelayPeriodInSeconds", Mode: object.Optional, Type: object.Int{Min: 1, Max: 3600}, Doc: "Seconds until devices try again, between 1 and 3600."},
	{Name: "maximumAuthenticationFailures", Mode: object.Optional, Type: object.Int{Min: 1, Max: 100}, Doc: "How often they try with the same name and password, between 1 and 100."},
	{Name: "maximumAuthenticationTimeoutInSeconds", Mode: object.Optional, Type: object.Int{Min: 1, Max: 120}, Doc: "Seconds that the device waits for the network to answer before the user signs in, between 1 and 120."},
	{Name: "eapolStartPeriodInSeconds", Mode: object.Optional, Type: object.Int{Min: 1, Max: 3600}, Doc: "Seconds between two messages by which devices ask to sign in, between 1 and 3600."},
	{Name: "maximumEAPOLStartMessages", Mode: object.Optional, Type: object.Int{Min: 1, Max: 100}, Doc: "How many of these messages they send, between 1 and 100."},
}
