"""Police protection: the pure rules of its two officers and of a second use."""
