"""The whole picture of a child: search, the picture, the record word for word."""
