"""What a ledger counts, on the screen: lines at a glance, and what stands behind each number."""
