data "microsoft365_subscribed_sku" "e3" {
  sku_part_number = "ENTERPRISEPACK"
}
