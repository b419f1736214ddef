resource "azurerm_network_interface" "terraform" {
  count = var.host == "virtual_machine" ? 1 : 0

  name                = var.name
  resource_group_name = azurerm_resource_group.terraform.name
  location            = azurerm_resource_group.terraform.location

  ip_configuration {
    name                          = "internal"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "terraform" {
  count = var.host == "virtual_machine" ? 1 : 0

  name                  = var.name
  resource_group_name   = azurerm_resource_group.terraform.name
  location              = azurerm_resource_group.terraform.location
  size                  = "Standard_B2s"
  admin_username        = "terraform"
  network_interface_ids = [azurerm_network_interface.terraform[0].id]

  admin_ssh_key {
    username   = "terraform"
    public_key = var.public_key
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.terraform.id]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }
}
