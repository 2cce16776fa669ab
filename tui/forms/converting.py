"""Lines that were typed in Zawgyi: which one is converted, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.zawgyi import has_burmese, to_unicode
from tui.forms.notices import Notice, converted_notice


@dataclass(frozen=True, slots=True)
class Turned:
    """A line with another text in it, and what is said of that."""

    key: str
    text: str
    notice: Notice


@dataclass
class Conversions:
    """What one form has converted; `offered` is the line that was last said to be Zawgyi."""

    offered: str | None = None
    done: dict[str, tuple[str, str]] = field(default_factory=dict)

    def turn(self, texts: Mapping[str, str], here: str | None) -> Turned | None:
        """The line with the cursor converted, or as it was before; else the one offered.

        None if there are no Burmese letters in either, or nothing in them would change.
        """
        for key in (here, self.offered):
            if key is not None and has_burmese(texts[key]):
                return self._turn(key, texts[key])
        return None

    def _turn(self, key: str, text: str) -> Turned | None:
        before, after = self.done.pop(key, ("", ""))
        if text == after:
            return Turned(key, before, Notice("What was typed is back."))
        converted = to_unicode(text)
        if converted == text:
            return None
        self.done[key] = (text, converted)
        return Turned(key, converted, converted_notice(text, converted))
