"""A world with a word of its own at every layer, and the same question put to it through any door."""
