"""merge, conflicts, resolve and purge: from two ledgers that know each other's keys."""

import json
from pathlib import Path

import pytest

from tests.store.commands.running import SHELLING, Run
from tests.store.conftest import HOSTILE


@pytest.fixture
def office(run: Run, ledger_at: Path, tmp_path: Path) -> Path:
    """A second ledger; each has the other's key."""
    path = tmp_path / "office.fieldledger"
    assert run("new", path, "--documenter", HOSTILE, "--prefix", "OFC1").code == 0
    for to, who in ((ledger_at, path), (path, ledger_at)):
        card = run("keys", who, "card").out
        assert run("keys", to, "import", "-", given=card.encode()).code == 0
    return path


def add(run: Run, ledger: Path, **values: object) -> str:
    given = json.dumps({**SHELLING, **values}).encode()
    done = run("add", ledger, "incident", "--json", "-", given=given)
    assert done.code == 0, done.err
    return done.out.strip()


def edit(run: Run, ledger: Path, code: str, **values: object) -> None:
    done = run("edit", ledger, code, "--json", "-", given=json.dumps(values).encode())
    assert done.code == 0, done.err


def handed(run: Run, sender: Path, name: str) -> Path:
    file = sender.parent / name
    assert run("handoff", sender, file, "--all").code == 0
    return file


def test_a_handoff_is_planned_merged_and_merged_again(
    run: Run, ledger_at: Path, office: Path
) -> None:
    code = add(run, ledger_at, title=HOSTILE)
    file = handed(run, ledger_at, "one.handoff")
    before = office.read_bytes()
    planned = run("merge", office, file, "--plan")
    assert planned.code == 0
    assert "Incidents" in planned.out
    assert office.read_bytes() == before
    done = run("merge", office, file)
    assert done.code == 0, done.err
    assert "Merged 2 changes of 2 records." in done.out
    assert json.loads(run("show", office, code, "--format", "json").out)["title"] == HOSTILE
    assert len(list(office.parent.glob("office.before-merge-*.fieldledger"))) == 1
    again = run("merge", office, file)
    assert (again.code, "Nothing was new" in again.out) == (0, True)
    assert run("check", office).code == 0
    assert run("receipt", office, "make").code == 0


def test_a_merge_is_taken_back(run: Run, ledger_at: Path, office: Path) -> None:
    code = add(run, ledger_at)
    assert run("merge", office, handed(run, ledger_at, "one.handoff")).code == 0
    assert run("merge", office, "--undo").code == 0
    assert run("show", office, code).code == 1
    assert run("merge", office, "--undo").code == 1
    assert run("check", office).code == 0
    assert run("merge", office).code == 2


def test_what_both_changed_is_listed_and_settled(run: Run, ledger_at: Path, office: Path) -> None:
    codes = [add(run, ledger_at, title=f"before {n}") for n in range(3)]
    assert run("merge", office, handed(run, ledger_at, "one.handoff")).code == 0
    for code in codes:
        edit(run, office, code, title="ours")
        edit(run, ledger_at, code, title=HOSTILE)
    done = run("merge", office, handed(run, ledger_at, "two.handoff"))
    assert "3 conflicts to settle" in done.out
    told = run("conflicts", office)
    assert (told.code, codes[0] in told.out, "before 0" in told.out) == (0, True, True)
    listed = json.loads(run("conflicts", office, codes[0], "--format", "json").out)
    values = {c["value"]: c["number"] for c in listed[0]["conflicts"][0]["candidates"]}
    assert values.keys() == {"ours", HOSTILE}
    settled = run("resolve", office, codes[0], f"title={values[HOSTILE]}", "--why", "asked")
    assert settled.out == "Settled; left open: nothing.\n"
    assert run("resolve", office, codes[1], "title=ours").code == 0
    assert run("resolve", office, codes[1], "title=ours").code == 1
    assert "Settled 1 record; 0 records left open." in run("resolve", office, "--from", "lkw2").out
    titles = [json.loads(run("show", office, c, "--format", "json").out)["title"] for c in codes]
    assert titles == [HOSTILE, "ours", HOSTILE]
    assert run("conflicts", office).out == "Nothing is open.\n"
    assert run("resolve", office, "--ours", codes[0]).code == 2
    assert run("resolve", office, codes[0]).code == 2


def test_a_purge_names_what_may_still_hold_it(run: Run, ledger_at: Path, office: Path) -> None:
    code = add(run, ledger_at, narrative="what a witness said")
    assert run("merge", office, handed(run, ledger_at, "one.handoff")).code == 0
    edit(run, office, code, title="edited here")
    done = run("purge", office, code, "--field", "narrative", "--why", "consent withdrawn")
    assert done.code == 0, done.err
    assert "before-merge" in done.out
    assert "Backups, handoffs and extracts" in done.out
    assert b"what a witness said" not in office.read_bytes()
    assert run("purge", office, code, "--field", "code", "--why", "x").code == 2
    assert run("check", office).code == 0
