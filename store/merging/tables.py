"""The tables in which a ledger keeps what was purged and what was merged."""

MERGE_DDL = (
    """CREATE TABLE purged(
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(chain, seq)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE merge_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'array'),
  heads TEXT NOT NULL CHECK(json_type(heads) = 'array'),
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  backup TEXT NOT NULL,
  undone_at TEXT,
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT""",
)
"""The changes whose content some purging took out, be they here already or not; and what was
merged: which changes of which chains, where every chain stood afterwards, the backup before."""
