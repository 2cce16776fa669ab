"""Reports: the counts of a scope with all that must stand beside them, in five formats."""
