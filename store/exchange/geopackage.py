"""An extract as a GeoPackage (OGC 12-128r18): points of incidents and damage, and tables."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

from store.engine import Connection
from store.exchange.about_itself import CODEBOOK_COLUMNS
from store.exchange.balance import BALANCE_COLUMNS
from store.exchange.contents import Contents, sheet_codebook, text_of
from store.exchange.geometry import WGS_84, Point, blob
from store.exchange.sheets import LISTS, Sheet, SheetColumn, Values
from store.exchange.sqlite_sheets import insert, new_database, sha256_of
from store.exchange.steps import Steps
from store.kinds import SQLValue, quoted
from store.progress import Progress

APPLICATION_ID: Final = int.from_bytes(b"GPKG")
USER_VERSION: Final = 10301
"""GeoPackage 1.3.1."""

LAYERS: Final = ("incident", "damage")
"""The tables that have points."""

_WKT: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS: Final = (
    ("WGS 84 geodetic", WGS_84, "EPSG", WGS_84, _WKT, "Longitude and latitude in degrees."),
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
)
_DDL: Final = (
    """CREATE TABLE gpkg_spatial_ref_sys(
  srs_name TEXT NOT NULL,
  srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
)""",
    """CREATE TABLE gpkg_contents(
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
)""",
    """CREATE TABLE gpkg_geometry_columns(
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
)""",
)


def write_geopackage(
    contents: Contents, part: Path, steps: Steps
) -> Generator[Progress, None, str]:
    """Fills the empty file and gives back its SHA-256.

    Raises:
        DiskFull, DiskFailing: as named.
    """
    with new_database(part) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={USER_VERSION}")
        for statement in _DDL:
            connection.execute(statement)
        connection.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS
        )
        layers = _Layers(connection, str(contents.manifest["made_on"]), steps)
        # A point may be that of a place, so places come first.
        sheets = sorted(contents.sheets, key=lambda sheet: sheet.name != "location")
        for sheet in (*sheets, *_about(contents)):
            yield from layers.write(sheet)
    return sha256_of(part)


class _Layers:
    """Writes one table after the other, places and incidents before what lies in them."""

    def __init__(self, connection: Connection, day: str, steps: Steps) -> None:
        self._connection = connection
        self._day = day
        self._steps = steps
        self._places: dict[SQLValue, Point] = {}
        self._incidents: dict[SQLValue, Point] = {}

    def write(self, sheet: Sheet) -> Generator[Progress, None, None]:
        """Makes a table, fills it and registers it."""
        has_points = sheet.name in LAYERS
        columns = [f"{quoted(column.name)} {column.type}" for column in sheet.columns]
        geometry = ["geom POINT", "point_of TEXT"] if has_points else []
        body = ", ".join(["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *geometry, *columns])
        self._connection.execute(f"CREATE TABLE {quoted(sheet.name)}({body})")
        self._register(sheet, "features" if has_points else "attributes")
        names = (*(("geom", "point_of") if has_points else ()), *sheet.names)
        rows = self._with_points(sheet) if has_points else self._noting_places(sheet)
        yield from insert(self._connection, sheet.name, names, rows, self._steps)

    def _register(self, sheet: Sheet, data_type: str) -> None:
        system = WGS_84 if data_type == "features" else None
        self._connection.execute(
            "INSERT INTO gpkg_contents(table_name, data_type, identifier, description, "
            "last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(sheet.name, data_type, sheet.name, sheet.about),
                *(f"{self._day}T00:00:00.000Z", system),
            ),
        )
        if system is not None:
            self._connection.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)",
                (sheet.name, WGS_84),
            )

    def _noting_places(self, sheet: Sheet) -> Iterator[Values]:
        is_places = sheet.name == "location"
        for row in sheet.rows():
            if is_places:
                place = dict(zip(sheet.names, row, strict=True))
                if place["lat"] is not None:
                    at = (float(place["lat"] or 0), float(place["lon"] or 0))
                    self._places[place["key"]] = Point(*at, str(place["level"]))
            yield row

    def _with_points(self, sheet: Sheet) -> Iterator[Values]:
        west = south = float("inf")
        east = north = float("-inf")
        for row in sheet.rows():
            values = dict(zip(sheet.names, row, strict=True))
            point = self._point(values)
            if point is not None:
                west, east = min(west, point.lon), max(east, point.lon)
                south, north = min(south, point.lat), max(north, point.lat)
                if sheet.name == "incident":
                    self._incidents[values["id"]] = point
            # A geometry is bytes, which no value of a record is.
            geometry: tuple[object, ...] = (blob(point), point.of if point else None)
            yield (*geometry, *row)  # type: ignore[arg-type]
        if west <= east:
            self._connection.execute(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?"
                " WHERE table_name = ?",
                (west, south, east, north, sheet.name),
            )

    def _point(self, row: dict[str, SQLValue]) -> Point | None:
        """The row's own point, its place's, its incident's, or that of the township."""
        if row.get("lat") is not None and row.get("lon") is not None:
            return Point(float(row["lat"] or 0), float(row["lon"] or 0), "record")
        if place := self._places.get(row.get("place")):
            return place
        if incident := self._incidents.get(row.get("incident")):
            return incident._replace(of="incident")
        return self._places.get(row.get("township") or row.get("eff_township"))


def _about(contents: Contents) -> Iterator[Sheet]:
    """What explains the others, as tables of text."""
    manifest: list[Values] = [(key, text_of(value)) for key, value in contents.manifest.items()]
    yield _texts("manifest", "What this extract is.", ("key", "value"), manifest)
    balance = [tuple(row[name] for name in BALANCE_COLUMNS) for row in contents.balance_rows]
    about = "How many records the ledger has, how many are here, and why the others are not."
    yield _texts("balance", about, BALANCE_COLUMNS, balance)
    meanings = [
        tuple(row[name] for name in CODEBOOK_COLUMNS) for row in sheet_codebook(contents.sheets)
    ]
    yield _texts("codebook", "What each column means.", CODEBOOK_COLUMNS, meanings)
    codes: list[Values] = [
        (name, str(code), code.label, code.definition)
        for name, listed in LISTS.items()
        for code in listed
    ]
    yield _texts("code", "All codes.", ("list", "code", "label", "definition"), codes)


def _texts(name: str, about: str, names: tuple[str, ...], rows: list[Values]) -> Sheet:
    numbers = {
        n for row in rows for n, value in zip(names, row, strict=True) if isinstance(value, int)
    }
    columns = tuple(
        SheetColumn(column, "INTEGER" if column in numbers else "TEXT", "") for column in names
    )
    return Sheet(name, about, columns, lambda: iter(rows), len(rows))
