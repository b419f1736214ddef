resource "microsoft365_android_managed_store_app" "example" {
  display_name   = "Camera"
  publisher      = "Samsung"
  app_identifier = "com.sec.android.app.camera"

  assignments = [
    { intent = "required", target = { all_devices = {} } },
  ]
}
