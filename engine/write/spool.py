"""Keeps finished bands of rows on disk until all are complete, so that a killed run resumes where it stopped.

``<output>.part/`` holds one small GeoTIFF for each product and row of tiles, a description of the job, and the journal
with a checksum of every band. A band counts only once its line is in the journal, after its files were synced and
renamed; so a kill at any moment costs the current band and nothing else.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.io import MemoryFile

from ...contract.errors import EngineError, OutputError, SpaceError
from ...contract.file_lock import FileLock, LockingError
from ..memory import threads_that_start
from .products import BLOCK, NOWHERE, Product, creation_options


@dataclass(frozen=True)
class Record:
    """A line of the journal.

    Attributes:
        row: Row of tiles.
        top: First row of output pixels, from the top of the output.
        height: Rows of output pixels.
        crc: Product -> CRC-32 of the band's pixels, [bands, rows, columns] in C order.
        counts: Value of the class raster -> number of pixels.
    """

    row: int
    top: int
    height: int
    crc: dict[str, int]
    counts: dict[int, int]


class Spool:
    """The working folder of one run.

    Args:
        output: Final path of the class raster; the folder lies beside it.
        job: Everything that the result depends on. A folder left by another job is emptied.
        threads: Processor threads for compression; 0 = all cores.

    Raises:
        OutputError: The folder cannot be created, or another run is writing to the same output.
    """

    def __init__(self, output: Path, job: Mapping[str, object], threads: int = 0) -> None:
        self.folder = output.with_name(output.name + ".part")
        self.records: dict[int, Record] = {}
        self._threads = threads
        self._lock = self._acquire()
        description = json.dumps(job, sort_keys=True, indent=1)
        try:
            if self._is_left_by(description):
                self._read_journal()
            else:
                self._start(description)
        except OSError as error:
            self.release()
            raise OutputError(
                f"The working folder {self.folder} is unusable: {error.strerror}.", "Delete it and run again."
            ) from None

    @property
    def resumed(self) -> bool:
        """Whether bands of an earlier run were found."""
        return bool(self.records)

    def segment(self, product: Product, row: int) -> Path:
        """Path of a product's band."""
        return self.folder / f"{product.name}-{row:06d}.tif"

    def draft(self, target: Path) -> Path:
        """Temporary path of a file, on the same disk as its target, since renaming does not cross disks.

        It lies in the working folder if possible, so that a killed run leaves nothing else behind.
        """
        if target.parent == self.folder.parent:
            return self.folder / f"final-{target.name}"
        return target.with_name(f"{target.stem}.part{target.suffix}")

    def store(
        self,
        products: list[Product],
        arrays: Mapping[str, NDArray[np.generic]],
        row: int,
        top: int,
        counts: dict[int, int],
    ) -> None:
        """Write the bands of one row of tiles, [bands, rows, columns] each; return once they are safe on disk.

        Raises:
            SpaceError: The disk is full.
            OutputError: The bands cannot be written for another reason.
        """
        crc: dict[str, int] = {}
        try:
            for product in products:
                pixels = np.ascontiguousarray(arrays[product.name])
                crc[product.name] = zlib.crc32(pixels.data)
                _write_durably(self.segment(product, row), encode(product, pixels, self._threads))
            record = Record(row, top, int(arrays[products[0].name].shape[1]), crc, counts)
            with open(self.folder / "journal", "ab") as journal:
                journal.write(json.dumps(record.__dict__).encode() + b"\n")
                journal.flush()
                os.fsync(journal.fileno())
        except OSError as error:
            raise writing_failed(self.folder, error) from error
        self.records[row] = record

    def forget(self, row: int) -> None:
        """Drop a damaged band, so that the next run recomputes it."""
        del self.records[row]
        lines = "".join(json.dumps(record.__dict__) + "\n" for record in self.records.values())
        _write_durably(self.folder / "journal", lines.encode())

    def release(self) -> None:
        """Unlock the folder for other runs, keeping its content."""
        self._lock.release()

    def discard(self) -> None:
        """Remove the folder."""
        self.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _acquire(self) -> FileLock:
        lock = FileLock(self.folder / "lock")
        try:
            self.folder.mkdir(exist_ok=True)
            held = lock.acquire()
        except LockingError as error:
            raise OutputError(
                f"Files in {self.folder.parent} cannot be locked: {error.strerror}.",
                "Choose an output folder on a local disk.",
            ) from None
        except OSError as error:
            raise OutputError(
                f"The folder {self.folder.parent} is not writable: {error.strerror}.",
                "Choose another folder for the output.",
            ) from None
        if not held:
            raise OutputError(
                f"Another run is currently writing to {self.folder.name.removesuffix('.part')}.",
                "Wait until it finishes, or choose another name for the output.",
            )
        return lock

    def _is_left_by(self, description: str) -> bool:
        job = self.folder / "job.json"
        return job.is_file() and job.read_text(encoding="utf-8") == description

    def _read_journal(self) -> None:
        journal = self.folder / "journal"
        for line in journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else []:
            try:
                fields = json.loads(line)
            except ValueError:
                continue  # the line that was being written when the run was killed
            fields["counts"] = {int(value): count for value, count in fields["counts"].items()}
            record = Record(**fields)
            if all((self.folder / f"{name}-{record.row:06d}.tif").is_file() for name in record.crc):
                self.records[record.row] = record

    def _start(self, description: str) -> None:
        for path in self.folder.iterdir():
            if path.name != "lock":
                path.unlink()
        _write_durably(self.folder / "job.json", description.encode())


def encode(product: Product, pixels: NDArray[np.generic], threads: int = 0) -> bytes:
    """Encode a band of rows, [bands, rows, columns], as the bytes of a GeoTIFF; ``threads`` 0 = all cores.

    The file is encoded in memory and written by Python, since GDAL does not report a full disk reliably.
    """
    bands, rows, columns = pixels.shape
    block_rows = min(BLOCK, -(-rows // 16) * 16)
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            count=bands,
            height=rows,
            width=columns,
            dtype=product.dtype,
            transform=NOWHERE,
            num_threads=str(threads_that_start(threads)),
            **creation_options(product, block_rows=block_rows),
        ) as raster:
            raster.write(pixels)
        return bytes(memory.getbuffer())


def writing_failed(path: Path, error: OSError) -> EngineError:
    """The error for a file that cannot be written in the middle of a run."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SpaceError(
            f"The disk of {path} is full.", "Free some space and run the same again; the run resumes where it stopped."
        )
    return OutputError(
        f"{path} cannot be written: {error.strerror or error}.",
        "Make sure that the disk is connected and run the same again; the run resumes where it stopped.",
    )


def _write_durably(path: Path, content: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
