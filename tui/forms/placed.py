"""Lines for places: one, several, or a place with the words as said and its point."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.coordinates import Point, format_point, parse_point
from store.errors import ParseError
from store.fields import FieldSpec
from store.kinds import CodeKind, Where
from store.kinds.placed import PRECISION_OF_LEVEL
from store.ledger import Store
from store.places import PlaceMatch, is_left_out
from store.search import fold
from store.vocabulary import PlacePrecision
from tui.forms.coded import CodeOffers
from tui.forms.line import FormLine, Offers, Value
from tui.widgets.choice_list import Choice

PLACE_SECTION = "The place"
"""The section for what is known of a place besides its name."""

KEPT_AS_WORDS = "Kept as words."
_MOST = 30


class PlaceOffers(Offers):
    """The places whose name begins with or holds what was typed, each with what it lies in."""

    def __init__(self, separator: str = "") -> None:
        self.separator = separator

    def find(self, store: Store, text: str) -> Sequence[Choice]:
        """The places that the letters can mean; none while there are no letters."""
        if not text.strip():
            return ()
        return [_choice(match, text) for match in store.places(text, limit=_MOST)]


def _choice(match: PlaceMatch, typed: str) -> Choice:
    """A place by the name in the script in which it is being typed, the other one at the end.

    Terminals do not agree on the width of Burmese, so that it stands where nothing follows.
    """
    names = [match.name, match.name_local or ""]
    if not typed.isascii() and match.name_local:
        names.reverse()
    about = " · ".join(filter(None, (_lying(match), names[1])))
    return Choice(match.label, names[0], about)


def _lying(match: PlaceMatch) -> str:
    return " · ".join(filter(None, (match.level.label, match.path)))


def _let_go(store: Store, before: str | None, key: str | None) -> str:
    """That the village chosen before is gone, if it lies outside the wider place chosen now."""
    if not before or not key or not store.ask(is_left_out, before, key):
        return ""
    return f"{store.lookup.name_of(before)} is cleared: it lies outside."


def _about(store: Store, key: str) -> str:
    """What a place is and lies in: "Village · Pan Kan tract · Loikaw township"."""
    found = [m for m in store.places(store.lookup.name_of(key)) if m.key == key]
    return _lying(found[0]) if found else ""


@dataclass(frozen=True)
class PlaceLine(FormLine):
    """One place of the list."""

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The place's name as the ledger writes it, with its township."""
        del text
        return self.show(store, value)

    def echo(self, store: Store, value: Value, text: str) -> str:
        """What the place is and what it lies in."""
        del text
        return _about(store, value) if value else ""

    def let_go(self, store: Store, before: Value, value: Value) -> str:
        """The village that does not lie in the township chosen instead."""
        return _let_go(store, before, value)


@dataclass(frozen=True)
class PlacesLine(FormLine):
    """Several places, with semicolons between them, or "not stated"."""

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The places' names as the ledger writes them."""
        del text
        return self.show(store, value)


@dataclass(frozen=True)
class WhereLine(FormLine):
    """The place of a *where*; words that name none are kept as said."""

    def show(self, store: Store, value: Value) -> str:
        """The place's name, or the words; a point alone has a line of its own."""
        if value is None:
            return ""
        return store.lookup.name_of(value.place) if value.place else value.said or ""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The where with another place, and with its point as it was.

        The words as said stay when a place is chosen for them; words that name no place take
        their place. A precision that the place before had by itself goes with it.

        Raises:
            ParseError: a letter of the text cannot be kept.
        """
        before = value or Where()
        found = store.read_field(self.spec, text) or Where()
        said = found.said
        if found.place and _is_label(store, found.place, text):
            said = before.said
        precision = before.precision
        own = _own_precision(store, before.place)
        if found.place != before.place and own is not None and precision == own:
            precision = found.precision
        return _filled(replace(before, place=found.place, said=said, precision=precision))

    def echo(self, store: Store, value: Value, text: str) -> str:
        """What the place is and lies in, or that only the words are kept."""
        if value is None or not text.strip():
            return ""
        if value.place:
            return _about(store, value.place)
        return _why_words(store, text) if value.said else ""

    def let_go(self, store: Store, before: Value, value: Value) -> str:
        """The village that does not lie in the township chosen instead."""
        return _let_go(store, before.place if before else None, value.place if value else None)


def _own_precision(store: Store, place: str | None) -> PlacePrecision | None:
    """How exact a place is that is given by its name alone; None without one."""
    return PRECISION_OF_LEVEL.get(store.lookup.level_of(place)) if place else None


def _why_words(store: Store, text: str) -> str:
    """Why a text is kept as words: it names no place, or more than one."""
    try:
        store.lookup.place(text)
    except ParseError as problem:
        return f"{KEPT_AS_WORDS} {problem.message}"
    return ""


def _is_label(store: Store, key: str, text: str) -> bool:
    return fold(text.strip()) == fold(store.lookup.name_of(key))


def _filled(where: Where) -> Where | None:
    return None if where == Where() else where


@dataclass(frozen=True)
class SaidLine(FormLine):
    """The words in which a place was told, beside the place that they mean."""

    def show(self, store: Store, value: Value) -> str:
        """The words."""
        del store
        return (value.said or "") if value else ""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The where with other words.

        Raises:
            ParseError: a letter of the text cannot be kept.
        """
        words = store.read_field(self.spec, text)
        return _filled(replace(value or Where(), said=words.said if words else None))


@dataclass(frozen=True)
class PointLine(FormLine):
    """The point of a *where*: degrees, a map link or an MGRS reference."""

    def show(self, store: Store, value: Value) -> str:
        """The point in decimal degrees."""
        del store
        if value is None or value.lat is None or value.lon is None:
            return ""
        return format_point(Point(value.lat, value.lon))

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The where with another point, or without one.

        Raises:
            ParseError: the text gives no point on the earth.
        """
        del store
        where = value or Where()
        if not text.strip():
            return _filled(replace(where, lat=None, lon=None))
        point = parse_point(text)
        return _filled(replace(where, lat=point.lat, lon=point.lon))

    def echo(self, store: Store, value: Value, text: str) -> str:
        """The point in decimal degrees, if it was typed otherwise."""
        understood = self.show(store, value)
        return "" if understood == text.strip() else understood


@dataclass(frozen=True)
class PrecisionLine(FormLine):
    """How precisely the place of a *where* is known."""

    def show(self, store: Store, value: Value) -> str:
        """The label of the precision."""
        return _PRECISION.format(value.precision, store.lookup) if value and value.precision else ""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The where with another precision, or without one.

        Raises:
            ParseError: the text means none of the codes, or several.
        """
        code = _PRECISION.parse(text, store.lookup) if text.strip() else None
        precision = PlacePrecision(code) if code else None
        return _filled(replace(value or Where(), precision=precision))

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The label of the precision."""
        del text
        return self.show(store, value)


_PRECISION = CodeKind(PlacePrecision)


def where_lines(spec: FieldSpec) -> tuple[FormLine, ...]:
    """The lines of a *where*: the place opens with the form, the rest has its own section."""
    name = spec.name
    return (
        WhereLine.of(spec, PlaceOffers()),
        PointLine(
            spec,
            f"{name}.point",
            "Coordinates",
            "19.67, 97.21, or degrees and minutes, a pasted map link or an MGRS reference.",
            PLACE_SECTION,
        ),
        PrecisionLine(
            spec,
            f"{name}.precision",
            "How exact",
            "How precisely the place is known.",
            PLACE_SECTION,
            CodeOffers(PlacePrecision),
        ),
        SaidLine(
            spec,
            f"{name}.said",
            "As said",
            "The place in the words in which it was told.",
            PLACE_SECTION,
        ),
    )
