"""A child's path through the force, mined from events: what follows what, how often, and how long it takes."""
