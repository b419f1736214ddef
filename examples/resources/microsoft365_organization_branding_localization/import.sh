# By the id of the tenant and the locale
terraform import microsoft365_organization_branding_localization.example 10000000-0000-4000-8000-000000000000/fr-FR
