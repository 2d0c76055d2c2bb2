"""Divides the memory limit among the parts of a run."""

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

# A smaller cache would decode the blocks of a row of tiles again for each tile.
_SMALLEST_CACHE = 32 * MEGABYTE
# The cache counts only the pixels of its blocks, and freed memory is not always returned: measured on whole runs.
_CACHE_OVERHEAD = 1.5
# Memory that the libraries for writing files allocate: measured, with polygons and a report.
_WRITING = 96 * MEGABYTE
_HINT = "Raise the limit in OneMetre's options; without a limit (0) the log reports how much a run needs."


@dataclass(frozen=True)
class MemoryBudget:
    """The limit of the engine process's resident memory.

    Attributes:
        megabytes: Limit in megabytes (10^6 bytes); 0 = none.
    """

    megabytes: int

    def for_network(self, bands: int) -> int:
        """Bytes available to the network and its results, computed before it is loaded; 0 = no limit.

        Args:
            bands: Bytes for the rows of tiles in progress.

        Raises:
            SpaceError: No memory is left.
        """
        if not self.megabytes:
            return 0
        left = self.megabytes * MEGABYTE - peak_memory() - bands
        if left <= 0:
            raise self._too_low("more than", self.megabytes * MEGABYTE - left)
        return left

    def for_cache(self, work: int) -> tuple[int, int]:
        """Bytes for GDAL's block cache, and the expected peak; computed after the network's test tile.

        Args:
            work: Bytes for the rows of tiles in progress, and for tiles in the pipeline.

        Raises:
            SpaceError: The run does not fit; the message states how much it needs.
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
        """The error for a model of which one tile does not fit into the memory from :meth:`for_network`."""
        return SpaceError(
            f"One tile of the model {model} needs more than the {left / MEGABYTE:,.0f} MB that remain of the memory "
            f"limit of {self.megabytes:,} MB.",
            _HINT,
        )

    def refuse_excess(self, name: str) -> None:
        """Stop writing a file whose size depends on the map's content once the limit is exceeded.

        Raises:
            SpaceError: The limit is exceeded.
        """
        if self.megabytes and peak_memory() > self.megabytes * MEGABYTE:
            raise SpaceError(f"{name} needs more than the memory limit of {self.megabytes:,} MB.", _HINT)

    def _too_low(self, about: str, needed: int) -> SpaceError:
        return SpaceError(
            f"The run needs {about} {math.ceil(needed / MEGABYTE):,} MB of memory, "
            f"but the limit is {self.megabytes:,} MB.",
            "Map a narrower area, use fewer tiles per batch (BATCH), omit the super-resolved image, or raise the limit "
            "in OneMetre's options.",
        )


def open_within(
    budget: MemoryBudget,
    work: int,
    model: LoadedModel,
    compute: Compute,
    batch: int,
    log: Log,
    *,
    superresolved: bool = False,
) -> Session:
    """Open a session, as :func:`onemetre.engine.infer.session.open_session` does, within a memory limit.

    Args:
        budget: Memory limit of the run.
        work: Bytes that the job needs besides the network.
        model: Model to load.
        compute: Device and threads to use.
        batch: Tiles in one forward pass; 0 = chosen by the device.
        log: Receives level and message.
        superresolved: Whether the job needs the super-resolved image.

    Raises:
        SpaceError: The network does not fit.
    """
    left = budget.for_network(work)
    if left:
        limit_memory(left)
    try:
        return open_session(
            model, compute.device, threads=compute.threads, batch=batch, superresolved=superresolved, log=log
        )
    except SpaceError:
        if left:
            raise budget.network_too_large(model.card.name, left) from None
        raise
