"""A child may be at risk in a case that was audited: it goes back at once, and stays open until proved mended."""
