"""Publishers: the same in every ledger."""

import re

import pytest

from store.publishers import PUBLISHERS, publisher_by_code, publisher_by_id
from store.vocabulary import SourceKind

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

RELEASED = {
    "KNDF": "01775ae3-9400-7c4c-9518-ec9990b4f901",
    "KMIC": "01775ae3-9400-718e-86ed-ad9ebcb2a0a5",
    "PKPF": "01775ae3-9400-7450-b5ff-dc6674ca7ce6",
    "IEC": "01775ae3-9400-7d3f-8b83-899bcc2cae58",
    "AAPP": "01775ae3-9400-75b2-adc0-cdc1aeb9bfbe",
    "KNHRG": "01775ae3-9400-779a-8a79-a9ae211c46e8",
    "KCSN": "01775ae3-9400-7220-9ec7-0392928006ae",
    "KNWO": "01775ae3-9400-7113-afb9-f6b0daf9530a",
    "KHRG": "01775ae3-9400-7c14-9323-ca1ecc89d9d3",
    "NDBURMA": "01775ae3-9400-7c3c-b5a5-6dc4f20870c9",
    "IRRAWADDY": "01775ae3-9400-7e79-b4d7-9afc568633b0",
    "MYANMARNOW": "01775ae3-9400-7817-9a8f-a8b63852791e",
    "KANTARAWADDY": "01775ae3-9400-782b-afcc-76fbd4cd032d",
    "SHAN": "01775ae3-9400-7223-afd2-a56ea038debb",
    "BNI": "01775ae3-9400-743c-b8b2-8b48fb93f925",
    "OHCHR": "01775ae3-9400-7276-a866-8fc937f2d1e8",
    "OCHA": "01775ae3-9400-71d8-b64e-a7d195bca7ef",
    "IIMM": "01775ae3-9400-7b36-a807-ad918d4e39b6",
    "UNHCR": "01775ae3-9400-76f1-92ee-0d80ab31bb8c",
    "ACLED": "01775ae3-9400-7649-a549-7ec0e8e5c073",
    "WITNESS": "01775ae3-9400-7052-8c8e-cf76f8e15690",
    "FBR": "01775ae3-9400-7065-8d24-d8f866520276",
    "FORTIFY": "01775ae3-9400-7dd3-827b-f391395dea07",
    "AMNESTY": "01775ae3-9400-7bee-9b70-1f4efdf6f09a",
    "HRW": "01775ae3-9400-7e14-abfe-beee4e81169a",
}


def test_no_id_ever_changes() -> None:
    assert {p.code: p.id for p in PUBLISHERS} == RELEASED


def test_ids_codes_and_names_are_each_one_publishers() -> None:
    for values in zip(*((p.id, p.code, p.name) for p in PUBLISHERS), strict=True):
        assert len(set(values)) == len(PUBLISHERS)


def test_ids_are_uuids_of_version_7() -> None:
    assert all(UUID7.fullmatch(p.id) for p in PUBLISHERS)


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("KNDF", "Karenni Nationalities Defense Force", SourceKind.PARTY_TO_CONFLICT),
        ("KMIC", "Karenni Military Information Center", SourceKind.PARTY_TO_CONFLICT),
        (
            "PKPF",
            "Progressive Karenni People Force Information Center",
            SourceKind.HUMAN_RIGHTS_GROUP,
        ),
        ("IRRAWADDY", "The Irrawaddy", SourceKind.MEDIA),
    ],
)
def test_publishers_are_named_as_they_are_cited(code: str, name: str, kind: SourceKind) -> None:
    publisher = publisher_by_code(code.lower())
    assert publisher is not None
    assert (publisher.name, publisher.kind) == (name, kind)
    assert publisher_by_id(publisher.id) == publisher


def test_other_codes_and_ids_are_nobodys() -> None:
    assert publisher_by_code("LKW2-0001") is None
    assert publisher_by_id("") is None
