"""Texts about a running training, in plain words."""

from __future__ import annotations

from typing import Any

from ....processing.app.i18n import tr


def time_text(seconds: float) -> str:
    """A duration, rounded for display."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return tr("less than a minute")
    if minutes < 60:
        return tr("about {} minutes").format(minutes) if minutes > 1 else tr("about a minute")
    return tr("about {:.1f} hours").format(seconds / 3600)


def of_stage(stage: str) -> str:
    """Name of a stage: training of the adapted model, or of one fold of the check."""
    if stage.startswith("check"):
        return tr("Fold {}").format(stage.removeprefix("check").strip())
    return tr("Adapted model")


def of_figures(metric: dict[str, Any]) -> str:
    """The latest metrics of a training, as text."""
    text = tr("{}: step {} of {}").format(of_stage(metric["stage"]), metric["step"], metric["steps"])
    before, now = metric.get("f1_before"), metric.get("f1_now")
    if before is None or now is None:
        return text
    which = tr("held-out samples") if metric["stage"].startswith("check") else tr("training samples")
    return text + ". " + tr("F1 on the {}: {:.1f} % before, {:.1f} % now.").format(which, 100 * before, 100 * now)
