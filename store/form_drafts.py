"""The raw text of forms that were not saved: kept in the file, never handed on or counted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store.engine import Connection


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The raw text of a form that was not saved, by field."""

    form: str
    kind: str
    fields: Mapping[str, str]
    at: str


def keep(connection: Connection, draft: FormDraft) -> None:
    """Keeps what stands in a form, in place of what stood there before."""
    text = json.dumps(dict(draft.fields), ensure_ascii=False)
    connection.execute(
        "INSERT INTO draft VALUES (?, ?, ?, ?) ON CONFLICT(form) DO UPDATE"
        " SET fields = excluded.fields, at = excluded.at",
        (draft.form, draft.kind, text, draft.at),
    )


def drop(connection: Connection, form: str) -> None:
    """Forgets a form."""
    connection.execute("DELETE FROM draft WHERE form = ?", (form,))


def kept(connection: Connection) -> list[FormDraft]:
    """The forms that were left without saving, the newest first."""
    rows = connection.execute("SELECT form, kind, fields, at FROM draft ORDER BY at DESC")
    return [FormDraft(form, kind, json.loads(text), at) for form, kind, text, at in rows]
