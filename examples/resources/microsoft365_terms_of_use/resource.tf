resource "microsoft365_terms_of_use" "example" {
  display_name                          = "Terms for guests"
  is_viewing_before_acceptance_required = true
  user_reaccept_required_frequency      = "P90D"

  files = {
    "en-US" = {
      file_name  = "terms-for-guests.pdf"
      is_default = true
      file_data  = { data = filebase64("${path.module}/terms-for-guests.pdf") }
    }
  }
}
