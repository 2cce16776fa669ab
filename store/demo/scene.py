"""One invented incident with the people and buildings that belong to it."""

from typing import Any

from store.demo.pen import INVENTED, Pen
from store.demo.people import invented_person
from store.records import Casualty, Damage, Detention, Incident
from store.vocabulary import (
    BuildingKind,
    DamageGrade,
    Denomination,
    GradeBasis,
    IncidentKind,
    Outcome,
    PersonStatus,
    Sex,
)


class Scene:
    """An incident that is being told: each call adds somebody or something to it."""

    def __init__(  # noqa: PLR0913 - what an incident is told by
        self,
        pen: Pen,
        title: str,
        kind: IncidentKind,
        when: str,
        where: str,
        *,
        sources: tuple[int, ...] = (0,),
        told_on: str = "",
        approve: bool = False,
        **values: Any,
    ) -> None:
        self._pen = pen
        self._approve = approve
        self.incident = pen.add(
            Incident,
            approve=approve,
            title=f"{title} {INVENTED}",
            kind=kind,
            when=when,
            where=where,
            **values,
        )
        if sources:
            pen.cite(self.incident, *sources, told_on=told_on or when)

    def person(self, outcome: Outcome, age: str = "", **values: Any) -> Casualty:
        """One civilian harmed, with an invented name."""
        name, sex = invented_person(self._pen.dice)
        known: dict[str, Any] = {
            "name": name,
            "sex": sex,
            "status": PersonStatus.CIVILIAN,
            "age": age or None,
        }
        return self._pen.add(
            Casualty,
            outcome=outcome,
            incident=self.incident.id,
            **{"approve": self._approve, **known, **values},
        )

    def nameless(self, outcome: Outcome, quantity: int, **values: Any) -> Casualty:
        """Several civilians nobody can name."""
        return self._pen.add(
            Casualty,
            outcome=outcome,
            incident=self.incident.id,
            quantity=quantity,
            status=PersonStatus.CIVILIAN,
            approve=self._approve,
            **values,
        )

    def taken(self, age: str = "", **values: Any) -> Detention:
        """One person detained, with an invented name."""
        name, sex = invented_person(self._pen.dice)
        known: dict[str, Any] = {"name": name, "sex": sex, "age": age or None}
        return self._pen.add(
            Detention,
            incident=self.incident.id,
            **{"approve": self._approve, **known, **values},
        )

    def taken_nameless(self, quantity: int, **values: Any) -> Detention:
        """Several people detained whom nobody can name."""
        return self._pen.add(
            Detention,
            incident=self.incident.id,
            quantity=quantity,
            sex=Sex.MALE,
            approve=self._approve,
            **values,
        )

    def building(
        self,
        kind: BuildingKind,
        quantity: int = 1,
        grade: DamageGrade = DamageGrade.DESTROYED,
        name: str = "",
        **values: Any,
    ) -> Damage:
        """Buildings damaged, seen by us."""
        return self._pen.add(
            Damage,
            kind=kind,
            quantity=quantity,
            grade=grade,
            grade_basis=GradeBasis.PHOTO_VIDEO,
            name=f"{name} {INVENTED}" if name else None,
            incident=self.incident.id,
            **{"approve": self._approve, **values},
        )

    def worship(
        self, kind: BuildingKind, name: str, denomination: Denomination, **values: Any
    ) -> Damage:
        """One religious building destroyed."""
        return self.building(kind, name=name, denomination=denomination, **values)
