"""What the tables of an extract mean, as Markdown that lies beside them."""

from collections.abc import Iterator

from store.codebook import as_markdown, codebook
from store.exchange.contents import Contents
from store.exchange.sheets import LISTS, Sheet


def explained(contents: Contents) -> str:
    """The codebook of what leaves: the whole one for our own people."""
    if contents.redaction is None:
        return as_markdown(codebook())
    return "\n".join(_lines(contents)) + "\n"


def _lines(contents: Contents) -> Iterator[str]:
    yield from ("# Codebook", "")
    yield (
        "Dates are `YYYY-MM-DD`, both ends belong together. Points are decimal degrees (WGS 84). "
        "Lists are JSON. An empty cell: not known, or it does not leave."
    )
    yield from ("", contents.asked.profile.explained)
    for sheet in contents.sheets:
        yield from _sheet_lines(sheet)
    used = {column.refers_to for sheet in contents.sheets for column in sheet.columns}
    for name, codes in LISTS.items():
        if name in used:
            yield from ("", f"## {codes.heading()}", "", "| Code | Label | Definition |")
            yield "|---|---|---|"
            for code in codes:
                yield _row(f"`{code}`", code.label, code.definition)


def _sheet_lines(sheet: Sheet) -> Iterator[str]:
    yield from ("", f"## `{sheet.name}`", "", sheet.about, "")
    yield from (
        "| Column | Label | Value | Refers to | HXL | Meaning |",
        "|---|---|---|---|---|---|",
    )
    hashtags = sheet.hashtags or ("",) * len(sheet.columns)
    for column, tag in zip(sheet.columns, hashtags, strict=True):
        refers_to = LISTS[column.refers_to].heading() if column.refers_to in LISTS else ""
        yield _row(
            *(f"`{column.name}`", column.label, column.value, refers_to or column.refers_to),
            *(tag, column.meaning),
        )


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
