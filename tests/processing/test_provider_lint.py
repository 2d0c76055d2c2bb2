"""What QGIS and its users expect of every algorithm of the provider."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest
from algorithms import algorithm
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterRasterDestination,
    QgsProcessingProvider,
)

from onemetre.processing.bases.help import SHARED
from onemetre.processing.provider import ALGORITHMS

ROOT = Path(__file__).parents[2]
MAPPING = ["impervioussurface", "greenspace", "segment"]
EVERY = sorted(algorithm.NAME for algorithm in ALGORITHMS)


@pytest.fixture
def provider() -> QgsProcessingProvider:
    return QgsApplication.processingRegistry().providerById("onemetre")


def test_the_provider_is_complete(provider: QgsProcessingProvider) -> None:
    assert provider.name() == "OneMetre"
    assert not provider.icon().isNull()
    assert provider.defaultRasterFileExtension() == "tif"
    assert sorted(a.name() for a in provider.algorithms()) == EVERY
    # Ids are part of saved models: one that vanishes breaks them. A new one is added here, so that it is missed later.
    assert {
        "accuracy", "adapt", "applythreshold", "cityreport", "compareproducts", "dataframes", "describemodel",
        "dynamics", "evaluatemodel", "exporttraining", "greenspace", "importmodel", "importsentinel2",
        "impervioussurface", "mapframes", "pretrain", "samplepoints", "segment", "sentinel2composite",
        "setupruntime", "yearseries",
    } == set(EVERY)  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_an_algorithm_explains_itself(name: str) -> None:
    found = algorithm(name)
    assert found.id() == f"onemetre:{name}"
    assert found.name() == found.name().lower()
    assert found.displayName()
    assert found.shortDescription().endswith(".")
    # Plain text, a paragraph a line: qgis_process shows it as it is.
    assert found.shortHelpString().count("\n") >= 1
    assert "<" not in found.shortHelpString()
    assert found.groupId() in {"analysis", "imagery", "mapping", "models", "training"}
    assert found.group()
    assert found.tags()
    assert Path(found.svgIconPath()).is_file()
    assert not found.icon().isNull()


@pytest.mark.parametrize("name", EVERY)
def test_the_help_button_opens_the_page_of_the_guide(name: str) -> None:
    metadata = ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    repository, _, page = algorithm(name).helpUrl().partition("/blob/main/")
    assert repository == metadata["general"]["repository"]
    assert (ROOT / page).read_text(encoding="utf-8").splitlines()[2] == f"`onemetre:{name}`"


@pytest.mark.parametrize("name", EVERY)
def test_an_algorithm_runs_in_the_background(name: str) -> None:
    assert not algorithm(name).flags() & Qgis.ProcessingAlgorithmFlag.NoThreading


@pytest.mark.parametrize("name", EVERY)
def test_every_parameter_has_help_and_a_title(name: str) -> None:
    found = algorithm(name)
    for definition in found.parameterDefinitions():
        assert definition.name() == definition.name().upper()
        assert definition.help().endswith("."), definition.name()
        assert definition.description()


@pytest.mark.parametrize("name", EVERY)
def test_the_help_speaks_of_parameters_that_there_are_and_in_other_words_than_those_of_all(name: str) -> None:
    found = algorithm(name)
    described = found.HELP.parameters
    assert set(described) <= {definition.name() for definition in found.parameterDefinitions()}
    assert not {text for text in described.values() if text in SHARED.values()}


@pytest.mark.parametrize("name", EVERY)
def test_choices_are_stored_by_name(name: str) -> None:
    found = algorithm(name)
    for definition in found.parameterDefinitions():
        if isinstance(definition, QgsProcessingParameterEnum):
            assert definition.usesStaticStrings()
            assert definition.defaultValue() in definition.options()


@pytest.mark.parametrize("name", MAPPING)
def test_a_mapping_algorithm_has_the_agreed_parameters_and_outputs(name: str) -> None:
    found = algorithm(name)
    names = [definition.name() for definition in found.parameterDefinitions()]
    shared = {"INPUT", "BANDS", "AOI", "EXTENT", "YEAR", "MODEL", "SCALE", "OFFSET", "DEVICE", "OUTPUT", "PROBABILITY"}
    assert shared <= set(names)
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    required = [d for d in found.parameterDefinitions() if not d.flags() & optional]
    assert {d.name() for d in required if d.defaultValue() is None} == {"INPUT", "OUTPUT"}
    outputs = {definition.name(): type(definition) for definition in found.outputDefinitions()}
    assert outputs["OUTPUT"] is QgsProcessingOutputRasterLayer
    assert {outputs[n] for n in ("AREA_KM2", "COVERED_KM2", "SECONDS")} == {QgsProcessingOutputNumber}
    assert {outputs[n] for n in ("DEVICE_USED", "MODEL_USED")} == {QgsProcessingOutputString}
    assert found.parameterDefinition("MODEL").defaultValue() == "auto"


@pytest.mark.parametrize("name", MAPPING)
def test_only_the_map_is_made_unless_more_is_asked_for(name: str) -> None:
    found = algorithm(name)
    for definition in found.parameterDefinitions():
        if isinstance(definition, QgsProcessingParameterRasterDestination):
            assert definition.createByDefault() == (definition.name() == "OUTPUT")
