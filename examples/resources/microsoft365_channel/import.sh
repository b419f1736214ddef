# By the ids of the team and of the channel
terraform import microsoft365_channel.example 57fb72d0-d811-46f4-8947-305e6072eaa5/19:4b6bed8d24574f6a9e436813cb2617d8@thread.tacv2
