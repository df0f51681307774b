"""Flags: what an officer must know of somebody at once, raised with a reason, owned, reviewed, lifted, never lost."""
