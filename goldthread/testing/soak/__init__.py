"""Killing what serves while it is used, and counting what was lost: nothing may be."""
