"""Home visits: an area of work as a force would install it beside Goldthread. Nothing in `goldthread` knows it."""
