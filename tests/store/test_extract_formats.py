"""What is written opens in the programs that others have: GDAL, Datasette, spreadsheets, HXL."""

import csv
import json
import shutil
import sqlite3
import struct
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from store.exchange import ALL_PROFILES, Asked, extracting, finished
from store.vocabulary.hxl import HXL
from tests.store.guarded_ledger import Guarded, guarded

needs_gdal = pytest.mark.skipif(
    shutil.which("ogrinfo") is None, reason="needs ogrinfo (Debian: gdal-bin)"
)
PROFILES = list(ALL_PROFILES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    found = guarded(tmp_path_factory.mktemp("guarded"))
    yield found
    found.store.close()


def write(made: Guarded, path: Path, profile: str, form: str) -> Path:
    return finished(extracting(made.store, path, Asked(ALL_PROFILES[profile], form))).path


def ogrinfo(*arguments: object) -> str:
    ran = subprocess.run(
        ["ogrinfo", *map(str, arguments)], capture_output=True, text=True, check=True
    )
    assert "ERROR" not in ran.stderr
    assert "Warning" not in ran.stderr
    return ran.stdout


@needs_gdal
@pytest.mark.parametrize("profile", PROFILES)
def test_gdal_reads_the_points(made: Guarded, tmp_path: Path, profile: str) -> None:
    path = write(made, tmp_path / "out.gpkg", profile, "gpkg")
    told = ogrinfo(path)
    assert "using driver `GPKG' successful" in told
    assert "incident (Point)" in told
    assert "damage (Point)" in told
    layer = ogrinfo("-al", path, "damage")
    assert "Geometry: Point" in layer
    assert "WGS 84" in layer
    assert layer.count("POINT (") == layer.count("OGRFeature(damage)") == 1
    assert "POINT (97" in layer


@pytest.mark.parametrize("profile", PROFILES)
def test_it_is_a_geopackage_by_the_rules(made: Guarded, tmp_path: Path, profile: str) -> None:
    """OGC 12-128r18: the requirements that a file of points and tables has to meet."""
    path = write(made, tmp_path / "out.gpkg", profile, "gpkg")
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert header[68:72] == b"GPKG"
    assert struct.unpack(">i", header[60:64]) == (10301,)
    with closing(sqlite3.connect(path)) as connection:
        ask = connection.execute
        assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert ask("PRAGMA foreign_key_check").fetchall() == []
        systems = "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys"
        assert set(ask(systems)) == {(4326, "EPSG", 4326), (-1, "NONE", -1), (0, "NONE", 0)}
        contents = dict(ask("SELECT table_name, data_type FROM gpkg_contents"))
        tables = {
            name
            for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("gpkg_", "sqlite_"))
        }
        assert contents.keys() == tables
        points = {name for name, kind in contents.items() if kind == "features"}
        assert points == {"incident", "damage"}
        columns = set(ask("SELECT * FROM gpkg_geometry_columns"))
        assert columns == {(name, "geom", "POINT", 4326, 0, 0) for name in points}
        for table in tables:
            first = next(iter(ask(f'PRAGMA table_info("{table}")')))
            assert first[1:3] == ("fid", "INTEGER")
            assert first[5] == 1
        for table in points:
            box = ask(
                "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?",
                (table,),
            ).fetchone()
            blobs = [b for (b,) in ask(f"SELECT geom FROM {table} WHERE geom IS NOT NULL")]
            assert box == bounds(blobs)


def bounds(blobs: list[bytes]) -> tuple[float, ...]:
    points = [point_in(blob) for blob in blobs]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def point_in(blob: bytes) -> tuple[float, float]:
    """The point of a geometry, whose header, envelope and body have to agree."""
    magic, version, flags, system, *envelope = struct.unpack("<2sBBi4d", blob[:40])
    order, kind, x, y = struct.unpack("<BIdd", blob[40:])
    assert (magic, version, flags, system, order, kind) == (b"GP", 0, 3, 4326, 1, 1)
    assert envelope == [x, x, y, y]
    return x, y


def test_datasette_is_told_about_every_table_and_column(made: Guarded, tmp_path: Path) -> None:
    """The shape that Datasette's documentation gives: databases → tables → columns, facets."""
    path = write(made, tmp_path / "feb.sqlite", "court", "sqlite")
    told: dict[str, Any] = json.loads((tmp_path / "feb.metadata.json").read_bytes())
    assert told.keys() == {"title", "description", "databases"}
    assert told["databases"].keys() == {"feb"}
    tables = told["databases"]["feb"]["tables"]
    with closing(sqlite3.connect(path)) as connection:
        listed = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        )
        there = {name for (name,) in listed if not name.startswith(("sqlite_", "code_"))}
        assert tables.keys() == there
        for table, about in tables.items():
            assert about["description"]
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            assert set(about.get("columns", ())) <= columns
            assert set(about.get("facets", ())) <= columns


@pytest.mark.parametrize("profile", ["court", "partner", "public"])
def test_the_file_explains_every_table_column_and_code(
    made: Guarded, tmp_path: Path, profile: str
) -> None:
    path = write(made, tmp_path / "out.sqlite", profile, "sqlite")
    with closing(sqlite3.connect(path)) as connection:
        ask = connection.execute
        assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert ask("PRAGMA foreign_key_check").fetchall() == []
        assert ask("PRAGMA application_id").fetchone() == (0,)
        objects = ask("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')")
        names = dict(objects.fetchall())
        assert names.keys() == {name for (name,) in ask('SELECT "table" FROM about')}
        explained = set(ask('SELECT "table", "column" FROM codebook WHERE meaning <> \'\''))
        records = {table for table, _ in explained}
        for table in records:
            columns = {row[1] for row in ask(f'PRAGMA table_info("{table}")')}
            assert {(table, column) for column in columns} <= explained
        for name, kind in names.items():
            if kind == "view":
                ask(f"SELECT * FROM {name}").fetchall()
        coded = ask('SELECT "table", "column", list FROM codebook WHERE value = \'code\'')
        for table, column, codes in coded.fetchall():
            known = f"SELECT code FROM {codes}"
            wrong = f'SELECT 1 FROM "{table}" WHERE "{column}" NOT IN ({known})'
            assert ask(wrong).fetchall() == []


@pytest.mark.parametrize("profile", PROFILES)
def test_hashtags_stand_under_the_names(made: Guarded, tmp_path: Path, profile: str) -> None:
    folder = write(made, tmp_path / "out", profile, "csv")
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    tagged = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names, *rows = list(csv.reader(file))
        assert all(len(row) == len(names) for row in rows)
        if files[path.name].get("hashtags"):
            tagged += 1
            tags = [tag for tag in rows[0] if tag]
            assert tags
            assert set(tags) <= set(HXL.values())
            assert len(tags) == len(set(tags))
    assert tagged >= 5


def test_json_is_what_it_says(made: Guarded, tmp_path: Path) -> None:
    told = json.loads(write(made, tmp_path / "out.json", "court", "json").read_bytes())
    assert told.keys() == {"manifest", "balance", "codebook", "lists", "tables"}
    explained = {(row["table"], row["column"]) for row in told["codebook"]}
    for table, rows in told["tables"].items():
        for row in rows:
            assert {(table, name) for name in row} <= explained
    agreed = [row for row in told["tables"]["casualty"] if row["aka"]]
    assert all(isinstance(row["aka"], list) for row in agreed)
    assert len(agreed) == 2
