data "microsoft365_application_template" "marketo" {
  display_name = "Marketo"
}

resource "microsoft365_application_from_template" "example" {
  template_id  = data.microsoft365_application_template.marketo.id
  display_name = "Marketo of the sales team"
}
