"""Mail that comes in: fetched by the worker, each message kept once as it came, and what became of it."""
