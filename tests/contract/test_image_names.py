from __future__ import annotations

import datetime as dt

import pytest

from onemetre.contract.image_names import date_in, date_text, place_in


@pytest.mark.parametrize(
    ("name", "place", "date"),
    [
        ("S2_L2A_20220612_bolzano.tif", "Bolzano", (2022, 6, 12)),
        ("S2A_MSIL2A_20220612T101041_N0400_R022_T32TPS_20220612T164001.SAFE", "", (2022, 6, 12)),
        ("T32TPS_20220612T101559_B02_10m.jp2", "", (2022, 6, 12)),
        ("claremont_2020.tif", "Claremont", None),
        ("Palm-Springs ortho 2021-02-30.vrt", "Palm Springs", None),
        ("m_4112407_ne_10_060_20200525.tif", "", (2020, 5, 25)),
        ("image.tif", "", None),
        ("", "", None),
        ("北京_20210801.tif", "北京", (2021, 8, 1)),
    ],
)
def test_a_name_says_place_and_date(name: str, place: str, date: tuple[int, int, int] | None) -> None:
    assert place_in(name) == place
    assert date_in(name) == (dt.date(*date) if date else None)


def test_a_date_is_told_in_words() -> None:
    assert date_text(dt.date(2022, 6, 12)) == "12 June 2022"
