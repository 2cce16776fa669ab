"""A record's state is a function of the set of its changes, and each promise of a merge holds."""

import random

from hypothesis import given
from hypothesis import strategies as st

from store.history import Body, Change, GroupChange, State, fold

FIELDS = ("title", "kind", "count")


def change(  # noqa: PLR0913, PLR0917 - what a change is made of
    chain: str,
    seq: int,
    lamport: int,
    group: str,
    value: str | None,
    parents: tuple[tuple[str, int], ...] = (),
    saw: tuple[tuple[str, int], ...] = (),
    at: str = "2023-01-01T00:00:00Z",
) -> Change:
    body = Body({group: GroupChange({}, {group: value}, parents)}, saw=saw)
    return Change(chain, seq, lamport, at, "p", "incident", "r", "edit", body)


def replayed(steps: list[tuple[int, str, str]], syncs: list[tuple[int, int]]) -> list[list[Change]]:
    """Three ledgers, each edited on its own and merged now and then, step by step."""
    ledgers: list[list[Change]] = [[], [], []]
    for n, (who, group, value) in enumerate(steps):
        mine = ledgers[who]
        state = fold(mine)
        lamport = max((c.lamport for c in mine), default=0) + 1
        seq = sum(c.chain == f"chain{who}" for c in mine) + 1
        mine.append(change(f"chain{who}", seq, lamport, group, value, state.parents_of(group)))
        if n < len(syncs):
            giver, taker = syncs[n]
            known = {c.id for c in ledgers[taker]}
            ledgers[taker] += [c for c in ledgers[giver] if c.id not in known]
    return ledgers


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(FIELDS), st.sampled_from("abc")), min_size=1
)
SYNCS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)))


def same(a: State, b: State) -> bool:
    return a.values == b.values and a.conflicts == b.conflicts and a.head_ids == b.head_ids


@given(STEPS, SYNCS, st.randoms(use_true_random=False))
def test_the_order_of_changes_does_not_matter(
    steps: list[tuple[int, str, str]], syncs: list[tuple[int, int]], dice: random.Random
) -> None:
    everything = {c.id: c for ledger in replayed(steps, syncs) for c in ledger}
    changes = list(everything.values())
    expected = fold(changes)
    dice.shuffle(changes)
    assert same(fold(changes), expected)


@given(STEPS, SYNCS)
def test_a_value_that_nobody_replaced_is_shown_or_listed(
    steps: list[tuple[int, str, str]], syncs: list[tuple[int, int]]
) -> None:
    everything = {c.id: c for ledger in replayed(steps, syncs) for c in ledger}
    state = fold(everything.values())
    listed = {c.id for conflict in state.conflicts for c in conflict.candidates}
    for group, heads in state.heads.items():
        for head in heads:
            shown = head.body is not None
            shown = shown and head.body.groups[group].after[group] == state.values[group]  # type: ignore[union-attr]
            assert shown or head.id in listed


@given(STEPS)
def test_one_ledger_alone_never_conflicts(steps: list[tuple[int, str, str]]) -> None:
    (mine, _, _) = replayed([(0, group, value) for _, group, value in steps], [])
    state = fold(mine)
    assert state.conflicts == ()
    for group in FIELDS:
        written = [value for _, name, value in steps if name == group]
        assert state.values.get(group) == (written[-1] if written else None)


@given(st.dictionaries(st.text(), st.one_of(st.none(), st.text(), st.integers())), st.text())
def test_a_body_reads_back_as_it_was_written(values: dict[str, str | int | None], why: str) -> None:
    body = Body({"group": GroupChange({}, values, (("chain", 3),))}, why, (("other", 1),))
    assert Body.from_json(body.to_json()) == body


def test_two_who_agree_do_not_conflict() -> None:
    state = fold([change("a", 1, 1, "title", "x"), change("b", 1, 1, "title", "x")])
    assert state.values["title"] == "x"
    assert not state.conflicts


def test_two_who_differ_conflict_until_somebody_who_saw_both_decides() -> None:
    first, a, b = (
        change("a", 1, 1, "title", "x"),
        change("a", 2, 2, "title", "y", (("a", 1),)),
        change("b", 1, 2, "title", "z", (("a", 1),)),
    )
    (conflict,) = fold([first, a, b]).conflicts
    assert {c.id for c in conflict.candidates} == {a.id, b.id}
    solved = change("c", 1, 3, "title", "y", (a.id, b.id))
    assert fold([first, a, b, solved]).values["title"] == "y"
    assert not fold([first, a, b, solved]).conflicts


def test_no_clock_decides() -> None:
    draft = change("a", 1, 1, "title", "draft", at="2035-01-01T00:00:00Z")
    correction = change("b", 1, 2, "title", "right", (("a", 1),), at="2019-01-01T00:00:00Z")
    assert fold([draft, correction]).values["title"] == "right"


def test_an_edit_that_the_retiring_did_not_see_keeps_the_record() -> None:
    made = change("a", 1, 1, "title", "x")
    retired = change("a", 2, 2, "retired", "twice", (), (made.id,))
    assert fold([made, retired]).values["retired"] == "twice"
    edited = change("b", 1, 2, "title", "new", (made.id,))
    state = fold([made, retired, edited])
    assert state.values["retired"] is None
    assert [c.group for c in state.conflicts] == ["retired"]


def test_restoring_beats_a_concurrent_retiring() -> None:
    made = change("a", 1, 1, "title", "x")
    retired = change("a", 2, 2, "retired", "twice", (), (made.id,))
    restored = change("a", 3, 3, "retired", None, (retired.id,))
    again = change("b", 1, 3, "retired", "still", (retired.id,), (made.id, retired.id))
    state = fold([made, retired, restored, again])
    assert state.values["retired"] is None


def test_an_approval_holds_until_something_it_did_not_see() -> None:
    made = change("a", 1, 1, "title", "x")
    approved = change("c", 1, 2, "review", "approved", (), (made.id,))
    assert fold([made, approved]).values["review"] == "approved"
    edited = change("b", 1, 2, "kind", "k")
    assert fold([made, approved, edited]).values["review"] == "submitted"


def test_two_approvals_that_each_saw_half_are_none() -> None:
    made = change("a", 1, 1, "title", "x")
    one, two = change("a", 2, 2, "kind", "k"), change("b", 1, 2, "count", "3")
    left = change("c", 1, 3, "review", "approved", (), (made.id, one.id))
    right = change("d", 1, 3, "review", "approved", (), (made.id, two.id))
    assert fold([made, one, two, left, right]).values["review"] == "submitted"
