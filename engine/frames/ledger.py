"""The GeoPackage of the frames: which there are, and the state of the run that maps them.

The files of the run are the truth; the table shows them to people while the run goes on. So an update that another
program's lock prevents is made up for by the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from ...contract.errors import OutputError, SourceError
from ...contract.geopackage import contents_of
from ...contract.requests.frames import STATUSES
from ...contract.system_paths import sqlite_uri
from ..write.point_layer import write_layer
from .grid import Frames

LAYER = "frames"
WAITING, RUNNING, DONE, EMPTY, FAILED = STATUSES
FIELDS = ("name", "row", "col", "status", "seconds", "km2", "device", "message", "output")
"""Columns of the table."""

_PATIENCE_S = 2.0


@dataclass(frozen=True)
class Entry:
    """The state of a frame.

    Attributes:
        name: Name of the frame.
        status: One of ``STATUSES``.
        seconds: Wall time of its mapping; None = not mapped.
        device: Device that mapped it, and the machine.
        message: Why it failed or is empty.
        output: Path of its map, relative to the GeoPackage where possible.
    """

    name: str
    status: str = WAITING
    seconds: float | None = None
    device: str = ""
    message: str = ""
    output: str = ""


def write_frames(draft: Path, frames: Frames, km2: Sequence[float]) -> None:
    """Write the frames into a new GeoPackage, all of them waiting.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    many = len(frames.names)
    unknown = np.ones(many, np.bool_)
    nothing = np.full(many, None, object)
    rowless = not len(frames.rows)
    numbers = np.zeros(many, np.int32)
    columns = {
        "name": np.array(frames.names, object),
        "row": numbers if rowless else frames.rows,
        "col": numbers if rowless else frames.cols,
        "status": np.full(many, WAITING, object),
        "seconds": np.full(many, np.nan),
        "km2": np.round(np.array(km2), 6),
        "device": nothing,
        "message": nothing,
        "output": nothing,
    }
    empty = {"row": unknown, "col": unknown} if rowless else {}
    write_layer(draft, LAYER, columns, shapes=frames.shapes, polygons=True, crs=frames.crs, empty=empty)


def refuse_layers_of_others(path: str) -> None:
    """Check that a GeoPackage of that name holds nothing but earlier frames: it would be replaced as a whole.

    Raises:
        OutputError: It holds other layers, is no GeoPackage, or is open in another program.
    """
    contents = contents_of(Path(path))
    others = contents.names - {LAYER, "layer_styles"} if contents else frozenset()
    if others:
        raise OutputError(
            f"{path} already holds other layers: {', '.join(sorted(others))}.", "Choose another name for the frames."
        )


class Ledger:
    """The table of an existing GeoPackage.

    Args:
        path: Path of the file that Data frames has made.

    Attributes:
        path: Path of the GeoPackage.
        crs: Coordinate system of the frames, as WKT.
        names: Name of each frame, [n].
        shapes: Polygons, [n].
        behind: Whether the last update could not be written: another program held the file.

    Raises:
        SourceError: The file is missing, or is none of Data frames.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.behind = False
        try:
            meta, _, shapes, columns = pyogrio.raw.read(path, layer=LAYER, columns=["name"])
        except (DataSourceError, DataLayerError):
            raise _no_frames(path) from None
        if list(meta["fields"]) != ["name"] or not len(shapes):
            raise _no_frames(path)
        self.crs = str(meta["crs"])
        self.names: tuple[str, ...] = tuple(map(str, columns[0]))
        self.shapes: NDArray[np.object_] = shapely.from_wkb(shapes)
        if len({name.casefold() for name in self.names}) < len(self.names):
            raise SourceError(f"Two frames of {path.name} have the same name.", "Rename one of them.")
        self._shown: dict[str, Entry] = {}

    def show(self, entries: Iterable[Entry]) -> None:
        """Write the states that differ from those shown, in one transaction.

        Raises:
            OutputError: The file cannot be written, for another reason than a lock.
        """
        changed = [one for one in entries if self._shown.get(one.name) != one]
        if not changed:
            return
        rows = [(one.status, one.seconds, one.device, one.message, one.output, one.name) for one in changed]
        try:
            with closing(sqlite3.connect(sqlite_uri(self.path), uri=True, timeout=_PATIENCE_S)) as database:
                # SQLite looks up the functions of the triggers that GDAL adds for the index of the geometries; they
                # are not called, since no geometry changes.
                for name, arguments in (("ST_IsEmpty", 1), ("ST_MinX", 1), ("ST_MaxX", 1), ("ST_MinY", 1)):
                    database.create_function(name, arguments, lambda _: None)
                database.create_function("ST_MaxY", 1, lambda _: None)
                with database:
                    database.executemany(
                        "UPDATE frames SET status=?, seconds=?, device=?, message=?, output=? WHERE name=?", rows
                    )
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise OutputError(f"{self.path} cannot be written: {error}.", "Check its permissions.") from None
            self.behind = True
            return
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{self.path} is damaged: {error}.", "Make the frames again.") from None
        self.behind = False
        self._shown.update({one.name: one for one in changed})


def _no_frames(path: Path) -> SourceError:
    return SourceError(
        f"{path.name} holds no frames.", "Make frames with the algorithm Data frames, also of your own polygons."
    )
