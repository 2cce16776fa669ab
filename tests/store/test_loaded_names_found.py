"""Records are found by the names that a loaded list gives to where they lie."""

from pathlib import Path

import pytest

from store.ledger import Store
from store.query import Sort, page, read_filter
from store.records import Incident
from tests.store.test_ledger import an_incident, read

ROWS = {
    "a village's other script": ("168258,village,Pan Kan,ပန်းကန်,,,,", "ပန်းကန်"),
    "a township's new name": ("MMR002001,township,Loikawtown,,,,,", "Loikawtown"),
}


@pytest.mark.parametrize(("row", "word"), ROWS.values(), ids=ROWS)
def test_a_name_from_a_list(ledger: Store, tmp_path: Path, row: str, word: str) -> None:
    incident = an_incident(ledger, where=read(ledger, Incident, "where", "Pan Kan, Loikaw"))
    path = tmp_path / "places.csv"
    path.write_text(f"key,level,name,name_local,parent,lat,lon,aliases\n{row}\n", encoding="utf-8")
    ledger.load_places(path)
    wanted = read_filter(Incident, [word], ledger.lookup)
    found = ledger.ask(page, Incident, wanted, Sort(""))
    assert [row.id for row in found] == [incident.id]
    assert list(filter(None, ledger.check())) == []
