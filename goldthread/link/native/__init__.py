"""People whom an officer met: our own source records, linked like every other."""
