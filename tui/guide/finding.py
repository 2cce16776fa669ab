"""Finding a place in the guide by words that somebody types."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from store.search import fold
from tui.guide.pages import Page

MOST: Final = 200
"""As many places as anybody looks through."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place: the page, the number of its paragraph, the heading above it, what stands there."""

    page: str
    paragraph: int
    heading: str
    text: str


class Index:
    """All places of the pages, folded once, so that each key is answered at once."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._places = [(_folded(found), found) for found in _places(pages)]

    def find(self, typed: str) -> list[Found]:
        """The places that have all the words, headings and terms that begin with them first."""
        words = fold(typed).split()
        if not words:
            return []
        found = [
            (_rank(place, words[0]), number, place)
            for number, (text, place) in enumerate(self._places)
            if all(word in text for word in words)
        ]
        return [place for _, _, place in sorted(found, key=lambda each: each[:2])[:MOST]]


def _places(pages: Mapping[str, Page]) -> Iterator[Found]:
    for name, paragraphs in pages.items():
        heading = ""
        for number, paragraph in enumerate(paragraphs):
            heading = paragraph.text if paragraph.is_title else heading
            text = f"{paragraph.lead.strip(' -')} {paragraph.text}".strip()
            if text:
                yield Found(name, number, heading, text)


def _folded(place: Found) -> str:
    return fold(f"{place.heading} {place.text}")


def _rank(place: Found, word: str) -> int:
    text = fold(place.text)
    if text.startswith(word):
        return 0
    return 1 if word in text else 2
