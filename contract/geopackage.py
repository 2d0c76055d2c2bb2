"""Layers of a GeoPackage, and which of them OneMetre may replace.

A GeoPackage is an SQLite database that may hold many layers, tables and styles of other origin.
"""

from __future__ import annotations

import itertools
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .errors import OutputError, RequestError
from .system_paths import sqlite_uri

LAYER = "polygons"
"""Name of the layer with the polygons of a map if the request names none."""

GEOMETRY = "geom"
"""Column of the outlines."""

FIELDS = frozenset({"fid", GEOMETRY, "value", "name", "area_m2"})
"""Columns of a layer with the polygons of a map."""

# Tables that describe the others.
_SYSTEM = ("gpkg_", "rtree_", "sqlite_")
_LONGEST = 100
# GDAL makes no layer whose name begins with one of these.
_NO_START = tuple("`~!@#$%^&*()+-={}|[]\\:\";'<>?,./")


@dataclass(frozen=True)
class Contents:
    """What a GeoPackage holds.

    Attributes:
        names: Names of all tables and views, besides those that describe the others.
        own: Names of the layers that have exactly the columns of polygons of a map.
    """

    names: frozenset[str]
    own: frozenset[str]

    def others(self, layer: str) -> frozenset[str]:
        """Names of everything but one layer."""
        return self.names - {layer}

    def is_taken(self, layer: str) -> bool:
        """Whether there is a table of a name; the case of letters does not count."""
        return layer.casefold() in {name.casefold() for name in self.names}

    def free_name(self, layer: str) -> str:
        """The name itself if it is free, else the name with the first number that makes it so."""
        numbered = (f"{layer}_{number}" for number in itertools.count(2))
        return next(name for name in itertools.chain([layer], numbered) if not self.is_taken(name))


def check_layer_name(layer: str) -> None:
    """Check the name of a layer.

    Raises:
        RequestError: No layer can have this name.
    """
    bad = [char for char in layer if unicodedata.category(char).startswith("C") or char in '|"']
    if bad or len(layer) > _LONGEST or layer.strip() != layer or layer.casefold().startswith((*_SYSTEM, *_NO_START)):
        raise RequestError(
            f"A layer of a GeoPackage cannot be called {layer[:_LONGEST]!r}.",
            "Choose a short name that begins with a letter or a digit, such as polygons.",
        )


def contents_of(path: Path) -> Contents | None:
    """Contents of an existing GeoPackage; None = the file is empty or does not exist.

    Raises:
        OutputError: The file is no GeoPackage, is damaged, or is open in another program.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with closing(_connect(path)) as database:
            named = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            tables = {name for (name,) in database.execute(named)}
            if "gpkg_contents" not in tables:
                raise _no_geopackage(path)
            _refuse_open(database)
            names = {name for name in tables if not name.casefold().startswith(_SYSTEM)}
            columns = {
                name: {row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", (name,))}
                for name in names
            }
            features = {
                name for (name,) in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type='features'")
            }
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise _in_use(path) from None
        raise _no_geopackage(path) from None
    except sqlite3.DatabaseError:
        raise _no_geopackage(path) from None
    return Contents(frozenset(names), frozenset(n for n in names & features if columns[n] == FIELDS))


def check_layer(path: Path, layer: str) -> Contents | None:
    """Check that a layer can be written into a GeoPackage without replacing anything of another origin.

    Args:
        path: Path of the file; it may not exist yet.
        layer: Name of the layer.

    Returns:
        Contents of the file; None = it is empty or does not exist.

    Raises:
        OutputError: The file is no GeoPackage or in use, or the name is taken; the hint suggests a free one.
    """
    contents = contents_of(path)
    if contents is None or layer in contents.own:
        return contents
    if contents.is_taken(layer):
        raise OutputError(
            f"{path} already holds a table called {layer} that is not a map of OneMetre.",
            f"Choose another file or another layer name: {contents.free_name(layer)} is free.",
        )
    return contents


def copy_geopackage(path: Path, target: Path) -> None:
    """Copy a GeoPackage with all changes that another program has not merged into the file yet.

    Raises:
        OutputError: The file is damaged or open in another program, or the copy cannot be written.
    """
    try:
        with closing(_connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            _refuse_open(source)
            source.backup(copy, pages=1024)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        if "locked" in str(error):
            raise _in_use(path) from None
        raise OutputError(f"{path} cannot be copied: {error}.", "Choose another file for the polygons.") from None


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(sqlite_uri(path), uri=True, timeout=2.0)


def _refuse_open(database: sqlite3.Connection) -> None:
    """Raise an OperationalError if another program has the file open: it would go on writing into the replaced file."""
    # With this mode, SQLite also notices programs that are not writing now, if they open the file as QGIS does.
    database.execute("PRAGMA locking_mode=EXCLUSIVE")
    database.execute("BEGIN EXCLUSIVE")
    database.execute("ROLLBACK")


def _no_geopackage(path: Path) -> OutputError:
    return OutputError(
        f"{path} exists and is no intact GeoPackage, so nothing can be added to it.",
        f"Choose another name: {_free(path)} is free.",
    )


def _in_use(path: Path) -> OutputError:
    return OutputError(
        f"{path} is open in another program.",
        f"Close it there, or choose another name: {_free(path)} is free.",
    )


def _free(path: Path) -> Path:
    return next(p for p in (path.with_stem(f"{path.stem}_{i}") for i in itertools.count(2)) if not p.exists())
