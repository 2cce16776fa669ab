"""The tables of counts that the program keeps beside the records, so that reports need not scan."""

from typing import Final

from store.counting.tally import Dims

_DIMS: Final = ",\n".join(
    f'  "{name}" {"INTEGER" if kind is int else "TEXT"} NOT NULL'
    for name, kind in Dims.__annotations__.items()
)

POPULATIONS: Final = ("civilians", "state_forces", "resistance", "children", "women", "all")
"""The populations that are told apart; the others count everybody, as `all` does."""

SIDES: Final = ("state_and_allies", "other")
"""The sides whose doing is told apart; `anyone` is both and whoever is not known."""

_FITS: Final = ",\n".join(
    f"  fits_{name} INTEGER NOT NULL CHECK(fits_{name} BETWEEN 0 AND 2)"
    for name in (*POPULATIONS, *SIDES)
)

TALLY_DDL: Final = (
    f"""CREATE TABLE tally_dims(
  id INTEGER PRIMARY KEY,
{_DIMS},
  what TEXT NOT NULL,
  fits_what INTEGER NOT NULL CHECK(fits_what BETWEEN 0 AND 2),
{_FITS},
  records INTEGER NOT NULL DEFAULT 0,
  n INTEGER NOT NULL DEFAULT 0,
  sure INTEGER NOT NULL DEFAULT 0,
  UNIQUE({", ".join(f'"{name}"' for name in Dims._fields)})
) STRICT""",
    "CREATE INDEX tally_dims_what ON tally_dims(what)",
    """CREATE TABLE tally(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  dims INTEGER NOT NULL REFERENCES tally_dims(id),
  why TEXT NOT NULL,
  other INTEGER,
  quantity INTEGER NOT NULL,
  n INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL,
  township TEXT NOT NULL,
  node INTEGER,
  tree INTEGER,
  thing INTEGER,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL
) STRICT""",
    "CREATE INDEX tally_first ON tally(first)",
    """CREATE INDEX tally_last ON tally(last)
WHERE substr(first, 1, 7) <> substr(last, 1, 7)""",
    "CREATE INDEX tally_left_first ON tally(left_first) WHERE left_last <> '9999-99-99'",
    "CREATE INDEX tally_left_last ON tally(left_last) WHERE left_last <> '9999-99-99'",
    "CREATE INDEX tally_dims_first ON tally(dims, first)",
    "CREATE INDEX tally_township ON tally(township)",
    "CREATE INDEX tally_tree ON tally(tree) WHERE tree IS NOT NULL",
    "CREATE INDEX tally_thing ON tally(thing) WHERE thing IS NOT NULL",
    """CREATE TABLE tally_cell(
  what TEXT NOT NULL,
  dims INTEGER NOT NULL REFERENCES tally_dims(id),
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  place TEXT NOT NULL,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL,
  records INTEGER NOT NULL,
  n INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  PRIMARY KEY(what, dims, first_month, last_month, place, left_first, left_last)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tally_line(
  population TEXT NOT NULL,
  "by" TEXT NOT NULL,
  what TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  place TEXT NOT NULL,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL,
  records INTEGER NOT NULL,
  documented INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  PRIMARY KEY(population, "by", what, first_month, last_month, place, left_first, left_last)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tally_range(
  tree INTEGER NOT NULL,
  line TEXT NOT NULL,
  population TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  open INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY(tree, line, population)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX tally_range_line
ON tally_range(population, line, first, last, place, low, high, open)""",
    """CREATE TABLE tally_figure(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  tree INTEGER NOT NULL,
  node INTEGER NOT NULL,
  measure TEXT NOT NULL,
  population TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL
) STRICT""",
    "CREATE INDEX tally_figure_tree ON tally_figure(tree)",
    "CREATE INDEX tally_figure_first ON tally_figure(first, last, place, measure, population)",
    """CREATE TABLE tally_doubt(
  a INTEGER NOT NULL REFERENCES record(rid),
  b INTEGER NOT NULL REFERENCES record(rid),
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX tally_doubt_b ON tally_doubt(b)",
    """CREATE TABLE tally_due(
  record TEXT NOT NULL,
  what TEXT NOT NULL CHECK(what IN ('record', 'range')),
  PRIMARY KEY(record, what)
) STRICT, WITHOUT ROWID""",
)
"""How every record stands in counts (`tally`); the same added up by everything that tables ask
(`tally_dims` altogether, `tally_cell` by month and place) and by what the lines of a report ask
(`tally_line`); what figures add to whole incidents (`tally_range`), and which figures are about
them (`tally_figure`); which surviving records are undecided (`tally_doubt`); and what the
transaction that is open has yet to bring up to date (`tally_due`, empty whenever nothing is being
written)."""
