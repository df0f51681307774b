"""What missing children have in common: places and people, as a table and as a map without tiles."""
