"""What stands on a person's picture: each panel declared by whoever knows it, drawn in order of harm (decision 11)."""
