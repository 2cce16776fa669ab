"""Rule 5: what is the same, one of several, undecided; people and buildings counted once."""

from store.counting.explaining import Column
from tests.store.counting.books import (
    QUARTER,
    behind,
    casualty,
    counting,
    counts,
    damage,
    detention,
    ends,
    figure,
    incident,
    link,
    people,
)


def test_the_same_counts_once_and_undoing_restores_it() -> None:
    a, b = casualty(quantity=1), casualty(quantity=3)
    assert counts([a, b], [link(a, b, "same")]).line("killed").documented == 1
    assert counts([a, b]).line("killed").documented == 4


def test_three_times_the_same_is_one_whichever_way_it_was_told() -> None:
    a, b, c = people(3)
    for links in (
        [link(a, b, "same"), link(b, c, "same")],
        [link(a, c, "same"), link(b, c, "same")],
        [link(a, b, "same"), link(b, c, "same"), link(c, a, "same")],
    ):
        assert counts([a, b, c], links).line("killed").documented == 1


def test_the_survivor_has_the_other_ones_citations() -> None:
    a, b = casualty(cited=False), casualty()
    found = counts([a, b], [link(a, b, "same")])
    assert found.line("killed").documented == 1
    assert found.waiting["uncited"] == 0


def test_the_neighbours_of_an_incident_follow() -> None:
    one, two = incident(kind="shelling", cited=False), incident(kind="shelling")
    dead = [casualty(incident=one.id, cited=False), *people(2, incident=two.id)]
    part = incident(kind="airstrike", part_of=two.id)
    reported = figure(9, two)
    found = counts([one, two, part, *dead], [link(one, two, "same")], [reported])
    assert found.line("shellings").documented == 1
    assert found.line("killed").documented == 3
    assert ends(found) == "9–9"


def test_two_figures_of_incidents_that_are_the_same_are_of_one() -> None:
    one, two = incident(), incident()
    figures = [figure(5, one), figure(7, two)]
    assert ends(counts([one, two], [], figures)) == "12–12"
    assert ends(counts([one, two], [link(one, two, "same")], figures)) == "5–7"


def test_a_retired_record_takes_nobody_with_it() -> None:
    a, b = casualty(retired=True), casualty()
    assert counts([a, b], [link(a, b, "same")]).line("killed").documented == 1


def test_only_records_of_a_kind_are_the_same() -> None:
    a, b = casualty(), detention()
    found = counts([a, b], [link(a, b, "same")])
    assert (found.line("killed").documented, found.line("detained").documented) == (1, 1)


def test_five_injured_three_of_them_named_elsewhere_are_five() -> None:
    group = casualty("injured", quantity=5)
    named = people(3, "injured")
    links = [link(one, group, "part_of_group") for one in named]
    assert counts([group, *named]).line("injured").documented == 8
    assert counts([group, *named], links).line("injured").documented == 5


def test_either_end_may_be_the_group_and_a_double_is_taken_out_once() -> None:
    group = casualty("injured", quantity=5)
    a, b = people(2, "injured")
    links = [
        link(group, a, "part_of_group"),
        link(b, group, "part_of_group"),
        link(a, b, "same"),
    ]
    assert counts([group, a, b], links).line("injured").documented == 5


def test_a_name_without_a_source_takes_nobody_out_of_the_group() -> None:
    group, named = casualty("injured", quantity=5), casualty("injured", cited=False)
    links = [link(named, group, "part_of_group")]
    found = counts([group, named], links)
    assert found.line("injured").documented == 5


def test_the_outcome_of_one_of_the_group_may_have_changed() -> None:
    group, dead = casualty("injured", quantity=5), casualty("killed")
    found = counts([group, dead], [link(dead, group, "part_of_group")])
    assert (found.line("injured").documented, found.line("killed").documented) == (4, 1)


def test_a_group_within_a_group() -> None:
    many, few = casualty(quantity=20), casualty(quantity=5)
    named = people(3)
    links = [
        link(few, many, "part_of_group"),
        *(link(one, few, "part_of_group") for one in named),
        *(link(one, many, "part_of_group") for one in named),
    ]
    assert counts([many, few, *named], links).line("killed").documented == 20


def test_more_names_than_the_group_had() -> None:
    group = casualty(quantity=2)
    named = people(3)
    links = [link(one, group, "part_of_group") for one in named]
    found = counting([group, *named], links)
    rows = behind(found, "killed", Column.DOCUMENTED)
    assert sum(row.quantity for row in rows.values()) == 3
    assert "one by one" in rows[group.id].rule


def test_a_circle_of_groups_does_not_hang() -> None:
    a, b = casualty(quantity=3), casualty(quantity=3)
    links = [link(a, b, "part_of_group"), link(b, a, "part_of_group")]
    assert counts([a, b], links).line("killed").documented == 3


def test_a_church_hit_twice_is_two_damages_and_one_building() -> None:
    first, second = (damage("church", on=day) for day in ("2023-02-03", "2023-02-24"))
    church = counts([first, second], [link(first, second, "same_building")])
    destroyed = church.line("religious_destroyed")
    assert (destroyed.documented, destroyed.once) == (2, 1)


def test_a_building_counts_once_with_its_worst_grade() -> None:
    first, second = damage(grade="slight", on="2023-01-03"), damage(grade="destroyed")
    links = [link(first, second, "same_building")]
    found = counts([first, second], links, scope=QUARTER)
    once = {c: found.line(f"homes_{c}").once for c in ("damaged", "destroyed", "affected")}
    assert once == {"damaged": 0, "destroyed": 1, "affected": 1}
    assert found.line("homes_damaged").documented == 1


def test_somebody_arrested_twice_is_two_arrests_and_one_person() -> None:
    first = detention(on="2023-01-03", left=("2023-01-09", "2023-01-09"))
    second = detention()
    found = counts([first, second], [link(first, second, "same_person")], scope=QUARTER)
    detained = found.line("detained")
    assert (detained.documented, detained.once) == (2, 1)


def test_a_detention_that_ended_in_death_is_an_arrest_and_a_death() -> None:
    held = detention(how="died", left=("2023-02-26", "2023-02-26"))
    dead = casualty("died_in_custody", on="2023-02-26")
    found = counts([held, dead], [link(held, dead, "same_person")])
    for code in ("detained", "killed", "killed_in_custody"):
        assert (found.line(code).documented, found.line(code).once) == (1, 1)


def test_undecided_counts_both_as_documented_and_one_at_the_low_end() -> None:
    a, b, c = casualty(quantity=3), casualty(), casualty()
    found = counts([a, b, c], [link(a, b, "unsure"), link(b, c, "unsure")])
    assert found.undecided == 2
    assert found.line("killed").documented == 5
    assert ends(found) == "3–5"


def test_what_was_decided_later_is_undecided_no_more() -> None:
    a, b = people(2)
    doubt = link(a, b, "unsure")
    assert counts([a, b], [doubt, link(a, b, "same")]).undecided == 0
    assert counts([a, b], [doubt, link(b, a, "not_same")]).undecided == 0
    assert ends(counts([a, b], [doubt, link(b, a, "not_same")])) == "2–2"
