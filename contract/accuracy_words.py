"""The measured accuracy of a model in plain words, for people who do not read tables of figures.

The sentences are English; windows show them in the language of QGIS, as they do with the sentences of the engine.
"""

from __future__ import annotations

import re

from .card import Accuracy, ModelCard

_GOOD, _FAIR = 80.0, 60.0
_F1 = re.compile(r"\bF1\b")
_SIMULATED = re.compile(r"\b(simulated|synthetic|procedural|made-up)\b", re.IGNORECASE)

MISTAKEN = "bare ground mapped as impervious"
"""Metric of real images of unbuilt ground."""

UNMEASURED = "The accuracy of the model has not been measured."
ONLY_OTHERWISE = "The accuracy of the model was measured, but not as F1; its card has the figures."


def accuracy_words(card: ModelCard) -> str:
    """Grade a model by the first F1 that its card states for each kind of images: good from 80 %, fair from 60 %.

    The first entry of a card is the one by which the model is judged; images count as simulated if the text on the
    test data says so.
    """
    if not card.accuracy:
        return UNMEASURED
    figures = [one for one in card.accuracy if _F1.search(one.metric)]
    simulated = next((one.value for one in figures if is_simulated(one)), None)
    real = next((one.value for one in figures if not is_simulated(one)), None)
    bare = next((one.value for one in card.accuracy if one.metric == MISTAKEN), None)
    if real is None and simulated is not None and bare is not None:
        return _mistaken(simulated, bare)
    if real is None:
        return ONLY_OTHERWISE if simulated is None else _simulated_only(simulated)
    return _real(real) if simulated is None else _both(real, simulated)


def is_simulated(figure: Accuracy) -> bool:
    """Whether a figure was measured on images that were made, not taken."""
    return bool(_SIMULATED.search(figure.data))


def without_comparison(figure: Accuracy) -> str:
    """Test data of a figure, without the figures of other models and maps that may follow."""
    return figure.data.partition(";")[0]


def _simulated_only(f1: float) -> str:
    if f1 >= _GOOD:
        return f"Good on simulated scenes (F1 {f1:.0f} %); never checked on real ones."
    if f1 >= _FAIR:
        return f"Fair on simulated scenes (F1 {f1:.0f} %); never checked on real ones."
    return f"Weak on simulated scenes (F1 {f1:.0f} %); never checked on real ones."


def _mistaken(f1: float, bare: float) -> str:
    if f1 >= _GOOD:
        return f"Good on simulated scenes (F1 {f1:.0f} %); on real ones, {bare:.0f} % of bare ground is mistaken."
    if f1 >= _FAIR:
        return f"Fair on simulated scenes (F1 {f1:.0f} %); on real ones, {bare:.0f} % of bare ground is mistaken."
    return f"Weak on simulated scenes (F1 {f1:.0f} %); on real ones, {bare:.0f} % of bare ground is mistaken."


def _both(f1: float, simulated: float) -> str:
    if f1 >= _GOOD:
        return f"Good on real images (F1 {f1:.0f} %); on simulated scenes F1 {simulated:.0f} %."
    if f1 >= _FAIR:
        return f"Fair on real images (F1 {f1:.0f} %); on simulated scenes F1 {simulated:.0f} %."
    return f"Weak on real images (F1 {f1:.0f} %); on simulated scenes F1 {simulated:.0f} %."


def _real(f1: float) -> str:
    if f1 >= _GOOD:
        return f"Good on real images (F1 {f1:.0f} %)."
    if f1 >= _FAIR:
        return f"Fair on real images (F1 {f1:.0f} %)."
    return f"Weak on real images (F1 {f1:.0f} %)."
