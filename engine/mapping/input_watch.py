"""Makes sure that all pixels of a map come from one version of the input.

Every finished row of tiles has the checksums of the pixels that were read for it. As long as the file system reports
no change, a sample of them is compared; once it does, all are. A harmless touch, such as new statistics beside the
raster, therefore does not stop a run, and a changed pixel is never mixed with older ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ...contract.errors import SourceError
from ..raster.file_states import FileStates, changed_files, changed_meanwhile, changed_since, states_of
from ..raster.opening import Source
from ..tiles.lattice import Tile
from ..tiles.plan import Plan
from ..write.spool import Record, Spool
from .pipeline import read_and_sum

# Number of tiles that are read again if nothing hints at a change.
_SAMPLE = 32


class InputWatch:
    """The input of a run and the state of its files when it was opened.

    Args:
        source: Opened input.
        states: State of its files when it was opened.
        plan: Tiles of the run.
        check: Called before each tile that is read; may raise.
    """

    def __init__(self, source: Source, states: FileStates, plan: Plan, check: Callable[[], None]) -> None:
        self.states = states
        self._source = source
        self._plan = plan
        self._check = check

    @property
    def name(self) -> str:
        """Names of the input's files for messages, at most three."""
        names = sorted({Path(path).name for path in self.states}) or ["remote"]
        return ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")

    def compare_with_earlier(self, spool: Spool) -> None:
        """Check that the finished part of an interrupted run comes from this version of the input.

        Raises:
            InputChangedError: It comes from another version.
            SourceError: The input cannot be read.
        """
        before = spool.inputs_before
        if before == self.states:
            records = list(spool.records.values())
            sample = records[:: -(-len(records) // _SAMPLE)]
            tiles = ((record, [record.row % max(len(record.reads), 1)]) for record in sample)
            if not self._is_same(tiles, readable=True):
                raise changed_since([self.name], spool.folder)
            return
        if not self._is_same(_all_tiles(spool)):
            names = [self.name] if before is None else changed_files(before, self.states)
            raise changed_since(names, spool.folder)
        spool.confirm_inputs()

    def compare_with_now(self, spool: Spool) -> None:
        """Check at the end of a run that the input is still the one that was mapped.

        Raises:
            InputChangedError: It is not, or the input cannot be read any more.
        """
        now = states_of(self._source.files)
        if now == self.states:
            return
        # Open datasets remember what they have read.
        self._source.reopen()
        if not self._is_same(_all_tiles(spool)):
            raise changed_meanwhile(changed_files(self.states, now))
        self.states = now

    def _is_same(self, wanted: Iterable[tuple[Record, Sequence[int]]], *, readable: bool = False) -> bool:
        """Whether the given tiles of finished rows are read as before.

        Args:
            wanted: Finished rows, and the numbers of their tiles to read.
            readable: Whether a tile that cannot be read is an error of its own, rather than a change.
        """
        for record, numbers in wanted:
            tiles: Sequence[Tile] = self._plan.rows.get(record.row, ())
            if len(tiles) != len(record.reads):
                return False
            for number in numbers:
                self._check()
                try:
                    _, _, checksum = read_and_sum(self._source, self._plan.lattice, tiles[number])
                except SourceError:
                    if readable:
                        raise
                    return False
                if checksum != record.reads[number]:
                    return False
        return True


def _all_tiles(spool: Spool) -> Iterable[tuple[Record, Sequence[int]]]:
    return ((record, range(len(record.reads))) for record in spool.records.values())
