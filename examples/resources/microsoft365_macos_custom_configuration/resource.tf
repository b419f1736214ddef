resource "microsoft365_macos_custom_configuration" "example" {
  display_name      = "Dock"
  payload_name      = "Dock"
  payload_file_name = "dock.mobileconfig"
  payload = base64encode(<<-XML
    <?xml version="1.0" encoding="UTF-8"?>
    <plist version="1.0">
      <dict>
        <key>PayloadIdentifier</key>
        <string>com.contoso.dock</string>
      </dict>
    </plist>
    XML
  )

  assignments = [
    { target = { all_devices = {} } },
  ]
}
