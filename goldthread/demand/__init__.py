"""The fifth job: understand demand. Where children wait, and what a changed threshold would cost."""
