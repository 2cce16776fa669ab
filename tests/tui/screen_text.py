"""What a screen shows, as text that can be read in a diff."""

import os
from pathlib import Path

from textual.app import App, ReturnType

GOLDEN = Path(__file__).parent / "golden"


def screen_text(app: App[ReturnType]) -> str:
    """The lines on the active screen, without the blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def assert_golden(name: str, text: str) -> None:
    """`text` is what `golden/NAME.txt` holds; with `GOLDEN=write` the file is written instead.

    Raises:
        AssertionError: It differs, or there is no such file.
    """
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
        return
    assert path.exists(), f"{path.name} is missing: run with GOLDEN=write and read it."
    assert f"{text}\n" == path.read_text(encoding="utf-8")
