"""An extract is complete, exact, readable without this program, and logged; or there is none."""

import csv
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from store import exchange, logs
from store.counting.extent import DAWN, DUSK, Stretch, area_of
from store.counting.scope import Scope
from store.errors import DiskFull, FilterInvalid, LedgerExists, LedgerMissing, RecordInvalid
from store.exchange import (
    ALL_PROFILES,
    FORMATS,
    Asked,
    Extracted,
    extract,
    extracting,
    finished,
    steps,
)
from store.exchange.contents import columns_written
from store.exchange.counted import terms_of
from store.exchange.scope import EVERYTHING
from store.fields import field_of, fields_of
from store.filters import read_filter
from store.founded import Founding
from store.kinds import Where
from store.ledger import Store
from store.records import (
    RECORD_TYPES,
    Casualty,
    Citation,
    Figure,
    Incident,
    Link,
    PlaceRecord,
    Record,
    Source,
)
from store.vocabulary import (
    FigureKind,
    IncidentKind,
    LinkDecision,
    Measure,
    Outcome,
    PlaceLevel,
    Population,
    Qualifier,
    Review,
    SourceKind,
)
from tests.store.conftest import HOSTILE, clock

VERY_HOSTILE = f'  =cmd(),"{HOSTILE}"\r\n\u202e\x1b]0;x\x07 \r,;\t'
VIEWS = (
    "SELECT * FROM documented_casualty",
    "SELECT * FROM deaths_by_month_and_township",
    "SELECT * FROM detention_with_status",
    "SELECT * FROM damage_by_group_and_grade",
    "SELECT * FROM figure_with_source",
)


def put(store: Store, record: Record) -> Record:
    return store.save(record.model_copy(update={"review": Review.SUBMITTED})).record


def where(store: Store, place: str) -> Where:
    value: Where = store.read_field(field_of(Incident, "where"), place)
    return value


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger that each test has a copy of."""
    path = tmp_path_factory.mktemp("template") / "a.fieldledger"
    store = Store.create(path, Founding("Naw Paw (invented)", "LKW2"), clock=clock)
    fill(store)
    store.close()
    return path


@pytest.fixture
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two shellings, each with one person killed and a figure; the same source backs both."""
    copy = tmp_path_factory.mktemp("copy") / template.name
    store = Store.open(Path(shutil.copy(template, copy)), clock=clock)
    yield store
    store.close()


def fill(ledger: Store) -> None:
    when = ledger.read_field(field_of(Incident, "when"), "24 Feb 2023")
    source = put(ledger, Source(name=VERY_HOSTILE, kind=SourceKind.WITNESS))
    killed: list[Record] = []
    for place in ("Demoso", "Loikaw"):
        incident = put(
            ledger,
            Incident(
                title=VERY_HOSTILE,
                kind=IncidentKind.SHELLING,
                when=when,
                where=where(ledger, place),
                part_of=killed[0].incident if killed else None,  # type: ignore[attr-defined]
            ),
        )
        put(ledger, Citation(source=source.id, record=incident.id, text=VERY_HOSTILE))
        casualty = Casualty(
            incident=incident.id, outcome=Outcome.KILLED, name=VERY_HOSTILE, aka=(VERY_HOSTILE, "b")
        )
        killed.append(put(ledger, casualty))
        figure = Figure(
            source=ledger.read_field(field_of(Figure, "source"), "KNDF"),
            kind=FigureKind.INCIDENT,
            incident=incident.id,
            measure=Measure.KILLED,
            population=Population.CIVILIANS,
            best=8,
            qualifier=Qualifier.EXACT,
            published_on=when,
            locator="p. 1",
            scope=("MMR002001",),
        )
        put(ledger, figure)
    a, b = (record.id for record in killed)
    put(ledger, Link(a=a, b=b, decision=LinkDecision.SAME, reason=VERY_HOSTILE))
    camp = PlaceRecord(name="Camp (invented)", level=PlaceLevel.CAMP, parent="MMR002002")
    put(ledger, camp)
    ledger.keep_form("new:casualty", "casualty", {"name": "nobody's business"})


def sqlite_extract(store: Store, path: Path, *terms: str) -> Extracted:
    return extract(store, path / "out.sqlite", "sqlite", terms)


@pytest.fixture
def whole(filled: Store, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sqlite_extract(filled, tmp_path).path)) as connection:
        yield connection


def asked(store: Store, sql: str) -> list[Any]:
    found: list[Any] = store.ask(lambda connection: connection.execute(sql).fetchall())
    return found


@pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_row_leaves_exactly_as_it_is(
    filled: Store, whole: sqlite3.Connection, model: type[Record]
) -> None:
    columns = ", ".join(f'"{name}"' for name in columns_written(model))
    sql = f'SELECT {columns} FROM "{model.table}" ORDER BY id'
    assert whole.execute(sql).fetchall() == asked(filled, sql)


@pytest.mark.parametrize("sql", VIEWS[1:])
def test_the_views_count_the_same(filled: Store, whole: sqlite3.Connection, sql: str) -> None:
    assert whole.execute(sql).fetchall() == asked(filled, sql)


def test_documented_totals_are_the_ledgers(filled: Store, whole: sqlite3.Connection) -> None:
    sql = "SELECT sum(quantity) FROM documented_casualty"
    assert whole.execute(sql).fetchall() == asked(filled, sql) == [(1,)]


def test_it_is_a_sound_database_and_no_ledger(whole: sqlite3.Connection) -> None:
    assert whole.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert whole.execute("PRAGMA foreign_key_check").fetchall() == []
    assert whole.execute("PRAGMA application_id").fetchone() == (0,)
    assert whole.execute("PRAGMA user_version").fetchone() == (0,)
    strict = "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
    (loose,) = whole.execute(f"{strict} AND NOT strict AND name NOT LIKE 'sqlite_%'").fetchone()
    assert loose == 0


def test_it_explains_itself(filled: Store, whole: sqlite3.Connection) -> None:
    manifest = dict(whole.execute("SELECT key, value FROM manifest"))
    assert manifest["profile"] == "internal"
    assert manifest["filter"] == EVERYTHING
    assert manifest["ledger"] == filled.settings.ledger
    assert (manifest["start"], manifest["made_by"]) == ("2021-02-01", "Naw Paw (invented)")
    assert manifest["made_at"] == "2023-03-06T12:00:00Z"
    assert json.loads(manifest["counts"])["casualty"] == 2
    explained = set(whole.execute('SELECT "table", "column" FROM codebook'))
    for model in RECORD_TYPES.values():
        columns = [row[1] for row in whole.execute(f'PRAGMA table_info("{model.table}")')]
        assert {(model.table, column) for column in columns} <= explained
    assert whole.execute("SELECT label FROM code_outcome WHERE code = 'killed'").fetchone()
    assert whole.execute("SELECT name FROM location WHERE key = 'MMR002'").fetchone()


def test_the_history_goes_and_the_device_stays(filled: Store, whole: sqlite3.Connection) -> None:
    sql = "SELECT * FROM change ORDER BY chain, seq"
    assert whole.execute(sql).fetchall() == asked(filled, sql)
    tables = {name for (name,) in whole.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"setting", "draft", "extract_log", "location_name", "search_text"}


def test_what_stays_is_not_in_the_bytes(filled: Store, tmp_path: Path) -> None:
    done = sqlite_extract(filled, tmp_path, "township:Demoso")
    content = done.path.read_bytes()
    assert b"nobody's business" not in content
    here, there = (code.encode() for (code,) in asked(filled, "SELECT code FROM casualty"))
    assert here in content
    assert there not in content


def test_terms_choose_incidents_and_the_rest_follows(filled: Store, tmp_path: Path) -> None:
    done = sqlite_extract(filled, tmp_path, "township:Demoso")
    written = {share.kind: (share.in_ledger, share.written) for share in done.balance}
    assert written == {
        "incident": (2, 1),
        "casualty": (2, 1),
        "detention": (0, 0),
        "damage": (0, 0),
        "figure": (2, 1),
        "source": (2, 2),
        "citation": (2, 1),
        "place": (1, 0),
        "link": (1, 1),
    }
    assert all(bool(share.why) == (share.left_out > 0) for share in done.balance)
    with closing(sqlite3.connect(done.path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        outside = connection.execute("SELECT kind FROM record WHERE NOT written").fetchall()
        assert outside == [("casualty",)]
        manifest = dict(connection.execute("SELECT key, value FROM manifest"))
        assert "Demoso" in manifest["filter"]
        counted = connection.execute("SELECT sum(quantity) FROM documented_casualty").fetchone()
    sql = "SELECT sum(quantity) FROM documented_casualty WHERE eff_township = 'MMR002002'"
    assert [counted] == asked(filled, sql)


@pytest.mark.parametrize(
    ("first", "last", "places", "terms"),
    [
        (
            "2023-02-01",
            "2023-02-28",
            ["MMR002001", "MMR002003"],
            "when:2023-02 where:Loikaw,Hpruso",
        ),
        ("2023-01-01", "2023-12-31", [], "when:2023"),
        ("2023-02-24", "2023-03-02", ["MMR002"], "when:2023-02-24..2023-03-02 where:Kayah"),
        (DAWN, "2023-03-06", [], "when:..2023-03-06"),
        (DAWN, DUSK, [], ""),
    ],
)
def test_what_was_counted_is_what_an_extract_begins_with(
    ledger: Store, first: str, last: str, places: list[str], terms: str
) -> None:
    scope = Scope(Stretch(first, last), ledger.ask(area_of, places))
    assert ledger.ask(terms_of, scope) == terms
    read = read_filter(Incident, terms, ledger.lookup)
    assert len(read.terms) == len(terms.split())


def test_a_village_of_a_common_name_is_named_with_its_township(ledger: Store) -> None:
    sql = """SELECT key FROM location WHERE level = 'village' GROUP BY name
HAVING count(*) > 1 ORDER BY name"""
    keys = [key for (key,) in ledger.ask(lambda c: c.execute(sql).fetchmany(20))]
    for key in keys:
        terms = ledger.ask(terms_of, Scope(area=ledger.ask(area_of, [key])))
        (term,) = read_filter(Incident, terms, ledger.lookup).terms
        assert ledger.lookup.place(term.values[0].low) == key


def test_a_double_counts_once_in_whatever_part_of_it_leaves(filled: Store, tmp_path: Path) -> None:
    done = sqlite_extract(filled, tmp_path, "township:Loikaw")
    with closing(sqlite3.connect(done.path)) as connection:
        sql = "SELECT count(*) FROM documented_casualty"
        assert connection.execute(sql).fetchone() == (0,)


def cells(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, without the hashtags under its column names."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    tagged = bool(rows) and any(value.startswith("#") for value in rows[0].values())
    return rows[1:] if tagged else rows


def test_csv_is_exact(filled: Store, tmp_path: Path) -> None:
    done = extract(filled, tmp_path / "folder", "csv")
    for model in RECORD_TYPES.values():
        rows = cells(done.path / f"{model.table}.csv")
        names = ", ".join(f'"{name}"' for name in columns_written(model))
        stored = asked(filled, f'SELECT {names} FROM "{model.table}"')
        texts = [["" if v is None else str(v) for v in row] for row in stored]
        assert [list(row.values()) for row in rows] == texts
    assert cells(done.path / "casualty.csv")[0]["name"] == VERY_HOSTILE
    assert json.loads(cells(done.path / "casualty.csv")[0]["aka"]) == [VERY_HOSTILE, "b"]


def test_csv_explains_and_proves_itself(filled: Store, tmp_path: Path) -> None:
    done = extract(filled, tmp_path / "folder", "csv", ["township:Demoso"])
    raw = (done.path / "manifest.json").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == done.sha256
    manifest = json.loads(raw)
    files = {path.name for path in done.path.iterdir()}
    expected = {f"{table}.csv" for table in RECORD_TYPES}
    assert files == expected | {"location.csv", "balance.csv", "codebook.md", "manifest.json"}
    assert set(manifest["files"]) == files - {"manifest.json"}
    for name, said in manifest["files"].items():
        assert hashlib.sha256((done.path / name).read_bytes()).hexdigest() == said["sha256"]
    balance = {row["kind"]: row for row in cells(done.path / "balance.csv")}
    assert (balance["casualty"]["in_ledger"], balance["casualty"]["written"]) == ("2", "1")
    assert balance["casualty"]["left_out"] == "1"
    assert balance["casualty"]["why"]


def log(store: Store) -> list[Any]:
    columns = 'at, profile, format, filter, counts, sha256, "by"'
    return asked(store, f"SELECT {columns} FROM extract_log")


@pytest.mark.parametrize("form", FORMATS)
def test_every_extract_is_logged(filled: Store, tmp_path: Path, form: str) -> None:
    done = extract(filled, tmp_path / "out", form)
    counts = {share.kind: share.written for share in done.balance}
    (entry,) = log(filled)
    assert entry[:4] == ("2023-03-06T12:00:00Z", "internal", form, EVERYTHING)
    assert json.loads(entry[4]) == counts
    assert entry[5:] == (done.sha256, filled.settings.person)
    hashed = done.path / "manifest.json" if form == "csv" else done.path
    assert hashlib.sha256(hashed.read_bytes()).hexdigest() == done.sha256
    assert list(filter(None, filled.check())) == []


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_overwritten(filled: Store, tmp_path: Path, form: str) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"mine")
    with pytest.raises(LedgerExists):
        extract(filled, there, form)
    with pytest.raises(LedgerMissing):
        extract(filled, tmp_path / "no" / "where", form)
    assert there.read_bytes() == b"mine"
    assert log(filled) == []


class Unplugged(Exception):  # noqa: N818 - what happens
    """The power fails."""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("error", [KeyboardInterrupt, DiskFull, Unplugged])
def test_what_is_cut_off_leaves_nothing(
    filled: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    error: type[BaseException],
) -> None:
    before = sorted(tmp_path.iterdir())

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(logs, "write", fail)
    with pytest.raises(error):
        extract(filled, tmp_path / "out", form)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("form", FORMATS)
def test_an_extract_that_cannot_be_logged_is_taken_away(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """The commit fails after the file got its name, as on a disk that is full by now."""
    new, write = exchange._WRITERS[form]
    before = sorted(tmp_path.iterdir())

    def write_and_break(contents: Any, part: Path, steps: Any) -> Any:  # noqa: ANN401
        sha256 = yield from write(contents, part, steps)
        break_commit(contents.store)
        return sha256

    def break_commit(store: Store) -> None:
        sql = "INSERT INTO location(key, level, name, parent, origin) VALUES (?, ?, ?, ?, ?)"
        store.ask(lambda c: c.execute(sql, ("x", "camp", "x", "not there", "loaded")))

    monkeypatch.setitem(exchange._WRITERS, form, (new, write_and_break))
    with pytest.raises(RecordInvalid):
        extract(filled, tmp_path / "out", form)
    assert sorted(tmp_path.iterdir()) == before
    assert log(filled) == []


@pytest.mark.parametrize("term", ["nonsense:x", "", " ", "-", "kind:"])
def test_a_term_that_means_nothing_writes_nothing(filled: Store, tmp_path: Path, term: str) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FilterInvalid):
        sqlite_extract(filled, tmp_path, "township:Demoso", term)
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_ledger_makes_an_extract_too(ledger: Store, tmp_path: Path) -> None:
    for form in FORMATS:
        done = extract(ledger, tmp_path / f"out.{form}", form)
        assert {share.written for share in done.balance} == {0}


def test_every_field_is_written() -> None:
    for model in RECORD_TYPES.values():
        declared = {column.name for spec in fields_of(model) for column in spec.columns}
        assert declared <= set(columns_written(model))
        assert not {"rid", "rev"} & set(columns_written(model))


@pytest.mark.parametrize("code", ["internal", "court"])
@pytest.mark.parametrize("form", FORMATS)
def test_stopping_between_two_steps_leaves_nothing(
    filled: Store, tmp_path: Path, form: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_AT_ONCE", 1)
    before = sorted(tmp_path.iterdir())
    job = extracting(filled, tmp_path / "out", Asked(ALL_PROFILES[code], form))
    told = [next(job) for _ in range(3)]
    assert told[-1].total >= told[-1].done > 0
    job.close()
    assert sorted(tmp_path.iterdir()) == before
    assert log(filled) == []
    assert list(filter(None, filled.check())) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("form", FORMATS)
def test_only_its_owner_can_read_it(filled: Store, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    extract(filled, folder / "out", form)
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_ids_outside_are_the_same_each_time_and_others_for_each_use(
    filled: Store, tmp_path: Path
) -> None:
    def ids(name: str, profile: str) -> set[str]:
        asked = Asked(ALL_PROFILES[profile], "json")
        done = finished(extracting(filled, tmp_path / name, asked))
        return {row["id"] for row in json.loads(done.path.read_bytes())["tables"]["incident"]}

    first = ids("a", "court")
    assert len(first) == 2
    assert first == ids("b", "court")
    assert not first & ids("c", "partner")


def test_terms_that_were_typed_are_not_told_outside(filled: Store, tmp_path: Path) -> None:
    terms = ("kind:shelling", "Thida", "where:Demoso", "narrative:secretly")
    done = finished(extracting(filled, tmp_path / "x", Asked(ALL_PROFILES["court"], "json", terms)))
    manifest = json.loads(done.path.read_bytes())["manifest"]
    assert manifest["filter"] == (
        "Incidents · kind is Shelling · where is in Demoso township · and 2 terms not told here"
    )
    (entry,) = log(filled)
    assert "Thida" in entry[3]


@pytest.mark.parametrize("model", [Casualty, Figure, Source, Link, PlaceRecord, Citation])
def test_the_filter_of_any_list_chooses_what_leaves(
    filled: Store, tmp_path: Path, model: type[Record]
) -> None:
    (code,) = asked(filled, f"SELECT code FROM {model.table} ORDER BY code LIMIT 1")[0]
    terms = (f"code:{code}",)
    wanted = Asked(form="json", terms=terms, model=model)
    done = finished(extracting(filled, tmp_path / "x", wanted))
    tables = json.loads(done.path.read_bytes())["tables"]
    assert code in {row["code"] for row in tables[model.table]}
    assert len(tables[model.table]) < 2 or model in (Citation, Source)
    if model is Casualty:
        assert len(tables["incident"]) == 1
