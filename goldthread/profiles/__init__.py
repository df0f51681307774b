"""What differs by force and date: one file per force."""
