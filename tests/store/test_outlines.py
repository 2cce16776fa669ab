"""Outlines from a GeoJSON file: who is inside, what is refused, what the rules make of them."""

import json
from pathlib import Path

import pytest

from store.errors import ImportRejected
from store.kinds import Where
from store.ledger import Store
from store.outlines import is_inside, outline_of, outlines_of
from store.records import Incident

LOIKAW, DEMOSO = "MMR002001", "MMR002002"


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(
    code: str, *rings: list[list[float]], kind: str = "Polygon", **more: object
) -> dict[str, object]:
    coordinates: object = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    properties = {"ST_PCODE": "MMR002", "TS_PCODE": code, "name": "Invented", **more}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path: Path, *features: object) -> Path:
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8"
    )
    return path


def test_a_feature_belongs_to_the_narrowest_place_whose_code_it_has(
    ledger: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.geojson", feature(LOIKAW, square(97, 19)))
    loaded = ledger.load_places(path)
    assert (loaded.added, loaded.changed, loaded.refused) == (1, 0, ())
    assert ledger.ask(outline_of, LOIKAW)[0][0] == (97.0, 19.0)
    assert ledger.ask(outline_of, "MMR002") == ()
    again = ledger.load_places(path)
    assert (again.added, again.changed) == (0, 1)


def test_a_place_of_several_parts_with_a_hole(ledger: Store, tmp_path: Path) -> None:
    holed = feature(LOIKAW, square(97, 19), square(97.4, 19.4, 0.2))
    apart = feature(DEMOSO, square(96, 19, 0.5), square(96, 20, 0.5), kind="MultiPolygon")
    ledger.load_places(write(tmp_path / "a.geojson", holed, apart))
    found = ledger.ask(outlines_of, [LOIKAW, DEMOSO, "MMR002003"])
    assert set(found) == {LOIKAW, DEMOSO}
    assert is_inside(found[LOIKAW], 97.1, 19.1)
    assert not is_inside(found[LOIKAW], 97.5, 19.5)
    assert is_inside(found[DEMOSO], 96.2, 20.2)
    assert not is_inside(found[DEMOSO], 96.2, 19.7)


@pytest.mark.parametrize(
    "refused",
    [
        feature("MMR999999", square(97, 19), ST_PCODE="nothing"),
        feature(LOIKAW),
        feature(LOIKAW, [[97, 19], [98, 19], [97, 19]]),
        feature(LOIKAW, square(197, 19)),
        feature(LOIKAW, square(97, 19)[:-1]),
        feature(LOIKAW, square(97, 19), kind="Point"),
        {"type": "Feature", "properties": None, "geometry": None},
        "Ma Thida [UNVERIFIED] [/b]",
    ],
)
def test_what_is_no_outline_of_a_known_place_is_refused_and_nothing_written(
    ledger: Store, tmp_path: Path, refused: object
) -> None:
    path = write(tmp_path / "a.geojson", feature(DEMOSO, square(97, 19)), refused)
    loaded = ledger.load_places(path)
    assert [row.row for row in loaded.refused] == [2]
    assert ledger.ask(outline_of, DEMOSO) == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\xff", '{"features": []}', "[" * 100_000])
def test_what_is_no_geojson_is_refused(ledger: Store, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ImportRejected):
        ledger.load_places(path)


def test_a_point_outside_the_outline_of_its_township_warns(ledger: Store, tmp_path: Path) -> None:
    ledger.load_places(write(tmp_path / "a.geojson", feature(LOIKAW, square(97, 19))))

    def warned(lat: float, lon: float) -> bool:
        where = Where(place=LOIKAW, lat=lat, lon=lon)
        return any(
            finding.rule == "place-and-point" and "outside" in finding.sentence
            for finding in ledger.findings(Incident(where=where))
        )

    assert not warned(19.5, 97.5)
    assert warned(20.5, 97.5)
