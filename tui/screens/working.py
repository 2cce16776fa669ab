"""What is seen while a long job goes on: what it does, how far it is, and a way to stop it."""

from collections.abc import Callable, Generator
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from store.ledger import Store
from store.progress import Progress
from tui.gateway import gateway_of
from tui.text import shown
from tui.widgets.key_bar import KeyBar

P = ParamSpec("P")
T = TypeVar("T")

_BAR = 40  # cells
_STOPPING = "Stopping; nothing of it will be left …"


class Working(Screen[None]):
    """A title, a bar and the key that calls `stop_job`; leaves once it is told that all is done.

    `assured` is what somebody may want to know who waits.
    """

    DEFAULT_CSS = """
    Working {
        & > Vertical { padding: 2 4; max-width: 84; height: auto; }
        & #title { text-style: bold; margin-bottom: 1; }
        & #assured { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "stop",
            "Stop",
            show=True,
            priority=True,
            tooltip="Stops what is being done; nothing of it is left.",
        )
    ]

    def __init__(self, title: str, assured: str = "") -> None:
        super().__init__()
        self.stop_job: Callable[[], None] | None = None
        self._title = title
        self._assured = assured
        self._step = Static()
        self._bar = Static()
        self._is_over = self._is_stopping = False

    def compose(self) -> ComposeResult:
        """The title, the step, the bar, the key."""
        with Vertical():
            yield Static(shown(self._title), id="title")
            yield self._step
            yield self._bar
            yield Static(shown(self._assured), id="assured")
        yield KeyBar()

    def show(self, step: Progress) -> None:
        """Shows a step, unless the job is being stopped."""
        if self._is_stopping:
            return
        self._step.update(shown(f"{step.what} …"))
        self._bar.update(shown(_drawn(step) if step.total else ""))

    def action_stop(self) -> None:
        """Stops the job after the step that it is in."""
        if self.stop_job is not None and not self._is_stopping:
            self._is_stopping = True
            self._step.update(_STOPPING)
            self._bar.update("")
            self.stop_job()

    def leave(self) -> None:
        """Goes away, now or as soon as nothing lies over it."""
        self._is_over = True
        if self.is_current:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Goes away, if the job ended while something lay over it."""
        if self._is_over:
            self.dismiss()


def _drawn(step: Progress) -> str:
    done = min(1.0, step.done / step.total)
    full = int(done * _BAR)
    return f"{'█' * full}{'░' * (_BAR - full)} {done:4.0%}"


async def work_through(
    node: DOMNode,
    title: str,
    fn: Callable[Concatenate[Store, P], Generator[Progress, None, T]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What the job returns, shown under `title` as it goes; call it in a worker.

    Raises:
        JobCancelled: it was stopped, and left nothing behind.
        Exception: what the job raised.
    """
    screen = Working(title)
    await node.app.push_screen(screen)
    try:
        job = gateway_of(node).run_long(screen.show, fn, *args, **kwargs)
        screen.stop_job = job.cancel
        return await job
    finally:
        screen.leave()
