"""What all five jobs share, each thing written once."""
