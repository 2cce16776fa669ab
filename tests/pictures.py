"""Makes the README's pictures from the program itself: `python -m tests.pictures`."""

import asyncio
import re
import tempfile
from pathlib import Path

from store.demo import build_demo
from tui.app import Fieldledger
from tui.opening import Opening

FOLDER = Path(__file__).parent.parent / ".github" / "pictures"
SIZE = (120, 32)
PICTURES = {
    "summary": (),
    "behind": ("enter",),
    "map": ("g", "3"),
    "incidents": ("2", "down", "down", "down"),
    "record": ("2", *("down",) * 15, "enter"),
    "form": ("2", *("down",) * 15, "enter", "c"),
}
_FETCHED_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def picture(ledger: Path, keys: tuple[str, ...]) -> str:
    """The screen after some keys, as SVG; no font is fetched to show it."""
    app = Fieldledger(Opening(ledger))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(1)
        return _FETCHED_FONT.sub("", app.export_screenshot(title="Fieldledger"))


def main() -> None:
    """Writes each picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        ledger = Path(scratch) / "demo.fieldledger"
        build_demo(ledger)
        for name, keys in PICTURES.items():
            drawn = asyncio.run(picture(ledger, keys))
            (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
