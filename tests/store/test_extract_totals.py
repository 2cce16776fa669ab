"""Taking names away takes nobody away: an extract's totals are the ledger's, whatever it holds."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.counting.kept_counting import KeptCounting
from store.counting.lines import Counts, count_all
from store.counting.scope import Scope
from store.demo import build_demo
from store.exchange import ALL_PROFILES, Asked, extracting, finished
from store.exchange.profiles import Profile
from store.kinds import Consent
from store.ledger import Store
from store.records import Casualty, Citation, Detention, Incident, Link, Source
from store.vocabulary import (
    ConsentAnswer,
    IncidentKind,
    LinkDecision,
    Outcome,
    PersonStatus,
    Population,
    Review,
    Sensitivity,
    SourceKind,
)
from tests.store.guarded_ledger import Guarded, day, word

OUTSIDE = [profile for profile in ALL_PROFILES.values() if not profile.is_internal]
DEAD = "outcome IN ('killed', 'died_in_custody')"
GROUP = """CASE
  WHEN kind IN ('home', 'apartment') OR (kind = 'farm_hut' AND in_use = 'yes') THEN 'homes'
  WHEN kind IN ('monastery', 'nunnery', 'pagoda', 'church', 'chapel_or_seminary', 'mosque',
    'hindu_temple', 'spirit_shrine', 'clergy_house_or_convent') THEN 'religious'
  WHEN kind IN ('hospital', 'clinic', 'ambulance') THEN 'health'
  WHEN kind IN ('school', 'kindergarten', 'college') THEN 'schools' END"""
SEEN = "coalesce(grade_basis, '') <> 'report'"
DESTROYED = f"{SEEN} AND grade = 'destroyed'"
DAMAGED = f"{SEEN} AND grade IN ('severe', 'moderate', 'slight')"
MEASURES = {
    "killed": ("casualty", DEAD),
    "killed_in_custody": ("casualty", "outcome = 'died_in_custody'"),
    "died_fleeing": ("casualty", "outcome = 'died_fleeing'"),
    "deaths_all": ("casualty", f"{DEAD} OR outcome = 'died_fleeing'"),
    "injured": ("casualty", "outcome = 'injured'"),
    "missing": ("casualty", "outcome = 'missing'"),
    "detained": ("detention", "1"),
    "homes_destroyed": ("damage", f"{GROUP} = 'homes' AND {DESTROYED}"),
    "homes_damaged": ("damage", f"{GROUP} = 'homes' AND {DAMAGED}"),
    "homes_affected": ("damage", f"{GROUP} = 'homes' AND ({DESTROYED} OR {DAMAGED})"),
    "religious_destroyed": ("damage", f"{GROUP} = 'religious' AND {DESTROYED}"),
    "religious_affected": ("damage", f"{GROUP} = 'religious' AND ({DESTROYED} OR {DAMAGED})"),
    "health_affected": ("damage", f"{GROUP} = 'health' AND ({DESTROYED} OR {DAMAGED})"),
    "schools_affected": ("damage", f"{GROUP} = 'schools' AND ({DESTROYED} OR {DAMAGED})"),
    "clashes": ("incident", "kind = 'ground_clash'"),
    "airstrikes": ("incident", "kind = 'airstrike'"),
    "shellings": ("incident", "kind = 'shelling'"),
}
"""How every measure is counted from an extract: add up `documented` where this is true."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo, every row of which may travel anywhere."""
    path = tmp_path_factory.mktemp("demo") / "demo.fieldledger"
    build_demo(path)
    store = Store.open(path)
    for table in ("incident", "casualty", "detention", "damage", "figure", "citation", "link"):
        sql = f"UPDATE {table} SET sensitivity = 'public'"
        store.ask(lambda connection, sql=sql: connection.execute(sql))
    yield store
    store.close()


def ledger_counts(store: Store, population: Population) -> Counts:
    counts: Counts = store.ask(lambda c: count_all(KeptCounting(c), Scope(population=population)))
    return counts


def extract_counts(path: Path, more: str = "1") -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            measure: connection.execute(
                f"SELECT coalesce(sum(documented), 0) FROM {table} WHERE ({condition})"
                + (f" AND ({more})" if table == "casualty" else "")
            ).fetchone()[0]
            for measure, (table, condition) in MEASURES.items()
        }


@pytest.mark.parametrize("smallest", [0, 5])
@pytest.mark.parametrize("profile", OUTSIDE, ids=lambda profile: profile.code)
def test_totals_of_a_de_named_extract_are_the_ledgers(
    demo: Store, tmp_path: Path, profile: Profile, smallest: int
) -> None:
    if smallest and profile.exact_places:
        return
    asked = Asked(profile, "sqlite", smallest_cell=smallest)
    done = finished(extracting(demo, tmp_path / "out.sqlite", asked))
    assert done.denamed
    assert bool(done.suppressed) is bool(smallest)
    everybody = extract_counts(done.path)
    assert everybody["killed"]
    for code, found in everybody.items():
        assert ledger_counts(demo, Population.ALL).line(code).documented == found, code
    for code, found in extract_counts(done.path, "status = 'civilian'").items():
        assert ledger_counts(demo, Population.CIVILIANS).line(code).documented == found, code


def test_too_few_people_leave_without_particulars(demo: Store, tmp_path: Path) -> None:
    asked = Asked(ALL_PROFILES["public"], "sqlite", smallest_cell=5)
    done = finished(extracting(demo, tmp_path / "out.sqlite", asked))
    with closing(sqlite3.connect(done.path)) as connection:
        cells = connection.execute(
            """SELECT sum(quantity) FROM casualty WHERE township IS NOT NULL
GROUP BY outcome, township, substr(counted_from, 1, 7), substr(counted_to, 1, 7)"""
        ).fetchall()
        assert all(people >= 5 for (people,) in cells if people)
        told = connection.execute(
            """SELECT count(*) FROM casualty WHERE township IS NULL AND counted_from IS NOT NULL
AND (sex IS NOT NULL OR age_least IS NOT NULL OR incident IS NOT NULL OR public_text IS NOT NULL
  OR substr(counted_from, 5) <> '-01-01')"""
        ).fetchone()
    assert told == (0,)


def test_the_balance_adds_up_to_what_is_documented(demo: Store, tmp_path: Path) -> None:
    terms = ("when:2023-02",)
    done = finished(
        extracting(demo, tmp_path / "out.sqlite", Asked(ALL_PROFILES["court"], terms=terms))
    )
    for share in done.balance:
        assert share.left_out == sum(share.reasons.values())
        with closing(sqlite3.connect(done.path)) as connection:
            if share.kind in ("casualty", "detention", "damage"):
                sql = f"SELECT count(*), sum(documented) FROM {share.kind}"
                assert connection.execute(sql).fetchone() == (
                    share.written,
                    share.documented_written,
                )
                assert share.documented > share.documented_written


# Any ledger

ANSWERS = st.sampled_from([ConsentAnswer.YES] * 4 + [None, *ConsentAnswer])
TRAVELS = st.sampled_from([Sensitivity.PUBLIC] * 4 + list(Sensitivity))
REVIEWS = st.sampled_from([Review.SUBMITTED] * 5 + [Review.DRAFT])
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from([Casualty, Casualty, Detention]),
        st.integers(0, 1),
        TRAVELS,
        REVIEWS,
        st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS),
    ),
    min_size=1,
    max_size=4,
)
PERSON = ("name", "name_local", "aka", "parent_name", "occupation")


def consent_of(answers: tuple[ConsentAnswer | None, ...]) -> Consent | None:
    if not any(answers):
        return None
    return Consent(*(answer or ConsentAnswer.NOT_ASKED for answer in answers))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Told:
    """Some people in two incidents, and what was decided about the first two of them."""

    people: list[tuple[Any, ...]]
    incidents: tuple[Sensitivity, Sensitivity]
    same: LinkDecision | None


LINKED = st.sampled_from([None, LinkDecision.SAME, LinkDecision.SAME_PERSON])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    told=st.builds(Told, PEOPLE, st.tuples(TRAVELS, TRAVELS), LINKED),
    profile=st.sampled_from(OUTSIDE),
    form=st.sampled_from(["sqlite", "json", "gpkg", "csv"]),
)
def test_no_value_that_is_withheld_is_in_the_bytes(told: Told, profile: Profile, form: str) -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as outside:
        made = Guarded(Path(folder))
        try:
            withheld = fill(made, told, profile)
            done = finished(extracting(made.store, Path(outside) / "out", Asked(profile, form)))
        finally:
            made.store.close()
        files = [path for path in Path(outside).rglob("*") if path.is_file()]
        content = b"\n".join(path.read_bytes() for path in files)
        assert [text for text in withheld if text.encode() in content] == []
        if form == "json":
            tables = json.loads(done.path.read_bytes())["tables"]
            for share in done.balance:
                if share.kind in ("casualty", "detention"):
                    written = sum(row["documented"] for row in tables[share.kind])
                    assert written == share.documented_written


def fill(made: Guarded, told: Told, profile: Profile) -> set[str]:
    """Saves the records and gives the words that must not leave with that profile."""
    people, incidents, same = told.people, told.incidents, told.same
    source = made.put("s", Source, kind=SourceKind.WITNESS)
    withheld = {word("s", name) for name in ("name", "origin", "contact", "notes")}
    ids = []
    for number, travels in enumerate(incidents):
        nick = f"i{number}"
        ids.append(
            made.put(
                *(nick, Incident),
                kind=IncidentKind.SHELLING,
                when=day(nick),
                sensitivity=travels,
            )
        )
        made.put(f"c{number}", Citation, source=source, record=ids[-1])
        withheld |= {word(nick, name) for name in ("title", "narrative", "actor", "said", "day")}
        withheld |= {word(f"c{number}", name) for name in ("text", "locator", "origin", "says")}
        if travels not in profile.travels:
            withheld.add(word(nick, "public_text"))
    saved = []
    for number, (model, of, travels, review, answers) in enumerate(people):
        nick = f"p{number}"
        given = consent_of(answers)
        harmed = {"outcome": Outcome.KILLED, "status": PersonStatus.CIVILIAN, "when": day(nick)}
        values = harmed if model is Casualty else {"arrested": day(nick)}
        record = made.put(
            *(nick, model),
            incident=ids[of],
            consent=given,
            sensitivity=travels,
            review=review,
            **values,
        )
        saved.append(record)
        withheld |= {word(nick, name) for name in ("notes", "said", "day", "status_basis")}
        goes = {travels, incidents[of]} <= profile.travels and review is not Review.DRAFT
        if not goes or not _named(given, profile):
            withheld |= {word(nick, name) for name in PERSON}
        if not goes:
            withheld.add(word(nick, "public_text"))
    if same and len(saved) > 1 and people[0][0] is people[1][0]:
        made.put("l", Link, a=saved[0], b=saved[1], decision=same)
        withheld |= _refused_with_the_other(people, profile)
    return withheld


def _named(given: Consent | None, profile: Profile) -> bool:
    if given is None or given.keep in ("no", "withdrawn"):
        return False
    return bool(getattr(given, profile.use) == "yes")


def _refused_with_the_other(people: list[tuple[Any, ...]], profile: Profile) -> set[str]:
    """The names of two records of one person, if either of them says no."""
    for *_, answers in people[:2]:
        given = consent_of(answers)
        if given and {getattr(given, profile.use), given.keep} & {"no", "withdrawn"}:
            # A draft link decides nothing, but it was submitted here.
            return {word(f"p{n}", name) for n in (0, 1) for name in PERSON}
    return set()
