"""Work done later by the worker: loading what was delivered, linking again, sealing. PostgreSQL is the queue."""
