"""What is written of the look is read once, and anew only for other colours."""

import pytest
from textual.color import Color
from textual.css.errors import UnresolvedVariableError

from tui.kept_stylesheet import KeptStylesheet


def sheet(source: str) -> KeptStylesheet:
    made = KeptStylesheet(variables={"ground": "red"})
    made.add_source(source, ("here", ""))
    made.parse()
    return made


def ground(made: KeptStylesheet) -> Color:
    (rule,) = made.rules
    return rule.styles.background


def test_rules_are_kept_while_the_variables_stay() -> None:
    made = sheet("Label { background: $ground; }")
    (before,) = made.rules
    made.set_variables({"ground": "red"})
    made.reparse()
    (after,) = made.rules
    assert after is before


def test_what_was_added_is_taken_in() -> None:
    made = sheet("Label { background: $ground; }")
    made.add_source("Input { background: blue; }", ("there", ""))
    made.reparse()
    assert len(made.rules) == 2


def test_other_variables_change_what_was_read() -> None:
    made = sheet("Label { background: $ground; }")
    assert ground(made) == Color.parse("red")
    made.set_variables({"ground": "blue"})
    made.reparse()
    assert ground(made) == Color.parse("blue")


def test_a_wrong_source_is_told() -> None:
    made = sheet("Label { background: $ground; }")
    made.add_source("Input { background: $nowhere; }", ("there", ""))
    with pytest.raises(UnresolvedVariableError):
        made.reparse()
