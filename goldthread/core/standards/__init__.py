"""Every number a deadline or a threshold rests on: dated, marked, cited, and what one force does otherwise."""
