"""Drawing in the terminal with few bytes: where the cursor stands, and in which style it draws."""

from dataclasses import dataclass, field

from tui.display.sgr import PLAIN, change, visible

_BACKSPACES = 3  # more of them are longer than the sequence for it


@dataclass(slots=True)
class Pen:
    """What has been written so far, and what state it leaves the terminal in.

    `line` and `column` are None where terminals may disagree on them. The style at the start is
    the plain one, `width` the cells of a line.
    """

    width: int
    line: int | None = None
    column: int | None = None
    style: str = PLAIN
    written: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "".join(self.written)

    @property
    def size(self) -> int:
        """The bytes of what was written."""
        return len(self.text.encode())

    def branch(self) -> "Pen":
        """A pen in the same state that has written nothing."""
        return Pen(self.width, self.line, self.column, self.style)

    def follow(self, other: "Pen") -> None:
        """Writes what `other`, a branch of this pen, has written."""
        self.written += other.written
        self.line, self.column, self.style = other.line, other.column, other.style

    def go(self, line: int, column: int) -> None:
        """Puts the cursor there."""
        if (self.line, self.column) != (line, column):
            self.written.append(way(self.line, self.column, line, column))
            self.line, self.column = line, column

    def draw(self, text: str, style: str, cells: int) -> None:
        """Draws `text`, on whose width of `cells` all terminals agree."""
        if not self.looks_like(text, style):
            self.set_style(style)
        self.written.append(text)
        if self.column is not None:
            # Behind the last cell the cursor hangs between two lines.
            end = self.column + cells
            self.column = end if end < self.width else None

    def draw_doubtful(self, run: list[tuple[str, str]]) -> None:
        """Draws a run of cells on whose width terminals disagree; the place is unknown after it.

        The run is erased first, so that a narrower drawing leaves nothing of what stood there.
        """
        self.set_style(run[0][1])
        self.written.append(f"\x1b[{len(run)}X")
        for text, style in run:
            if text:
                self.set_style(style)
                self.written.append(text)
        self.line = self.column = None

    def erase_rest(self) -> None:
        """Makes the line blank from the cursor on."""
        self.set_style(PLAIN)
        self.written.append("\x1b[K")

    def looks_like(self, text: str, style: str) -> bool:
        """Whether `text` drawn as the terminal draws now looks as if drawn in `style`."""
        return style == self.style or (text == " " and style == visible(self.style, is_blank=True))

    def set_style(self, style: str) -> None:
        """Draws in that style from now on."""
        if style != self.style:
            self.written.append(change(self.style, style))
            self.style = style


def way(line: int | None, column: int | None, to_line: int, to_column: int) -> str:
    """The shortest sequence that moves the cursor; None stands for a place that is not known."""
    ways = [_absolute(to_line, to_column)]
    if line == to_line:
        ways += _along(column, to_column)
    elif line is not None:
        if line + 1 == to_line and to_column == 0:
            ways.append("\r\n")
        if column == to_column:
            ways.append(_steps(to_line - line, "B", "A"))
    return min(ways, key=len)


def _absolute(line: int, column: int) -> str:
    if column:
        return f"\x1b[{line + 1};{column + 1}H"
    return f"\x1b[{line + 1}H" if line else "\x1b[H"


def _along(column: int | None, to_column: int) -> list[str]:
    """Ways that stay on the line."""
    ways = ["\r"] if to_column == 0 else []
    if column is not None:
        steps = to_column - column
        ways.append(_steps(steps, "C", "D"))
        if -_BACKSPACES <= steps < 0:
            ways.append("\b" * -steps)
    return ways


def _steps(steps: int, ahead: str, back: str) -> str:
    letter = ahead if steps > 0 else back
    return f"\x1b[{abs(steps)}{letter}" if abs(steps) > 1 else f"\x1b[{letter}"
