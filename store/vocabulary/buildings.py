"""What was damaged, and the groups that reports count by."""

from collections.abc import Set as AbstractSet
from typing import Final

from store.vocabulary.codelist import CodeList


class BuildingKind(CodeList, heading="Building kind"):
    """The kind of a building or object."""

    HOME = (
        "home",
        "Home",
        "A house that a family lives in, or lived in until it fled, of whatever material.",
    )
    APARTMENT = (
        "apartment",
        "Apartment",
        "One dwelling of a building with several; each dwelling counts.",
    )
    FARM_HUT = (
        "farm_hut",
        "Farm hut",
        "A hut at the fields. It counts as a home only where people live in it (in use: yes).",
    )
    RICE_STORE = "rice_store", "Rice store", "A barn or store for rice or other crops."
    LIVESTOCK = "livestock", "Livestock or its shed", "A shed, pen or coop, or the animals in it."
    SHOP_MARKET = (
        "shop_market",
        "Shop or market",
        "A shop, stall, workshop, restaurant or market building.",
    )
    SCHOOL = (
        "school",
        "School",
        "A school from primary to high school, whoever runs it, community schools included.",
    )
    KINDERGARTEN = (
        "kindergarten",
        "Kindergarten",
        "A nursery or early childhood centre, before primary school.",
    )
    COLLEGE = (
        "college",
        "College or university",
        "A university, college or training school after high school.",
    )
    HOSPITAL = "hospital", "Hospital", "A health facility with beds and doctors."
    CLINIC = (
        "clinic",
        "Clinic",
        "A clinic, health post or dispensary without wards, mobile and hidden ones included.",
    )
    MONASTERY = (
        "monastery",
        "Monastery",
        "A Buddhist monastery, its halls and the monks' dwellings included.",
    )
    NUNNERY = (
        "nunnery",
        "Nunnery",
        "A house of Buddhist nuns. One of Catholic sisters is a convent.",
    )
    PAGODA = (
        "pagoda",
        "Pagoda",
        "A pagoda, stupa or ordination hall that stands apart from a monastery.",
    )
    CHURCH = "church", "Church", "A church building in which a congregation meets."
    CHAPEL_OR_SEMINARY = (
        "chapel_or_seminary",
        "Chapel or seminary",
        "A chapel, prayer house, bible school or seminary.",
    )
    MOSQUE = "mosque", "Mosque", "A mosque or Muslim prayer house, its school included."
    HINDU_TEMPLE = "hindu_temple", "Hindu temple", "A Hindu temple or shrine."
    SPIRIT_SHRINE = (
        "spirit_shrine",
        "Spirit shrine",
        "A shrine of traditional belief, the Kay Htoe Bo pole included.",
    )
    CEMETERY = "cemetery", "Cemetery", "A burial ground or its graves and monuments."
    IDP_CAMP = (
        "idp_camp",
        "Displacement camp",
        "A camp or site for displaced people as a whole, or a building that it shares.",
    )
    PUBLIC_BUILDING = (
        "public_building",
        "Public building",
        "An office, court, hall, station or other building of an authority or community.",
    )
    BRIDGE = "bridge", "Bridge", "A bridge for people or vehicles."
    WATER_SUPPLY = (
        "water_supply",
        "Water supply",
        "A well, tank, pump, pipe or dam that people's water depends on.",
    )
    POWER_SUPPLY = (
        "power_supply",
        "Power supply",
        "A power plant, line, transformer or solar station.",
    )
    VEHICLE = (
        "vehicle",
        "Vehicle",
        "A car, lorry, boat, tractor or motorcycle of civilians. An ambulance has its own code.",
    )
    AMBULANCE = (
        "ambulance",
        "Ambulance",
        "A vehicle that carries the sick and wounded, marked or not.",
    )
    HUMANITARIAN_STORE = (
        "humanitarian_store",
        "Humanitarian store",
        "A store of food, medicine or other relief goods.",
    )
    IDP_SHELTER = (
        "idp_shelter",
        "Displacement shelter",
        "One tent, hut or hall in which displaced people live, in a camp or outside.",
    )
    CLERGY_HOUSE_OR_CONVENT = (
        "clergy_house_or_convent",
        "Clergy house or convent",
        "The dwelling of a pastor, priest or bishop, or of Catholic brothers or sisters.",
    )
    OTHER = "other", "Other", "A building or object that none of these describes; give its name."
    UNKNOWN = (
        "unknown",
        "Unknown",
        "Something was damaged, and nobody knows what kind of building it was.",
    )


class Denomination(CodeList, heading="Denomination"):
    """The faith that a religious building serves."""

    THERAVADA_BUDDHIST = (
        "theravada_buddhist",
        "Theravada Buddhist",
        "Monasteries, nunneries and pagodas of the Theravada tradition.",
    )
    ROMAN_CATHOLIC = "roman_catholic", "Roman Catholic", "Of the Roman Catholic Church."
    BAPTIST = "baptist", "Baptist", "Of a Baptist convention or congregation."
    ANGLICAN = "anglican", "Anglican", "Of the Anglican Church."
    OTHER_PROTESTANT = (
        "other_protestant",
        "Other Protestant",
        "Of a Protestant church that is neither Baptist nor Anglican.",
    )
    MUSLIM = "muslim", "Muslim", "Of a Muslim community of any school."
    HINDU = "hindu", "Hindu", "Of a Hindu community."
    TRADITIONAL = (
        "traditional",
        "Traditional (Kay Htoe Boe)",
        "Of traditional belief, such as the Kay Htoe Boe of the Kayah and Kayan.",
    )
    OTHER = "other", "Other", "Of a faith that none of these describes; say which in the notes."
    UNKNOWN = "unknown", "Unknown", "Nobody knows which faith it serves."


HOMES: Final[AbstractSet[BuildingKind]] = frozenset({BuildingKind.HOME, BuildingKind.APARTMENT})
"""Homes whether or not anybody lives in them now."""

HOMES_IF_LIVED_IN: Final[AbstractSet[BuildingKind]] = frozenset({BuildingKind.FARM_HUT})
"""Homes only where `in_use` is yes."""

RELIGIOUS: Final[AbstractSet[BuildingKind]] = frozenset(
    {
        BuildingKind.MONASTERY,
        BuildingKind.NUNNERY,
        BuildingKind.PAGODA,
        BuildingKind.CHURCH,
        BuildingKind.CHAPEL_OR_SEMINARY,
        BuildingKind.MOSQUE,
        BuildingKind.HINDU_TEMPLE,
        BuildingKind.SPIRIT_SHRINE,
        BuildingKind.CLERGY_HOUSE_OR_CONVENT,
    }
)
"""Buildings that have a denomination."""

HEALTH: Final[AbstractSet[BuildingKind]] = frozenset(
    {BuildingKind.HOSPITAL, BuildingKind.CLINIC, BuildingKind.AMBULANCE}
)

EDUCATION: Final[AbstractSet[BuildingKind]] = frozenset(
    {BuildingKind.SCHOOL, BuildingKind.KINDERGARTEN, BuildingKind.COLLEGE}
)

CAMP: Final[AbstractSet[BuildingKind]] = frozenset(
    {BuildingKind.IDP_CAMP, BuildingKind.IDP_SHELTER}
)

HUMANITARIAN: Final[AbstractSet[BuildingKind]] = frozenset({BuildingKind.HUMANITARIAN_STORE})

SPECIALLY_PROTECTED: Final[AbstractSet[BuildingKind]] = (
    RELIGIOUS | HEALTH | EDUCATION | CAMP | HUMANITARIAN
)
"""Buildings whose military use is noted, and nothing concluded from it."""
