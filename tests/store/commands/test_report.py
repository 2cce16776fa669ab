"""`report`: the same numbers in every format, tables as asked for, every report written down."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from store.demo import build_demo
from store.ledger import Store
from tests.store.commands.running import Run

FEBRUARY = ("--period", "2023-02", "--area", "Loikaw,Hpruso,Demoso,Pekon")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "demo.fieldledger"
    build_demo(path)
    return path


def logged(path: Path) -> list[Any]:
    store = Store.open(path)
    try:
        rows: list[Any] = store.ask(
            lambda c: c.execute(
                'SELECT "to", format, period_from, population, known_on, tables, counts'
                " FROM report_log ORDER BY rid"
            ).fetchall()
        )
        return rows
    finally:
        store.close()


def test_a_report_is_text_of_eighty_columns(run: Run, demo: Path) -> None:
    done = run("report", demo, *FEBRUARY, "--by", "month,township")
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].startswith("1–28 Feb 2023 · Loikaw, Hpruso, Demoso, Pekon · civilians")
    assert "Killed by month and township, civilians" in lines


def test_tables_are_asked_for_one_by_one(run: Run, demo: Path) -> None:
    asked = ("--by", "month,township", "--by", "age_group", "--format", "json")
    found = json.loads(run("report", demo, *FEBRUARY, *asked).out)
    killed = [table["by"] for table in found["tables"] if table["measure"] == "killed"]
    assert killed == [["people"], ["status"], ["month", "township"], ["age"]]
    for table in found["tables"]:
        total = table["total"]["documented"]
        assert sum(row["documented"] for row in table["rows"]) == total


def test_every_format_tells_the_same_numbers(run: Run, demo: Path) -> None:
    line = json.loads(run("report", demo, *FEBRUARY, "--format", "json").out)["lines"][0]
    assert (line["documented"], line["approved"], line["low"], line["high"]) == (7, 5, 7, 8)
    rows = csv.DictReader(
        io.StringIO(run("report", demo, *FEBRUARY, "--format", "csv").out, newline="")
    )
    killed = next(r for r in rows if (r["section"], r["measure"]) == ("line", "killed"))
    assert [killed[n] for n in ("documented", "approved", "low", "high")] == ["7", "5", "7", "8"]
    text = run("report", demo, *FEBRUARY, "--format", "markdown").out
    assert "| Killed | 7 (5 approved) | 7–8 | KNDF 8 |" in text
    page = run("report", demo, *FEBRUARY, "--format", "html").out
    assert '<th scope="row">Killed</th><td class="n">7 (5 approved)</td>' in page


def test_known_on_is_what_was_known_on_that_day(run: Run, demo: Path) -> None:
    asked = ("report", demo, *FEBRUARY, "--format", "json", "--known-on")
    assert json.loads(run(*asked, "2023-03-06").out)["lines"][0]["documented"] == 7
    before = json.loads(run(*asked, "2022-12-31").out)
    assert before["known_on"] == "2022-12-31"
    assert before["lines"][0]["documented"] == 0


def test_a_file_is_made_once_and_never_written_over(run: Run, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = run("report", demo, *FEBRUARY, "--format", "html", "-o", out)
    assert (done.code, done.out) == (0, "")
    page = out.read_bytes()
    again = run("report", demo, *FEBRUARY, "--format", "html", "-o", out)
    assert again.code == 1
    assert out.read_bytes() == page


def test_every_report_is_written_down_and_a_refused_one_is_not(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    before = len(logged(demo))
    asked = ("--population", "resistance", "--to", "OHCHR", "--by", "month")
    run("report", demo, "--period", "start..2023-03-06", *asked)
    (tmp_path / "there").write_text("x")
    run("report", demo, "--period", "2022", "-o", tmp_path / "there")
    rows = logged(demo)[before:]
    assert [row[:6] for row in rows] == [
        ("OHCHR", "text", "2021-02-01", "resistance", None, '[["month"]]')
    ]
    assert json.loads(rows[0][6])["killed"] == 1


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--period", "sometime"), "--period"),
        (("--period", "2023", "--area", "Atlantis"), "--area"),
        (("--period", "2023", "--population", "soldiers"), "--population"),
        (("--period", "2023", "--as-of", "Feb 2023"), "--as-of"),
        (("--period", "2023", "--known-on", "x"), "--known-on"),
        (("--period", "2023", "--by", "month,sex,age"), "--by"),
        (("--period", "2023", "--by", "shoe size"), "--by"),
    ],
)
def test_an_option_that_means_nothing_is_named(
    run: Run, demo: Path, options: tuple[str, ...], named: str
) -> None:
    done = run("report", demo, *options)
    assert done.code == 2
    assert done.out == ""
    assert named in done.err
    assert "Traceback" not in done.err
