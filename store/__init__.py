"""The ledger: records, their history and what can be asked of them, without a screen."""
