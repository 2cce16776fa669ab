"""What a form knows while it is open: what it began with, what was saved, what is still odd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.fields import field_of
from store.kinds import ReferenceKind, label_of
from store.records import Citation, Record
from store.rules import Finding, Level
from store.vocabulary import Review
from tui.forms.filled import Filled, Outcome
from tui.forms.line import FormLine
from tui.forms.notices import of_level
from tui.forms.opening import FormOpening
from tui.forms.referring import CITED
from tui.forms.splitting import DEATH_OF

_WAITING = frozenset({Review.DRAFT, Review.RETURNED})


@dataclass
class FormSession:
    """One form from its opening to its leaving, through all the records saved in between.

    `texts` are always those that stand in the form's lines now.
    """

    model: type[Record]
    presets: dict[str, str]
    opening: FormOpening
    saved: Record | None = None
    findings: tuple[Finding, ...] = ()
    source: str = ""
    reasons: dict[str, str] = field(default_factory=dict)

    def begin(self, opening: FormOpening) -> None:
        """Goes on with another opening: of the record that was saved, or of the next one."""
        self.opening, self.findings = opening, opening.findings
        self.reasons = {}

    def changed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The lines in which something else stands than when the form was opened."""
        known = self.opening.texts
        return {key: text for key, text in texts.items() if text != known[key]}

    def filled(self, texts: Mapping[str, str]) -> Filled:
        """What there is to save."""
        lines = self.changed(texts)
        if cited := texts.get(CITED, "").strip():
            lines[CITED] = self.source = cited
        return Filled(self.opening.start, lines, self.reasons, presets=self.presets)

    def take(self, outcome: Outcome) -> None:
        """Remembers what was saved."""
        self.saved, self.findings = outcome.record, outcome.findings

    def is_empty(self, texts: Mapping[str, str]) -> bool:
        """Whether this is a new form into which nothing was typed, and that says nothing so."""
        is_untouched = self.opening.is_new and not self.changed(texts)
        is_citation = self.model is Citation and bool(self.presets.get("source"))
        return is_untouched and DEATH_OF not in self.presets and not is_citation

    def is_settled(self, texts: Mapping[str, str]) -> bool:
        """Whether there is nothing to save that is not saved already."""
        if self.changed(texts) or self.opening.is_new:
            return False
        return self.saved is not None or self.opening.start.review not in _WAITING

    def next_presets(self, record: Record, texts: Mapping[str, str]) -> dict[str, str]:
        """What the next record begins with: the same incident and source, the same report."""
        presets: dict[str, str] = {}
        for name in self.model.carries:
            is_reference = isinstance(field_of(self.model, name).kind, ReferenceKind)
            value = getattr(record, name) if is_reference else texts.get(name, "").strip()
            if value:
                presets[name] = str(value)
        if source := texts.get(CITED, "").strip() or self.source:
            presets[CITED] = source
        return presets

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings that nobody has answered."""
        return of_level(self.findings, Level.WARNING)

    @property
    def heading(self) -> tuple[str, str, str]:
        """The kind and the code; how far the review has come; what the record belongs to."""
        one, start = self.model.one, self.opening.start
        belongs = self.opening.belongs
        if self.opening.is_new:
            return f"New {one.lower()}", "", belongs
        return f"{one} {start.code}", label_of(start.review).lower(), belongs


def first_line(lines: Sequence[FormLine], session: FormSession | None) -> str:
    """The key of the line where typing begins.

    That is the first, or the second where the first one of a new record is filled already; in
    the form for a death its date, which alone is missing.
    """
    keys = [line.key for line in lines]
    if session is None or not session.opening.is_new:
        return keys[0]
    if DEATH_OF in session.presets:
        return session.model.dated_by
    texts = session.opening.texts
    return keys[1] if texts.get(keys[0]) and not texts.get(keys[1]) else keys[0]
