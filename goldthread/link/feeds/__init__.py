"""What other systems send us: read, kept word for word, every row accounted for."""
