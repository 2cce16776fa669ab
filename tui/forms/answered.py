"""Lines for consent: one for each use of a name, and how the answers were given."""

from dataclasses import dataclass, replace

from store.fields import FieldSpec
from store.kinds import CodeKind, Consent
from store.kinds.plain import TextKind
from store.ledger import Store
from store.vocabulary import ConsentAnswer, ConsentGivenBy
from tui.forms.coded import CodeOffers
from tui.forms.line import FormLine, Value

_ANSWERS = CodeKind(ConsentAnswer)
_GIVERS = CodeKind(ConsentGivenBy)
_WORDS = TextKind()
_USES = (
    ("keep", "Keep", "May we keep the name?"),
    ("partners", "To partners", "May partners have the name?"),
    ("court", "To a court or UN", "May a court or the UN have the name?"),
    ("publish", "Publish", "May the name be published?"),
)


@dataclass(frozen=True)
class ConsentLine(FormLine):
    """One answer within a consent."""

    part: str = ""
    kind: CodeKind | TextKind = _ANSWERS

    def show(self, store: Store, value: Value) -> str:
        """The answer's label, or the words."""
        answer = getattr(value, self.part) if value else None
        return self.kind.format(answer, store.lookup) if answer else ""

    def read(self, store: Store, text: str, value: Value) -> Value:
        """The consent with another answer here; None once nothing of it is left.

        Raises:
            ParseError: the text is no answer.
        """
        empty = getattr(Consent(), self.part)
        answer = self.kind.parse(text, store.lookup) if text.strip() else empty
        consent = replace(value or Consent(), **{self.part: answer})
        return None if consent == Consent() else consent

    def tidy(self, store: Store, value: Value, text: str) -> str:
        """The answer's label; words stay as they are."""
        return self.show(store, value) if self.kind is not _WORDS and text.strip() else text


def consent_lines(spec: FieldSpec) -> tuple[FormLine, ...]:
    """The lines of a consent, all in its own section."""
    section = spec.meta.section

    def line(
        part: str, label: str, asked: str, kind: CodeKind | TextKind = _ANSWERS
    ) -> ConsentLine:
        offers = CodeOffers(kind.codes) if isinstance(kind, CodeKind) else None
        key = f"{spec.name}.{part}"
        return ConsentLine(spec, key, label, asked, section, offers, part=part, kind=kind)

    return (
        *(line(*use) for use in _USES),
        line("by", "Given by", "Who answered for the use of the name.", _GIVERS),
        line("date", "On", "The day on which it was given, as 2023-03-01.", _WORDS),
        line("how", "How", "How it was given: in person, by phone, in writing.", _WORDS),
    )
