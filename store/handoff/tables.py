"""The tables in which a ledger keeps its keys, those of others, and what was handed on."""

HANDOFF_DDL = (
    """CREATE TABLE own_key(
  use TEXT PRIMARY KEY CHECK(use IN ('sign', 'seal')),
  secret TEXT NOT NULL,
  public TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pinned_key(
  fingerprint TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  sign TEXT NOT NULL,
  seal TEXT NOT NULL,
  pinned_at TEXT NOT NULL,
  compared INTEGER NOT NULL CHECK(compared IN (0, 1)),
  given_up_at TEXT
) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX pinned_key_person ON pinned_key(person) WHERE given_up_at IS NULL",
    """CREATE TABLE handoff_sent(
  rid INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
  "to" TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK(sequence > 0),
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  sealed INTEGER NOT NULL CHECK(sealed IN (0, 1)),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT""",
    """CREATE TABLE handoff_received(
  rid INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
  "from" TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK(sequence > 0),
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE receipt(
  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),
  "from" TEXT NOT NULL,
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
)
"""Keys and what was handed on: never merged, never in a handoff or an extract.

`own_key` lies in the ledger's file, so that its passphrase protects the secret keys. `pinned_key`
has whose key is whose; one that was replaced keeps its row. `chains` says of each chain the number
of the last change handed on or received, with its hash. `receipt.text` is the receipt as signed.
"""
