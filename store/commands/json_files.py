"""Reading JSON from a file or from standard input, strictly, and saying in which line it fails."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from store.errors import ImportRejected

STANDARD_INPUT = "-"


def read_json(name: str) -> Any:  # noqa: ANN401
    """What the file holds; `-` is standard input.

    Raises:
        ImportRejected: it cannot be read, is not UTF-8, or not JSON (RFC 8259, each key once).
    """
    text = _decoded(_content(name))
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ImportRejected(
            f"Line {error.lineno} is not JSON, at character {error.colno}.",
            "Look there for a missing comma, quotation mark or bracket; nothing was saved.",
        ) from None
    except ValueError:  # A number with thousands of digits.
        raise ImportRejected("The JSON holds a number that is far too long.") from None
    except RecursionError:
        raise ImportRejected("The JSON has brackets within brackets without end.") from None


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except (OSError, ValueError):
        raise ImportRejected("The JSON file cannot be read.", "Check its path.") from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ImportRejected(
            f"Line {line} is not UTF-8 text.", "Save the file as UTF-8, then try again."
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ImportRejected("An object of the JSON has the same key twice.")
    return found


def _refuse_constant(_: str) -> NoReturn:
    raise ImportRejected("The JSON holds NaN or Infinity, which are no numbers.")
