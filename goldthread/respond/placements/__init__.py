"""Care homes and other premises, who is placed there and by whom, and what a home lodged ahead of need."""
