"""Keeps finished bands of rows on disk until all are complete, so that a killed run resumes where it stopped.

``<output>.part/`` holds one small GeoTIFF for each product and row of tiles, a description of the job, and the journal
with a checksum of every band. A band counts only once its line is in the journal, after its files were synced and
renamed; so a kill at any moment costs the current band and nothing else. Whatever a power cut or a faulty disk does to
these files is noticed by checksums: what is intact counts, the rest is computed again.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.io import MemoryFile
from rasterio.windows import Window as RasterWindow

from ...contract.errors import OutputError
from ...contract.file_lock import FileLock, LockingError
from ..memory import threads_that_start
from ..raster.file_states import FileStates, changed_since
from ..raster.gdal_errors import GDAL_ERRORS
from .durable import sync_folder, write_durably
from .failures import writing_failed
from .journal import Journal, Record
from .products import BLOCK, NOWHERE, Product, creation_options
from .working_folder import JOB, JOURNAL, LOCK, empty, refuse_foreign, rows_with_bands, working_folder

__all__ = ["Inputs", "Record", "Spool", "encode"]


@dataclass(frozen=True)
class Inputs:
    """The input of a job.

    Attributes:
        states: State of every file that the pixels come from.
        keys: Keys of the job that change only if the input changes.
        name: Name of the input for messages.
        reading: How the request names the input; equal texts name the same input, unequal ones may do so, too.
    """

    states: FileStates
    keys: frozenset[str]
    name: str
    reading: str


class Spool:
    """The working folder of one run.

    Args:
        output: Final path of the class raster; the folder lies beside it.
        job: Everything that the result depends on. The bands of another job are removed.
        threads: Processor threads for compression; 0 = all cores.
        inputs: The input of the job; None = the run is too short to be resumed.

    Attributes:
        records: Finished rows of tiles.
        inputs_before: State of the input's files when the resumed run began; None = not resumed, or not known.
        remark: Sentence for the log about an earlier run that is not resumed; empty = none.
        warnings: Sentences for the user about damage to the files of an earlier run.

    Raises:
        OutputError: The folder cannot be created or is not OneMetre's, or another run is writing to the same output.
        InputChangedError: The folder holds the finished part of this very job for an earlier version of the input.
    """

    def __init__(self, output: Path, job: Mapping[str, object], threads: int = 0, inputs: Inputs | None = None) -> None:
        self.folder = working_folder(output)
        self.records: dict[int, Record] = {}
        self.inputs_before: FileStates | None = None
        self.remark = ""
        self.warnings: list[str] = []
        self._threads = threads
        self._job: dict[str, Any] = json.loads(json.dumps(job))
        self._inputs = inputs
        self._journal = Journal(self.folder / JOURNAL, _text(self._job))
        self._lock = self._acquire()
        try:
            self._open()
        except OSError as error:
            self.release()
            raise writing_failed(self.folder, error) from None
        except BaseException:
            self.release()
            raise

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
        return target.with_name(f".{target.stem}.onemetre-part{target.suffix}")

    def store(
        self,
        products: list[Product],
        arrays: Mapping[str, NDArray[np.generic]],
        row: int,
        top: int,
        km2: dict[int, float],
        reads: tuple[int, ...] = (),
        stretches: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        """Write the bands of one row of tiles, [bands, rows, columns] each; return once they are safe on disk.

        Outside the stretches of columns, from and to, all pixels are nodata; None = pixels of any value are everywhere.

        Raises:
            SpaceError: The disk is full.
            OutputError: The bands cannot be written for another reason.
        """
        crc: dict[str, int] = {}
        try:
            for product in products:
                pixels = np.ascontiguousarray(arrays[product.name])
                crc[product.name] = zlib.crc32(pixels.data)
                write_durably(self.segment(product, row), encode(product, pixels, self._threads, stretches))
            # One sync for the names of all bands, before the line that relies on them.
            sync_folder(self.folder)
            _, height, width = arrays[products[0].name].shape
            record = Record(row, top, height, width, crc, km2, reads)
            self._journal.append(record)
            if not self.records:  # the journal is new
                sync_folder(self.folder)
        except OSError as error:
            raise writing_failed(self.folder, error) from error
        self.records[row] = record

    def drop_damaged(self, products: Iterable[Product], check: Callable[[], None] = lambda: None) -> set[int]:
        """Read all bands, and drop the damaged ones, so that they are computed again.

        Args:
            products: Rasters whose bands are read.
            check: Called before each row of tiles; may raise.

        Returns:
            The dropped rows of tiles.

        Raises:
            OutputError: The journal cannot be written.
        """
        products = list(products)
        damaged = set()
        for row, record in self.records.items():
            check()
            if not all(self._is_intact(product, record) for product in products):
                damaged.add(row)
        if damaged:
            self.records = {row: record for row, record in self.records.items() if row not in damaged}
            try:
                self._journal.rewrite(self.records.values())
                sync_folder(self.folder)
                for product in products:
                    for row in damaged:
                        self.segment(product, row).unlink(missing_ok=True)
            except OSError as error:
                raise writing_failed(self.folder, error) from error
        return damaged

    def release(self) -> None:
        """Unlock the folder for other runs, keeping its content."""
        self._lock.release()

    def discard(self) -> None:
        """Remove the folder; if it holds files of others, it stays with them."""
        # The lock goes last: from then on, another run may use the folder.
        with contextlib.suppress(OSError):
            empty(self.folder, leave_open=True)
        self.release()
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def confirm_inputs(self) -> None:
        """Note the present state of the input, after its pixels were found unchanged.

        Raises:
            OutputError: The job file cannot be written.
        """
        try:
            self._write_job()
        except OSError as error:
            raise writing_failed(self.folder, error) from error

    def _acquire(self) -> FileLock:
        lock = FileLock(self.folder / LOCK)
        try:
            refuse_foreign(self.folder)
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

    def _open(self) -> None:
        stored, job_damaged = self._read_job()
        records, damaged_lines = self._journal.read()
        with_bands = rows_with_bands(self.folder)
        if stored is not None and stored["job"] != self._job:
            self._refuse_other_input(stored, bool(with_bands))
            if with_bands:
                self.remark = f"The unfinished run in {self.folder} had other parameters: its bands are removed."
            self._start()
            return
        self.records = {
            row: record
            for row, record in records.items()
            if all((self.folder / f"{name}-{row:06d}.tif").is_file() for name in record.crc)
        }
        # A kill between a band and its line leaves one band without a line, which is no damage.
        lost = len(records) - len(self.records) + max(len(with_bands - records.keys()) - 1, 0)
        damaged = bool(damaged_lines or lost or (job_damaged and (with_bands or records)))
        if self.records:
            self.inputs_before = stored["inputs"] if stored else None
            if damaged:
                self._journal.rewrite(self.records.values())
                self._write_job()
        else:
            self._start()
        if damaged:
            self.warnings.append(
                f"The record of the interrupted run in {self.folder} was damaged: what is intact is kept, the rest is "
                "computed again."
                if self.records
                else f"The record of the interrupted run in {self.folder} was damaged: the run starts anew."
            )

    def _read_job(self) -> tuple[dict[str, Any] | None, bool]:
        """Content of the job file, None = there is none or it is damaged; and whether it is missing or damaged."""
        try:
            content = json.loads((self.folder / JOB).read_bytes())
            stored, checksum = content["onemetre"], content["crc"]
            if checksum == zlib.crc32(_text(stored)) and stored.keys() == {"job", "inputs", "reading"}:
                return stored, False
        except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
            pass
        return None, True

    def _refuse_other_input(self, stored: dict[str, Any], with_bands: bool) -> None:
        job = stored["job"]
        differing = {key for key in job.keys() | self._job.keys() if job.get(key) != self._job.get(key)}
        inputs = self._inputs
        if inputs and with_bands and inputs.reading == stored["reading"] and differing <= inputs.keys:
            raise changed_since([inputs.name], self.folder)

    def _start(self) -> None:
        empty(self.folder)
        self._write_job()

    def _write_job(self) -> None:
        inputs = self._inputs
        content = {
            "job": self._job,
            "inputs": inputs.states if inputs else {},
            "reading": inputs.reading if inputs else "",
        }
        whole = {"onemetre": content, "crc": zlib.crc32(_text(content)), "writer": "OneMetre"}
        write_durably(self.folder / JOB, json.dumps(whole, sort_keys=True, indent=1).encode())
        sync_folder(self.folder)

    def _is_intact(self, product: Product, record: Record) -> bool:
        try:
            with rasterio.open(self.segment(product, record.row)) as segment:
                # A damaged header may promise more pixels than there is memory.
                if (segment.count, *segment.shape) != (len(product.bands), record.height, record.width):
                    return False
                return zlib.crc32(segment.read().data) == record.crc[product.name]
        except GDAL_ERRORS:
            return False


def encode(
    product: Product,
    pixels: NDArray[np.generic],
    threads: int = 0,
    stretches: Sequence[tuple[int, int]] | None = None,
) -> bytes:
    """Encode a band of rows, [bands, rows, columns], as the bytes of a GeoTIFF; ``threads`` 0 = all cores.

    Blocks of nodata are left out: those outside the stretches of columns are not even looked at.

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
            nodata=product.nodata,
            sparse_ok=True,
            num_threads=str(threads_that_start(threads)),
            **creation_options(product, block_rows=block_rows),
        ) as raster:
            for left, right in _whole_blocks(stretches or [(0, columns)], columns):
                raster.write(pixels[:, :, left:right], window=RasterWindow(left, 0, right - left, rows))
        return bytes(memory.getbuffer())


def _whole_blocks(stretches: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole blocks that cover stretches of columns, which are in order; each block once."""
    done = 0
    for start, stop in stretches:
        left, right = max(start // BLOCK * BLOCK, done), min(-(-stop // BLOCK) * BLOCK, width)
        if left < right:
            yield left, right
            done = right


def _text(content: object) -> bytes:
    return json.dumps(content, sort_keys=True).encode()
