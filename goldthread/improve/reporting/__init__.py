"""The quarterly report: made as a document, written in three forms, frozen, and walked both ways."""
