locals {
  devices = [for n in range(200) : format("device-%03d", n)]

  # 5 percent first, then 25, then everybody else. Who joins later moves nobody.
  rings = provider::microsoft365::split_members(local.devices, [5, 25, 70])
}

output "first_ring" {
  value = local.rings[0]
}

# Other members go first in another rollout.
output "first_ring_of_drivers" {
  value = provider::microsoft365::split_members(local.devices, [5, 25, 70], "drivers")[0]
}
