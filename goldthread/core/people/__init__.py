"""Children, adults and the links that say who the mentions are."""
