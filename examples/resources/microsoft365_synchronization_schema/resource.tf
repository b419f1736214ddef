resource "microsoft365_application_from_template" "warehouse" {
  template_id  = "9c9818d2-2900-49e8-8ba4-22688be7c675"
  display_name = "Databricks of the warehouse"
}

resource "microsoft365_synchronization_job" "warehouse" {
  service_principal_id = microsoft365_application_from_template.warehouse.service_principal_id
  template_id          = "dataBricks"
}

resource "microsoft365_synchronization_schema" "example" {
  service_principal_id = microsoft365_application_from_template.warehouse.service_principal_id
  job_id               = split("/", microsoft365_synchronization_job.warehouse.id)[1]

  directories = jsonencode([
    {
      name    = "Azure Active Directory"
      objects = [{ name = "User", attributes = [{ name = "userPrincipalName", type = "String" }, { name = "displayName", type = "String" }] }]
    },
    {
      name    = "Databricks"
      objects = [{ name = "User", attributes = [{ name = "userName", type = "String", anchor = true }, { name = "displayName", type = "String" }] }]
    },
  ])

  synchronization_rules = jsonencode([{
    name                = "USER_TO_USER"
    editable            = true
    sourceDirectoryName = "Azure Active Directory"
    targetDirectoryName = "Databricks"
    objectMappings = [{
      enabled          = true
      flowTypes        = "Add, Update, Delete"
      sourceObjectName = "User"
      targetObjectName = "User"
      attributeMappings = [
        { targetAttributeName = "userName", matchingPriority = 1, source = { type = "Attribute", name = "userPrincipalName", expression = "[userPrincipalName]" } },
        { targetAttributeName = "displayName", source = { type = "Attribute", name = "displayName", expression = "[displayName]" } },
      ]
    }]
  }])
}
