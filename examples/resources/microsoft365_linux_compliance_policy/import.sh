# By the object's id
terraform import microsoft365_linux_compliance_policy.example 4e9b81b4-77b9-4ea5-9e02-294e11676472

# By its name
terraform import microsoft365_linux_compliance_policy.example 'name=Linux baseline'
