# By the object's id
terraform import microsoft365_role_management_policy.example DirectoryRole_cab01047-8ad9-4792-8e42-569340767f1b_70c808b5-0d35-4863-a0ba-07888e99d448
