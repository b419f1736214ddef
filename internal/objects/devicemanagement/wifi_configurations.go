// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Wi-Fi networks with a key or open ones, one definition for each platform. Of those with
// 802.1X Graph has types of their own.
var (
	WindowsWifiConfiguration = certificateProfile("windows_wifi_configuration", "A Wi-Fi network that Windows devices know: an open one, or one with a key.", "windowsWifiConfiguration",
		wifi("wifiSecurityType", "proxySetting", securityOfAll, proxyByHand(), ofWindows...))
	MacOSWifiConfiguration = certificateProfile("macos_wifi_configuration", "A Wi-Fi network that Macs know: an open one, or one with a key.", "macOSWiFiConfiguration",
		wifi("wiFiSecurityType", "proxySettings", securityOfAll, proxyByHand(), appleChannel))
	IOSWifiConfiguration = certificateProfile("ios_wifi_configuration", "A Wi-Fi network that iPhones and iPads know: an open one, or one with a key.", "iosWiFiConfiguration",
		wifi("wiFiSecurityType", "proxySettings", securityOfAll, proxyByHand(),
			ownMacAddress))
	AndroidDeviceOwnerWifiConfiguration = certificateProfile("android_device_owner_wifi_configuration", "A Wi-Fi network that Android Enterprise devices of the organization know: an open one, or one with a key.", "androidDeviceOwnerWiFiConfiguration",
		wifi("wiFiSecurityType", "proxySettings", object.String{Enum: []string{"open", "wep", "wpaPersonal", "wpaEnterprise"}, Closed: true}, proxyByHand(),
			ofAndroid...))
	AndroidWorkProfileWifiConfiguration = certificateProfile("android_work_profile_wifi_configuration", "A Wi-Fi network that personal Android devices with a work profile know: an open one, or one with a key.", "androidWorkProfileWiFiConfiguration",
		wifi("wiFiSecurityType", "proxySettings", object.String{Enum: []string{"open", "wpaEnterprise", "wpa2Enterprise", "wep", "wpaPersonal"}}, nil))
)

// ofWindows is what only Windows knows of a network.
var ofWindows = []object.Attribute{
	{Name: "connectToPreferredNetwork", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device leaves the network for one that it prefers."},
	{Name: "meteredConnectionLimit", Mode: object.Default("unrestricted"), Type: object.String{Enum: []string{"unrestricted", "fixed", "variable"}, Closed: true}, Doc: "Whether the traffic costs: not, a fixed price, or by its amount."},
	{Name: "forceFIPSCompliance", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the network must follow the standard FIPS 140."},
}

// ofAndroid is what only Android devices of the organization know.
var ofAndroid = []object.Attribute{
	{Name: "proxyExclusionList", Mode: object.Optional, Type: object.String{}, Doc: "Hosts that are reached without the proxy, with a comma between two."},
	{Name: "macAddressRandomizationMode", Mode: object.Default("automatic"), Type: object.String{Enum: []string{"automatic", "hardware"}}, Doc: "Whether the device may show the network another MAC address, or always its own."},
}

var ownMacAddress = object.Attribute{Name: "disableMacAddressRandomization", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device shows the network its own MAC address."}

var securityOfAll = object.String{Enum: []string{"open", "wpaPersonal", "wpaEnterprise", "wep", "wpa2Personal", "wpa2Enterprise"}, Closed: true}

// wifi are the attributes of a network that is open or has a key. Two have other names
// on Windows.
func wifi(security, proxy string, kinds object.String, byHand []object.Attribute, own ...object.Attribute) []object.Attribute {
	return network(proxy, []object.Attribute{
		named(object.Attribute{Name: security, Rename: "wifi_security_type", Mode: object.Default("open"), Type: kinds, Doc: "How the network is protected. Those of the kind `Enterprise` need more than this object has."}),
		{Name: "preSharedKey", Mode: object.WriteOnly, Sensitive: true, Type: object.String{}, Doc: "Key of the network. It is sent when the network is created and when `pre_shared_key_version` changes, and is never stored in plan or state. Needs Terraform 1.11, OpenTofu 1.11 or later."},
	}, append(byHand, own...))
}

// network are the attributes of every network, around those that say how it is
// protected.
func network(proxy string, protection, own []object.Attribute) []object.Attribute {
	all := append([]object.Attribute{
		{Name: "networkName", Mode: object.Required, Type: object.String{}, Doc: "Name of the network that people see."},
		{Name: "ssid", Mode: object.Required, Type: object.String{MaxLength: 32}, Doc: "Name that the network has in the air (SSID)."},
	}, protection...)
	return append(append(all,
		object.Attribute{Name: "connectAutomatically", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices connect by themselves when the network is in range."},
		object.Attribute{Name: "connectWhenNetworkNameIsHidden", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they do so although the network does not send its name."},
		named(object.Attribute{Name: proxy, Rename: "proxy_settings", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "manual", "automatic"}}, Doc: "Whether devices use a proxy in the network: none, the one that is named here, or one that a file names."}),
		object.Attribute{Name: "proxyAutomaticConfigurationUrl", Mode: object.Optional, Type: object.String{Sample: "https://proxy.example.com/proxy.pac"}, Doc: "Address of the file, for `automatic`."},
	), own...)
}

// named is an attribute without a Rename that says what the name says already.
func named(a object.Attribute) object.Attribute {
	if a.Rename == object.SnakeCase(a.Name) {
		a.Rename = ""
	}
	return a
}

func proxyByHand() []object.Attribute {
	return []object.Attribute{
		{Name: "proxyManualAddress", Mode: object.Optional, Type: object.String{}, Doc: "Address of the proxy, for `manual`."},
		{Name: "proxyManualPort", Mode: object.Optional, Type: object.Int{Max: 65535}, Doc: "Port of the proxy, for `manual`."},
	}
}
