# By the ids of the site and of the permission
terraform import microsoft365_site_permission.example contoso.sharepoint.com,8d7b1a52-0c3e-4f7a-9b1d-2e5f6a7c8d90,1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f1/1
