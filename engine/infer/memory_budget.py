"""A stated memory limit, and how a run's parts share it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...contract.errors import SpaceError
from ...contract.requests import Compute
from ..memory import peak_memory
from ..raster.datasets import BLOCK_CACHE
from .model_file import LoadedModel
from .onnx_network import limit_memory
from .session import Log, Session, open_session

MEGABYTE = 1_000_000

# With less of it the blocks of a row of tiles would be decoded again for each tile.
_SMALLEST_CACHE = 32 * MEGABYTE
# The cache counts the pixels of its blocks only, and freed memory does not always go back: measured on whole runs.
_CACHE_OVERHEAD = 1.5
# What the libraries that write files allocate besides: measured, with polygons and a report.
_WRITING = 96 * MEGABYTE
_HINT = "Raise the limit in OneMetre's options; without one (0) the log says how much a run needs."


@dataclass(frozen=True)
class MemoryBudget:
    """The resident memory of the engine process.

    Attributes:
        megabytes: The limit, 10^6 bytes; 0 = none.
    """

    megabytes: int

    def for_network(self, bands: int) -> int:
        """Bytes that the network may use, its results included, before it is loaded; 0 = as many as it wants.

        Args:
            bands: Bytes for the rows of tiles in work.

        Raises:
            SpaceError: Nothing is left.
        """
        if not self.megabytes:
            return 0
        left = self.megabytes * MEGABYTE - peak_memory() - bands
        if left <= 0:
            raise self._too_low("more than", self.megabytes * MEGABYTE - left)
        return left

    def for_cache(self, work: int) -> tuple[int, int]:
        """Bytes for GDAL's block cache, and the peak that is to be expected then; after the network's test tile.

        Args:
            work: Bytes for the rows of tiles in work, and for tiles on their way.

        Raises:
            SpaceError: The run does not fit; says how much it needs.
        """
        needed = peak_memory() + work + _WRITING
        cache = BLOCK_CACHE
        if self.megabytes:
            left = self.megabytes * MEGABYTE - needed
            if left < _SMALLEST_CACHE * _CACHE_OVERHEAD:
                raise self._too_low("about", needed + round(_SMALLEST_CACHE * _CACHE_OVERHEAD))
            cache = min(BLOCK_CACHE, round(left / _CACHE_OVERHEAD))
        return cache, needed + round(cache * _CACHE_OVERHEAD)

    def network_too_large(self, model: str, left: int) -> SpaceError:
        """What the user is told when one tile of a model does not fit into what :meth:`for_network` gave."""
        return SpaceError(
            f"The model {model} needs more for one tile than the {left / MEGABYTE:,.0f} MB that the memory limit of "
            f"{self.megabytes:,} MB leaves it.",
            _HINT,
        )

    def refuse_excess(self, name: str) -> None:
        """Stop a file whose size depends on the map's content once it has passed the limit.

        Raises:
            SpaceError: It has.
        """
        if self.megabytes and peak_memory() > self.megabytes * MEGABYTE:
            raise SpaceError(f"{name} needs more than the memory limit of {self.megabytes:,} MB.", _HINT)

    def _too_low(self, about: str, needed: int) -> SpaceError:
        return SpaceError(
            f"The run needs {about} {math.ceil(needed / MEGABYTE):,} MB of memory, "
            f"and the limit is {self.megabytes:,} MB.",
            "Map a narrower area, fewer tiles at a time (BATCH) or no super-resolved image, or raise the limit in "
            "OneMetre's options.",
        )


def open_within(budget: MemoryBudget, work: int, model: LoadedModel, compute: Compute, batch: int, log: Log) -> Session:
    """Load a network into what a limit leaves for it; otherwise :func:`onemetre.engine.infer.session.open_session`.

    Args:
        budget: The limit.
        work: Bytes that the job needs besides.
        model: The network.
        compute: Names device and threads.
        batch: Tiles in one inference; 0 = chosen by the device.
        log: Takes level and message.

    Raises:
        SpaceError: It does not fit.
    """
    left = budget.for_network(work)
    if left:
        limit_memory(left)
    try:
        return open_session(model, compute.device, threads=compute.threads, batch=batch, log=log)
    except SpaceError:
        if left:
            raise budget.network_too_large(model.card.name, left) from None
        raise
