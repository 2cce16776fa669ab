"""Makes the README's pictures from the program itself: `python -m tests.pictures`.

A picture with Burmese letters becomes a PNG, since a browser may have no font for them; that
needs `chromium`, ImageMagick and a Burmese font such as Padauk where the pictures are made.
"""

import asyncio
import re
import subprocess
import tempfile
from html import escape, unescape
from pathlib import Path

from store.demo import build_demo
from tui.app import Fieldledger
from tui.opening import Opening
from tui.text import cells

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
_BURMESE = re.compile("([\u1000-\u109f]+)")
_TEXT = re.compile(
    r'(<text class="[^"]+" x=)"([\d.]+)"( y="[\d.]+" textLength=)"[\d.]+"([^>]*>)(.*?)</text>'
)
_CELL = 12.2  # units; Rich draws a cell so wide
_SIZE_DRAWN = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
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
        drawn = _FETCHED_FONT.sub("", app.export_screenshot(title="Fieldledger"))
        return _TEXT.sub(_by_script, drawn)


def _by_script(found: re.Match[str]) -> str:
    """The letters of each script as a text of their own, so that columns stay straight."""
    before, x, between, after, content = found.groups()
    text = unescape(content)
    if not _BURMESE.search(text):
        return found[0]
    at = float(x)
    texts = []
    for piece in filter(None, _BURMESE.split(text)):
        width = cells(piece) * _CELL
        said = escape(piece).replace("\xa0", "&#160;")
        adjusted = ' lengthAdjust="spacingAndGlyphs"' if _BURMESE.search(piece) else ""
        texts.append(f'{before}"{at:g}"{between}"{width:g}"{adjusted}{after}{said}</text>')
        at += width
    return "".join(texts)


def write_picture(name: str, drawn: str) -> None:
    """Writes a picture as SVG, or drawn by a browser if it has Burmese letters."""
    svg = FOLDER / f"{name}.svg"
    svg.write_text(drawn, encoding="utf-8")
    if not _BURMESE.search(drawn):
        return
    found = _SIZE_DRAWN.search(drawn)
    assert found, "Rich draws its pictures in another way."
    width, height = (round(float(cells)) for cells in found.groups())
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--default-background-color=00000000",
            f"--window-size={width},{height}",
            f"--screenshot={svg.with_suffix('.png')}",
            svg.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    png = svg.with_suffix(".png")
    subprocess.run(["convert", png, "-colors", "24", f"PNG8:{png}"], check=True)
    svg.unlink()


def main() -> None:
    """Writes each picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        ledger = Path(scratch) / "demo.fieldledger"
        build_demo(ledger)
        for name, keys in PICTURES.items():
            drawn = asyncio.run(picture(ledger, keys))
            write_picture(name, drawn)


if __name__ == "__main__":
    main()
