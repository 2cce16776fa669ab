"""The code lists say exactly what was agreed, and say it so that it can be read."""

import importlib
import pkgutil

import pytest
from pydantic import BaseModel, ValidationError

from store import vocabulary
from store.vocabulary import (
    ACLED_DATE,
    ACLED_PLACE,
    ALL_LISTS,
    CAMP,
    EDUCATION,
    EMS98,
    HEALTH,
    HOMES,
    HOMES_IF_LIVED_IN,
    HUMANITARIAN,
    HXL,
    RELIGIOUS,
    SDG_CAUSE,
    SPECIALLY_PROTECTED,
    UCDP_DATE,
    UCDP_PLACE,
    UNOSAT,
    BuildingKind,
    CodeList,
    Credibility,
    DamageGrade,
    DatePrecision,
    Denomination,
    Means,
    Outcome,
    PlacePrecision,
    SdgCause,
)

LONGEST_LABEL = 28

CODES = {
    "IncidentKind": (
        "airstrike drone_attack shelling ground_clash raid arrest_operation arson "
        "landmine_explosion uxo_explosion shooting killing abduction torture sexual_violence "
        "looting forced_displacement forced_recruitment denial_of_aid body_found other unknown"
    ),
    "Means": (
        "airstrike_jet airstrike_helicopter paramotor_gyrocopter drone artillery_mortar "
        "small_arms landmine_ied uxo arson execution torture_beating sexual_violence stabbing "
        "vehicle looting demolition denial_of_aid_or_medicine hardship_in_flight other unknown"
    ),
    "SdgCause": (
        "heavy_weapons planted_explosives_uxo small_arms incendiary cbrn electromagnetic "
        "less_lethal denial_of_essentials conflict_accidents other_means unknown"
    ),
    "ActorKind": (
        "state_forces aligned_militia police resistance_force ethnic_armed_organisation "
        "unidentified_armed other unknown"
    ),
    "Attribution": "admitted confirmed probable alleged contested unknown",
    "ActorResponse": "admits denies other_version silent unknown",
    "IncidentGrade": "ungraded confirmed fair weak contested discounted unverifiable",
    "Outcome": "killed died_fleeing died_in_custody injured missing other unknown",
    "Act": "torture sexual_violence human_shield forced_labour recruited body_mutilated",
    "PersonStatus": (
        "civilian other_protected state_force_member armed_group_member participating unknown"
    ),
    "Sex": "female male other unknown",
    "AgeGroup": "child adult older unknown",
    "ProtectedRole": (
        "health_worker teacher student aid_worker journalist clergy lawyer "
        "human_rights_defender community_leader election_official none unknown"
    ),
    "DetentionStatus": (
        "in_custody_not_charged charged serving_sentence released escaped died_in_custody "
        "disappeared unknown"
    ),
    "Purpose": "suspicion human_shield porter hostage conscription ransom other unknown",
    "EndedHow": "escaped died disappeared",
    "Whereabouts": (
        "acknowledged_contact acknowledged_no_contact acknowledged_place_hidden denied unknown"
    ),
    "ReleaseGround": "served amnesty bail charges_dropped acquitted paid other unknown",
    "BuildingKind": (
        "home apartment farm_hut rice_store livestock shop_market school kindergarten college "
        "hospital clinic monastery nunnery pagoda church chapel_or_seminary mosque hindu_temple "
        "spirit_shrine cemetery idp_camp public_building bridge water_supply power_supply "
        "vehicle ambulance humanitarian_store idp_shelter clergy_house_or_convent other unknown"
    ),
    "Denomination": (
        "theravada_buddhist roman_catholic baptist anglican other_protestant muslim hindu "
        "traditional other unknown"
    ),
    "DamageGrade": "destroyed severe moderate slight possible none unknown",
    "GradeBasis": "visited photo_video satellite witness report",
    "MilitaryUse": "no yes claimed unknown",
    "SourceKind": (
        "victim witness relative own_documenter community_leader health_worker "
        "human_rights_group party_to_conflict media social_media official un_or_ingo "
        "photo_video satellite medical_record document other unknown"
    ),
    "Reliability": "A B C D E F",
    "Credibility": "1 2 3 4 5 6",
    "HowTold": "in_person phone message document seen_online",
    "Knowledge": "saw heard was_told unknown",
    "TextKind": "verbatim translated note",
    "FigureKind": "incident period cumulative",
    "Measure": (
        "clashes airstrikes shellings killed injured died_fleeing died_in_custody deaths_all "
        "missing detained in_detention sentenced released displaced displaced_households "
        "homes_destroyed homes_damaged homes_affected religious_destroyed religious_affected "
        "health_destroyed health_affected schools_affected buildings_mixed"
    ),
    "Population": (
        "civilians state_forces resistance children women all not_stated not_applicable"
    ),
    "By": "anyone state_and_allies other not_stated",
    "Accepted": "undecided accepted set_aside",
    "Qualifier": "exact at_least about up_to unknown_some none",
    "Covers": "included excluded not_stated",
    "PlacePrecision": ("exact village near_village tract township district state between unknown"),
    "DatePrecision": "day range week month year unknown",
    "PlaceLevel": ("state district township tract town ward village camp site other unknown"),
    "Review": "draft submitted returned approved",
    "Sensitivity": "public partner internal restricted",
    "LinkDecision": "same same_person same_building part_of_group not_same unsure",
    "ConsentAnswer": "yes no not_asked withdrawn",
    "ConsentGivenBy": "self guardian relative nobody_reachable",
    "YesNo": "no yes unknown",
}
"""Class name → its codes in order; a code that was released is never changed here."""

WITHOUT_UNKNOWN = {
    "Act",
    "EndedHow",
    "GradeBasis",
    "IncidentGrade",
    "Reliability",
    "Credibility",
    "HowTold",
    "TextKind",
    "FigureKind",
    "Measure",
    "Population",
    "By",
    "Accepted",
    "Qualifier",
    "Covers",
    "Review",
    "Sensitivity",
    "LinkDecision",
    "ConsentAnswer",
    "ConsentGivenBy",
}
"""Lists about our own judgement, or with another word for not knowing."""

each_list = pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.__name__)


@each_list
def test_codes_and_their_order_are_as_agreed(codes: type[CodeList]) -> None:
    assert [str(member) for member in codes] == CODES[codes.__name__].split()


def test_all_lists_holds_every_list_of_the_package_once() -> None:
    for module in pkgutil.iter_modules(vocabulary.__path__):
        importlib.import_module(f"{vocabulary.__name__}.{module.name}")
    ours = {
        codes
        for codes in CodeList.__subclasses__()
        if codes.__module__.startswith(vocabulary.__name__)
    }
    assert ours == set(ALL_LISTS)
    assert [codes.__name__ for codes in ALL_LISTS] == list(CODES)
    assert {codes.__name__ for codes in ALL_LISTS} <= set(vocabulary.__all__)


@each_list
def test_lists_about_a_fact_have_unknown_as_their_last_code(codes: type[CodeList]) -> None:
    members = list(codes)
    assert ("unknown" in members) is (codes.__name__ not in WITHOUT_UNKNOWN)
    assert "unknown" not in members[:-1]


@each_list
def test_members_are_named_after_their_codes(codes: type[CodeList]) -> None:
    prefix = "C" if codes is Credibility else ""
    assert [member.name for member in codes] == [prefix + member.upper() for member in codes]


@each_list
def test_labels_are_short_different_and_in_sentence_case(codes: type[CodeList]) -> None:
    labels = [member.label for member in codes]
    assert len({label.casefold() for label in labels}) == len(labels)
    for label in labels:
        assert 0 < len(label) <= LONGEST_LABEL, label
        assert label == label.strip()
        assert label[0].isupper() or label[0].isdigit(), label
        # The names of faiths are proper names.
        assert not label.istitle() or " " not in label or codes is Denomination, label
        assert not label.endswith("."), label


@each_list
def test_definitions_are_one_or_two_sentences(codes: type[CodeList]) -> None:
    definitions = [member.definition for member in codes]
    assert len(set(definitions)) == len(definitions)
    for definition in definitions:
        assert definition.endswith("."), definition
        assert definition[0].isupper() or definition[0].isdigit(), definition
        assert "  " not in definition, definition
        assert 1 <= definition.count(". ") + 1 <= 2, definition
        assert len(definition) <= 180, definition


def test_headings_are_different_and_in_sentence_case() -> None:
    headings = [codes.heading() for codes in ALL_LISTS]
    assert len({heading.casefold() for heading in headings}) == len(headings)
    assert all(heading[0].isupper() and not heading.endswith(".") for heading in headings)


def test_tables_are_named_after_their_lists() -> None:
    tables = [codes.table() for codes in ALL_LISTS]
    assert len(set(tables)) == len(tables)
    assert {"code_incident_kind", "code_sdg_cause", "code_by", "code_yes_no"} <= set(tables)
    assert all(table.isidentifier() and table == table.lower() for table in tables)


class Harm(BaseModel):
    """A record with a code in it."""

    outcome: Outcome | None = None


def test_a_code_validates_and_travels_as_its_text() -> None:
    harm = Harm.model_validate({"outcome": "died_fleeing"})
    assert harm.outcome is Outcome.DIED_FLEEING
    assert harm.model_dump_json() == '{"outcome":"died_fleeing"}'
    assert Harm.model_validate_json(harm.model_dump_json()) == harm
    assert f"{harm.outcome}" == "died_fleeing"
    assert Outcome("killed").label == "Killed"


@pytest.mark.parametrize("text", ["Killed", "KILLED", "", "dead"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Harm.model_validate({"outcome": text})
    with pytest.raises(ValueError, match="not a valid Outcome"):
        Outcome(text)


def test_every_means_has_its_cause() -> None:
    assert list(SDG_CAUSE) == list(Means)
    assert len(SdgCause) == 11
    assert SDG_CAUSE[Means.DRONE] is SdgCause.HEAVY_WEAPONS
    assert SDG_CAUSE[Means.UXO] is SdgCause.PLANTED_EXPLOSIVES_UXO
    assert SDG_CAUSE[Means.UNKNOWN] is SdgCause.UNKNOWN


def test_every_damage_grade_has_its_place_in_other_scales() -> None:
    rows = [(str(grade), UNOSAT[grade], EMS98[grade]) for grade in DamageGrade]
    assert rows == [
        ("destroyed", "Destroyed", (5, 5)),
        ("severe", "Severely damaged", (4, 4)),
        ("moderate", "Moderately damaged", (3, 3)),
        ("slight", None, (1, 2)),
        ("possible", "Possibly damaged", None),
        ("none", None, None),
        ("unknown", None, None),
    ]


def test_every_place_precision_has_its_numbers() -> None:
    rows = [(str(code), UCDP_PLACE[code], ACLED_PLACE[code]) for code in PlacePrecision]
    assert rows == [
        ("exact", 1, 1),
        ("village", 1, 1),
        ("near_village", 2, 2),
        ("tract", 2, 2),
        ("township", 3, 2),
        ("district", 3, 3),
        ("state", 4, 3),
        ("between", 5, 3),
        ("unknown", 6, 3),
    ]


def test_every_date_precision_has_its_numbers() -> None:
    rows = [(str(code), UCDP_DATE[code], ACLED_DATE[code]) for code in DatePrecision]
    assert rows == [
        ("day", (1, 1), 1),
        ("range", (2, 4), 2),
        ("week", (3, 3), 2),
        ("month", (4, 4), 3),
        ("year", (5, 5), None),
        ("unknown", None, None),
    ]


def test_building_groups_are_as_reports_count_them() -> None:
    assert set(HOMES) == {"home", "apartment"}
    assert set(HOMES_IF_LIVED_IN) == {"farm_hut"}
    assert set(RELIGIOUS) == {
        "monastery",
        "nunnery",
        "pagoda",
        "church",
        "chapel_or_seminary",
        "mosque",
        "hindu_temple",
        "spirit_shrine",
        "clergy_house_or_convent",
    }
    assert set(HEALTH) == {"hospital", "clinic", "ambulance"}
    assert set(EDUCATION) == {"school", "kindergarten", "college"}
    assert set(CAMP) == {"idp_camp", "idp_shelter"}
    assert set(HUMANITARIAN) == {"humanitarian_store"}


def test_no_building_is_in_two_groups() -> None:
    groups = (HOMES, HOMES_IF_LIVED_IN, RELIGIOUS, HEALTH, EDUCATION, CAMP, HUMANITARIAN)
    assert sum(map(len, groups)) == len(frozenset[BuildingKind]().union(*groups))
    assert frozenset[BuildingKind]().union(*groups[2:]) == SPECIALLY_PROTECTED


def test_hxl_tags_are_the_agreed_ones() -> None:
    agreed = """
        #date+occurred+start #date+occurred+end #event+id #event+type #description #adm1+name
        #adm1+code #adm2+code #adm3+name #adm3+code #loc+name #loc+name+i_my #geo+lat #geo+lon
        #geo+precision #affected+killed+min #affected+killed #affected+killed+max
        #affected+injured #affected+arrested #affected+displaced #affected+children #affected+f
        #affected+m #indicator+building+destroyed+num #indicator+building+damaged+num
        #group+perp+name #weapon #meta+source
    """
    assert list(HXL.values()) == agreed.split()
