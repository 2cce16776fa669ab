"""Hostile handoffs, most of them soundly signed by somebody known: refused with one sentence."""

import gzip
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.chains import change_of
from store.engine import Connection
from store.errors import HandoffRejected, LedgerError
from store.handoff import layout, sealing
from store.handoff.keyring import own_keys
from store.handoff.making import Order, hand_on
from store.handoff.memory import Memory
from store.handoff.naming import signature_of, suggested_name
from store.history import Body, GroupChange, body_hash, change_hash
from store.records import Incident
from tests.store.filled_ledger import put
from tests.store.handoff.handing import Pair, finished, introduce, new_ledger, ring
from tests.store.handoff.hostile import harmed, sent, sent_open, sent_sealed, sql, state_of
from tests.store.ledger_files import posix

SECRET = "Saw Secret"  # noqa: S105 - a name


@pytest.fixture
def refused(lasting: Pair) -> Iterator[list[LedgerError]]:
    """Collects what is refused; at the end each was one sentence and the ledger is untouched."""
    found: list[LedgerError] = []
    office = lasting.folder / "office.fieldledger"
    before = state_of(office)
    yield found
    assert found
    for error in found:
        assert isinstance(error, HandoffRejected)
        for sentence in (error.title, error.advice):
            assert sentence.endswith(".")
            assert ". " not in sentence
            assert SECRET not in sentence
    assert state_of(office) == before


@pytest.fixture
def fresh(lasting: Pair, tmp_path: Path) -> Pair:
    """The lasting pair, writing its files elsewhere."""
    return replace(lasting, folder=tmp_path)


def refuse(pair: Pair, path: Path, match: str = "nothing was changed") -> LedgerError:
    with pytest.raises(LedgerError, match=match) as error:
        pair.read(path).close()
    return error.value


# What anybody on the way can do, who has no key


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("at", [0, 1, 15, 16, 100, 4096, 0.5, 0.999])
def test_a_truncated_file(fresh: Pair, refused: list[LedgerError], at: float, sealed: bool) -> None:
    done = fresh.hand_on("open.handoff") if sealed else fresh.hand_on_open()
    content = done.path.read_bytes()
    cut = at if isinstance(at, int) else int(at * len(content))
    done.path.write_bytes(content[:cut])
    refused.append(refuse(fresh, done.path, "altered or cut short|not a handoff"))


@pytest.mark.parametrize("sealed", [True, False])
def test_a_flipped_bit(fresh: Pair, refused: list[LedgerError], sealed: bool) -> None:
    done = fresh.hand_on("open.handoff") if sealed else fresh.hand_on_open()
    content = bytearray(done.path.read_bytes())
    for at in range(100, len(content), len(content) // 6):
        content[at] ^= 1 << at % 8
        done.path.write_bytes(content)
        refused.append(refuse(fresh, done.path, "altered or cut short"))
        content[at] ^= 1 << at % 8


def test_a_signature_that_is_missing_long_or_another(
    fresh: Pair, refused: list[LedgerError]
) -> None:
    done = fresh.hand_on_open()
    text = done.signature.read_text()
    other = fresh.documenter.do(own_keys).secret.sign_content(b"\0" * 64, "key=x file=y")
    for harm in (text[:-30], text * 40, text.replace("key=", "key=A"), "\0", other, text + "x"):
        done.signature.write_text(harm)
        refused.append(refuse(fresh, done.path, "signature"))
    done.signature.unlink()
    refused.append(refuse(fresh, done.path, "not beside it"))


@posix
def test_what_is_no_file(fresh: Pair, refused: list[LedgerError]) -> None:
    pipe = fresh.folder / "hostile"
    os.mkfifo(pipe)
    paths = (pipe, fresh.folder, Path("/dev/zero"))
    refused += [refuse(fresh, path, "not a handoff") for path in paths]


def test_a_file_that_is_something_else(fresh: Pair, refused: list[LedgerError]) -> None:
    path = fresh.folder / "hostile"
    for content in (b"", b"PK\3\4", b"hello" * 1000, gzip.compress(b"x")):
        path.write_bytes(content)
        refused.append(refuse(fresh, path, "not a handoff"))


# What somebody can do whose key is pinned here


_SCHEMA = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT load_extension('x'); END",
    "a view": "CREATE VIEW v AS SELECT 1",
    "a view of a billion rows": (
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT"
        " 1000000000) SELECT i FROM n"
    ),
    "a table more": "CREATE TABLE own_key(use TEXT, secret TEXT)",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "an index": "CREATE INDEX i ON change(record)",
    "an index with an expression": "CREATE INDEX i ON change(abs(seq))",
    "statistics": "ANALYZE",
    "a column more": 'ALTER TABLE casualty ADD COLUMN extra TEXT DEFAULT "x"',
    "a column of a table of the history": "ALTER TABLE change ADD COLUMN extra TEXT",
    "a computed column": "ALTER TABLE incident ADD COLUMN x TEXT AS (randomblob(9)) VIRTUAL",
    "a table less": "DROP TABLE change",
    "another name": "ALTER TABLE change RENAME TO changes",
}


@pytest.mark.parametrize("name", _SCHEMA)
def test_another_schema(fresh: Pair, honest: bytes, refused: list[LedgerError], name: str) -> None:
    hostile = harmed(honest, sql(_SCHEMA[name]))
    refused.append(
        refuse(fresh, sent_open(fresh, hostile), "tables of a handoff|newer version|damaged")
    )


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('CREATE TABLE "change"(', 'CREATE TABLE "change"( x TEXT AS (1),'),
        ("body TEXT,", "body TEXT CHECK(length(zeroblob(1000000000)) > 0),"),
        ("STRICT, WITHOUT ROWID", "WITHOUT ROWID"),
        ("lamport INTEGER", "lamport ANY"),
    ],
)
def test_a_schema_that_was_written_by_hand(
    fresh: Pair, honest: bytes, refused: list[LedgerError], was: str, becomes: str
) -> None:
    def rewrite(memory: Memory) -> None:
        memory.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'change'",
            (was, becomes),
        )

    hostile = harmed(honest, rewrite, balanced=False)
    refused.append(refuse(fresh, sent_open(fresh, hostile)))


def test_a_schema_that_is_no_text(fresh: Pair, honest: bytes, refused: list[LedgerError]) -> None:
    hostile = honest.replace(b"lamport INTEGER", b"lamport\x80NTEGER")
    assert hostile != honest
    refused.append(refuse(fresh, sent_open(fresh, hostile), "damaged"))


def test_a_table_that_is_a_view_of_the_same_name(
    fresh: Pair, honest: bytes, refused: list[LedgerError]
) -> None:
    columns = ", ".join(f"'x' AS {name}" for name in layout.columns("person"))
    harm = sql(
        "DROP TABLE person",
        "CREATE VIEW person AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n)"
        f" SELECT {columns} FROM n",
    )
    hostile = harmed(honest, harm, balanced=False)
    refused.append(refuse(fresh, sent_open(fresh, hostile), "tables of a handoff"))


_FORGED: dict[str, str] = {
    "a billion rows": "UPDATE manifest_table SET rows = 1000000000 WHERE name = 'change'",
    "rows below none": "UPDATE manifest_table SET rows = -1 WHERE name = 'change'",
    "another hash": "UPDATE manifest_table SET sha256 = replace(sha256, 'a', 'b')",
    "a table less": "DELETE FROM manifest_table WHERE name = 'change'",
    "a table more": "INSERT INTO manifest_table VALUES ('own_key', 0, hex(zeroblob(32)))",
    "a change more": "UPDATE manifest_chain SET last = last + 1",
    "a change less": "UPDATE manifest_chain SET last = last - 1",
    "a later beginning": "UPDATE manifest_chain SET first = 2",
    "another beginning": "UPDATE manifest_chain SET before = zeroblob(32)",
    "no chain": "DELETE FROM manifest_chain",
    "a chain that is not there": (
        "INSERT INTO manifest_chain VALUES ('0000000000000000', 1, 1, zeroblob(32), zeroblob(32))"
    ),
    "another end": "UPDATE manifest_chain SET hash = zeroblob(32)",
    "no sender": "DELETE FROM manifest WHERE key = 'sender_person'",
    "a word more": "INSERT INTO manifest VALUES ('more', 'x')",
    "sequence 0": "UPDATE manifest SET value = '0' WHERE key = 'sequence'",
    "sequence -1": "UPDATE manifest SET value = '-1' WHERE key = 'sequence'",
    "Burmese digits": "UPDATE manifest SET value = '၁' WHERE key = 'sequence'",
    "a path as prefix": "UPDATE manifest SET value = '../../x' WHERE key = 'sender_prefix'",
    "a path as ledger": "UPDATE manifest SET value = '../../etc' WHERE key = 'ledger'",
    "no name": "UPDATE manifest SET value = '' WHERE key = 'sender_name'",
    "an endless name": (
        "UPDATE manifest SET value = hex(zeroblob(100000)) WHERE key = 'sender_name'"
    ),
    "another person": "UPDATE manifest SET value = '0000000000000000' WHERE key = 'sender_person'",
    "another key": "UPDATE manifest SET value = 'x' WHERE key = 'sender_sign'",
    "an unknown scope": "UPDATE manifest SET value = 'some' WHERE key = 'holds'",
    "a moment that is none": "UPDATE manifest SET value = 'now' WHERE key = 'made_at'",
}


@pytest.mark.parametrize("name", _FORGED)
def test_a_forged_manifest(
    fresh: Pair, honest: bytes, refused: list[LedgerError], name: str
) -> None:
    hostile = harmed(honest, sql(_FORGED[name]), balanced=False)
    refused.append(refuse(fresh, sent_open(fresh, hostile)))


_ROWS = {
    "an altered body": f"UPDATE change SET body = replace(body, 'Church', '{SECRET}')",
    "another actor": "UPDATE change SET actor = '0000000000000000'",
    "a change of another kind": "UPDATE change SET kind = 'damage' WHERE seq = 1",
    "an unknown kind": "UPDATE record SET kind = 'ghost'",
    "a missing change": "DELETE FROM change WHERE seq = 3",
    "a last change that is missing": "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)",
    "two changes in each other's place": (
        "UPDATE change SET seq = CASE seq WHEN 2 THEN 1002 ELSE 1003 END WHERE seq IN (2, 3)"
    ),
    "another genesis": "UPDATE chain SET genesis = zeroblob(32)",
    "another device": "UPDATE chain SET device = '0000000000000000'",
    "another past": 'UPDATE chain SET saw = \'[["x",1,"00"]]\'',
    "a past without end": "UPDATE chain SET saw = printf('%.*c', 100000, '[')",
    "no salt": "UPDATE change SET salt = x''",
    "the end of time": "UPDATE change SET lamport = 9223372036854775807",
    "a moment that is none": "UPDATE change SET at = 'yesterday'",
    "an id that is a path": "UPDATE record SET id = '../../../etc/passwd' WHERE kind = 'place'",
    "an id that is a path, elsewhere": "UPDATE person SET id = '../../../../../x'",
    "a prefix that is a path": "UPDATE device SET prefix = '../x'",
    "a record without row in record": "DELETE FROM record WHERE kind = 'incident'",
    "a row of nobody's": (
        "UPDATE incident SET id = '00000000-0000-0000-0000-000000000000'"
        " WHERE id = (SELECT min(id) FROM incident)"
    ),
    "a NUL in a name": "UPDATE casualty SET name = 'a' || char(0) || 'b'",
    "a name that is no text": "UPDATE casualty SET name = CAST(x'ff' AS TEXT)",
    "a number too large": "UPDATE casualty SET quantity = -5",
    "a day that is none": "UPDATE incident SET when_from = '2023-02-31'",
    "a list that is none": "UPDATE casualty SET aka = '{'",
    "a place nowhere": "UPDATE location SET lat = 999",
    "an alias that is none": "UPDATE location SET aliases = '[1]'",
    "an origin that is none": "UPDATE location SET origin = 'elsewhere'",
    "a code without a name": "UPDATE code_outcome SET label = ''",
}


@pytest.mark.parametrize("name", _ROWS)
def test_rows_that_no_ledger_writes(
    fresh: Pair, honest: bytes, refused: list[LedgerError], name: str
) -> None:
    hostile = harmed(honest, sql("PRAGMA foreign_keys=OFF", _ROWS[name]))
    assert hostile != honest
    refused.append(refuse(fresh, sent_open(fresh, hostile)))


def deep() -> str:
    return '{"set":{"title":{"a":{"title":' + "[" * 5000 + "]" * 5000 + "}}}}"


def body(value: object) -> str:
    return Body({"title": GroupChange({}, {"title": value})}).to_json()  # type: ignore[dict-item]


_BODIES = {
    "no JSON": "{",
    "no body": "[]",
    "deep": deep(),
    "a key more": '{"set":{},"x":1}',
    "a blank more": '{"set": {}}',
    "not a number": '{"set":{"title":{"a":{"title":NaN}}}}',
    "without end": '{"set":{"title":{"a":{"title":Infinity}}}}',
    "too large": body(2**70),
    "a list for a value": body([1]),
    "half a letter": '{"set":{"title":{"a":{"title":"\\ud800"}}}}',
    "a NUL": body("a\0b"),
    "parents that are none": '{"set":{"title":{"a":{},"p":[1]}}}',
    "groups that are none": '{"set":[]}',
}


def test_bodies_that_no_ledger_writes_though_their_chain_is_right(pair: Pair) -> None:
    """The documenter's own program was altered: what it wrote is hashed and chained soundly."""
    pair.documenter.ask(lambda c: c.execute("DROP TRIGGER change_stays"))
    for name, text in _BODIES.items():
        pair.documenter.ask(write_body, text)
        pair.documenter.ask(chain_anew)
        refuse(pair, pair.hand_on_open(name.replace(" ", "_")).path, "no ledger writes")


def write_body(connection: Connection, text: str) -> None:
    connection.execute(
        "UPDATE change SET body = ?, salt = zeroblob(16), body_hash = ? WHERE seq = 1",
        (text, body_hash(bytes(16), text)),
    )


def chain_anew(connection: Connection) -> None:
    """Makes every hash what the rows say."""
    columns = "chain, seq, lamport, at, actor, kind, record, op, body_hash"
    for chain, genesis in connection.execute("SELECT id, genesis FROM chain").fetchall():
        before = genesis
        sql_of = f"SELECT {columns} FROM change WHERE chain = ? ORDER BY seq"
        for *told, hashed in connection.execute(sql_of, (chain,)).fetchall():
            change = change_of((*told, None))
            own = change_hash(change, hashed, before)
            connection.execute(
                "UPDATE change SET prev = ?, hash = ? WHERE chain = ? AND seq = ?",
                (before, own, chain, change.seq),
            )
            before = own


def test_a_purged_change_is_let_through(pair: Pair) -> None:
    """Whether a purging did it is for the merge to say, which knows all changes."""
    pair.documenter.ask(lambda c: c.execute("UPDATE change SET body = NULL WHERE seq = 2"))
    with pair.read(pair.hand_on_open().path) as handoff:
        rows = handoff.connection.execute("SELECT seq FROM change WHERE body IS NULL").fetchall()
    assert rows == [(2,)]


# Who it is from, and for whom


def test_a_handoff_in_another_persons_name(pair: Pair, refused: list[LedgerError]) -> None:
    """The office knows both; one passes themselves off as the other."""
    done = pair.hand_on_open()
    other = new_ledger(pair.folder / "o.fieldledger", SECRET, "OTH1", seed=5)
    introduce(pair.office, other)
    refused.append(refuse(pair, sent_open(pair, done.path.read_bytes(), other.do(own_keys))))
    claimed = harmed(
        done.path.read_bytes(),
        sql(
            f"UPDATE manifest SET value = '{other.do(own_keys).party.sign}'"
            " WHERE key = 'sender_sign'"
        ),
    )
    hostile = sent_open(pair, claimed, other.do(own_keys))
    refused.append(refuse(pair, hostile, "signed by somebody else"))
    other.close()
    (pair.folder / "o.fieldledger").unlink()


def test_a_handoff_sealed_anew_for_somebody_it_was_not_meant_for(
    pair: Pair, refused: list[LedgerError]
) -> None:
    """A receiver opens what was sealed to them, and seals it to the office."""
    other = new_ledger(pair.folder / "o.fieldledger", SECRET, "OTH1", seed=5)
    pair.to_office = introduce(pair.documenter, other)
    file = pair.hand_on_open().path.read_bytes()
    hostile = sent_sealed(pair, gzip.compress(file))
    refused.append(refuse(pair, hostile, "meant for somebody else"))
    other.close()
    (pair.folder / "o.fieldledger").unlink()


def test_a_path_in_a_name_is_a_name(pair: Pair) -> None:
    """It is shown, and nothing is written where it points."""
    name = "../../../../tmp/x\n"
    mole = new_ledger(pair.folder / "mole", name.strip(), "MOL1", seed=8)
    introduce(pair.office, mole)
    introduce(mole, pair.office)

    put(mole, Incident, title="../../x", when="Feb 2023", where="Demoso")
    order = Order(ring(mole).receiver("OFC1"))
    done = finished(hand_on(mole, pair.folder / "m.handoff", order))
    with pair.read(done.path) as handoff:
        sender = handoff.manifest.sender
    assert sender.name == name.strip()
    assert suggested_name(sender.prefix, 1) == "MOL1-001.handoff"
    mole.close()


# What is in the seal


def test_a_bomb_in_the_seal_is_not_unpacked(
    fresh: Pair, refused: list[LedgerError], monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = gzip.compress(b"SQLite format 3\0" + bytes(64 << 20))
    path = sent_sealed(fresh, bomb)
    monkeypatch.setattr(sealing, "LARGEST", 2 << 20)
    tracemalloc.start()
    refused.append(refuse(fresh, path, "larger than any"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20


def test_a_file_that_is_too_large_is_not_read(
    fresh: Pair, refused: list[LedgerError], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = fresh.hand_on_open()
    monkeypatch.setattr(sealing, "LARGEST", done.path.stat().st_size - 1)
    refused.append(refuse(fresh, done.path, "larger than any"))


def test_something_else_in_the_seal(fresh: Pair, honest: bytes, refused: list[LedgerError]) -> None:
    whole = gzip.compress(honest)
    others = (b"", b"hello", honest, whole[:-9], whole + b"x", gzip.compress(b"x"), whole * 2)
    refused += [refuse(fresh, sent_sealed(fresh, i), "altered|not a handoff") for i in others]


def test_a_seal_to_somebody_else(fresh: Pair, honest: bytes, refused: list[LedgerError]) -> None:
    whole = gzip.compress(honest)
    path = sent_sealed(fresh, whole)
    outside = sealing.sealed(whole, sealing.new_seal_key()[1])
    sent(path, whole, outside, fresh.documenter.do(own_keys))
    refused.append(refuse(fresh, path, "sealed to somebody else"))


def test_the_signature_of_another_content(
    fresh: Pair, honest: bytes, refused: list[LedgerError]
) -> None:
    """The comment is about the file that came, the signature about something else."""
    refused.append(
        refuse(fresh, sent(fresh.folder / "hostile", b"x", honest, fresh.documenter.do(own_keys)))
    )
    assert signature_of(fresh.folder / "hostile").exists()
