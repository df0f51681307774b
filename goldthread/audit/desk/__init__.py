"""The pages of audit: samples given to a post, one sample with what it proves, the desk at which a case is graded."""
