"""What each system said, word for word, and the mentions of people in it."""
