"""The journal of a run: one line for each finished row of tiles, each with its own checksum.

A line is the CRC-32 of its text as eight hexadecimal digits, a blank, and the text, a JSON object. The checksum begins
with that of the job, so that a line of another job is never taken for one of this job.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .durable import append_durably, write_durably


@dataclass(frozen=True)
class Record:
    """A line of the journal.

    Attributes:
        row: Row of tiles.
        top: First row of output pixels, from the top of the output.
        height, width: Rows and columns of output pixels.
        crc: Product -> CRC-32 of the band's pixels, [bands, rows, columns] in C order.
        km2: Value of the class raster -> area on the ground.
        reads: CRC-32 of the pixels that were read for each tile of the row, from left to right.
    """

    row: int
    top: int
    height: int
    width: int
    crc: dict[str, int]
    km2: dict[int, float]
    reads: tuple[int, ...] = ()


class Journal:
    """The journal file of a job.

    Args:
        path: Path of the file; it may not exist yet.
        job: Description of the job, as bytes.
    """

    def __init__(self, path: Path, job: bytes) -> None:
        self.path = path
        self._seed = zlib.crc32(job)

    def read(self) -> tuple[dict[int, Record], int]:
        """Read the intact lines.

        Returns:
            Records by row of tiles, and the number of damaged lines.

        Raises:
            OSError: The file exists but cannot be read.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return {}, 0
        # What follows the last line break is a line that was being written when the power failed.
        records = [self._decode(line) for line in lines if line]
        return {record.row: record for record in records if record}, records.count(None)

    def append(self, record: Record) -> None:
        """Add a line, and return once it is on the disk.

        Raises:
            OSError: The line cannot be written.
        """
        append_durably(self.path, self._encode(record))

    def rewrite(self, records: Iterable[Record]) -> None:
        """Replace all lines.

        Raises:
            OSError: The file cannot be written.
        """
        write_durably(self.path, b"".join(map(self._encode, records)))

    def _encode(self, record: Record) -> bytes:
        text = json.dumps(asdict(record), separators=(",", ":")).encode()
        return b"%08x %b\n" % (zlib.crc32(text, self._seed), text)

    def _decode(self, line: bytes) -> Record | None:
        checksum, _, text = line.partition(b" ")
        if checksum != b"%08x" % zlib.crc32(text, self._seed):
            return None
        fields: dict[str, Any] = json.loads(text)
        fields["km2"] = {int(value): area for value, area in fields["km2"].items()}
        return Record(**fields | {"reads": tuple(fields["reads"])})
