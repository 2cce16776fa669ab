"""Text for eighty columns: nothing is wider, nothing is lost, numbers stand to the right."""

from hypothesis import given
from hypothesis import strategies as st

from store.reporting.layout import WIDTH, cells_of, listed, tabled, wrapped
from tests.store.conftest import HOSTILE

WORDS = st.text(st.sampled_from("abc ,-–1漢မြန်مد[]/\x1b\n"), max_size=200)


@given(WORDS)
def test_wrapped_lines_fit_and_lose_no_letter(text: str) -> None:
    lines = wrapped(text, "* ", "    ")
    assert all(cells_of(line) <= WIDTH for line in lines)
    assert all(line.isprintable() for line in lines)
    kept = "".join("".join(line[2:] for line in lines).split())
    assert set("abc1漢") & set(text) == set("abc1漢") & set(kept)
    assert kept.count("a") == text.count("a")


def test_a_hostile_name_keeps_its_markup_and_its_place() -> None:
    rows = [("", "Documented", "Reported"), (HOSTILE, "7", f"{HOSTILE} 8, {HOSTILE} 9")]
    lines = list(listed(rows))
    assert all(cells_of(line) <= WIDTH for line in lines)
    assert "[UNVERIFIED] [/b]" in lines[1]
    assert len({cells_of(line[: line.index("Ma Thida", 8)]) for line in lines[1:2]}) == 1


def test_a_wide_table_is_cut_and_each_part_has_the_labels() -> None:
    names = [f"Township {n}" for n in range(12)]
    rows = [
        ("Month", *names, "Total"),
        ("2023-02", *["1"] * 12, "12"),
        ("Total", *["1"] * 12, "12"),
    ]
    lines = list(tabled(rows))
    assert all(cells_of(line) <= WIDTH for line in lines)
    assert [line[:7] for line in lines if line].count("2023-02") == lines.count("") + 1
    heads = " ".join(line for line in lines if line.startswith("Month"))
    assert all(name in heads for name in names)
    assert lines[0].index("Township 0") + len("Township 0") == lines[1].index("1") + 1
