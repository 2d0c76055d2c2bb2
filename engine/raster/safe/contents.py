"""The files of a product, in a folder or in a zip archive, which is read in place."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath

from ....contract.errors import SourceError
from ....contract.regular_file import is_regular_file

ROOT = re.compile(r"(?:MTD_MSI(?P<now>L\w\w)|S2[A-D]_(?:OPER|USER)_MTD_SAF(?P<then>L\w\w)_\w+)\.xml")
"""Name of a product's main metadata file, today's and that of before December 2016, with its level."""

_GRANULE = re.compile(r"MTD_TL\.xml|S2[A-D]_\w+_MTD_L\w\w_TL_\w+\.xml")
_MOST_FILES = 20_000
_MOST_XML = 32 * 2**20
_FIRST = 12
# Images hardly shrink in an archive: what becomes so much larger is no image.
_MOST_RATIO, _UNSUSPICIOUS = 100, 2**20


class Contents(ABC):
    """Files of a product by their paths in it, as the product's metadata writes them.

    Attributes:
        path: Folder or archive.
        root: Path of the main metadata file.
    """

    def __init__(self, path: Path, root: str) -> None:
        self.path, self.root = path, root

    @property
    def name(self) -> str:
        """Name of the product for messages."""
        return self.path.name

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """Paths of all files."""

    @abstractmethod
    def read(self, name: str) -> bytes:
        """Bytes of a metadata file.

        Raises:
            SourceError: The file is missing, damaged or implausibly large.
        """

    @abstractmethod
    def begins(self, name: str) -> bytes:
        """First bytes of a file.

        Raises:
            SourceError: The file is missing or damaged.
        """

    @abstractmethod
    def target(self, name: str) -> str:
        """Path by which GDAL opens a file."""

    @abstractmethod
    def files(self, names: Iterable[str]) -> list[Path]:
        """Files on the disk that hold some of the product's files."""


class Folder(Contents):
    """A product in a folder."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Paths of all files."""
        found: set[str] = set()
        for folder, _, files in os.walk(self.path):
            here = Path(folder).relative_to(self.path)
            found.update((here / file).as_posix() for file in files)
            if len(found) > _MOST_FILES:
                raise SourceError(f"{self.name} has more than {_MOST_FILES} files.", "Choose the folder of a product.")
        return frozenset(found)

    def read(self, name: str) -> bytes:
        """Bytes of a metadata file."""
        file = self.path / name
        if not is_regular_file(file):
            raise _missing(self.name, name)
        if file.stat().st_size > _MOST_XML:
            raise _too_large(name)
        try:
            return file.read_bytes()
        except OSError as error:
            raise SourceError(f"{file} cannot be read: {error.strerror}.", "Check its read permission.") from None

    def begins(self, name: str) -> bytes:
        """First bytes of a file."""
        try:
            with (self.path / name).open("rb") as file:
                return file.read(_FIRST)
        except OSError:
            raise _missing(self.name, name) from None

    def target(self, name: str) -> str:
        """Path by which GDAL opens a file."""
        return str(self.path / name)

    def files(self, names: Iterable[str]) -> list[Path]:
        """Files on the disk that hold some of the product's files."""
        return [self.path / self.root, *(self.path / name for name in names)]


class Archive(Contents):
    """A product in a zip archive."""

    def __init__(self, path: Path, root: str, members: dict[str, zipfile.ZipInfo], folder: str) -> None:
        super().__init__(path, root)
        self._members, self._folder = members, folder

    @property
    def names(self) -> frozenset[str]:
        """Paths of all files."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Bytes of a metadata file."""
        data = self._member(name, _MOST_XML + 1)
        if len(data) > _MOST_XML:
            raise _too_large(name)
        return data

    def _member(self, name: str, most: int) -> bytes:
        info = self._members.get(name)
        if info is None:
            raise _missing(self.name, name)
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(info) as member:
                return member.read(most)
        except (
            OSError,
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            zlib.error,
        ) as error:
            raise _damaged(self.name, error) from None

    def begins(self, name: str) -> bytes:
        """First bytes of a file."""
        return self._member(name, _FIRST)

    def target(self, name: str) -> str:
        """Path by which GDAL opens a file."""
        inner = self._members[name].filename
        # Braces end the archive's name, whatever it is called.
        return f"/vsizip/{self.path}/{inner}" if "}" in str(self.path) else f"/vsizip/{{{self.path}}}/{inner}"

    def files(self, names: Iterable[str]) -> list[Path]:  # noqa: ARG002 - all of them lie in one file
        """Files on the disk that hold some of the product's files."""
        return [self.path]


def find_contents(path: Path) -> Contents | None:
    """The product that a path belongs to: its folder, its archive, or a metadata file of it; None = no product.

    Raises:
        SourceError: An archive is damaged, holds several products, or has names or sizes that no product has; the
            product is of a level that has no map projection, or of another satellite.
    """
    if path.is_dir():
        return _in_folder(path)
    if ROOT.fullmatch(path.name):
        return _in_folder(path.parent)
    if _GRANULE.fullmatch(path.name) and len(path.parents) > 2:
        return _in_folder(path.parents[2])
    if path.name == "manifest.safe":
        return _in_folder(path.parent)
    return _in_archive(path) if path.suffix.lower() == ".zip" else None


def _in_folder(folder: Path) -> Contents | None:
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise SourceError(f"{folder} cannot be read: {error.strerror}.", "Check its read permission.") from None
    roots = [name for name in names if ROOT.fullmatch(name)]
    if not roots:
        if "manifest.safe" in names or folder.suffix.upper() == ".SAFE":
            raise _no_product(folder.name, names)
        return None
    _refuse_level(folder.name, roots[0])
    return Folder(folder, roots[0])


def _in_archive(path: Path) -> Contents | None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if "S2" in path.name and "_MSI" in path.name:
            raise _damaged(path.name, error) from None
        return None
    # A product lies in a folder of its own, or at the top if somebody packed the inside of that folder.
    roots = [info for info in members if ROOT.fullmatch(PurePosixPath(info.filename).name)]
    roots = [info for info in roots if len(PurePosixPath(info.filename).parts) <= 2]
    if not roots:
        names = [PurePosixPath(info.filename).name for info in members]
        if "manifest.safe" in names:
            raise _no_product(path.name, names)
        return None
    if len(roots) > 1:
        raise SourceError(
            f"{path.name} holds {len(roots)} products.", "Unpack it, and choose the folders of the products as INPUT."
        )
    root = PurePosixPath(roots[0].filename)
    _refuse_level(path.name, root.name)
    folder = "" if len(root.parts) == 1 else f"{root.parts[0]}/"
    inside: dict[str, zipfile.ZipInfo] = {}
    for info in members:
        _refuse_odd_member(path.name, info)
        if info.filename.startswith(folder):
            inside[info.filename[len(folder) :]] = info
    return Archive(path, root.name, inside, folder)


def _refuse_odd_member(archive: str, info: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(info.filename).parts
    if ".." in parts or info.filename.startswith("/") or "\\" in info.filename or ":" in info.filename:
        raise SourceError(
            f"{archive} is rejected: the name {info.filename[:100]!r} in it leads out of the archive.",
            "Download the product again.",
        )
    if info.flag_bits & 0x1:
        raise SourceError(f"{archive} is encrypted.", "Unpack it, and choose the folder of the product.")
    if info.file_size > _UNSUSPICIOUS and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
        raise SourceError(
            f"{archive} is rejected: {info.filename[:100]} would become {info.file_size / 2**20:,.0f} MiB of "
            f"{info.compress_size / 2**20:,.1f} MiB, which no image does.",
            "Download the product again.",
        )


def _refuse_level(name: str, root: str) -> None:
    match = ROOT.fullmatch(root)
    level = (match["now"] or match["then"]) if match else ""
    if level not in {"L1C", "L2A"}:
        raise SourceError(
            f"{name} is a Sentinel-2 product of Level-{level[1:]}, whose pixels do not lie on a map.",
            "Choose the Level-2A product of the scene, or Level-1C.",
        )


def _no_product(name: str, names: Iterable[str]) -> SourceError:
    shown = ", ".join(sorted(names)[:3])
    return SourceError(
        f"{name} is no Sentinel-2 product of Level-1C or 2A: its metadata file MTD_MSIL2A.xml is missing (it holds "
        f"{shown} ...).",
        "Choose a Sentinel-2 product (S2A_MSIL2A_...); if this is one, download it again.",
    )


def _missing(product: str, name: str) -> SourceError:
    return SourceError(f"{product} is incomplete: {name} is missing.", "Download the product again.")


def _too_large(name: str) -> SourceError:
    return SourceError(
        f"{name} is rejected: it is larger than {_MOST_XML // 2**20} MiB, which no metadata file is.",
        "Download the product again.",
    )


def _damaged(name: str, error: Exception) -> SourceError:
    return SourceError(f"{name} is damaged: it cannot be unpacked ({error}).", "Download the product again.")
