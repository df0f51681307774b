"""What a sample tells of all that it was drawn from: shares, corrected shares, plans, changes, agreement. Pure."""
