"""Whatever is altered behind the program's back, the check tells it and never breaks."""

from pathlib import Path

import pytest

from store.errors import LedgerDamaged
from store.ledger import Store
from store.records import Incident
from tests.store.test_ledger import a_citation, an_incident

FREED = ("DROP TRIGGER change_stays", "DROP TRIGGER change_is_kept")
TRIGGERS_GONE = ["The trigger change_is_kept is missing.", "The trigger change_stays is missing."]
LAST = "(SELECT max(seq) FROM change)"


def altered(store: Store, *statements: str) -> list[str]:
    """What the check finds after the statements, which no CHECK or key holds back."""
    for statement in ("PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON", *statements):
        store.ask(lambda connection, sql=statement: connection.execute(sql))
    return [sentence for sentence in store.check() if sentence]


def test_what_nobody_altered_is_right(ledger: Store) -> None:
    a_citation(ledger, an_incident(ledger))
    assert altered(ledger) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE incident SET actor = 'Somebody'", '"actor".'),
        ("UPDATE incident SET created_at = '2020-01-01T00:00:00Z'", '"created_at".'),
        ("UPDATE incident SET updated_by = 'Somebody'", '"updated_by".'),
        ("UPDATE incident SET rev = 9", "not up to date: rev."),
        ("UPDATE incident SET cited = 1", "not up to date: cited."),
        ("UPDATE incident SET when_from = '2023-99-99'", "content that cannot be read."),
        ("UPDATE incident SET waived = 'no JSON'", "content that cannot be read."),
        ("UPDATE record SET kind = 'flood'", "of a kind that this program does not know"),
        ("DELETE FROM incident", "The row of a record is missing"),
        ("INSERT INTO conflict SELECT id, 'when', '[]' FROM record", "a list of conflicts"),
        ("ALTER TABLE incident ADD COLUMN secret TEXT", "The table incident has other columns"),
        ("ALTER TABLE citation RENAME says TO other", "The table citation has other columns"),
        ("DROP TABLE citation", "The table citation is missing."),
        ("CREATE TABLE more(a)", "A table is not of this program: more."),
        ("DROP VIEW figure_with_source", "The view figure_with_source is missing."),
    ],
)
def test_an_altered_table_is_told(ledger: Store, statement: str, told: str) -> None:
    an_incident(ledger)
    found = altered(ledger, statement)
    assert any(told in sentence for sentence in found)
    assert not any("Somebody" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE change SET body = replace(body, 'Shelling', 'Airstrike')",
            ["its content was altered.", '"title".'],
        ),
        (f"DELETE FROM change WHERE seq = {LAST}", ['"title".', "not up to date: rev."]),
        ("DELETE FROM change WHERE seq = 1", ["misses change 1.", "it does not follow"]),
        ("UPDATE change SET at = '2020-01-01'", ["it does not follow"]),
        ("UPDATE chain SET saw = '[1]'", ["does not begin as it was begun."]),
        ("UPDATE change SET body = 'no JSON'", ["was altered.", "cannot be read."]),
        ("UPDATE change SET body = '{}'", ["was altered.", "cannot be read."]),
        ("UPDATE change SET body = '[1]'", ["was altered.", "cannot be read."]),
        ('UPDATE change SET body = \'{"set":{"title":1}}\'', ["cannot be read."]),
    ],
)
def test_an_altered_history_is_told(ledger: Store, statement: str, told: list[str]) -> None:
    incident = an_incident(ledger)
    changed = incident.model_copy(update={"title": "Shelling of the market (invented)"})
    ledger.save(changed)
    found = altered(ledger, *FREED, statement)
    assert [sentence for sentence in found if "trigger" in sentence] == TRIGGERS_GONE
    for ending in told:
        assert any(ending in sentence for sentence in found), found


def test_a_record_whose_history_cannot_be_read_is_told_as_damage(ledger: Store) -> None:
    incident = an_incident(ledger)
    altered(ledger, *FREED, "UPDATE change SET body = 'no JSON'")
    with pytest.raises(LedgerDamaged):
        ledger.get(Incident, incident.id)
    with pytest.raises(LedgerDamaged):
        ledger.history(incident)


@pytest.mark.parametrize("statement", ["DELETE FROM setting", "UPDATE setting SET value = 'x'"])
def test_lost_settings_are_told_as_damage(tmp_path: Path, ledger: Store, statement: str) -> None:
    altered(ledger, statement)
    ledger.close()
    for _ in range(2):  # The file is let go of again.
        with pytest.raises(LedgerDamaged):
            Store.open(tmp_path / "a.fieldledger")
