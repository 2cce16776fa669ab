"""A place that somebody added to those that ship with the program."""

from typing import Annotated, ClassVar

from store.fields import Leaves, Meta
from store.kinds import Degrees, Place
from store.records.record import Record
from store.vocabulary import PlaceLevel


class PlaceRecord(Record, table="place", one="Place", many="Places"):
    """A place that a person added: a camp, a new village, a crossroads."""

    titled_by: ClassVar = ("name", "name_local")
    opens_with: ClassVar = ("name", "level", "parent", "name_local", "aliases", "lat", "lon")

    name: Annotated[
        str | None,
        Meta(
            "Name",
            "As people write it in Latin letters.",
            list=28,
            required=True,
            search=True,
            leaves=Leaves.ROW,
        ),
    ] = None
    level: Annotated[
        PlaceLevel | None,
        Meta("Level", "What kind of place it is.", list=12, required=True, leaves=Leaves.ROW),
    ] = None
    parent: Annotated[
        str | None,
        Place(),
        Meta(
            "Lies in", "The township, tract or town it lies in.", required=True, leaves=Leaves.ROW
        ),
    ] = None
    name_local: Annotated[
        str | None,
        Meta("Name, local script", "As people write it.", list=24, search=True, leaves=Leaves.ROW),
    ] = None
    aliases: Annotated[
        tuple[str, ...] | None,
        Meta("Also called", "Other names and spellings, with ; between them.", search=True),
    ] = None
    lat: Annotated[
        float | None,
        Degrees(90),
        Meta(
            "Latitude",
            "Degrees, like 19.674; a whole point or a map link gives its half.",
            group="point",
            leaves=Leaves.ROW,
        ),
    ] = None
    lon: Annotated[
        float | None,
        Degrees(180),
        Meta(
            "Longitude",
            "Degrees, like 97.209; a whole point or a map link gives its half.",
            group="point",
            leaves=Leaves.ROW,
        ),
    ] = None
