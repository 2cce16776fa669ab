"""Commands that write: all or nothing, through the one way to save, errors by item and field."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.ledger import Store
from store.settings import COUP
from tests.store.commands.running import (
    KILLED,
    NAME_OF_SOMEBODY,
    SHELLING,
    Done,
    Run,
    listed,
    shown,
)
from tests.store.conftest import HOSTILE
from tests.store.ledger_files import posix

# new


def test_new_makes_a_plain_ledger_and_says_so(run: Run, path: Path) -> None:
    made = run("new", path, "--documenter", "Naw A", "--prefix", "LKW2")
    assert (made.code, made.err) == (0, "")
    assert "not encrypted" in made.out
    store = Store.open(path)
    assert (store.settings.prefix, store.settings.start) == ("LKW2", COUP)
    store.close()


def test_new_knows_start_territory_and_key(run: Run, path: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes("ကရင်နီ pass\n".encode())
    made = run(
        *("new", path, "--documenter", "Naw A", "--prefix", "LKW2", "--key-file", key),
        *("--start", "2022-01-01", "--territory", "Demoso, MMR002001"),
    )
    assert made.code == 0
    assert "not encrypted" not in made.out
    assert path.read_bytes()[:6] != b"SQLite"
    assert run("list", path, "incident", "--key-file", key).code == 0
    store = Store.open(path, "ကရင်နီ pass")
    assert store.settings.start.isoformat() == "2022-01-01"
    assert store.settings.territory == ("MMR002002", "MMR002001")
    store.close()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--prefix", "1"),
        ("--start", "1/2/2021"),
        ("--start", "20210201"),
        ("--territory", "Nowhere At All"),
        ("--documenter", " "),
    ],
)
def test_new_refuses_what_it_cannot_use(run: Run, path: Path, wrong: tuple[str, str]) -> None:
    right = {"--documenter": "Naw A", "--prefix": "LKW2", **dict([wrong])}
    done = run("new", path, *(part for pair in right.items() for part in pair))
    assert (done.code, done.out) == (2, "")
    assert wrong[0] in done.err
    assert not path.exists()


def test_new_overwrites_nothing(run: Run, ledger_at: Path) -> None:
    before = ledger_at.read_bytes()
    done = run("new", ledger_at, "--documenter", "Naw A", "--prefix", "LKW2")
    assert done.code == 1
    assert ledger_at.read_bytes() == before


# add and edit


def test_add_takes_an_object_or_an_array_and_prints_codes(run: Run, ledger_at: Path) -> None:
    two = run("add", ledger_at, "casualties", "--json", "-", given=[KILLED, KILLED])
    assert (two.code, two.out) == (0, "LKW2-0002\nLKW2-0003\n")
    casualty = shown(run, ledger_at, "lkw2-0002")
    assert casualty["review"] == "submitted"
    assert (casualty["age_least"], casualty["age_said"]) == (34, "34")
    assert casualty["incident"] == shown(run, ledger_at, "LKW2-0001")["id"]


def test_add_reads_a_file_and_keeps_drafts(run: Run, ledger_at: Path, tmp_path: Path) -> None:
    file = tmp_path / "items.json"
    file.write_text(json.dumps({"review": "draft", "name": HOSTILE}), encoding="utf-8-sig")
    assert run("add", ledger_at, "casualty", "--json", file).code == 0
    kept = shown(run, ledger_at, "LKW2-0002")
    assert (kept["review"], kept["name"]) == ("draft", HOSTILE)


def test_add_tells_all_errors_by_item_and_field_and_saves_nothing(
    run: Run, ledger_at: Path
) -> None:
    items = [
        KILLED,
        {**KILLED, "outcome": NAME_OF_SOMEBODY, "age": NAME_OF_SOMEBODY},
        {"name": NAME_OF_SOMEBODY},
        {**KILLED, NAME_OF_SOMEBODY: "x"},
        NAME_OF_SOMEBODY,
    ]
    done = run("add", ledger_at, "casualty", "--json", "-", given=items)
    assert (done.code, done.out) == (1, "")
    for expected in ("item 2, outcome:", "item 2, age:", "item 3, outcome:", "item 4:", "item 5:"):
        assert expected in done.err
    assert "item 1" not in done.err
    assert NAME_OF_SOMEBODY not in done.err
    assert listed(run, ledger_at, "casualty") == []
    assert run("add", ledger_at, "casualty", "--json", "-", given=KILLED).out == "LKW2-0002\n"


def test_add_saves_what_is_only_odd_and_says_so(run: Run, ledger_at: Path) -> None:
    odd = {**KILLED, "name": "Khu Reh", "sex": "male", "when": "7 Mar 2099"}
    done = run("add", ledger_at, "casualty", "--json", "-", given=[KILLED, odd])
    assert (done.code, done.out) == (0, "LKW2-0002\nLKW2-0003\n")
    assert "item 2, when: warning after-today:" in done.err
    assert "item 1" not in done.err
    assert shown(run, ledger_at, "LKW2-0003")["review"] == "submitted"
    answered = {**odd, "waived": {"after-today": "the clock is wrong"}}
    assert "after-today" not in run("add", ledger_at, "casualty", "--json", "-", given=answered).err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b'{\n"title": "A",,\n}', "Line 2"),
        (b'{"title":\n "\xff"}', "Line 2"),
        (b'{"title": "A", "title": "B"}', "twice"),
        (b'{"lat": NaN}', "NaN"),
        (b'{"lat": 1' + b"0" * 5000 + b"}", "number"),
        (b"[" * 100_000, "brackets"),
        (b"", "Line 1"),
    ],
)
def test_what_is_no_json_gets_a_sentence(
    run: Run, ledger_at: Path, given: bytes, told: str
) -> None:
    done = run("add", ledger_at, "incident", "--json", "-", given=given)
    assert (done.code, done.out) == (1, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_what_show_prints_edit_accepts(run: Run, ledger_at: Path) -> None:
    text = run("show", ledger_at, "LKW2-0001", "--format", "json", "--history").out
    done = run("edit", ledger_at, "LKW2-0001", "--json", "-", given=text.encode())
    assert (done.code, done.out) == (0, "LKW2-0001\n")
    item = json.loads(text)
    assert len(item["history"]) == 1
    edited = {**item, "title": HOSTILE}
    assert run("edit", ledger_at, "LKW2-0001", "--json", "-", "--why", "-", given=edited).code == 0
    again = json.loads(run("show", ledger_at, "LKW2-0001", "--format", "json", "--history").out)
    assert (again["title"], again["history"][-1]["why"]) == (HOSTILE, "-")
    refused = run("edit", ledger_at, "LKW2-0001", "--json", "-", given={**again, "code": "X-1"})
    assert refused.code == 1
    assert "code:" in refused.err


def test_edit_changes_only_what_it_is_given(run: Run, ledger_at: Path) -> None:
    before = shown(run, ledger_at, "LKW2-0001")
    edit = {"when": "Feb 2023", "means": "artillery_mortar"}
    assert run("edit", ledger_at, "LKW2-0001", "--json", "-", given=edit).code == 0
    after = shown(run, ledger_at, "LKW2-0001")
    changed = {key for key in after if after[key] != before[key]}
    assert changed - {"updated_at"} == {
        *("when_from", "when_to", "when_precision", "when_said", "means")
    }


def test_reviewing_goes_through_its_own_gate(run: Run, ledger_at: Path) -> None:
    def review(**item: str) -> Done:
        return run("edit", ledger_at, "LKW2-0001", "--json", "-", given=item)

    assert review(review="approved", title="B").code == 0
    history = json.loads(run("show", ledger_at, "LKW2-0001", "--history", "--format", "json").out)
    assert [entry["op"] for entry in history["history"]] == ["create", "edit", "approve"]
    assert history["review"] == "approved"
    assert review(title="C").code == 0
    assert shown(run, ledger_at, "LKW2-0001")["review"] == "submitted"
    silent = review(review="returned")
    assert (silent.code, silent.err.partition(":")[0]) == (1, "review_comment")
    assert review(review="returned", review_comment="Which one?").code == 0
    assert shown(run, ledger_at, "LKW2-0001")["review_comment"] == "Which one?"
    assert review(review_comment="Which two?").code == 1
    assert review(review="approved").code == 0
    assert review(kind="").code == 1


def test_an_item_can_be_added_as_approved(run: Run, ledger_at: Path) -> None:
    item = {**SHELLING, "title": "Other", "review": "approved"}
    assert run("add", ledger_at, "incident", "--json", "-", given=item).code == 0
    assert shown(run, ledger_at, "LKW2-0002")["review"] == "approved"
    broken = {"title": "Neither when nor where", "review": "approved"}
    assert run("add", ledger_at, "incident", "--json", "-", given=broken).code == 1


# retire and restore


def test_retire_and_restore_keep_the_reason(run: Run, ledger_at: Path) -> None:
    assert run("retire", ledger_at, "LKW2-0001").code == 2
    assert run("retire", ledger_at, "LKW2-0001", "--why", " ").code == 2
    assert run("restore", ledger_at, "LKW2-0001", "--why", "x").code == 1
    assert run("retire", ledger_at, "LKW2-0001", "--why", "entered twice").code == 0
    assert run("retire", ledger_at, "LKW2-0001", "--why", "again").code == 1
    assert listed(run, ledger_at, "incident") == []
    edited = run("edit", ledger_at, "LKW2-0001", "--json", "-", given={"title": "x"})
    assert (edited.code, "retired" in edited.err) == (1, True)
    assert run("restore", ledger_at, "LKW2-0001", "--why", "was not").code == 0
    history = run("show", ledger_at, "LKW2-0001", "--history").out
    assert "entered twice" in history
    assert "was not" in history


@posix
def test_a_kill_amid_an_add_leaves_nothing_half_saved(
    run: Run, ledger_at: Path, tmp_path: Path
) -> None:
    items = tmp_path / "items.json"
    items.write_text(json.dumps([SHELLING] * 4))
    program = f"""
import os, signal
from store.__main__ import main
from store.saving import Saving
save, saved = Saving.save, []
def dying(*arguments, **options):
    saved.append(save(*arguments, **options))
    if len(saved) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return saved[-1]
Saving.save = dying
main(["add", {str(ledger_at)!r}, "incident", "--json", {str(items)!r}])
"""
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, b"")
    assert [item["code"] for item in listed(run, ledger_at, "incident")] == ["LKW2-0001"]
    assert run("check", ledger_at).code == 0
    assert run("add", ledger_at, "incident", "--json", "-", given=SHELLING).out == "LKW2-0002\n"
