"""The fields of somebody who was harmed or detained."""

from typing import Annotated

from store.ages import Age
from store.fields import Leaves, Meta
from store.kinds import Consent, Place
from store.records.record import Record
from store.vocabulary import AgeGroup, ProtectedRole, Sex

PERSON = "The person"
CONSENT = "Consent"


class PersonFields(Record):
    """Who the person is, as far as known; every part of it may be missing."""

    name: Annotated[
        str | None,
        Meta(
            "Name",
            "As the family says or writes it. Leave it empty for somebody nobody can name.",
            list=24,
            search=True,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    sex: Annotated[
        Sex | None, Meta("Sex", "As the person lived or is described.", list=7, leaves=Leaves.ROW)
    ] = None
    age: Annotated[
        Age | None,
        Meta(
            "Age",
            "At the time of the harm: 34, 20+, under 18, 10-12, 6 months.",
            list=7,
            leaves=Leaves.ROW,
        ),
    ] = None
    name_local: Annotated[
        str | None,
        Meta(
            "Name, local script",
            "The name in Burmese or another script, if it was written down.",
            section=PERSON,
            search=True,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    aka: Annotated[
        tuple[str, ...] | None,
        Meta(
            "Also called",
            "Other names and spellings, with ; between them.",
            section=PERSON,
            search=True,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    parent_name: Annotated[
        str | None,
        Meta(
            "Parent's name",
            "Father's or mother's name; it tells apart people of one name.",
            section=PERSON,
            search=True,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    age_group: Annotated[
        AgeGroup | None,
        Meta("Age group", "If the age itself is not known.", section=PERSON, leaves=Leaves.ROW),
    ] = None
    protected_role: Annotated[
        ProtectedRole | None,
        Meta(
            "Role",
            "A role that the law of war protects or that people ask about.",
            section=PERSON,
            leaves=Leaves.ROW,
        ),
    ] = None
    occupation: Annotated[
        str | None,
        Meta(
            "Occupation",
            "What the person lived from.",
            section=PERSON,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    home: Annotated[
        str | None,
        Place(),
        Meta(
            "Home",
            "The village or ward the person is from.",
            section=PERSON,
            personal=True,
            leaves=Leaves.NAMED,
        ),
    ] = None
    consent: Annotated[
        Consent | None,
        Meta(
            "Consent",
            "For each use by itself: keep, partners, court (court or UN), publish.",
            section=CONSENT,
        ),
    ] = None
