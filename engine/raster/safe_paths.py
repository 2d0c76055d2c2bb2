"""Screens input paths: a raster is untrusted input, and a name can make GDAL fetch, run or read other things."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import rasterio

from ...contract.errors import SourceError
from ...contract.local_paths import file_of_variable, is_local_path
from ...contract.regular_file import is_special_file
from ...contract.system_paths import is_on_another_server
from .containers import refuse_container, refuse_folder
from .safe.contents import find_contents

# Formats that store their pixels in the file itself, or beside it under the same name. Others can point to the
# network or to any file (WMS, STACTA, GTI, DIMAP, ERS, MRF, ...).
_FORMATS = (
    "GTiff", "VRT", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "ECW", "MrSID", "JPEG", "PNG", "WEBP", "BMP", "GIF",
    "HFA", "ENVI", "EHdr", "PCIDSK", "RST", "SAGA", "RMF", "KEA", "NITF", "AAIGrid", "netCDF", "HDF5Image", "GPKG",
    "MBTiles",
)  # fmt: skip
_HEADER = 4096
_MAX_VRT = 64 * 2**20
_DEEPEST = 16
_REMOTE_HINT = "Save it as a file on this computer, or allow remote sources in the options."


@functools.cache
def local_drivers() -> tuple[str, ...]:
    """GDAL drivers that may open a file of unknown origin."""
    with rasterio.Env() as environment:
        there = environment.drivers()
    return tuple(name for name in _FORMATS if name in there)


def screen_path(path: str, *, trust_remote: bool) -> list[Path]:
    """Check that a path is a raster file without references to other places.

    Args:
        path: Path entered by the user.
        trust_remote: Whether to accept everything that is not plainly wrong.

    Returns:
        The file, and for a VRT all files behind it; nothing for a remote source.

    Raises:
        SourceError: The path is not a file, not absolute, a remote or inline source, or a VRT with sources elsewhere.
    """
    if not is_local_path(path):
        if trust_remote:
            return []
        shown = path if len(path) <= 100 else path[:100] + "..."
        raise SourceError(f"The input {shown} is a remote or inline source, not a file.", _REMOTE_HINT)
    file = Path(path)
    if not file.is_absolute():
        raise SourceError(f"The input {path} is not an absolute path.", "Enter the full path.")
    try:
        kind = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last one: a zero byte in the name
        raise SourceError(f"The input {path} does not exist.", "Check the path.") from None
    except OSError as error:
        raise SourceError(
            f"The input {path} cannot be opened: {error.strerror}.", "Check the path and its read permission."
        ) from None
    if (contents := find_contents(file)) is not None:
        return contents.files(sorted(name for name in contents.names if name.endswith(".jp2")))
    if stat.S_ISDIR(kind):
        refuse_folder(file)
    if not stat.S_ISREG(kind):
        raise SourceError(f"The input {path} is a pipe, device or socket, not a file.", "Choose a raster file.")
    for name in _special_files(file.parent, file.parent.stat().st_mtime_ns):
        if name.startswith(file.stem):
            raise SourceError(f"{name} beside {file.name} is a pipe, device or socket.", "Remove it.")
    refuse_container(file, _header(file))
    return [file] if trust_remote else list(_walk(file, set(), []))


@functools.lru_cache(maxsize=64)
def _special_files(folder: Path, _changed: int) -> tuple[str, ...]:
    """Names in a folder that are no files and no folders: GDAL opens masks and statistics beside a raster by name."""
    try:
        with os.scandir(folder) as entries:
            return tuple(entry.name for entry in entries if is_special_file(entry.path))
    except OSError:
        return ()


def _walk(file: Path, seen: set[Path], above: list[Path]) -> Iterator[Path]:
    yield file
    here = file.resolve()
    seen.add(here)
    if not _is_vrt(file):
        return
    if len(above) >= _DEEPEST:
        raise SourceError(
            f"{above[0].name} is rejected: its sources are VRTs of VRTs, more than {_DEEPEST} deep.",
            "Use the rasters behind it as inputs.",
        )
    for source in _vrt_sources(file):
        if source in (here, *above):
            raise SourceError(
                f"{file.name} is rejected: it has itself as a source, through {source.name}.",
                "Use the rasters behind it as inputs.",
            )
        if source not in seen:
            _refuse_text(source, file)
            yield from _walk(source, seen, [*above, here])


def _header(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_HEADER).lower()
    except OSError as error:
        raise SourceError(f"The input {file} cannot be read: {error.strerror}.", "Check its read permission.") from None


def _is_vrt(file: Path) -> bool:
    # GDAL treats any file with this text in its first kilobyte as a VRT, whatever precedes it.
    return b"<vrtdataset" in _header(file)


def _refuse_text(source: Path, vrt: Path) -> None:
    """Reject sources in text formats, which can point anywhere: GDAL opens the sources of a VRT with all drivers."""
    header = _header(source).lstrip()
    if header.startswith((b"<", b"{")) and not _is_vrt(source):
        raise SourceError(f"{vrt.name} is rejected: its source {source.name} is not a raster file.", _REMOTE_HINT)


def _vrt_sources(vrt: Path) -> list[Path]:
    folder = vrt.resolve().parent
    sources = []
    for reference, relative in _VrtReader(vrt).references:
        # A variable of a file lies where the file lies.
        name = file_of_variable(reference) or reference
        path = folder / name if relative else Path(name)
        # Another server is not even asked: Windows would log in there.
        elsewhere = not is_local_path(name) or not path.is_absolute() or is_on_another_server(path, vrt, folder)
        if elsewhere or not path.resolve().is_relative_to(folder):
            raise SourceError(
                f"{vrt.name} is rejected: its source {name} lies outside its folder.",
                "Move the sources into the folder of the VRT (or below it), or use them as inputs directly.",
            )
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for a name that is too long
            raise SourceError(f"{vrt.name} needs the file {name}, which does not exist.")
        sources.append(path.resolve())
    return sources


class _VrtReader:
    """Collects the references of a VRT, as (name, relative to the VRT).

    GDAL does not distinguish attributes from elements and ignores case, so both are checked in lower case.
    """

    _NAMES = ("sourcefilename", "sourcedataset", "dempath")

    def __init__(self, vrt: Path) -> None:
        self.references: list[tuple[str, bool]] = []
        self._vrt = vrt
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = functools.partial(self._refuse, "it has a document type")
        if vrt.stat().st_size > _MAX_VRT:
            self._refuse(f"it is larger than {_MAX_VRT // 2**20} MiB")
        try:
            parser.Parse(vrt.read_bytes(), True)  # noqa: FBT003
        except expat.ExpatError as error:
            self._refuse(f"it is not valid XML ({error})")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        lower = {key.lower(): value for key, value in attributes.items()}
        self.references += [(lower[key], False) for key in self._NAMES if key in lower]
        if not self._open and lower.get("subclass", "") not in ("", "VRTWarpedDataset", "VRTPansharpenedDataset"):
            self._refuse(f"it is a {lower['subclass']}")
        self._open.append((name.lower(), lower, []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def _end(self, _name: str) -> None:
        name, attributes, pieces = self._open.pop()
        text = "".join(pieces).strip()
        is_file = name in self._NAMES or (name == "mdi" and attributes.get("key", "").lower().endswith("_dataset"))
        if is_file and text:
            self.references.append((text, attributes.get("relativetovrt", "0") == "1"))
        elif name == "pixelfunctionlanguage" and text.lower() != "c":
            self._refuse("it contains program code")

    def _refuse(self, why: str, *_: object) -> None:
        raise SourceError(f"{self._vrt.name} is rejected: {why}.", "Use the rasters behind it as inputs.")
