"""Every kind of value has an editor, and every field of every record can be reached."""

import pytest

from store.fields import fields_of
from store.kinds import ALL_KINDS
from store.records import RECORD_TYPES, Record
from tui.forms.editors import CITED, EDITORS, lines_of, opening_lines, sections
from tui.widgets.field_row import LABEL_CELLS

MODELS = list(RECORD_TYPES.values())


def test_every_kind_of_value_has_an_editor() -> None:
    assert set(EDITORS) == set(ALL_KINDS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_a_form_opens_on_at_most_eight_lines(model: type[Record]) -> None:
    lines = opening_lines(model)
    assert 1 <= len(lines) <= 8
    assert [line.key for line in lines if line.key != CITED] == list(model.opens_with)
    assert (lines[-1].key == CITED) == model.cites


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_every_field_that_people_type_has_a_line(model: type[Record]) -> None:
    typed = {spec.name for spec in fields_of(model) if not spec.meta.kept_by_program}
    reached = {line.spec.name for key, line in lines_of(model).items() if key != CITED}
    assert reached == typed


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.table)
def test_sections_are_short_and_labels_fit(model: type[Record]) -> None:
    assert all(len(lines) <= 20 for lines in sections(model).values())
    needed = {line.label + (" *" if line.is_needed else "") for line in lines_of(model).values()}
    assert max(map(len, needed)) <= LABEL_CELLS
