from __future__ import annotations

import http.server
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from inputs import opened
from rasters import write_raster

from onemetre.contract.errors import SourceError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.safe_paths import is_local, screen_path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "scene").mkdir()
    return write_raster(tmp_path / "scene" / "photo.tif", np.full((3, 8, 8), 50, np.uint8))


def vrt(path: Path, source: str, *, relative: int = 1, attributes: str = "", extra: str = "") -> Path:
    path.write_text(
        f'<VRTDataset rasterXSize="8" rasterYSize="8"{attributes}><SRS>EPSG:32632</SRS>'
        "<GeoTransform>600000, 1, 0, 5000000, 0, -1</GeoTransform>"
        + "".join(
            f'<VRTRasterBand dataType="Byte" band="{band}">{extra}<SimpleSource>'
            f'<SourceFilename relativeToVRT="{relative}">{source}</SourceFilename><SourceBand>{band}</SourceBand>'
            "</SimpleSource></VRTRasterBand>"
            for band in (1, 2, 3)
        )
        + "</VRTDataset>"
    )
    return path


REMOTE = [
    "/vsicurl/https://example.org/a.tif",
    "/vsis3/bucket/a.tif",
    "/vsizip//tmp/a.zip/a.tif",
    "/VSICURL/http://example.org/a.tif",
    "http://example.org/a.tif",
    "https://example.org/a.tif",
    "vrt:///tmp/a.tif?bands=1",
    '<VRTDataset rasterXSize="1" rasterYSize="1"/>',
    " <VRTDataset/>",
    "<GDAL_WMS><Service/></GDAL_WMS>",
    '{"type": "FeatureCollection"}',
    "NETCDF:/tmp/a.nc:band",
    "WMS:http://example.org",
    "GTIFF_DIR:1:/tmp/a.tif",
    "PLMOSAIC:mosaic=x",
]


@pytest.mark.parametrize("path", REMOTE)
def test_remote_and_inline_sources_are_refused(path: str) -> None:
    with pytest.raises(SourceError, match="remote or inline source") as error:
        opened(path)
    assert "allow remote sources" in error.value.hint


@pytest.mark.parametrize("path", REMOTE)
def test_trust_lets_them_through(path: str) -> None:
    assert screen_path(path, trust_remote=True) == []


def test_a_trusted_archive_is_read(tmp_path: Path, photo: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(photo, "photo.tif")
    with opened(f"/vsizip/{tmp_path}/a.zip/photo.tif", trust_remote=True) as source:
        assert source.read(Window(0, 0, 2, 2))[0].tolist() == np.full((3, 2, 2), 50).tolist()


@pytest.mark.parametrize("path", ["/data/a.tif", r"C:\data\a.tif", "D:/data/a.tif", "/data/10:30/a {1}.tif"])
def test_ordinary_paths_are_local(path: str) -> None:
    assert is_local(path)


def test_a_tag_does_not_lead_to_the_network(tmp_path: Path) -> None:
    """GDAL follows the name of an overview that a tag gives, when it reads pixels."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_GET(self) -> None:
            self.do_HEAD()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, trust in (("doubtful", False), ("trusted", True)):
            path = write_raster(tmp_path / f"{name}.tif", np.full((3, 600, 600), 50, np.uint8))
            with rasterio.open(path, "r+") as raster:
                url = f"/vsicurl/http://127.0.0.1:{server.server_port}/{name}.ovr"
                raster.update_tags(ns="OVERVIEWS", OVERVIEW_FILE=url)
            with opened(path, trust_remote=trust) as source:
                assert (source.read(source.grid.window)[0] == 50).all()
        server.shutdown()
    assert any("trusted" in path for path in asked)
    assert not any("doubtful" in path for path in asked)


def test_relative_path(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(photo.parent)
    with pytest.raises(SourceError, match="not an absolute path"):
        opened("photo.tif")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.tif does not exist"):
        opened(tmp_path / "nothing.tif")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="name too long"):
        screen_path(str(tmp_path / ("x" * 300)), trust_remote=False)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        opened(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b'{"type": "FeatureCollection", "features": []}', b"II*\x00abc"])
def test_not_a_raster(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.tif"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"text\.tif is not a readable raster"):
        opened(path)


def test_a_file_that_leads_to_the_network_is_not_a_raster(tmp_path: Path) -> None:
    path = tmp_path / "tiles.tif"
    path.write_text('<GDAL_WMS><Service name="TMS"><ServerUrl>http://localhost:9/</ServerUrl></Service></GDAL_WMS>')
    with pytest.raises(SourceError, match="not a readable raster"):
        opened(path)


def test_vrt_with_its_source_beside_it(photo: Path) -> None:
    with opened(vrt(photo.with_name("view.vrt"), photo.name)) as source:
        pixels, valid = source.read(Window(0, 0, 8, 8))
    assert valid.all()
    assert (pixels == 50).all()


def test_vrt_of_a_vrt_below_it(photo: Path) -> None:
    inner = vrt(photo.with_name("inner.vrt"), photo.name)
    outer = vrt(photo.parent.with_name("outer.vrt"), "scene/inner.vrt")
    assert [p.name for p in screen_path(str(outer), trust_remote=False)] == ["outer.vrt", inner.name, photo.name]


@pytest.mark.parametrize(
    ("source", "relative"),
    [
        ("../outside.tif", 1),
        ("{outside}", 0),
        ("/vsicurl/http://example.org/a.tif", 0),
        ("http://example.org/a.tif", 1),
        ("photo.tif", 0),
        ("&lt;VRTDataset/&gt;", 1),
    ],
)
def test_vrt_with_sources_elsewhere(tmp_path: Path, photo: Path, source: str, relative: int) -> None:
    outside = write_raster(tmp_path / "outside.tif", np.zeros((3, 8, 8), np.uint8))
    path = vrt(photo.with_name("view.vrt"), source.format(outside=outside), relative=relative)
    with pytest.raises(SourceError, match=r"view\.vrt is rejected: its source .* lies outside its folder"):
        opened(path)


def test_link_out_of_the_folder(tmp_path: Path, photo: Path) -> None:
    outside = write_raster(tmp_path / "outside.tif", np.zeros((3, 8, 8), np.uint8))
    photo.with_name("link.tif").symlink_to(outside)
    with pytest.raises(SourceError, match="lies outside its folder"):
        opened(vrt(photo.with_name("view.vrt"), "link.tif"))


def test_vrt_hidden_behind_another_name_and_text(tmp_path: Path, photo: Path) -> None:
    hidden = photo.with_name("innocent.tif")
    content = vrt(photo.with_name("view.vrt"), "../outside.tif").read_text()
    write_raster(tmp_path / "outside.tif", np.zeros((3, 8, 8), np.uint8))
    hidden.write_text(f"<!-- nothing to see --> {content}")
    with pytest.raises(SourceError, match="rejected"):
        opened(hidden)


@pytest.mark.parametrize("tag", ["sourcefilename", "SOURCEFILENAME"])
def test_case_does_not_matter(tmp_path: Path, photo: Path, tag: str) -> None:
    write_raster(tmp_path / "outside.tif", np.zeros((3, 8, 8), np.uint8))
    path = vrt(photo.with_name("view.vrt"), "../outside.tif")
    path.write_text(path.read_text().replace("SourceFilename", tag))
    with pytest.raises(SourceError, match="lies outside its folder"):
        opened(path)


def test_attribute_instead_of_element(tmp_path: Path, photo: Path) -> None:
    outside = write_raster(tmp_path / "outside.tif", np.zeros((3, 8, 8), np.uint8))
    path = photo.with_name("view.vrt")
    path.write_text(
        '<VRTDataset rasterXSize="8" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1">'
        f'<SimpleSource SourceFilename="{outside}"><SourceBand>1</SourceBand></SimpleSource>'
        "</VRTRasterBand></VRTDataset>"
    )
    with pytest.raises(SourceError, match="lies outside its folder"):
        opened(path)


def test_vrt_with_program_code(photo: Path) -> None:
    code = "<PixelFunctionType>f</PixelFunctionType><PixelFunctionLanguage>Python</PixelFunctionLanguage>"
    path = vrt(photo.with_name("view.vrt"), photo.name, extra=code)
    with pytest.raises(SourceError, match="contains program code"):
        opened(path)


def test_vrt_with_entities(photo: Path) -> None:
    path = vrt(photo.with_name("view.vrt"), "&name;")
    path.write_text(f'<!DOCTYPE x [<!ENTITY name "{photo.name}">]>{path.read_text()}')
    with pytest.raises(SourceError, match="has a document type"):
        opened(path)


def test_vrt_that_is_cut_off(photo: Path) -> None:
    path = vrt(photo.with_name("view.vrt"), photo.name)
    path.write_text(path.read_text()[:-20])
    with pytest.raises(SourceError, match="not valid XML"):
        opened(path)


def test_vrt_of_an_unknown_kind(photo: Path) -> None:
    path = vrt(photo.with_name("view.vrt"), photo.name, attributes=' subClass="VRTProcessedDataset"')
    with pytest.raises(SourceError, match="it is a VRTProcessedDataset"):
        opened(path)


def test_vrt_of_a_text_that_leads_to_the_network(photo: Path) -> None:
    photo.with_name("tiles.tif").write_text('<GDAL_WMS><Service name="TMS"/></GDAL_WMS>')
    with pytest.raises(SourceError, match=r"its source tiles\.tif is not a raster file"):
        opened(vrt(photo.with_name("view.vrt"), "tiles.tif"))


def test_vrt_without_its_source(photo: Path) -> None:
    with pytest.raises(SourceError, match=r"view\.vrt needs the file gone\.tif"):
        opened(vrt(photo.with_name("view.vrt"), "gone.tif"))
