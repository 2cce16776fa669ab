"""What reaches the terminal: only the cells that changed, and no more than the line carries."""
