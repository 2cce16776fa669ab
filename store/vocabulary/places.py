"""The levels of places."""

from store.vocabulary.codelist import CodeList


class PlaceLevel(CodeList, heading="Place level"):
    """What a place is: a unit of administration, a settlement or a site."""

    STATE = "state", "State or region", "The first level below the country."
    DISTRICT = "district", "District", "The second level, a group of townships."
    TOWNSHIP = "township", "Township", "The third level, by which reports count."
    TRACT = "tract", "Village tract", "A group of villages within a township."
    TOWN = "town", "Town", "A town as a whole, with its wards."
    WARD = "ward", "Ward", "A quarter of a town."
    VILLAGE = "village", "Village", "A village, whether or not it is on the official list."
    CAMP = "camp", "Camp", "A camp or settlement of displaced people, official or not."
    SITE = (
        "site",
        "Site",
        "A place that is no settlement, such as a bridge, a checkpoint, a prison or a field.",
    )
    OTHER = "other", "Other", "A place that none of these describes; say what in its name."
    UNKNOWN = "unknown", "Unknown", "The name is known, and not what kind of place it is."
