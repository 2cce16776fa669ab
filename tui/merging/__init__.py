"""Screens on which what others handed on is merged, and what differs is settled."""
