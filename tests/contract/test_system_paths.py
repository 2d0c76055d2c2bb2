"""Paths by the rules of Windows and macOS, and files that somebody else has open for a moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from onemetre.contract.patient_files import insist, rename, replace
from onemetre.contract.system_paths import (
    comparable,
    fault_on_windows,
    folded,
    is_device,
    is_on_another_server,
    sqlite_uri,
)


@pytest.mark.parametrize("name", ["CON", "con.tif", "nul.", "aux .tif", "Com1.gpkg", "LPT9", "com².tif", "CONIN$"])
def test_names_of_devices(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["console.tif", "com10.tif", "com.tif", "icon.tif", "nul_2022.tif", "map con.tif"])
def test_names_that_are_like_those_of_devices(name: str) -> None:
    assert not is_device(name)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (r"C:\maps\bolzano.tif", ""),
        (r"\\server\share\Karte München.tif", ""),
        (r"C:\maps\con\bolzano.tif", ""),  # the folder exists, or is reported as missing
        (r"C:\maps\AUX.tif", "device"),
        ("C:\\maps\\bolzano.tif ", "space or a dot"),
        ("C:\\maps\\a?.tif", "characters"),
        ("C:\\maps\\" + 209 * "a" + ".tif", "too long"),
        ("C:\\maps\\" + 206 * "a" + ".tif", ""),
    ],
)
def test_what_windows_cannot_have(path: str, fault: str) -> None:
    found = fault_on_windows(PureWindowsPath(path), long_paths=False, reserve=40)
    assert fault in found and bool(found) == bool(fault)


def test_long_paths_are_possible_where_windows_lets_them() -> None:
    path = PureWindowsPath("C:/") / ("a" * 200) / ("b" * 200)
    assert fault_on_windows(path, long_paths=False) and not fault_on_windows(path, long_paths=True)


def test_names_of_one_file_are_equal_texts() -> None:
    assert folded(r"C:\Maps\A.tif", "win32") == folded("c:/maps/a.TIF", "win32")
    assert folded("/Users/x/Mu\u0308nchen.TIF", "darwin") == folded("/Users/x/M\u00fcnchen.tif", "darwin")
    assert folded("/maps/A.tif", "linux") != folded("/maps/a.tif", "linux")


def test_links_lead_to_one_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert comparable(tmp_path / "link" / "a.tif") == comparable(str(tmp_path / "a.tif"))


@pytest.mark.parametrize(
    "path",
    [r"\\evil\share\a.tif", "//evil/share/a.tif", r"\\?\UNC\evil\share\a.tif", r"\\.\pipe\a", r"\\office\other\a.tif"],
)
def test_other_servers_are_known_by_their_names(path: str) -> None:
    for here in (r"C:\maps\all.vrt", r"\\office\maps\all.vrt"):
        assert is_on_another_server(PureWindowsPath(path), PureWindowsPath(here))


def test_the_server_of_a_vrt_and_drives_are_no_other_server() -> None:
    here = PureWindowsPath(r"\\office\maps\2022\all.vrt")
    assert not is_on_another_server(PureWindowsPath(r"\\OFFICE\maps\2022\a.tif"), here)
    assert not is_on_another_server(PureWindowsPath("D:/maps/a.tif"), here)
    assert not is_on_another_server(PurePosixPath("//maps/a.tif"), PurePosixPath("/data/all.vrt"))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"C:\My maps\a#1.gpkg"), "file:///C:/My%20maps/a%231.gpkg?mode=rw"),
        (PureWindowsPath(r"\\server\share\a?.gpkg"), "file:////server/share/a%3F.gpkg?mode=rw"),
        (PurePosixPath("/maps/100 %.gpkg"), "file:///maps/100%20%25.gpkg?mode=rw"),
    ],
)
def test_addresses_for_sqlite(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert sqlite_uri(path) == uri


def test_sqlite_opens_the_address(tmp_path: Path) -> None:
    path = tmp_path / "50 % #1? 北京.gpkg"
    sqlite3.connect(path).close()
    path.write_bytes(b"")
    with closing(sqlite3.connect(sqlite_uri(path), uri=True)) as database:
        database.execute("CREATE TABLE t (a)")
    assert path.stat().st_size > 0


def test_an_action_is_repeated_while_it_is_denied() -> None:
    answers: list[BaseException | None] = [PermissionError("scanner"), PermissionError("scanner"), None]

    def action() -> str:
        if error := answers.pop(0):
            raise error
        return "done"

    assert insist(action, (0, 0)) == "done"


def test_an_action_that_stays_denied_or_fails_otherwise_raises() -> None:
    tries = []

    def denied() -> None:
        tries.append(1)
        raise PermissionError("open elsewhere")

    with pytest.raises(PermissionError, match="open elsewhere"):
        insist(denied, (0, 0))
    assert len(tries) == 3

    def full() -> None:
        tries.append(1)
        raise OSError(28, "disk full")

    with pytest.raises(OSError, match="disk full"):
        insist(full, (0, 0))
    assert len(tries) == 4


def test_files_and_folders_are_renamed(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    replace(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "new" and not (tmp_path / "new").exists()
    (tmp_path / "folder").mkdir()
    rename(tmp_path / "folder", tmp_path / "named")
    assert (tmp_path / "named").is_dir()
