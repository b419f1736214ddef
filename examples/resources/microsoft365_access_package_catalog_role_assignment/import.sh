# By the assignment's id
terraform import microsoft365_access_package_catalog_role_assignment.example f3092518-7874-462e-93e9-0cd6c11ffc52
