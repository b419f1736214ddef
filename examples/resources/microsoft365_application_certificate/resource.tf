resource "microsoft365_application" "orders" {
  display_name = "Orders"
}

resource "microsoft365_application_certificate" "example" {
  application_id = microsoft365_application.orders.id
  display_name   = "Batch job"
  certificate    = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIDAzCCAeugAwIBAgIUPem+JGNzFkUTr/qJYv3AeBoJoDswDQYJKoZIhvcNAQEL
    BQAwETEPMA0GA1UEAwwGb3JkZXJzMB4XDTI2MTEyOTExNTYwMFoXDTQ2MTEyNDEx
    NTYwMFowETEPMA0GA1UEAwwGb3JkZXJzMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
    MIIBCgKCAQEAi2+yU5iVpE2HHi13d0LCZEsdGATFNVhmottyRDTYDC5/7/v8mITw
    0oe+q90q11dG6gsOQAu9zbzcwzCDYITlWJuOMiQ3HXql505o66lRPyxjw7u6ZWZB
    CRHqTtUTJ7XgiJvJEc2EJqS3f0i3/bCw+Rs9DmDsnfFS/1G1B+Lqx44YTgYFOVzO
    lmBhhGATbSnUCi110lVM2DDg5qZkAow4WIS54PEBW2A9KqM2ZK3LDbW5IoLTaqcI
    9dtlkdN3MUcIb7YVSHfVYim3h8eLtjeC/ejcZsG5Uboe7n6QGRYNj3mx5Wv1EVPf
    BaEvyjQFkhS1cJLtx09qcwO10EvKR7Ko+wIDAQABo1MwUTAdBgNVHQ4EFgQUgjlb
    JdWKy+LnEnWS2Z+2LaaOntowHwYDVR0jBBgwFoAUgjlbJdWKy+LnEnWS2Z+2LaaO
    ntowDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAWzabWIxZ/ZPT
    00g0WlU6fESLSkRuN8qjIAgKENlWL1YMIagQbtKAB2XDJjU7t+7di5D5CFjTpUGK
    PO0a/vqX5nl8ndmbXJ5qeRhNulyXJWHPWcOMuUdwS83BjdPdW0VE2T0X536m2n6E
    XKcuJ6YFlJCMznF3aAmjRnOsdaVqjbaeG3RW8GNNCJjGSPQArhO0jtXQErcYT+MF
    KVgjefkVTCCUXZbM4VeNGxOVZwjg3LGVXoNvW1bitn+w5+bYe6J+LGN5GI00nJ6B
    CA7/4H9aKbWTczEqBFz3xwLoZlZAsEUEesnINeFETEcH4zA0VeBfdkr1QwFoN3K1
    sb1hAJ5oog==
    -----END CERTIFICATE-----
  EOT
}
