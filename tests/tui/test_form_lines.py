"""What the lines of a form understand, without a screen."""

from collections.abc import Iterator

import pytest

from store.kinds import Where
from store.ledger import Store
from store.records import Casualty, Damage, Figure, Incident
from store.vocabulary import PlacePrecision, Qualifier
from tests.store.merging.laptops import laptop
from tui.forms.editors import lines_of
from tui.forms.filled import Filled, Read, Understood, Unread, read_form, understand

FIGURE, INCIDENT = Figure(id="figure"), Incident(id="incident", where=Where("168258", "Pan Kan"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    ledger = laptop(tmp_path_factory.mktemp("lines"), "AA")
    yield ledger
    ledger.close()


def figure_of(store: Store, **texts: str) -> Figure:
    read = read_form(store, Filled(FIGURE, texts))
    assert isinstance(read, Read)
    assert isinstance(read.record, Figure)
    return read.record


@pytest.mark.parametrize(
    ("typed", "number", "echo", "counts", "qualifier"),
    [
        ("35+", "35", "Said as: At least", (None, 35, None), Qualifier.AT_LEAST),
        ("၃၅ ကျော်", "35", "Said as: At least", (None, 35, None), Qualifier.AT_LEAST),
        ("about 30", "30", "Said as: About", (None, 30, None), Qualifier.ABOUT),
        ("5-12", "", "Least: 5, Most: 12, Said as: Plain number", (5, None, 12), Qualifier.EXACT),
        ("some", "", "Said as: Some, no number", (None, None, None), Qualifier.UNKNOWN_SOME),
    ],
)
def test_a_reported_number_is_parted_into_its_lines(  # noqa: PLR0913, PLR0917 - one case
    store: Store,
    typed: str,
    number: str,
    echo: str,
    counts: tuple[int | None, ...],
    qualifier: Qualifier,
) -> None:
    read = understand(store, FIGURE, "best", {"best": typed})
    assert (read.text, read.echo, read.error) == (number, echo, "")
    for texts in ({"best": typed}, {"best": read.text, **read.beside}):
        figure = figure_of(store, **texts)
        assert (figure.least, figure.best, figure.most) == counts
        assert figure.qualifier is qualifier


def test_a_plain_number_leaves_the_other_lines_alone(store: Store) -> None:
    assert understand(store, FIGURE, "best", {"best": "၁၃၅၂"}) == Understood("၁၃၅၂", "1,352")
    figure = figure_of(store, best="၈", qualifier="up to")
    assert (figure.best, figure.qualifier) == (8, Qualifier.UP_TO)


@pytest.mark.parametrize("typed", ["twelve", "12-5", "-8"])
def test_what_is_no_number_stays_where_it_was_typed(store: Store, typed: str) -> None:
    read = understand(store, FIGURE, "best", {"best": typed})
    assert read.text == typed
    assert read.error
    unread = read_form(store, Filled(FIGURE, {"best": typed}))
    assert isinstance(unread, Unread)
    assert list(unread.errors) == ["best"]


def test_what_was_counted_one_by_one_is_one_number(store: Store) -> None:
    for model in (Casualty, Damage):
        read = understand(store, model(id="x"), "quantity", {"quantity": "20+"})
        assert read.error


def test_another_township_clears_a_village_outside_it_and_says_so(store: Store) -> None:
    read = understand(store, INCIDENT, "where", {"where": "Demoso township"})
    assert read.echo == (
        "Pan Kan · Loikaw township is cleared: it lies outside. Township · Loikaw district · Kayah"
    )
    saved = read_form(store, Filled(INCIDENT, {"where": "Demoso township"}))
    assert isinstance(saved, Read)
    assert isinstance(saved.record, Incident)
    assert saved.record.where == Where("MMR002002", "Pan Kan")


@pytest.mark.parametrize("place", ["Loikaw township", "Kayah", "Ywar Thit, Demoso", "by the river"])
def test_what_holds_the_village_or_is_another_one_clears_nothing(store: Store, place: str) -> None:
    assert "cleared" not in understand(store, INCIDENT, "where", {"where": place}).echo


@pytest.mark.parametrize(
    ("typed", "said"),
    [("by the river", "No place on the list"), ("Ywar Thit", "2 places have this name")],
)
def test_words_that_name_no_one_place_are_kept_and_it_is_said_why(
    store: Store, typed: str, said: str
) -> None:
    read = understand(store, Incident(id="x"), "where", {"where": typed})
    assert (read.text, read.error) == (typed, "")
    assert read.echo.startswith(f"Kept as words. {said}")
    saved = read_form(store, Filled(Incident(id="x"), {"where": typed}))
    assert isinstance(saved, Read)
    assert isinstance(saved.record, Incident)
    assert saved.record.where == Where(said=typed)


@pytest.mark.parametrize("typed", ["loikaw", "လွိုင်", "LOI KAW", "mmr002001"])
def test_places_are_offered_with_what_they_lie_in_and_read_back(store: Store, typed: str) -> None:
    offers = lines_of(Incident)["where"].offers
    assert offers is not None
    choice = next(c for c in offers.find(store, typed) if c.text == "Loikaw township")
    assert choice.about.startswith("Township · Loikaw district · Kayah")
    read = understand(store, Incident(id="x"), "where", {"where": choice.text})
    assert read.echo == "Township · Loikaw district · Kayah"


@pytest.mark.parametrize(
    ("key", "typed", "echo"),
    [
        ("when", "Feb 2023", "1–28 February 2023, month"),
        ("when", "3/2/2023", "3 February 2023, day (read day first)"),
        ("where.point", "https://www.openstreetmap.org/?mlat=19.67&mlon=97.21", "19.67, 97.21"),
        ("where.point", "47Q LB 12345 75951", "19.670004, 97.209997"),
        ("age", "running age of 18", "17–18 years"),
        ("age", "၃၄", "34 years"),
        ("age", "about 40", "kept as words"),
        ("quantity", "၂ဝ", "20"),
    ],
)
def test_a_line_says_what_it_understood(store: Store, key: str, typed: str, echo: str) -> None:
    read = understand(store, Casualty(id="x"), key, {key: typed})
    assert (read.text, read.echo, read.error) == (typed, echo, "")


def test_a_name_on_the_list_of_places_is_not_taken_for_zawgyi(store: Store) -> None:
    moebye, loikaw = "မိုးဗြဲ", "\u101c\u103c\u102d\u1033\u1004\u1039\u1031\u1000\u102c\u1039"
    assert not understand(store, Incident(id="x"), "where", {"where": moebye}).unicode
    assert understand(store, Incident(id="x"), "title", {"title": moebye}).unicode
    assert understand(store, Incident(id="x"), "where", {"where": loikaw}).unicode == "လွိုင်ကော်"


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        (PlacePrecision.STATE, "Pan Kan, Loikaw", PlacePrecision.VILLAGE),
        (PlacePrecision.STATE, "Loikaw", PlacePrecision.TOWNSHIP),
        (PlacePrecision.STATE, "by the river", None),
        (PlacePrecision.BETWEEN, "Loikaw", PlacePrecision.BETWEEN),
        (None, "Loikaw", None),
    ],
)
def test_how_exact_a_place_is_goes_with_it(
    store: Store, before: PlacePrecision | None, typed: str, after: PlacePrecision | None
) -> None:
    start = Incident(id="incident", where=Where("MMR002", precision=before))
    read = read_form(store, Filled(start, {"where": typed}))
    assert isinstance(read, Read)
    assert isinstance(read.record, Incident)
    assert read.record.where is not None
    assert read.record.where.precision is after
