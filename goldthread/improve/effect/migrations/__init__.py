"""Tables of the effect package, as they came."""
