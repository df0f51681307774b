"""Audit: what is asked of a case, the grade that follows, samples that anybody can draw again, and what they prove."""
