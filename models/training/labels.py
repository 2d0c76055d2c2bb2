"""Label values and their meaning."""

from __future__ import annotations

from enum import IntEnum

from ...engine.assess.accuracy import UNKNOWN

__all__ = ["UNKNOWN", "Green", "Surface"]


class Green(IntEnum):
    """Labels of two classes, green and other. A pixel may also be :data:`UNKNOWN`."""

    OTHER = 0
    GREEN = 1


class Surface(IntEnum):
    """Labels of three classes of ground cover. A pixel may also be :data:`UNKNOWN`.

    ``NOT_GREEN`` is less specific than a class: if only the near infrared is known, a pixel that is not green may be
    impervious or other.
    """

    OTHER = 0
    IMPERVIOUS = 1
    GREEN = 2
    NOT_GREEN = 3
