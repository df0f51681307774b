"""What tests stand on: a real PostgreSQL, the app's own role, and factories that reach a state by legal steps."""
