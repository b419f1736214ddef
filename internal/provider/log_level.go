// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

// LogLevels are the environment variables by which a plugin writes no log that nobody
// sees, with their values. Without them Terraform's libraries write every line there
// is, Terraform reads each and throws it away, and a plan of many objects takes twice
// as long. They are none where Terraform shows the log of providers, and none that
// are set already.
func LogLevels(environ func(string) string) map[string]string {
	levels := map[string]string{}
	if environ("TF_LOG") != "" || environ("TF_LOG_PROVIDER") != "" {
		return levels
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_MICROSOFT365"} {
		if environ(name) == "" {
			levels[name] = "OFF"
		}
	}
	return levels
}
