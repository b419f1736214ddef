# By the object's id
terraform import microsoft365_macos_pkg_app.example 2b8c9d0e-3f4a-4b6c-9d7e-8f9a0b1c2d3e

# By its name
terraform import microsoft365_macos_pkg_app.example 'name=Contoso VPN'
