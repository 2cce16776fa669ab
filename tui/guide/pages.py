"""The pages of the guide, the codebook as one of them, and their sections."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final

from store.codebook import LEAVES, codebook
from store.fields import Leaves
from tui.guide.markdown import paragraphs_of
from tui.widgets.tab_bar import Tab
from tui.widgets.text_page import Paragraph

HERE: Final = "here"
"""The page about the screen from which help was opened."""

CODES: Final = "codes"
"""The page with the codebook, made from the declarations of the records."""

GUIDE: Final = {
    "start": "Start",
    "lists": "List",
    "entering": "Enter",
    "reviewing": "Review",
    "counting": "Count",
    "sharing": "Share",
    "safety": "Safe",
    "words": "Words",
}
"""The pages that were written, by the name of their file, with what stands on their tab."""

TABS: Final = tuple(
    Tab(name, str(number % 10), label)
    for number, (name, label) in enumerate({HERE: "Here", **GUIDE, CODES: "Codes"}.items(), start=1)
)
"""All pages, by the keys that open them."""

_LABEL_CELLS: Final = 20

Page = Sequence[Paragraph]


@cache
def page(name: str) -> Page:
    """A page of the guide or the codebook.

    Raises:
        KeyError: there is none of that name.
    """
    if name == CODES:
        return tuple(_codebook())
    if name not in GUIDE:
        raise KeyError(name)
    return tuple(paragraphs_of(text_of(name)))


def text_of(name: str) -> str:
    """A page as it was written."""
    return resources.files("tui").joinpath("help", f"{name}.md").read_text(encoding="utf-8")


def section(name: str, heading: str) -> Page:
    """What a page says under a heading, the heading first.

    Raises:
        KeyError: it has no such heading.
    """
    found: list[Paragraph] = []
    for paragraph in page(name):
        if found and paragraph.is_title:
            break
        if found or (paragraph.is_title and paragraph.text == heading):
            found.append(paragraph)
    if not found:
        raise KeyError(heading)
    return tuple(found)


def _codebook() -> Iterator[Paragraph]:
    book = codebook()
    for record in book["records"]:
        yield Paragraph(record["many"], is_title=True)
        yield Paragraph(record["about"])
        for field in record["fields"]:
            needed = " Needed to submit." if field["required"] else ""
            leaves = LEAVES[Leaves(field["leaves"])]
            yield _entry(field["label"], f"{field['help']}{needed} {leaves}")
        yield Paragraph("")
    for codes in book["lists"]:
        yield Paragraph(codes["heading"], is_title=True)
        for code in codes["codes"]:
            yield _entry(code["label"], code["definition"])
        yield Paragraph("")


def _entry(label: str, text: str) -> Paragraph:
    """A term and what it means; a long term has a line of its own before it."""
    lead = f"{label:<{_LABEL_CELLS}}  " if len(label) <= _LABEL_CELLS else ""
    return Paragraph(text if lead else f"{label}: {text}", lead)
