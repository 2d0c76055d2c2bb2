"""The report of an adaptation."""

from __future__ import annotations

from collections.abc import Sequence

from torch import nn

from ....engine.report.adaptation_report import CheckedSample, Story, write_adaptation
from .card import told_of_training
from .gate import Verdict
from .inputs import Inputs
from .polygon_figures import name_of_f1
from .run_folder import CHILD, Outcome
from .stages import CHECKS, Stages

_PLACES = 6

_Rows = Sequence[dict[str, float]]
_Line = tuple[str, list[tuple[float, float]]]


def tell_story(inputs: Inputs, stages: Stages, child: nn.Module, outcome: Outcome, published: str) -> None:
    """Write the report page that the request asks for.

    Args:
        inputs: Inputs of the adaptation.
        stages: Completed stages.
        child: Adapted network.
        outcome: Outcome of the stages.
        published: Name of the published model; empty = not published.

    Raises:
        OutputError: The report cannot be written.
    """
    request, parent, verdict = inputs.request, inputs.card, outcome.verdict
    if not request.report:
        return
    titles = {one.value: one.title for one in parent.classes}
    saved = f"Saved as {published}." if published else f"No model was saved; {parent.name} remains in use."
    curve = stages.curve(CHILD)
    checks = [(name, rows) for name in CHECKS if (rows := stages.curve(name))]
    write_adaptation(
        request.report,
        Story(
            title=f"{parent.title}: adapted to {inputs.image}",
            sentences=[verdict.sentence, saved],
            warnings=inputs.warnings,
            about=_about(inputs, stages, outcome, titles),
            figures=_figures(inputs, verdict),
            samples=[
                CheckedSample(one.number, titles[one.value], one.fold, one.before, one.after)
                for one in verdict.polygons
            ],
            losses=_lines([("adapted model", curve), *checks], "loss", 1.0),
            scores=_lines(
                [
                    ("adapted model, on its training samples", curve),
                    *((f"{stage}, on held-out samples", rows) for stage, rows in checks),
                ],
                "f1_now",
                100.0,
            ),
            views=[(name, place.view(child)) for name, place in stages.places(_PLACES)],
        ),
    )


def _about(inputs: Inputs, stages: Stages, outcome: Outcome, titles: dict[int, str]) -> list[tuple[str, str]]:
    parent, ground, source = inputs.card, inputs.ground, inputs.source.told
    return [
        ("Parent", f"{parent.title} ({parent.name})"),
        ("Image", inputs.image),
        ("Place", ground.place),
        ("Samples", ", ".join(f"{titles[value]}: {count}" for value, count in ground.count.items())),
        ("Source", source),
        ("Training", told_of_training(ground, stages.recipe(outcome.steps), source)),
        ("Device", stages.device),
    ]


def _figures(inputs: Inputs, verdict: Verdict) -> list[tuple[str, float, float]]:
    if verdict.f1 is None:
        return []
    return [
        (name_of_f1(inputs.card.classes), *verdict.f1),
        ("Mapped correctly, mean of the classes", verdict.before, verdict.after),
    ]


def _lines(stages: Sequence[tuple[str, _Rows]], key: str, unit: float) -> list[_Line]:
    """Curves over the steps for each stage that has the figure, scaled to the unit."""
    return [
        (name, [(row["step"], unit * row[key]) for row in rows]) for name, rows in stages if rows and key in rows[0]
    ]
