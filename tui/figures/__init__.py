"""Figures on the screen: statements of many numbers, series, totals with their parts."""
