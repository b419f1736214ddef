# By the ids of the access package and of the role in it
terraform import microsoft365_access_package_resource_role_scope.example cdd5f06b-752a-4c9f-97a6-82f4eda6c76d/748f8431-c7c6-404d-8564-df67aa8cfc5e_83b3e3e9-c8b3-481b-ad80-53e29d1eda9c
