"""A child comes to notice: a concern, from the doorstep to the desk."""
