# By the object id of the user
terraform import microsoft365_invitation.example 3f0c1a52-8d1e-4a57-9c39-1c1f0a6d7f11

# By the mail address
terraform import microsoft365_invitation.example 'name=nadia.novak@fabrikam.com'
