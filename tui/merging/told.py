"""What is told of the files that can be merged, and of what came of merging them."""

from store.merging.planning import Fate
from store.merging.receiving import Arrival
from store.merging.wording import ABOUT, TITLES
from store.quantities import quantity
from tui.merging.arriving import Told, Unread
from tui.widgets.text_page import Paragraph

REFUSED = "cannot be merged"
"""Said of a file that is refused as a whole."""

_PARTLY = "partly left out"
_NOTHING = "nothing new"
_MOST_REMARKS = 200


def file_cells(row: Arrival | Unread) -> tuple[str, ...]:
    """What stands in the line of a file: from whom, what merging it would do, what not."""
    if isinstance(row, Unread):
        return (row.path.name, "", "", "", "", "", REFUSED)
    manifest, planned = row.handoff.manifest, row.planned
    fates = {fate: sum(p.fate is fate for p in planned.records) for fate in Fate}
    note = _PARTLY if planned.refused else "" if planned.parts else _NOTHING
    return (
        *(f"{manifest.sender.prefix} {manifest.sender.name}", str(manifest.sequence)),
        *(f"{fates[Fate.NEW]:,}", f"{fates[Fate.CHANGED]:,}"),
        *(f"{sum(planned.same.values()):,}", f"{fates[Fate.CONFLICTING]:,}", note),
    )


def kind_line(cells: tuple[str, ...]) -> Paragraph:
    """What becomes of the records of one kind."""
    kind, *numbers = cells
    said = [f"{n} {title}" for n, title in zip(numbers, TITLES[1:], strict=True) if n != "0"]
    return Paragraph(" · ".join(said), kind, 16)


def merged_page(told: Told) -> list[Paragraph]:
    """What came of a merge, to be read."""
    said = f"{quantity(told.changes, 'change')} of {quantity(told.records, 'record')} merged."
    found = [Paragraph(said)]
    if told.conflicts:
        found += [
            Paragraph(""),
            Paragraph(
                f"{quantity(told.conflicts, 'conflict')}: two people changed the same thing"
                " differently. F4 on a list settles them."
            ),
        ]
    if told.left_out:
        found += [Paragraph(""), Paragraph("Left out", is_title=True)]
        found += [Paragraph(sentence) for sentence in told.left_out]
    if told.remarks:
        found += [Paragraph(""), Paragraph("To look at", is_title=True)]
        found += [
            Paragraph(r.sentence, f"{ABOUT[r.about]}  {r.code}  ", 14)
            for r in told.remarks[:_MOST_REMARKS]
        ]
        if (more := len(told.remarks) - _MOST_REMARKS) > 0:
            found.append(Paragraph(f"… and {more:,} more"))
    found += [
        Paragraph(""),
        Paragraph(
            "Send the receipt back (f on a list, then w): the next handoff starts where this one"
            " ended. As long as nothing else is written, the merge can be undone as a whole"
            " (m, then u)."
        ),
    ]
    return found
