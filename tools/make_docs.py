"""Writes a page for each algorithm into docs/guide/, from the same objects as the help inside QGIS."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingParameterDefinition

from onemetre.processing.bases.algorithm import BaseAlgorithm
from onemetre.processing.provider import OneMetreProvider

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guide"


def page(algorithm: BaseAlgorithm) -> str:
    """Markdown page of an algorithm."""
    text = algorithm.HELP
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    parameters = [
        f"| `{definition.name()}` | {definition.description()} | {'' if definition.flags() & optional else 'yes'} "
        f"| {text.of_parameter(definition.name())} |"
        for definition in algorithm.parameterDefinitions()
    ]
    outputs = [f"* `{output.name()}`: {output.description()}" for output in algorithm.outputDefinitions()]
    return "\n".join(
        [
            f"# {text.title}",
            "",
            f"`onemetre:{algorithm.name()}`",
            "",
            text.summary,
            "",
            text.text,
            "",
            "## Parameters",
            "",
            "| name | title | required | meaning |",
            "|---|---|---|---|",
            *parameters,
            "",
            "## Outputs",
            "",
            *outputs,
            "",
        ]
    )


def main() -> None:
    """Write all pages."""
    application = QgsApplication([], GUIenabled=False)
    application.initQgis()
    provider = OneMetreProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    GUIDE.mkdir(parents=True, exist_ok=True)
    for algorithm in provider.algorithms():
        (GUIDE / f"{algorithm.name()}.md").write_text(page(algorithm), encoding="utf-8")
    application.exitQgis()


if __name__ == "__main__":
    main()
