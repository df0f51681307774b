"""What stands at an address: a home, a block of flats, somewhere communal, somewhere nobody may be told of."""
