"""What the dialog says of a training that runs, in plain words."""

from __future__ import annotations

from typing import Any

from ....processing.app.i18n import tr


def time_text(seconds: float) -> str:
    """A duration, rounded for people."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return tr("less than a minute")
    if minutes < 60:
        return tr("about {} minutes").format(minutes) if minutes > 1 else tr("about a minute")
    return tr("about {:.1f} hours").format(seconds / 3600)


def of_stage(stage: str) -> str:
    """What is learning: the adapted model, or a copy of it for the check."""
    if stage.startswith("check"):
        return tr("Check {}").format(stage.removeprefix("check").strip())
    return tr("Adapted model")


def of_figures(metric: dict[str, Any]) -> str:
    """Of the last figures of a training."""
    text = tr("{}: step {} of {}").format(of_stage(metric["stage"]), metric["step"], metric["steps"])
    before, now = metric.get("f1_before"), metric.get("f1_now")
    if before is None or now is None:
        return text
    which = tr("samples that were left out") if metric["stage"].startswith("check") else tr("samples it learns from")
    return text + ". " + tr("F1 on the {}: {:.1f} % before, {:.1f} % now.").format(which, 100 * before, 100 * now)
