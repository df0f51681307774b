"""Tests of the recommendations area; those named test_reading_* need neither Django nor a database."""
