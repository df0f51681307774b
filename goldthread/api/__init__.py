"""The API: a door like the others. It maps requests to queries and actions and decides nothing."""
