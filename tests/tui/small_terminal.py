"""A terminal small enough to be read: it obeys what the display writes, and nothing else."""

import re
from collections.abc import Callable

from rich.cells import get_character_cell_size

Look = tuple[str, frozenset[str]]
"""What stands in a cell, and the SGR codes in force there."""

SPOILT: Look = ("\ufffd", frozenset())
"""What is left of a wide letter when half of it was overwritten: terminals differ."""

_TOKEN = re.compile(r"\x1b\[([\d;]*)([A-Za-z])|([\r\n\b])|([^\x1b])", re.DOTALL)
# Reversed, underlined, double underlined, struck and overlined.
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
_GROUND = re.compile(r"4\d|10\d")


def look(text: str, codes: str) -> Look:
    """How a cell with those codes looks."""
    terminal = SmallTerminal(4, 1)
    terminal.write(f"\x1b[{codes}m")
    return seen(text, terminal.style)


def seen(text: str, style: frozenset[str]) -> Look:
    """What can be seen of a cell: of a blank its ground, unless a line or the like shows on it."""
    if text == " " and not style & _SEEN_ON_BLANKS:
        style = frozenset(code for code in style if _GROUND.match(code))
    return text, style


class SmallTerminal:
    """A screen of `width` by `height` cells that does not wrap at the end of a line.

    `measure` gives the cells that a code point takes. It fails on whatever it does not know, and
    on steps from behind the last cell, where terminals differ.
    """

    def __init__(
        self,
        width: int,
        height: int,
        measure: Callable[[str], int] = get_character_cell_size,
    ) -> None:
        self.width, self.height = width, height
        self.lines: list[list[Look]] = [[SPOILT] * width for _ in range(height)]
        self.line = self.column = 0
        self.style: frozenset[str] = frozenset()
        self._measure = measure
        self._top, self._bottom = 0, height - 1
        self._letters = self._ground = ""
        self._attributes: set[str] = set()

    def write(self, text: str) -> None:
        """Obeys `text`."""
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            assert token, repr(text[at : at + 20])
            at = token.end()
            numbers, command, control, letter = token.groups()
            if command:
                self._obey(command, [int(n or 0) for n in numbers.split(";")], numbers)
            elif control:
                self._control(control)
            else:
                self._draw(letter)

    def cells_of(self, text: str) -> int:
        """The cells that `text` takes on this terminal."""
        return sum(map(self._measure, text))

    def _control(self, control: str) -> None:
        if control == "\r":
            self.column = 0
        elif control == "\n":
            self.line += 1
            assert self.line < self.height, "it would scroll"
        else:
            self._step(-1)

    def _obey(self, command: str, numbers: list[int], given: str) -> None:
        first = max(numbers[0], 1)
        match command:
            case "m":
                self._set_style(given)
            case "H":
                column = numbers[1] if len(numbers) > 1 else 1
                self.line, self.column = first - 1, max(column, 1) - 1
            case "C" | "D":
                self._step(first if command == "C" else -first)
            case "A" | "B":
                self.line += first if command == "B" else -first
            case "K":
                self._erase(self.width - self.column)
            case "X":
                self._erase(first)
            case "J":
                assert numbers[0] == 2
                self.lines = [[self._blank()] * self.width for _ in range(self.height)]
            case "r":
                self._top, self._bottom = first - 1, [*numbers, 0][1] - 1
                self._bottom = self.height - 1 if self._bottom < 0 else self._bottom
                self.line = self.column = 0
            case "L" | "M":
                self._move_lines(first if command == "M" else -first)
            case _:
                raise AssertionError(command)
        assert 0 <= self.line < self.height

    def _step(self, steps: int) -> None:
        assert self.column < self.width, "behind the last cell"
        self.column += steps
        assert 0 <= self.column < self.width

    def _move_lines(self, by: int) -> None:
        assert self._top <= self.line <= self._bottom
        for _ in range(abs(by)):
            self.lines.pop(self.line if by > 0 else self._bottom)
            fresh = [self._blank()] * self.width
            self.lines.insert(self._bottom if by > 0 else self.line, fresh)

    def _erase(self, count: int) -> None:
        assert self.column < self.width, "behind the last cell"
        for column in range(self.column, min(self.column + count, self.width)):
            self._set(column, self._blank())

    def _blank(self) -> Look:
        return " ", frozenset({self._ground} - {""})

    def _draw(self, letter: str) -> None:
        assert letter.isprintable() or letter in "\u200d\ufe0f"
        size = self._measure(letter)
        if size == 0:
            self._mark(letter)
            return
        column = min(self.column, self.width - size)
        self._set(column, seen(letter, self.style))
        for behind in range(column + 1, column + size):
            self._set(behind, ("", self.style), is_rest=True)
        self.column = column + size

    def _mark(self, letter: str) -> None:
        column = self.column - 1
        while column > 0 and not self.lines[self.line][column][0]:
            column -= 1
        if column >= 0:
            text, style = self.lines[self.line][column]
            self.lines[self.line][column] = (text + letter, style)

    def _set(self, column: int, look: Look, *, is_rest: bool = False) -> None:
        line = self.lines[self.line]
        if not line[column][0] and not is_rest:
            before = column - 1
            while not line[before][0]:
                line[before], before = SPOILT, before - 1
            line[before] = SPOILT
        line[column] = look
        behind = column + 1
        while behind < self.width and not line[behind][0]:
            line[behind], behind = SPOILT, behind + 1

    def _set_style(self, given: str) -> None:
        parts = given.split(";")
        while parts:
            part = parts.pop(0)
            number = int(part or 0)
            if number in {38, 48}:
                count = {"5": 2, "2": 4}[parts[0]]
                part, parts = ";".join([part, *parts[:count]]), parts[count:]
            if number == 0:
                self._letters = self._ground = ""
                self._attributes = set()
            elif number < 30 or number > 107 or 50 <= number < 60:
                self._attributes.add(part)
            elif number in {38, 39} or 30 <= number < 38 or 90 <= number < 98:
                self._letters = "" if number == 39 else part
            else:
                self._ground = "" if number == 49 else part
        self.style = frozenset({self._letters, self._ground, *self._attributes} - {""})
