# By the object's id
terraform import microsoft365_macos_dmg_app.example 3c9d0e1f-4a5b-4c7d-8e8f-9a0b1c2d3e4f

# By its name
terraform import microsoft365_macos_dmg_app.example 'name=Time sheet for Mac'
