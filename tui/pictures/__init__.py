"""Pictures in the terminal: by month, by township, on a map, by day."""
