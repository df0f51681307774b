"""How good what other systems send is: counted as it comes in, reported to whoever keeps the feeds."""
