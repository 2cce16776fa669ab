"""The periods that are offered, stepped through and understood."""

from datetime import date

import pytest

from store.counting.extent import DAWN, DUSK, Stretch
from store.counting.opening_scope import Recorded
from store.settings import Settings
from tui.summary.periods import PeriodOffers, key_of, moved, stretch_of
from tui.summary.words import period_words

START, AS_OF = date(2021, 2, 1), "2023-03-06"
OFFERS = PeriodOffers(
    Settings("ledger", "device", "person", "LKW2"), Recorded("2022-11", "2023-02"), AS_OF
)


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        (Stretch("2023-02-01", "2023-02-28"), "Feb 2023"),
        (Stretch("2023-01-01", "2023-03-31"), "Jan–Mar 2023"),
        (Stretch("2022-01-01", "2022-12-31"), "2022"),
        (Stretch("2021-02-01", "2023-03-06"), "since 1 Feb 2021"),
        (Stretch("2021-02-01", DUSK), "since 1 Feb 2021"),
        (Stretch("2023-02-24", "2023-02-24"), "24 Feb 2023"),
        (Stretch("2023-02-24", "2023-03-03"), "24 Feb – 3 Mar 2023"),
        (Stretch(DAWN, "2023-02-28"), "until 28 Feb 2023"),
        (Stretch(), "all days"),
    ],
)
def test_a_period_is_said_in_few_words(stretch: Stretch, words: str) -> None:
    assert period_words(stretch, START, AS_OF) == words
    assert stretch_of(key_of(stretch)) == stretch


@pytest.mark.parametrize(
    ("first", "last", "steps", "expected"),
    [
        ("2023-02-01", "2023-02-28", 1, ("2023-03-01", "2023-03-31")),
        ("2023-01-01", "2023-03-31", -1, ("2022-10-01", "2022-12-31")),
        ("2022-01-01", "2022-12-31", 1, ("2023-01-01", "2023-12-31")),
        ("2023-02-24", "2023-03-03", 1, ("2023-03-04", "2023-03-11")),
        ("2023-02-24", "2023-02-24", -1, ("2023-02-23", "2023-02-23")),
        (DAWN, "2023-02-24", 1, (DAWN, "2023-02-24")),
    ],
)
def test_a_period_steps_by_its_own_length(
    first: str, last: str, steps: int, expected: tuple[str, str]
) -> None:
    assert moved(Stretch(first, last), steps) == Stretch(*expected)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("2022", "2022"),
        ("2023-q1", "Jan–Mar 2023"),
        ("feb 2023", "Feb 2023"),
        ("24-27 Feb 2023", "24–27 Feb 2023"),
        ("2023-02-24..2023-03-03", "24 Feb – 3 Mar 2023"),
        ("start..2023-03-06", "since 1 Feb 2021"),
        ("၂၀၂၃", "2023"),
    ],
)
def test_a_period_is_understood_as_commands_and_forms_do(typed: str, label: str) -> None:
    offer = OFFERS.read(typed)
    assert offer is not None
    assert offer.label == label


def test_words_that_are_no_period_mean_none() -> None:
    assert OFFERS.read("whenever") is None


def test_the_latest_periods_are_offered_first_and_each_once() -> None:
    labels = [offer.label for offer in OFFERS.offers]
    assert labels[:3] == ["since 1 Feb 2021", "Mar 2023", "Feb 2023"]
    assert {"Jan–Mar 2023", "2022", "Nov 2022", "all days"} <= set(labels)
    assert len(labels) == len(set(labels))
