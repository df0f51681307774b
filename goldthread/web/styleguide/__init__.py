"""Every page with invented content, for looking at and for the tests of the look."""
