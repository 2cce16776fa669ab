"""Markdown of the guide as paragraphs: headings, lists, and keys in brackets."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tui.widgets.text_page import Paragraph

_BULLET = "- "
_EXPLAINED = re.compile(
    r"- (?P<terms>(?:`[^`]+`|\[[^\]]+\])(?:, (?:`[^`]+`|\[[^\]]+\]))*) (?P<rest>.+)"
)
"""A line of a list that begins with what it explains: examples or keys."""

_LEAD_CELLS = 12


def paragraphs_of(markdown: str) -> Iterator[Paragraph]:
    """Headings, lists and paragraphs in Markdown; a blank line stays one."""
    for is_blank, lines in groupby(markdown.splitlines(), lambda line: not line.strip()):
        yield from [Paragraph("")] if is_blank else _block(list(lines))


def _lead(terms: str) -> str:
    """What is explained, and blanks up to where the explanations of a list stand."""
    plain = terms.replace("`", "")
    return f"{_BULLET}{plain:<{_LEAD_CELLS}}  " if len(plain) <= _LEAD_CELLS else f"- {plain}  "


def _block(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Lines without a blank one between them; what begins nothing new goes on with the last."""
    pieces: list[str] = []
    for line in lines:
        begins = not pieces or line.startswith((_BULLET, "#"))
        if begins:
            pieces.append(line.strip())
        else:
            pieces[-1] += f" {line.strip()}"
    for piece in pieces:
        plain = piece.replace("`", "").replace("**", "")
        if piece.startswith("#"):
            yield Paragraph(plain.lstrip("# "), is_title=True)
        elif found := _EXPLAINED.fullmatch(piece):
            yield Paragraph(found["rest"].replace("`", ""), _lead(found["terms"]))
        elif piece.startswith(_BULLET):
            yield Paragraph(plain.removeprefix(_BULLET), _BULLET)
        else:
            yield Paragraph(plain)
