locals {
  package = provider::microsoft365::parse_msi("${path.module}/tool.msi")
}

# A rule by which Intune finds the product on a device.
output "detection" {
  value = {
    product_code    = local.package.product_code
    product_version = local.package.product_version
  }
}
