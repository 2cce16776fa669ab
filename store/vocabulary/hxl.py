"""The HXL hashtags that stand under the column names of a CSV export."""

from collections.abc import Mapping
from typing import Final

HXL: Final[Mapping[str, str]] = {
    "when_from": "#date+occurred+start",
    "when_to": "#date+occurred+end",
    "incident_code": "#event+id",
    "kind": "#event+type",
    "description": "#description",
    "state_name": "#adm1+name",
    "state_code": "#adm1+code",
    "district_code": "#adm2+code",
    "township_name": "#adm3+name",
    "township_code": "#adm3+code",
    "place_name": "#loc+name",
    "place_name_local": "#loc+name+i_my",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "place_precision": "#geo+precision",
    "killed_low": "#affected+killed+min",
    "killed": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured": "#affected+injured",
    "detained": "#affected+arrested",
    "displaced": "#affected+displaced",
    "children": "#affected+children",
    "women": "#affected+f",
    "men": "#affected+m",
    "buildings_destroyed": "#indicator+building+destroyed+num",
    "buildings_damaged": "#indicator+building+damaged+num",
    "actor": "#group+perp+name",
    "means": "#weapon",
    "source": "#meta+source",
}
"""What a column is about → its hashtag."""
