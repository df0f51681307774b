"""The grammar an area.py fills, and the list of areas there are."""
