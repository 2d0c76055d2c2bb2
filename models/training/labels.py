"""The values of labels: what a pixel of a label may say."""

from __future__ import annotations

from enum import IntEnum

from ...engine.assess.accuracy import UNKNOWN

__all__ = ["UNKNOWN", "Green", "Surface"]


class Green(IntEnum):
    """Labels of two classes: is it green? A pixel may be :data:`UNKNOWN` besides."""

    OTHER = 0
    GREEN = 1


class Surface(IntEnum):
    """Labels of three classes: what covers the ground? A pixel may be :data:`UNKNOWN` besides.

    ``NOT_GREEN`` says less than a class: where only the near infrared is known, what is not green may be impervious or
    other.
    """

    OTHER = 0
    IMPERVIOUS = 1
    GREEN = 2
    NOT_GREEN = 3
