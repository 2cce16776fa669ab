"""Loading lists of places: what is added, changed and refused."""

import json
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.engine import Connection
from store.errors import ImportRejected
from store.gazetteer import ANCESTOR_LEVELS, BY_RANK, ensure_places, put_place
from store.place_loading import LoadProgress, PlacesLoaded, load_csv, load_shipped
from store.place_names import shorter_names, squeeze
from store.places import label_of, resolve_place
from store.vocabulary import PlaceLevel
from tests.store.gazetteers import CAMP, camp, contents, known, no_places, own_places


@pytest.fixture
def conn() -> Iterator[Connection]:
    connection = own_places()
    yield connection
    connection.close()


def finished(loading: Generator[LoadProgress, None, PlacesLoaded]) -> PlacesLoaded:
    results: list[PlacesLoaded] = []

    def whole() -> Generator[LoadProgress, None, None]:
        results.append((yield from loading))

    list(whole())
    return results[0]


def loaded(conn: Connection, path: Path, text: str | bytes) -> PlacesLoaded:
    raw = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(raw)
    return finished(load_csv(conn, path))


NARROW = "key,level,name,name_local,parent,lat,lon,aliases\n"
WIDE = (
    "state_pcode,state_eng,state_mmr,township_pcode,township_eng,township_mmr,"
    "village_pcode,village_eng,village_mmr,lat,lon\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "places.csv"


def test_a_wide_list_brings_each_level(conn: Connection, path: Path) -> None:
    done = loaded(
        conn,
        path,
        WIDE
        + "MMR003,Kayin,ကရင်ပြည်နယ်,MMR003001,Hpa-An,ဘားအံ,150001,Aye (Lower),အေး,16.9,97.6\n"
        + "MMR003,Kayin,ကရင်ပြည်နယ်,MMR003001,Hpa-An,ဘားအံ,150002,Bee,,,\n",
    )
    assert done == PlacesLoaded(added=4)
    first = known(conn, "150001")
    assert (first.parent, first.township, first.state) == ("MMR003001", "MMR003001", "MMR003")
    assert (first.origin, first.lat, first.aliases) == ("loaded", 16.9, ("Aye",))
    assert known(conn, "150002").lat is None
    assert resolve_place(conn, "Bee, Hpa An") == "150002"


def test_a_narrow_list_adds_and_changes(conn: Connection, path: Path) -> None:
    done = loaded(
        conn,
        path,
        NARROW
        + "168258,village,Pan Kan,,MMR002001001,19.6389011,97.2,Pan Kann|Pankham\n"
        + "168259,village,Hmon Pya,,MMR002001001,,,\n"
        + "900001,village,Ywar U,ရွာဦး,MMR002001001,,,\n",
    )
    assert done == PlacesLoaded(added=1, changed=2)
    changed = known(conn, "168258")
    assert (changed.lat, changed.lon, changed.name_local) == (19.638901, 97.2, "ပန်ကန်း")
    assert changed.aliases == ("Pan Kann", "Pankham")
    assert known(conn, "168259").lat is not None
    assert resolve_place(conn, "Pankham") == "168258"
    assert load_shipped(conn) == PlacesLoaded()
    assert known(conn, "168259").name == "Hmon Pya"


def test_loading_again_changes_nothing(conn: Connection, path: Path) -> None:
    text = NARROW + "900001,village,Ywar U,,MMR002001001,,,One|Two\n"
    assert loaded(conn, path, text) == PlacesLoaded(added=1)
    assert loaded(conn, path, text) == PlacesLoaded()


def test_a_list_without_districts_leaves_the_districts(conn: Connection, path: Path) -> None:
    done = loaded(conn, path, WIDE + "MMR002,Kayah,,MMR002001,Loikaw,,168258,Pan Kan,,,\n")
    assert done == PlacesLoaded()
    assert known(conn, "MMR002001").district == "MMR002D001"
    assert known(conn, "168258").tract == "MMR002001001"


def test_a_moved_township_takes_its_villages_along(conn: Connection, path: Path) -> None:
    done = loaded(
        conn,
        path,
        NARROW
        + "MMR002D009,district,Demoso,,MMR002,,,\nMMR002002,township,Demoso,,MMR002D009,,,\n",
    )
    assert done == PlacesLoaded(added=1, changed=1)
    (elsewhere,) = conn.execute(
        "SELECT count(*) FROM location WHERE township = 'MMR002002' AND district <> 'MMR002D009'"
    ).fetchone()
    assert elsewhere == 0


def test_a_list_fills_in_what_only_a_code_was_known_of(conn: Connection, path: Path) -> None:
    ensure_places(conn, ["900001"])
    done = loaded(conn, path, NARROW + "900001,village,Ywar U,,MMR002001001,,,\n")
    assert done == PlacesLoaded(changed=1)
    assert label_of(conn, "900001") == "Ywar U · Loikaw township"


def test_byte_order_marks_line_ends_and_delimiters_do_not_matter(
    conn: Connection, path: Path
) -> None:
    for mark, end, delimiter in ((b"\xef\xbb\xbf", b"\r\n", b";"), (b"", b"\r\n", b"\t")):
        text = NARROW + "\n900001,village,Ywar  U\u200b,,MMR002001001,,,\n,,,,,,,\n"
        raw = mark + text.encode().replace(b"\n", end).replace(b",", delimiter)
        loaded(conn, path, raw)
        assert known(conn, "900001").name == "Ywar U"


def test_progress_is_told_in_between(conn: Connection, path: Path) -> None:
    rows = "".join(f"9{n:05d},village,V{n},,MMR002001001,,,\n" for n in range(1200))
    path.write_text(NARROW + rows, encoding="utf-8")
    steps = list(load_csv(conn, path))
    assert steps[0] == LoadProgress(0, 1200)
    assert steps[-1] == LoadProgress(1200, 1200)
    assert len(steps) > 2


def test_breaking_off_leaves_nothing_behind(conn: Connection, path: Path) -> None:
    rows = "".join(f"9{n:05d},village,V{n},,MMR002001001,,,\n" for n in range(1200))
    path.write_text(NARROW + rows, encoding="utf-8")
    conn.commit()
    before = contents(conn)
    conn.execute("BEGIN IMMEDIATE")
    loading = load_csv(conn, path)
    next(loading)
    next(loading)
    loading.close()
    conn.rollback()
    after = contents(conn)
    assert after == before


@pytest.mark.parametrize(
    ("rows", "row", "part"),
    [
        ("900001,village,A,,MMR999,,,", 2, "neither on this list nor in the ledger"),
        ("900001,village,A,,,,,", 2, "no parent"),
        ("900001,village,A,,MMR002001001,19.6,,", 2, "both or neither"),
        ("900001,village,A,,MMR002001001,91,97,", 2, "-90 to 90"),
        ("900001,village,A,,MMR002001001,19,-181,", 2, "-180 to 180"),
        ("900001,village,A,,MMR002001001,nan,97,", 2, "decimal degrees"),
        ("900001,village,A,,MMR002001001,19°38',97,", 2, "decimal degrees"),
        ("900001,hamlet,A,,MMR002001001,,,", 2, "level is not one of the codes"),
        ("not a code!,village,A,,MMR002001001,,,", 2, "not a place code"),
        (",village,A,,MMR002001001,,,", 2, "not a place code"),
        ("168258.0,village,A,,MMR002001001,,,", 2, "not a place code"),
        ("900001,village,A\x07,,MMR002001001,,,", 2, "no text"),
        ("900001,village,A\x00,,MMR002001001,,,", 2, "no text"),
        (f"900001,village,{'A' * 201},,MMR002001001,,,", 2, "longer than 200"),
        ("900001,village,A", 2, "3 cells, and the heading 8"),
        ("900001,village,A,,168258,,,", 2, "A village cannot lie in a village"),
        ("MMR002009,township,A,,MMR002001001,,,", 2, "A township cannot lie in a tract"),
        (
            "900001,village,A,,MMR002001001,,,\n900001,village,A,,MMR002001001,,,",
            3,
            "stands in row 2, too",
        ),
        ("900001,camp,A,,900002,,,\n900002,camp,B,,900001,,,", 2, "go round in a circle"),
        ("900001,camp,A,,900001,,,", 2, "go round in a circle"),
        (f"{CAMP},camp,A,,168258,,,", 2, "added this place by hand"),
    ],
)
def test_a_row_that_is_wrong_is_refused_and_nothing_is_loaded(
    conn: Connection, path: Path, rows: str, row: int, part: str
) -> None:
    put_place(conn, camp())
    before = contents(conn)
    good = "\n800001,village,Good,,MMR002001001,,,\n"
    done = loaded(conn, path, NARROW + rows + good)
    assert (done.added, done.changed) == (0, 0)
    assert done.refused[0].row == row
    assert part in done.refused[0].message
    assert contents(conn) == before


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("MMR002,Kayah,,,Loikaw,,900001,A,,,", "township has a name and no code"),
        (
            "MMR002,Kayah,,MMR002008,X,,900001,A,,,\nMMR002,Kayah,,MMR002008,Y,,900002,B,,,",
            "Row 2 says otherwise about this row's township",
        ),
        (
            "MMR002,Kayah,,MMR002001,Loikaw,,900001,A,,,\nMMR002,Kayah,,MMR002001,Loikaw,,900001,A,,,",
            "stands in row 2, too",
        ),
        (",,,,,,,,,19.6,97.2", "no code"),
    ],
)
def test_a_wide_row_that_is_wrong_is_refused(
    conn: Connection, path: Path, rows: str, part: str
) -> None:
    done = loaded(conn, path, WIDE + rows + "\n")
    assert part in done.refused[0].message


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "Row 1 does not have the headings"),
        (b"name,where\nA,B\n", "Row 1 does not have the headings"),
        (b"key,key,level,name\n", "same heading"),
        (NARROW.encode() + b"1,village,A,,,,,\n2,village,\xff,,,,,\n", "Row 3 is not UTF-8"),
        ("key,level,name\n".encode("utf-16"), "Row 1 is not UTF-8"),
        (NARROW.encode() + b'1,village,"A\n', "is not CSV"),
        (NARROW.encode() + b'1,village,"A"x,,,,,\n', "Row 2 is not CSV"),
    ],
)
def test_a_file_that_is_no_list_is_rejected(
    conn: Connection, path: Path, raw: bytes, part: str
) -> None:
    with pytest.raises(ImportRejected) as caught:
        loaded(conn, path, raw)
    assert part in caught.value.title


def test_a_file_that_is_not_there_is_rejected(conn: Connection, path: Path) -> None:
    with pytest.raises(ImportRejected):
        finished(load_csv(conn, path))


@given(st.binary(max_size=300))
def test_any_bytes_are_loaded_refused_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("lists") / "any.csv"
    conn = no_places()
    for head in (b"", NARROW.encode(), WIDE.encode()):
        with suppress(ImportRejected):
            done = loaded(conn, path, head + raw)
            assert not (done.refused and done.added)
    conn.close()


@pytest.mark.parametrize(
    ("level", "name", "local", "shorter"),
    [
        ("village", "Nam Baw Wan (Gaw Ra Khar)", "", ("Nam Baw Wan", "Gaw Ra Khar")),
        ("village", "Daw Ta Char (Kayah)", "", ("Daw Ta Char",)),
        ("village", "Saik Kwin (3)", "စိုက်ကွင်း (၃)", ("Saik Kwin", "စိုက်ကွင်း")),
        ("village", "Daw Saw Wea (a) Daw Thea", "", ("Daw Saw Wea", "Daw Thea")),
        ("village", "San Pya (6) Maing", "", ()),
        ("village", "Pan Kan", "ပန်ကန်း", ()),
        ("ward", "Daw Au Khu Ward", "ဒေါဥခူရပ်ကွက်", ("Daw Au Khu", "ဒေါဥခူ")),
        ("town", "Loikaw Town", "လွိုင်ကော်", ("Loikaw",)),
        ("state", "Shan (South)", "ရှမ်းပြည်နယ် (တောင်)", ()),
    ],
)
def test_names_give_shorter_names(
    level: str, name: str, local: str, shorter: tuple[str, ...]
) -> None:
    assert shorter_names(PlaceLevel(level), name, local) == shorter


def test_names_are_compared_without_what_is_between_words() -> None:
    assert squeeze("Mrauk-U") == squeeze("mrauk u") == "mrauku"
    assert squeeze("ရွာ သစ်") == squeeze("ရွာ\u200bသစ်")
    assert squeeze("()") == ""


def test_every_level_has_its_turn() -> None:
    assert sorted(BY_RANK) == sorted(PlaceLevel)
    assert set(ANCESTOR_LEVELS) <= set(PlaceLevel)


def test_aliases_are_json_that_any_tool_reads(conn: Connection) -> None:
    for (aliases,) in conn.execute("SELECT aliases FROM location"):
        assert all(isinstance(alias, str) and alias for alias in json.loads(aliases))
