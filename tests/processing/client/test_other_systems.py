"""Where Windows and macOS have Python and qgis_process, what is taken from PATH, and how commands are quoted there."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.processing.client.engine_process import crash_of
from onemetre.processing.client.environment import without_folders
from onemetre.processing.client.interpreter import places_of_python
from onemetre.processing.runtime.base_python import installed_places
from onemetre.ui.dock.jobs.shell import command_for, places_of_qgis_process


def test_python_of_osgeo4w() -> None:
    prefix = PureWindowsPath(r"C:\OSGeo4W\apps\Python312")
    found = places_of_python(prefix, PureWindowsPath(r"C:\OSGeo4W\bin\qgis-ltr-bin.exe"), (3, 12), "win32")
    assert found[0] == PureWindowsPath(r"C:\OSGeo4W\apps\Python312\python.exe")
    assert all(place.parent == prefix for place in found)


@pytest.mark.parametrize(
    ("prefix", "program", "wanted"),
    [
        ("/Applications/QGIS.app/Contents/MacOS", "QGIS", "bin/python3.9"),
        ("/Applications/QGIS.app/Contents/Frameworks", "QGIS", "python"),
        ("/Applications/QGIS-final-4_0_3.app/Contents/Frameworks", "QGIS-final-4_0_3", "python"),
    ],
)
def test_python_of_the_bundle(prefix: str, program: str, wanted: str) -> None:
    folder = PurePosixPath(prefix).parent / "MacOS"
    found = places_of_python(PurePosixPath(prefix), folder / program, (3, 9), "darwin")
    assert folder / wanted in found
    assert folder / program not in found, "a second QGIS would open"


def test_python_of_linux() -> None:
    found = places_of_python(PurePosixPath("/usr"), PurePosixPath("/usr/bin/qgis"), (3, 11), "linux")
    assert found == [PurePosixPath("/usr/bin/python3.11"), PurePosixPath("/usr/bin/python3")]


def test_pythons_of_python_org() -> None:
    variables = {"LOCALAPPDATA": r"C:\Users\Li Wei\AppData\Local", "ProgramFiles": r"C:\Program Files"}
    assert installed_places([13, 12], "win32", variables) == [
        PureWindowsPath(r"C:\Users\Li Wei\AppData\Local\Programs\Python\Python313\python.exe"),
        PureWindowsPath(r"C:\Program Files\Python313\python.exe"),
        PureWindowsPath(r"C:\Users\Li Wei\AppData\Local\Programs\Python\Python312\python.exe"),
        PureWindowsPath(r"C:\Program Files\Python312\python.exe"),
    ]
    assert installed_places([12], "win32", {}) == []
    versions = "/Library/Frameworks/Python.framework/Versions"
    assert installed_places([12], "darwin", {}) == [PurePosixPath(versions, "3.12/bin/python3")]
    assert installed_places([12], "linux", {}) == []


def test_the_libraries_of_qgis_leave_path_and_those_of_python_stay() -> None:
    path = (
        r"C:\PROGRA~1\QGIS34~1.6\bin;C:\PROGRA~1\QGIS34~1.6\apps\qgis-ltr\bin;"
        r'"C:\Program Files\QGIS 3.40.6\apps\QGIS-LTR\bin";C:\PROGRA~1\QGIS34~1.6\apps\qgis-ltr-dev\bin;'
        r"\\gone\share\tools;C:\Windows\System32;"
    )
    qgis = ["C:/PROGRA~1/QGIS34~1.6/apps/qgis-ltr", r"C:\Program Files\QGIS 3.40.6\apps\qgis-ltr"]
    assert without_folders(path, qgis).split(";") == [
        r"C:\PROGRA~1\QGIS34~1.6\bin",
        r"C:\PROGRA~1\QGIS34~1.6\apps\qgis-ltr-dev\bin",
        r"\\gone\share\tools",
        r"C:\Windows\System32",
        "",
    ]


@pytest.mark.parametrize(
    ("code", "shown", "memory"),
    [
        (9, "signal 9", True),
        (11, "signal 11", False),
        (-1073741819, "signal 0xC0000005", False),
        (-1073741801, "signal 0xC0000017", True),
    ],
)
def test_crashes_name_the_signal_or_the_code_of_windows(code: int, shown: str, memory: bool) -> None:
    error = crash_of(code)
    assert shown in error.message
    assert ("out of memory" in error.hint) == memory


def test_places_of_qgis_process() -> None:
    prefix = PureWindowsPath("C:/Program Files/QGIS 3.40.6/apps/qgis-ltr")
    found = places_of_qgis_process(prefix, "win32")
    assert found == [PureWindowsPath("C:/Program Files/QGIS 3.40.6/bin/qgis_process-qgis-ltr.bat")]
    bundle = PurePosixPath("/Applications/QGIS.app/Contents/MacOS")
    assert bundle / "bin" / "qgis_process" in places_of_qgis_process(bundle, "darwin")
    assert places_of_qgis_process(PurePosixPath("/usr"), "linux") == []


COMMAND = r"""qgis_process run onemetre:segment --'INPUT=C:\My maps\it'\''s.tif' --EXTENT='1,2 [EPSG:4326]' --YEAR=1"""


def test_commands_for_windows() -> None:
    program = r"C:\Program Files\QGIS 3.40.6\bin\qgis_process-qgis-ltr.bat"
    words = [program, "run", "onemetre:segment", r"--INPUT=C:\My maps\it's.tif", "--EXTENT=1,2 [EPSG:4326]"]
    assert words_on_windows(command_for(COMMAND, "win32", program)) == [*words, "--YEAR=1"]
    assert command_for(COMMAND, "win32", program).startswith(f'"{program}" run onemetre:segment "--INPUT=')


def test_commands_elsewhere_are_those_of_qgis() -> None:
    assert command_for(COMMAND, "linux") == COMMAND
    program = "/Applications/QGIS LTR.app/Contents/MacOS/bin/qgis_process"
    named = command_for(COMMAND, "darwin", program)
    assert shlex.split(named) == [program, *shlex.split(COMMAND)[1:]]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), max_size=4))
def test_programs_on_windows_get_what_was_meant(arguments: list[str]) -> None:
    """Python's own rule for Windows is the reference; ours quotes more, so that cmd sees no signs of its own."""
    command = command_for(shlex.join(["qgis_process", *arguments]), "win32")
    assert words_on_windows(command) == ["qgis_process", *arguments]
    assert words_on_windows(subprocess.list2cmdline(arguments)) == arguments


def words_on_windows(command: str) -> list[str]:
    """What Microsoft's C library makes of a command line."""
    words: list[str] = []
    at = 0
    while at < len(command):
        if command[at] in " \t":
            at += 1
            continue
        word, quoted = "", False
        while at < len(command) and (quoted or command[at] not in " \t"):
            count = 0
            while at < len(command) and command[at] == "\\":
                count, at = count + 1, at + 1
            if at < len(command) and command[at] == '"':
                word += "\\" * (count // 2)
                if count % 2:
                    word += '"'
                else:
                    quoted = not quoted
                at += 1
            else:
                word += "\\" * count
                if at < len(command) and (quoted or command[at] not in " \t"):
                    word, at = word + command[at], at + 1
        words.append(word)
    return words
