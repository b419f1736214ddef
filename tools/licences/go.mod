module github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/tools/licences

go 1.26.0

require github.com/google/licensecheck v0.3.1
