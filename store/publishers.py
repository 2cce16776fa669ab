"""The publishers that everybody cites, as sources with one id in every ledger."""

from dataclasses import dataclass

from store.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source that every ledger has from the start; `id` is a UUIDv7 and never changes."""

    id: str
    code: str
    name: str
    kind: SourceKind
    note: str = ""


PUBLISHERS = (
    Publisher(
        "01775ae3-9400-7c4c-9518-ec9990b4f901",
        "KNDF",
        "Karenni Nationalities Defense Force",
        SourceKind.PARTY_TO_CONFLICT,
    ),
    Publisher(
        "01775ae3-9400-718e-86ed-ad9ebcb2a0a5",
        "KMIC",
        "Karenni Military Information Center",
        SourceKind.PARTY_TO_CONFLICT,
        "media unit of the Karenni Army",
    ),
    Publisher(
        "01775ae3-9400-7450-b5ff-dc6674ca7ce6",
        "PKPF",
        "Progressive Karenni People Force Information Center",
        SourceKind.HUMAN_RIGHTS_GROUP,
        "monitors clashes and atrocities in the state",
    ),
    Publisher(
        "01775ae3-9400-7d3f-8b83-899bcc2cae58",
        "IEC",
        "Karenni State Interim Executive Council",
        SourceKind.PARTY_TO_CONFLICT,
        "administers the areas held by the resistance, which formed it with civil society",
    ),
    Publisher(
        "01775ae3-9400-75b2-adc0-cdc1aeb9bfbe",
        "AAPP",
        "Assistance Association for Political Prisoners",
        SourceKind.HUMAN_RIGHTS_GROUP,
        "lists arrests and deaths by name; its killed include deaths in custody",
    ),
    Publisher(
        "01775ae3-9400-779a-8a79-a9ae211c46e8",
        "KNHRG",
        "Karenni Human Rights Group",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7220-9ec7-0392928006ae",
        "KCSN",
        "Karenni Civil Society Network",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7113-afb9-f6b0daf9530a",
        "KNWO",
        "Karenni National Women's Organization",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7c14-9323-ca1ecc89d9d3",
        "KHRG",
        "Karen Human Rights Group",
        SourceKind.HUMAN_RIGHTS_GROUP,
        "works in the Karen areas; not to be taken for the Karenni Human Rights Group, KnHRG",
    ),
    Publisher(
        "01775ae3-9400-7c3c-b5a5-6dc4f20870c9",
        "NDBURMA",
        "Network for Human Rights Documentation – Burma (ND-Burma)",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7e79-b4d7-9afc568633b0",
        "IRRAWADDY",
        "The Irrawaddy",
        SourceKind.MEDIA,
    ),
    Publisher(
        "01775ae3-9400-7817-9a8f-a8b63852791e",
        "MYANMARNOW",
        "Myanmar Now",
        SourceKind.MEDIA,
    ),
    Publisher(
        "01775ae3-9400-782b-afcc-76fbd4cd032d",
        "KANTARAWADDY",
        "Kantarawaddy Times",
        SourceKind.MEDIA,
    ),
    Publisher(
        "01775ae3-9400-7223-afd2-a56ea038debb",
        "SHAN",
        "Shan Herald Agency for News",
        SourceKind.MEDIA,
    ),
    Publisher(
        "01775ae3-9400-743c-b8b2-8b48fb93f925",
        "BNI",
        "Burma News International",
        SourceKind.MEDIA,
        "carries the reports of its member agencies: look for the agency they come from",
    ),
    Publisher(
        "01775ae3-9400-7276-a866-8fc937f2d1e8",
        "OHCHR",
        "Office of the United Nations High Commissioner for Human Rights",
        SourceKind.UN_OR_INGO,
    ),
    Publisher(
        "01775ae3-9400-71d8-b64e-a7d195bca7ef",
        "OCHA",
        "United Nations Office for the Coordination of Humanitarian Affairs",
        SourceKind.UN_OR_INGO,
    ),
    Publisher(
        "01775ae3-9400-7b36-a807-ad918d4e39b6",
        "IIMM",
        "Independent Investigative Mechanism for Myanmar",
        SourceKind.UN_OR_INGO,
    ),
    Publisher(
        "01775ae3-9400-76f1-92ee-0d80ab31bb8c",
        "UNHCR",
        "United Nations High Commissioner for Refugees",
        SourceKind.UN_OR_INGO,
    ),
    Publisher(
        "01775ae3-9400-7649-a549-7ec0e8e5c073",
        "ACLED",
        "Armed Conflict Location & Event Data",
        SourceKind.UN_OR_INGO,
        "codes what others published: look for the source behind an event",
    ),
    Publisher(
        "01775ae3-9400-7052-8c8e-cf76f8e15690",
        "WITNESS",
        "Myanmar Witness",
        SourceKind.HUMAN_RIGHTS_GROUP,
        "verifies pictures and recordings; a project of the Centre for Information Resilience",
    ),
    Publisher(
        "01775ae3-9400-7065-8d24-d8f866520276",
        "FBR",
        "Free Burma Rangers",
        SourceKind.UN_OR_INGO,
    ),
    Publisher(
        "01775ae3-9400-7dd3-827b-f391395dea07",
        "FORTIFY",
        "Fortify Rights",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7bee-9b70-1f4efdf6f09a",
        "AMNESTY",
        "Amnesty International",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
    Publisher(
        "01775ae3-9400-7e14-abfe-beee4e81169a",
        "HRW",
        "Human Rights Watch",
        SourceKind.HUMAN_RIGHTS_GROUP,
    ),
)
"""Ids once released stay with their publisher; new ones are added at the end."""

_BY_CODE = {publisher.code: publisher for publisher in PUBLISHERS}
_BY_ID = {publisher.id: publisher for publisher in PUBLISHERS}


def publisher_by_code(code: str) -> Publisher | None:
    """The publisher with that code, in capitals or not."""
    return _BY_CODE.get(code.strip().upper())


def publisher_by_id(publisher_id: str) -> Publisher | None:
    """The publisher with that id."""
    return _BY_ID.get(publisher_id)
