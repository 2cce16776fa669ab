"""The only place where a value from the ledger becomes something that can be drawn."""

from itertools import accumulate

from rich.cells import cell_len
from textual.content import Content, Span

from store.escape import escape_controls, escaped_parts
from tui.clusters import clusters

ELLIPSIS = "…"
# No script needs as many code points a cell over a whole line; whoever piles up more marks
# than that gets the line cut.
_CODE_POINTS_PER_CELL = 16


def cells(text: str) -> int:
    """The columns that `text` takes on the screen, by the measure the screen is laid out with."""
    return cell_len(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` on one line in exactly `width` cells: escaped, cut with `…` or padded.

    With `right`, the padding goes before the text. The cost follows `width`, not the text.
    """
    if width <= 0:
        return ""
    if text.isascii() and text.isprintable() and len(text) <= width:
        return text.rjust(width) if right else text.ljust(width)
    head = _beginning(text, width)
    drawn = _cut(escape_controls(head), width, is_whole=head == text)
    padding = " " * (width - cells(drawn))
    return padding + drawn if right else drawn + padding


def shown(value: str, *, width: int | None = None, single_line: bool = True) -> Content:
    """`value` as content that no widget reads as markup, with its escapes toned down.

    Args:
        value: Text from the ledger, or anything else that a person typed.
        width: Cells that a line may take; a longer one ends in `…`.
        single_line: Spell line ends out instead of starting a new line at each.
    """
    if not single_line:
        lines = value.replace("\r\n", "\n").split("\n")
        return Content("\n").join(shown(line, width=width) for line in lines)
    if width is not None and width <= 0:
        return Content("")
    head = value if width is None else _beginning(value, width)
    parts = list(escaped_parts(head))
    escaped = text = "".join(part.text for part in parts)
    if width is not None:
        text = _cut(escaped, width, is_whole=head == value)
    kept = len(text) if text == escaped else len(text) - len(ELLIPSIS)
    starts = accumulate((len(part.text) for part in parts), initial=0)
    spans = [
        Span(start, min(start + len(part.text), kept), "dim")
        for start, part in zip(starts, parts, strict=False)
        if part.spelt and start < kept
    ]
    return Content(text, spans)


def wrapped(text: str, width: int, *, most: int | None = None) -> list[str]:
    """`text` escaped and in lines of at most `width` cells, broken at blanks where possible.

    Args:
        text: Text from the ledger; each of its lines begins a new one.
        width: Cells, at least two.
        most: How many lines there may be; the last one then ends in `…`.
    """
    lines: list[str] = []
    for given in text.replace("\r\n", "\n").split("\n"):
        if most is not None and len(lines) > most:
            break
        lines += _folded(escape_controls(given.rstrip()), width)
    while lines and not lines[-1]:
        lines.pop()
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(f"{lines[most - 1]} …", width, is_whole=True)]


def _folded(escaped: str, width: int) -> list[str]:
    """One line in pieces; blanks at which it is broken are left out."""
    lines: list[str] = []
    line = ""
    for word in escaped.split(" "):
        longer = f"{line} {word}" if line else word
        if cells(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _chopped(word, width)
        lines += full
    return [*lines, line]


def _chopped(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, one at least; letters stay whole."""
    if cells(word) <= width:
        return [word]
    pieces = [""]
    used = 0
    for cluster in clusters(word):
        size = cells(cluster)
        if used + size > width:
            pieces.append("")
            used = 0
        pieces[-1] += cluster
        used += size
    return pieces


def _beginning(text: str, width: int) -> str:
    """As much of `text` as can be wanted in `width` cells, so that the rest costs nothing."""
    return text[: width * _CODE_POINTS_PER_CELL]


def _cut(escaped: str, width: int, *, is_whole: bool) -> str:
    """`escaped` in at most `width` cells; it ends in `…` unless it is whole and fits."""
    if is_whole and cells(escaped) <= width:
        return escaped
    if escaped.isascii():
        return escaped[: width - 1] + ELLIPSIS
    used = end = 0
    for cluster in clusters(escaped):
        used += cells(cluster)
        if used >= width:
            break
        end += len(cluster)
    return escaped[:end] + ELLIPSIS
