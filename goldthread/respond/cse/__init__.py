"""Child sexual exploitation: the pure rules of child abduction warning notices."""
