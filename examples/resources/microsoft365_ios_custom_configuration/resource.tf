resource "microsoft365_ios_custom_configuration" "example" {
  display_name      = "Web clips"
  payload_name      = "Web clips"
  payload_file_name = "clips.mobileconfig"
  payload = base64encode(<<-XML
    <?xml version="1.0" encoding="UTF-8"?>
    <plist version="1.0">
      <dict>
        <key>PayloadIdentifier</key>
        <string>com.contoso.clips</string>
      </dict>
    </plist>
    XML
  )

  assignments = [
    { target = { all_devices = {} } },
  ]
}
