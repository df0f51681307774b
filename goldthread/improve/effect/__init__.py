"""Whether a recommendation changed anything for a child: tests of effect, read live, and what was saved of them."""
