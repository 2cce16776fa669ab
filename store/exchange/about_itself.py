"""The tables in which an extract says what it is, what stayed behind, and what its columns mean."""

from typing import Final

MANIFEST: Final = """CREATE TABLE manifest(
  key TEXT PRIMARY KEY,
  value TEXT
) STRICT"""

BALANCE: Final = """CREATE TABLE balance(
  kind TEXT PRIMARY KEY,
  in_ledger INTEGER NOT NULL,
  written INTEGER NOT NULL,
  left_out INTEGER NOT NULL,
  why TEXT NOT NULL,
  documented_in_ledger INTEGER NOT NULL,
  documented_written INTEGER NOT NULL,
  documented_left_out INTEGER NOT NULL
) STRICT"""
"""With the columns of `BALANCE_COLUMNS`."""

CODEBOOK: Final = """CREATE TABLE codebook(
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  type TEXT NOT NULL,
  field TEXT NOT NULL,
  label TEXT NOT NULL,
  meaning TEXT NOT NULL,
  value TEXT NOT NULL,
  list TEXT NOT NULL,
  PRIMARY KEY("table", "column")
) STRICT"""

CODEBOOK_COLUMNS: Final = (
    *("table", "column", "type", "field", "label", "meaning", "value", "list"),
)
