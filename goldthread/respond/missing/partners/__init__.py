"""Reports of missing children that homes send by key or file, without an account."""
