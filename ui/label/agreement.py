"""How far two interpreters agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...contract.requests import NOT_SURE, ClassEntry
from ...processing.app.i18n import tr
from .opinion import FIRST, SECOND
from .points import Point


@dataclass(frozen=True)
class Agreement:
    """Two labels of the same points compared.

    Attributes:
        both: Points with a class by both.
        same: Points with the same class by both.
        unsure: Points that at least one of the two was not sure of; they are not among :attr:`both`.
        classes: Class -> share of its labels that agree, 0-1: twice the points that both gave it, divided by the labels
            that either gave it (specific agreement; Fleiss, Statistical Methods for Rates and Proportions, chapter on
            agreement). Classes that nobody gave are missing.
    """

    both: int
    same: int
    unsure: int
    classes: dict[int, float]


def agreement(points: Iterable[Point], classes: Sequence[ClassEntry]) -> Agreement:
    """Compare the first and the second labels of the points that have both."""
    pairs = [(point.labels.get(FIRST.label), point.labels.get(SECOND.label)) for point in points]
    labelled = [pair for pair in pairs if None not in pair]
    sure = [pair for pair in labelled if NOT_SURE not in pair]
    shares = {}
    for one in classes:
        given = sum(pair.count(one.value) for pair in sure)
        if given:
            shares[one.value] = 2 * sum(pair == (one.value, one.value) for pair in sure) / given
    same = sum(first == second for first, second in sure)
    return Agreement(len(sure), same, len(labelled) - len(sure), shares)


def agreement_text(found: Agreement, classes: Sequence[ClassEntry]) -> str:
    """The agreement in words; empty = no point has two labels."""
    if not found.both and not found.unsure:
        return ""
    if not found.both:
        return tr("Agreement: no point with a class by both; {} not sure.").format(found.unsure)
    lines = [
        tr("Agreement: {} of {} points ({:.0f} %), {} not sure.").format(
            found.same, found.both, 100 * found.same / found.both, found.unsure
        )
    ]
    lines += [
        tr("{}: {:.0f} %").format(tr(one.title), 100 * found.classes[one.value])
        for one in classes
        if one.value in found.classes
    ]
    return "\n".join(lines)
