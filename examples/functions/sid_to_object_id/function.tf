# The Entra object that a SID of Windows stands for.
output "object_id" {
  value = provider::microsoft365::sid_to_object_id("S-1-12-1-1943430372-1249052806-2496021943-3034400218")
}
