"""The force's own journeys, mapped from its journal: figures, no names."""
