resource "microsoft365_cross_tenant_access_policy" "example" {
  allowed_cloud_endpoints = ["microsoftonline.us"]
}
