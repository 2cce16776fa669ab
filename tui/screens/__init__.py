"""Screens: what fills the window."""
