"""Tests of the effect package."""
