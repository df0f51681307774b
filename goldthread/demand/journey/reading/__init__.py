"""Files of events in the forms that other tools write, each read into the same events."""
