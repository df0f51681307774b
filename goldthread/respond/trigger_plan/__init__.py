"""A plan of what to do first when a child goes missing again, made with partners and kept current."""
