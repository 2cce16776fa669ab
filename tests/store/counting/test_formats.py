"""The formats of a report: the same numbers, nothing naked, nothing that runs or calls home."""

# ruff: noqa: D102 - The methods of `Page` are called as its parent calls them.

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from store.counting.scope import read_scope
from store.demo import build_demo
from store.fields import field_of
from store.ledger import Store
from store.records import Figure, Source
from store.reporting.making import FORMATS, log_report, written_report
from store.reporting.report import Asked
from store.vocabulary import FigureKind, Measure, Population, Qualifier, Review
from tests.store.conftest import HOSTILE
from tests.store.counting.test_demo_reports import FEBRUARY, SINCE_THE_COUP


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.fieldledger"
    build_demo(path)
    store = Store.open(path)
    yield store
    store.close()


def asked_of(store: Store, asked: tuple[str, str], *by: tuple[str, ...]) -> Asked:
    period, areas = asked
    scope = store.ask(
        read_scope,
        period,
        start=store.settings.start,
        today=store.today,
        areas=areas.split(","),
    )
    return Asked(scope, by)


def text_of(store: Store, form: str, asked: tuple[str, str], *by: tuple[str, ...]) -> str:
    return written_report(store, asked_of(store, asked, *by), form)[1]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("asked", [FEBRUARY, SINCE_THE_COUP])
def test_nothing_is_naked(demo: Store, form: str, asked: tuple[str, str]) -> None:
    text = text_of(demo, form, asked)
    plain = " ".join(text.split())
    for words in ("civilians", "2021", "Kayah", "invented", "DEMO-0015"):
        assert words in plain, words
    assert re.search(r"2023-03-06|6 Mar 2023", plain)
    assert re.search(r"[Ww]aiting", plain)
    assert re.search(r"[Uu]ndecided", plain)
    assert re.search(r"approved", plain)


def test_the_text_fits_a_small_terminal(demo: Store) -> None:
    wide = text_of(demo, "text", SINCE_THE_COUP, ("month", "township"), ("means", "actor"))
    assert max(map(len, wide.splitlines())) <= 80
    text = text_of(demo, "text", FEBRUARY)
    assert max(map(len, text.splitlines())) <= 80
    assert re.search(r"^Killed +7 \(5 approved\) +7–8 +KNDF 8$", text, re.MULTILINE)
    assert "Ours in its terms: 6–8; 2 more reported." in " ".join(text.split())


def test_a_figure_of_another_period_says_which(demo: Store) -> None:
    text = text_of(demo, "text", SINCE_THE_COUP)
    assert "KNDF 8 (1–28 Feb 2023), PKPF 309" in " ".join(text.split())


def test_markdown_has_tables_with_as_many_cells_as_headings(demo: Store) -> None:
    text = text_of(demo, "markdown", FEBRUARY, ("month", "township"))
    assert text.startswith("# 1–28 Feb 2023 · Loikaw, Hpruso, Demoso, Pekon · civilians")
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", row) for row in block.strip().splitlines()]
        assert len({len(row) for row in rows}) == 1
    assert "| Killed | 7 (5 approved) | 7–8 | KNDF 8 |" in text


def test_csv_has_a_row_of_hxl_hashtags_and_every_row_says_what_was_asked(demo: Store) -> None:
    text = text_of(demo, "csv", FEBRUARY, ("month", "township"))
    assert text.count("\r\n") == text.count("\n")
    names, tags, *rows = list(csv.reader(io.StringIO(text, newline="")))
    hashtag = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
    assert all(hashtag.fullmatch(tag) for tag in tags)
    assert len(names) == len(tags) == len(set(names))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    area = "MMR002001 MMR002003 MMR002002 MMR014010"
    for row in found:
        assert (row["period_from"], row["period_to"]) == ("2023-02-01", "2023-02-28")
        assert (row["area"], row["as_of"]) == (area, "2023-03-06")
        assert row["population"] in {"civilians", "all"}
    (killed,) = [r for r in found if (r["section"], r["measure"]) == ("line", "killed")]
    assert [killed[name] for name in ("documented", "approved", "low", "high", "open")] == [
        *("7", "5", "7", "8", "false")
    ]
    cells = [r for r in found if r["section"] == "table" and r["township_code"]]
    killed_there = [r for r in cells if r["measure"] == "killed" and r["month"] == "2023-02"]
    assert sum(int(r["documented"]) for r in killed_there) == 7
    assert {r["township_name"] for r in killed_there} == {"Loikaw", "Demoso", "Hpruso", "Pekon"}


class Page(HTMLParser):
    """What a page is made of, read tag by tag."""

    VOID = frozenset({"meta", "br", "img", "link", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("asked", [FEBRUARY, SINCE_THE_COUP])
def test_the_page_is_whole_runs_nothing_and_calls_nobody(
    demo: Store, asked: tuple[str, str]
) -> None:
    text = text_of(demo, "html", asked, ("means", "actor"))
    page = Page(text)
    assert not page.open
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "object", "embed", "link", "img", "form"}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "xlink:href", "action"):
            assert (attributes.get(name) or "#").startswith("#")
    assert not re.search(r"url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", text)
    policies = [a for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in (policies[0]["content"] or "")


def test_the_page_can_be_used_without_seeing_it(demo: Store) -> None:
    text = text_of(demo, "html", SINCE_THE_COUP, ("month", "township"))
    page = Page(text)
    assert dict(page.tags)["html"] == {"lang": "en"}
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(pictures) == 3
    ids = {attributes["id"] for _, attributes in page.tags if attributes.get("id")}
    for attributes in pictures:
        assert attributes["role"] == "img"
        assert set((attributes["aria-labelledby"] or "").split()) <= ids
    for tag, attributes in page.tags:
        if tag == "section":
            assert attributes["aria-labelledby"] in ids
    assert len(ids) == sum("id" in attributes for _, attributes in page.tags)
    assert {"header", "main"} <= {tag for tag, _ in page.tags}
    tables = [tag for tag, _ in page.tags if tag == "table"]
    assert len([tag for tag, _ in page.tags if tag == "caption"]) == len(tables)
    assert all(a.get("scope") in {"row", "col"} for tag, a in page.tags if tag == "th")
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_what_people_wrote_stays_text_in_every_format(ledger: Store) -> None:
    hostile = f"<script>alert(1)</script> | {HOSTILE} \x1b[31m \u202e"
    source = Source(name=hostile, kind="media", sensitivity="public", review=Review.SUBMITTED)  # type: ignore[arg-type]
    source = ledger.save(source).record
    span = ledger.read_field(field_of(Figure, "period"), "Feb 2023")
    ledger.save(
        Figure(
            source=source.id,
            kind=FigureKind.PERIOD,
            measure=Measure.KILLED,
            population=Population.CIVILIANS,
            best=8,
            qualifier=Qualifier.EXACT,
            period=span,
            scope=("not_stated",),
            scope_said=hostile,
            published_on=span,
            text="eight",
            review=Review.SUBMITTED,
        )
    )
    asked = ("2023-02", "")
    for form in ("text", "markdown", "html"):
        text = text_of(ledger, form, asked)
        assert "\x1b" not in text
        assert "\u202e" not in text
    html = text_of(ledger, "html", asked)
    assert "<script" not in html
    assert not Page(html).open
    found = json.loads(text_of(ledger, "json", asked))
    assert found["lines"][0]["reported"][0]["source"] == hostile
    rows = list(csv.DictReader(io.StringIO(text_of(ledger, "csv", asked), newline="")))
    assert hostile in {row["source"] for row in rows}


def test_a_source_that_may_not_travel_is_called_by_its_code(ledger: Store) -> None:
    source = Source(name="Daw Secret", kind="witness", review=Review.SUBMITTED)  # type: ignore[arg-type]
    source = ledger.save(source).record
    span = ledger.read_field(field_of(Figure, "period"), "Feb 2023")
    ledger.save(
        Figure(
            source=source.id,
            kind=FigureKind.PERIOD,
            measure=Measure.KILLED,
            population=Population.CIVILIANS,
            best=8,
            period=span,
            scope=("not_stated",),
            told_on=span,
            text="eight",
            review=Review.SUBMITTED,
        )
    )
    for form in FORMATS:
        text = text_of(ledger, form, ("2023-02", ""))
        assert "Secret" not in text
        assert f"{source.code} (witness)" in text.replace("\\", "")


def test_every_report_is_logged(demo: Store) -> None:
    import hashlib

    report, text = written_report(demo, asked_of(demo, FEBRUARY, ("month",)), "csv")
    log_report(demo, report, "csv", text, "OHCHR")
    columns = '"to", format, period_from, period_to, population, as_of, known_on, tables, sha256'
    row = demo.ask(
        lambda c: c.execute(
            f"SELECT {columns}, area, counts FROM report_log ORDER BY rid DESC"
        ).fetchone()
    )
    assert row[:8] == (
        *("OHCHR", "csv", "2023-02-01", "2023-02-28", "civilians", "2023-03-06", None),
        '[["month"]]',
    )
    assert row[8] == hashlib.sha256(text.encode()).hexdigest()
    assert json.loads(row[9]) == ["MMR002001", "MMR002003", "MMR002002", "MMR014010"]
    assert json.loads(row[10])["killed"] == 7


def test_sexual_violence_has_no_row_unless_asked_for() -> None:
    from tests.store.counting.books import casualty, counting, table

    found = counting([casualty(means="sexual_violence"), casualty(means="small_arms")])
    quiet = table(found, "killed", "means")
    assert {cell.labels[0]: cell.documented for cell in quiet.cells} == {
        "small_arms": 1,
        "other": 1,
        "unknown": 0,
    }
    asked = table(found, "killed", "means", with_sexual_violence=True)
    assert asked.at("sexual_violence").documented == 1
    assert quiet.total.documented == asked.total.documented == 2


CHROMIUM = shutil.which("chromium")


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_a_browser_shows_and_prints_the_page(demo: Store, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(text_of(demo, "html", SINCE_THE_COUP), encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'c'}")

    def run(*more: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(CHROMIUM), *flags, *more, page.as_uri()]
        return subprocess.run(command, capture_output=True, timeout=120, check=True)

    shown = run("--dump-dom").stdout.decode()
    assert "Killed on the map" in shown
    assert not re.search(r"Refused to|Content Security Policy directive", shown)
    run("--print-to-pdf=" + str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
