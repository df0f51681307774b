"""The shared case row: allocation, moves, timeline."""
