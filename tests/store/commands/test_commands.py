"""The program without a screen: what it prints, what it refuses, and with which exit code."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.__main__ import _SERVED, COMMANDS, main
from store.items import to_item
from store.ledger import Store
from store.records import Incident
from tests.store.commands.running import (
    KILLED,
    NAME_OF_SOMEBODY,
    SHELLING,
    Done,
    Run,
    listed,
)
from tests.store.conftest import HOSTILE

# list and show


def test_list_filters_sorts_and_limits(run: Run, ledger_at: Path) -> None:
    raid = {**SHELLING, "title": "Raid", "kind": "raid", "when": "Mar 2023"}
    run("add", ledger_at, "incident", "--json", "-", given=raid)

    def titles(*more: str) -> list[str]:
        return [item["title"] for item in listed(run, ledger_at, "incidents", *more)]

    assert titles() == ["Raid", "Shelling"]
    assert titles("--sort", "when") == ["Shelling", "Raid"]
    assert titles("--sort", "-when", "--limit", "1") == ["Raid"]
    assert titles("--where", "-kind:shelling") == ["Raid"]
    assert titles("--where", "kind:shelling", "--where", "when:2023-02") == ["Shelling"]
    assert titles("--where", "township:Loikaw") == []
    assert run("list", ledger_at, "incident", "--where", "nothing:x").code == 1
    assert run("list", ledger_at, "incident", "--sort", "narrative").code == 1
    assert run("list", ledger_at, "incident", "--limit", "-3").code == 2
    assert run("list", ledger_at, "nonsense").code == 2


def test_lists_of_more_than_a_page_are_whole(
    run: Run, ledger_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [{"review": "draft", "title": str(number)} for number in range(7)]
    run("add", ledger_at, "incident", "--json", "-", given=items)
    monkeypatch.setattr("store.commands.reading._PAGE", 3)
    codes = [item["code"] for item in listed(run, ledger_at, "incident", "--sort", "created")]
    assert codes == [f"LKW2-000{number}" for number in range(1, 9)]


def test_json_and_csv_are_exact_and_text_is_safe(run: Run, ledger_at: Path) -> None:
    hostile = f'{HOSTILE}\u202e\x1b]0;x\x07\r\n","=1+1'
    run("add", ledger_at, "incident", "--json", "-", given={**SHELLING, "title": hostile})
    assert listed(run, ledger_at, "incident", "--sort", "-created")[0]["title"] == hostile
    text = run("list", ledger_at, "incident", "--sort", "-created", "--format", "csv").out
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["title"] == hostile
    assert set(row) == set(to_item(Incident()))
    for printed in (run("list", ledger_at, "incident"), run("show", ledger_at, "LKW2-0002")):
        assert "\x1b" not in printed.out
        assert "\u202e" not in printed.out
        assert HOSTILE in printed.out


def test_a_table_is_aligned(run: Run, ledger_at: Path) -> None:
    wide = {**SHELLING, "title": "爆炸"}
    run("add", ledger_at, "incident", "--json", "-", given=wide)
    heading, first, second = run("list", ledger_at, "incident").out.splitlines()
    assert heading.split()[:3] == ["Code", "Title", "Kind"]
    assert first.index("Shelling", 15) + len("爆炸") == second.index("Shelling", 15)


def test_show_says_what_is_inherited(run: Run, ledger_at: Path) -> None:
    run("add", ledger_at, "casualty", "--json", "-", given=KILLED)
    text = run("show", ledger_at, "LKW2-0002").out
    assert "24 Feb 2023 (the incident's)" in text
    assert "Naw A" in text
    assert run("show", ledger_at, "LKW2-0009").code == 1


# check, codebook, places, extract, demo


def test_check_finds_what_was_changed_behind_its_back(run: Run, ledger_at: Path) -> None:
    good = run("check", ledger_at)
    assert (good.code, "nothing is wrong" in good.out) == (0, True)
    store = Store.open(ledger_at)
    store.ask(lambda connection: connection.execute("UPDATE incident SET title = 'Altered'"))
    store.close()
    bad = run("check", ledger_at)
    assert bad.code == 1
    assert "LKW2-0001" in bad.out
    assert "Altered" not in bad.out


def test_codebook_prints_both_formats(run: Run) -> None:
    assert run("codebook").out.startswith("# Codebook\n")
    assert json.loads(run("codebook", "--format", "json").out)["records"]


def test_places_are_loaded_or_refused_by_row(run: Run, ledger_at: Path, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    heading = "key,level,name,parent\n"
    file.write_text(f"{heading}MMR002002,township,Renamed,MMR002D001\n", encoding="utf-8")
    done = run("places", "load", ledger_at, file)
    assert (done.code, "1 changed" in done.out) == (0, True)
    assert "Renamed" in run("list", ledger_at, "incident").out
    assert run("check", ledger_at).code == 0
    file.write_text(f"{heading}X1,nonsense,A,MMR002002\n", encoding="utf-8")
    refused = run("places", "load", ledger_at, file)
    assert (refused.code, refused.err.partition(":")[0]) == (1, "row 2")
    assert run("places", "drop", ledger_at, file).code == 2
    assert run("places", "load", ledger_at, tmp_path / "none").code == 1


def test_extract_writes_once_and_says_what(run: Run, ledger_at: Path, tmp_path: Path) -> None:
    def extract(profile: str, form: str, *more: str) -> Done:
        out = tmp_path / f"out.{form}"
        return run("extract", ledger_at, out, "--profile", profile, "--format", form, *more)

    assert extract("internal", "csv", "--where", "-kind:raid").code == 0
    done = extract("internal", "sqlite")
    assert done.code == 0
    assert "not encrypted" in done.out
    assert extract("internal", "sqlite").code == 1
    for profile, form in (("none", "csv"), ("court", "xlsx")):
        refused = extract(profile, form)
        assert (refused.code, refused.out) == (2, "")
    for more in (("--tick", "incident.narrative"), ("--suppress-below", "5")):
        assert extract("partner", "json", *more).code == 2
    assert extract("court", "json", "--tick", "casualty.name").code == 2
    assert extract("court", "json", "--tick", "incident.narrative", "--to", "The UN").code == 0
    assert extract("internal", "csv", "--where", "nonsense:x").code == 1


def test_demo_replaces_only_a_demo(run: Run, ledger_at: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo.fieldledger"
    for _ in range(2):
        done = run("demo", "--no-open", "--path", demo)
        assert (done.code, done.out) == (0, f"{demo}\n")
    assert run("list", demo, "figures", "--limit", "1").code == 0
    before = ledger_at.read_bytes()
    refused = run("demo", "--no-open", "--path", ledger_at)
    assert (refused.code, refused.out) == (1, "")
    assert ledger_at.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([demo, ledger_at])


def test_demo_opens_where_there_is_a_screen(tmp_path: Path) -> None:
    opened: list[tuple[Path, str | None]] = []

    def open_screen(path: Path, passphrase: str | None) -> int:
        opened.append((path, passphrase))
        return 7

    demo = tmp_path / "demo.fieldledger"
    assert main(["demo", "--path", str(demo)], open_screen) == 7
    assert opened == [(demo, None)]


# What is misused, and what goes wrong


def test_every_command_has_its_help(run: Run) -> None:
    assert run("--help").code == 0
    assert run().code == 2
    for name in _SERVED:
        done = run(name, "--help")
        assert (done.code, done.err) == (0, "")
        assert "--key-file" in done.out


@pytest.mark.parametrize("name", sorted((COMMANDS - set(_SERVED)) | {"nonsense"}))
def test_what_is_no_command_gets_a_sentence(run: Run, name: str) -> None:
    done = run(name, "x", "y")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("list", "x", "casualty", "--where", "name:Saw", "Secret"),
        ("list", "x", "casualty", "--format", NAME_OF_SOMEBODY),
        ("list", "x", "casualty", "--limit", NAME_OF_SOMEBODY),
        ("list", "x", NAME_OF_SOMEBODY),
        ("show", "x", "y", f"--{NAME_OF_SOMEBODY}"),
    ],
)
def test_misuse_is_told_without_repeating_it(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Secret" not in done.err


def test_a_file_that_cannot_be_opened_gets_a_sentence(
    run: Run, ledger_at: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("not needed")
    text = tmp_path / "text"
    text.write_text("x" * 5000)
    for arguments in (("list", tmp_path / "none"), ("list", text), ("list", tmp_path)):
        assert run(*arguments, "incident").code == 1
    assert run("list", ledger_at, "incident", "--key-file", key).code == 1
    assert run("list", ledger_at, "incident", "--key-file", tmp_path / "none").code == 1


def test_an_open_window_keeps_every_command_out(run: Run, ledger_at: Path) -> None:
    store = Store.open(ledger_at)
    done = run("check", ledger_at)
    store.close()
    assert (done.code, done.out, "another window" in done.err) == (1, "", True)


def test_a_mistake_of_the_program_tells_no_value(ledger_at: Path) -> None:
    program = f"""
import store.commands.checking as checking
from store.commands.command import Command, takes_ledger
def broken(arguments):
    raise ValueError("{NAME_OF_SOMEBODY}")
checking.COMMANDS["check"] = Command(takes_ledger, broken)
from tui.__main__ import main
main(["check", {str(ledger_at)!r}])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "builtins.ValueError" in done.stderr
    assert NAME_OF_SOMEBODY not in done.stderr
    assert "Traceback" not in done.stderr


def test_extract_shows_before_what_leaves_and_tells_the_balance(
    run: Run, ledger_at: Path, tmp_path: Path
) -> None:
    def extract(out: str, *more: str) -> Done:
        asked = ("--profile", "partner", "--format", "json", *more)
        return run("extract", ledger_at, tmp_path / out, *asked)

    before = extract("a", "--preview")
    assert before.code == 0
    assert "public_text" in before.out
    assert "narrative" not in before.out
    assert not (tmp_path / "a").exists()
    told = json.loads(extract("b", "--balance", "json").out)
    assert all(row["in_ledger"] == row["written"] + row["left_out"] for row in told)
    assert extract("c", "--balance", "csv").out.startswith("kind,in_ledger,written,left_out,why,")
