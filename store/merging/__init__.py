"""Bringing in what other ledgers hold: the union of two sets of changes."""
