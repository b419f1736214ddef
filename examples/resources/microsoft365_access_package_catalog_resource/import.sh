# By the ids of the catalog and of the resource in it, which is not that of the group or application
terraform import microsoft365_access_package_catalog_resource.example 26ac0c0a-08bc-4a7b-a313-839f58044ba5/b16e0e71-17b4-4ebd-a3cd-8a468542e418
