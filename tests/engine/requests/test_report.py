"""Polygons and the report as further outputs of a map request, through the real engine process."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from engine_process import EngineProcess, run
from PIL import Image
from rasters import half_bright, mottled, write_raster
from toy_models import write_toy

from onemetre.contract.requests import MapRequest, Reading
from onemetre.engine.report.page import facts, figure, label, notes, plain, swatch


def request(tmp_path: Path, image: Path, **fields: object) -> MapRequest:
    wanted = {
        "reading": Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
        "model": str(write_toy(tmp_path, halo=1)),
        "output": str(tmp_path / "map.tif"),
        "polygons": str(tmp_path / "map.gpkg"),
        "report": str(tmp_path / "map.html"),
        "target": "green",
    }
    return MapRequest(**(wanted | fields))


class Page(HTMLParser):
    """Texts, tags and addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(path.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]
        if tag not in {"meta", "img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_polygons_and_report_say_what_the_map_says(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", half_bright(90, 120, 250))
    result = run(request(tmp_path, image, year=2022))
    assert result["event"] == "result", result
    assert (result["polygons"], result["report"]) == (str(tmp_path / "map.gpkg"), str(tmp_path / "map.html"))
    _, _, outlines, (values, names, areas) = pyogrio.raw.read(tmp_path / "map.gpkg")
    assert (len(outlines), list(values), list(names)) == (1, [1], ["green"])
    assert areas[0] / 1e6 == pytest.approx(result["area_km2"], rel=2e-3)
    page = Page(tmp_path / "map.html")
    assert not page.open
    assert page.tags.isdisjoint({"script", "link", "iframe"})
    text = " ".join(page.texts)
    for told in (
        "Urban green 2022",
        "cpu",
        "50.0 %",
        f"{result['area_km2']:.4f}",
        "toy.bright_v1",
        "image.tif",
        "map.tif",
    ):
        assert told in text
    assert str(tmp_path) not in text
    for number, address in enumerate(page.addresses):
        kind, data = address.split(",")
        assert kind == "data:image/png;base64"
        (tmp_path / f"{number}.png").write_bytes(base64.b64decode(data))
    overlay, photo = (Image.open(tmp_path / f"{n}.png").convert("RGB") for n in (0, 1))
    assert overlay.size == photo.size == (120, 90)
    assert overlay.getpixel((20, 40)) == photo.getpixel((20, 40))
    assert overlay.getpixel((100, 40)) != photo.getpixel((100, 40))
    assert not list(tmp_path.glob("*.part*"))


def test_names_from_outside_stay_text(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "<img src=x onerror=alert(1)>&.tif", half_bright(40, 40, 250))
    result = run(request(tmp_path, image))
    assert result["event"] == "result", result
    page = Page(tmp_path / "map.html")
    assert "<img src=x onerror=alert(1)>&.tif" in " ".join(page.texts)
    assert re.search(r"<img[^>]*onerror", (tmp_path / "map.html").read_text()) is None


def test_a_killed_run_goes_on_to_the_same_polygons(tmp_path: Path) -> None:
    # So many polygons that writing them takes longer than the kill.
    image = write_raster(tmp_path / "image.tif", mottled(4000, 600))
    straight = request(tmp_path, image, report="")
    run(straight)
    wanted = [(tmp_path / f"map.{kind}").read_bytes() for kind in ("tif", "gpkg")]
    (tmp_path / "map.gpkg").unlink()
    (tmp_path / "map.tif").unlink()
    with EngineProcess(straight) as engine:
        for event in engine.events():
            if "map.gpkg" in event.get("message", ""):
                break
        engine.process.kill()
        engine.process.wait()
    # Only the working folder is left.
    assert sorted(p.name for p in tmp_path.glob("map*")) == ["map.tif.part"]
    assert run(straight)["resumed"]
    assert [(tmp_path / f"map.{kind}").read_bytes() for kind in ("tif", "gpkg")] == wanted
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"polygons": "/tmp/map.shp"}, "GeoPackage"),
        ({"report": "/tmp/map.pdf"}, ".html"),
        ({"polygons": "map.gpkg"}, "absolute"),
        ({"report": "/no/such/folder/r.html"}, "does not exist"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_work(tmp_path: Path, fields: dict[str, str], told: str) -> None:
    image = write_raster(tmp_path / "image.tif", half_bright(40, 40, 250))
    error = run(request(tmp_path, image, **fields))
    assert (error["event"], error["kind"]) == ("error", "output")
    assert told in error["message"] + error["hint"]
    assert not (tmp_path / "map.tif").exists()


HOSTILE = [
    "url(https://evil.example/x)",
    "#fff;background:url(//evil.example/x)",
    'red"><img src=https://evil.example/x>',
    "#12345",
    "#1234567",
    "#c0392b\n;background:url(https://evil.example)",
]


def test_nothing_in_a_card_or_an_input_reaches_out_of_the_report(tmp_path: Path) -> None:
    folder = tmp_path / "x.tif?sig=hush"
    folder.mkdir()
    image = write_raster(folder / "image.tif?token=hush", half_bright(90, 120, 250))
    asked = request(tmp_path, image)
    card = Path(asked.model).with_suffix(".json")
    stored = json.loads(card.read_text())
    hostile = '<img src="https://evil.example/x"> www.evil.example'
    stored["title"] = stored["mlm:output"][0]["classification:classes"][1]["title"] = hostile
    stored["onemetre:training_data"] = "https://anna:hush@maps.example/a.tif?sig=hush"  # pragma: allowlist secret
    stored["license"] = "<script>alert(1)</script>"
    card.write_text(json.dumps(stored))
    result = run(asked)
    assert result["event"] == "result", result
    text = (tmp_path / "map.html").read_text()
    assert "evil.example" not in text and "hush" not in text and "<script" not in text
    assert "default-src 'none'" in text
    assert all(address.startswith("data:") for address in Page(tmp_path / "map.html").addresses)
    with rasterio.open(tmp_path / "map.tif") as raster:
        assert json.loads(raster.tags()["ONEMETRE_PARAMETERS"])["inputs"] == ["x.tif"]
    for name in ("map.tif", "map.gpkg"):
        assert b"hush" not in (tmp_path / name).read_bytes()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_colour_is_a_colour_and_a_name_has_no_address(text: str) -> None:
    page = swatch(text) + label(text) + figure(np.zeros((2, 2, 3), np.uint8), text)
    assert "evil.example" not in page
    assert "background:#808080" in page
    assert "<img src=https" not in notes([text]) + facts([(text, text)]) + plain(text)
