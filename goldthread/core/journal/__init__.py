"""What happened, to whom, when, by whom: append-only, with payloads that can be erased."""
