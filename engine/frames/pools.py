"""The door to the pools: where frames are mapped, by one text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...contract.requests import Compute
from .local_pool import local_pool
from .pool import Pool


def open_pool(
    scheduler: str = "",
    *,
    workers: int,
    compute: Compute,
    share: Path,
    models: Sequence[tuple[Path, str]] = (),
    security: Sequence[Path] = (),
) -> Pool:
    """Open the pool that maps the frames of a run.

    Args:
        scheduler: Address of a Dask scheduler, "tcp://host:port" or "tls://host:port"; empty = this machine.
        workers: Engines at the same time on this machine; 0 = as many as memory and cores allow. A cluster has its own
            number.
        compute: Device, threads and memory to use, on this machine by all engines together, on a cluster by each.
        share: Folder of the run, which all workers of a cluster must see under this path.
        models: Path and sha256 of each model of the run.
        security: Files for TLS: the authority's certificate, an own certificate, and its key; empty = no TLS.

    Raises:
        SourceError: The cluster cannot be reached, or a worker does not see the folder.
        ModelError: A worker has another model.
        RuntimeMissingError: A worker has no plugin, or another version of it.
    """
    if not scheduler:
        return local_pool(workers=workers, compute=compute)
    from .dask_pool import DaskPool

    return DaskPool(scheduler, share, models, compute, security)
