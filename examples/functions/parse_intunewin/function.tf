locals {
  package = provider::microsoft365::parse_intunewin("${path.module}/tool.intunewin")
}

# What an Intune app says of its package comes from the package.
output "app" {
  value = {
    display_name = local.package.name
    setup_file   = local.package.setup_file
    product_code = local.package.msi.product_code
  }
}
