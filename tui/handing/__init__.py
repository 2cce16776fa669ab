"""Screens on which a ledger is handed on, keys are exchanged and receipts go to and fro."""
