"""What can be said of a record besides its fields: where it stands, what is known about it."""

from store.conditions import Sought, column_of, plainly, rids_where
from store.kinds import Condition
from store.records import Record
from store.vocabulary import Review

STATES = (*(str(code) for code in Review), "retired", "waiting")
"""The states that a record can be asked for."""


def waiting_sql(model: type[Record]) -> str:
    """True of a row that does not count yet: draft, returned or, if its kind cites, uncited."""
    uncited = f" OR {column_of(model, 'cited')} = 0" if model.cites else ""
    return (
        f"{column_of(model, 'retired')} IS NULL"
        f" AND ({column_of(model, 'review')} IN ('draft', 'returned'){uncited})"
    )


def conflict_sql(model: type[Record]) -> str:
    """True of a row that two people changed differently."""
    same = f"conflict.record = {column_of(model, 'id')}"
    return f"EXISTS (SELECT 1 FROM conflict WHERE {same})"


def state_sought(model: type[Record], state: str) -> Sought:
    """The rows that are in one of the `STATES`."""
    if state == "waiting":
        return plainly(waiting_sql(model))
    if state == "retired":
        condition = Condition(f"{column_of(model, 'retired')} IS NOT NULL")
    else:
        condition = Condition(f"{column_of(model, 'review')} = ?", (state,))
    return Sought(condition, condition, rids_where(model, condition))


def questions(model: type[Record]) -> dict[str, Sought]:
    """What can be asked about records besides their fields, each with the rows where it is so.

    `figure`: somebody reported a number about it or its incident. `source`: a citation of its
    own or of its incident backs it. `conflict`: two people changed it differently.
    """
    in_conflict = Condition(f"{column_of(model, 'id')} IN (SELECT record FROM conflict)")
    told = Condition(conflict_sql(model))
    found = {"conflict": Sought(told, told, rids_where(model, in_conflict))}
    if model.cites:
        cited, uncited = (Condition(f"{column_of(model, 'cited')} = {flag}") for flag in (1, 0))
        found["source"] = Sought(cited, cited, rest=rids_where(model, uncited))
    if subject := _subject_of_figures(model):
        column, own = subject
        found["figure"] = plainly(
            "EXISTS (SELECT 1 FROM figure"
            f" WHERE figure.{column} = {own} AND figure.retired IS NULL)"
        )
    return found


def _subject_of_figures(model: type[Record]) -> tuple[str, str] | None:
    """The column of the table figure that names such a record or its incident, and its id."""
    if model.table in {"incident", "source"}:
        return model.table, column_of(model, "id")
    return (model.within, column_of(model, model.within)) if model.within == "incident" else None
