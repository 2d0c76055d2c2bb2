"""Nothing that people read is left in English, neither in the files nor in QGIS."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from fresh_qgis import in_fresh_qgis
from headless import Headless, make_profile

from onemetre.tools import translatable, translations
from onemetre.tools.qgis_words import words

SIMPLIFIED = ["zh-Hans", "zh_CN"]


@pytest.fixture(scope="module", autouse=True)
def released() -> None:
    """What QGIS loads is made from what is in the repository now."""
    translations.release_all()


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a plugin that has no other one, and no translations yet."""
    folder = tmp_path / "ui"
    folder.mkdir()
    monkeypatch.setattr(translatable, "ROOT", tmp_path)
    monkeypatch.setattr(translatable, "CARDS", tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    return folder / "window.py"


def test_everything_that_is_shown_can_be_translated() -> None:
    assert translatable.sources_problems() == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    assert list(translations.problems(language)) == []
    assert len(translations.read(language)) > 400


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("tr('Two ' 'words')", ["Two words"]),
        ("tr('One' if there else 'Other')", ["One", "Other"]),
        ("tr(\n'Two\\nlines'\n).format(1)", ["Two\nlines"]),
        ("_WORDS = {'a': translatable('Word')}\nfor w in _WORDS.values(): tr(w)", ["Word"]),
        ("SHARED = {'NAME': 'Any name.'}", ["Any name."]),
        ("class A:\n    TITLE = 'Map'\n    GROUP = ('mapping', 'Mapping')", ["Map", "Mapping"]),
        ("END = 'End.'\nAlgorithmHelp('Title', 'Sum. ' + END, {'A': 'B.'})", ["Title", "Sum. End.", "B."]),
        ("Failure('Bad.', 'Repair it.', r'not this one')", ["Bad.", "Repair it."]),
    ],
)
def test_texts_are_found_wherever_they_are_written(sources: Path, code: str, found: list[str]) -> None:
    sources.write_text(code)
    assert [text.text for text in translatable.texts()] == found
    assert translatable.sources_problems() == []


@pytest.mark.parametrize(
    "code",
    [
        "QLabel('Two words')",
        "button.setText(f'Level {n}')",
        "QgsProcessingParameterNumber('SIZE', 'Size of it')",
        "raise RequestError('That is wrong.')",
        "tr(f'Level {n}')",
        "WORDS = {'a': 'Word'}\ntr(WORDS['a'])",
    ],
)
def test_what_cannot_be_translated_is_found(sources: Path, code: str) -> None:
    sources.write_text(code)
    assert len(translatable.sources_problems()) == 1


@pytest.mark.parametrize(
    "code",
    ["QLabel('OneMetre')", "label.setText(f'{km2} km2')", "add('SIZE', x)", "raise ValueError('for programmers')"],
)
def test_what_needs_no_translation_is_left_alone(sources: Path, code: str) -> None:
    sources.write_text(code)
    assert translatable.sources_problems() == []


@pytest.mark.parametrize(
    ("english", "chinese", "complaint"),
    [
        ("From {} to {}", "从 {} 到 {}", ""),
        ("From {} to {}", "到 {1} 从 {0}", ""),
        ("{:g} km2", "{:g} 平方千米", ""),
        ("F1 {}", "F1 {}", ""),
        ("Set &up", "设置(&U)", ""),
        ("From {} to {}", "从 {} 到", "filled in"),
        ("{free} MB are free", "{rest} MB 可用", "filled in"),
        ("{:g} pixels", "{} 像素", "filled in"),
        ("Set &up", "设置", "keys"),
        ("One.\n\nTwo.", "一。二。", "lines"),
        ("<b>Bold</b>", "粗体", "tags"),
        (" pixels", "像素", "spaces"),
        ("Report", "Report", "other language"),
        ("Report", "", "not translated"),
    ],
)
def test_a_wrong_translation_is_found(sources: Path, english: str, chinese: str, complaint: str) -> None:
    sources.write_text(f"tr({english!r})")
    translations.update("zh_CN")
    assert "not translated" in next(translations.problems("zh_CN"))
    file = translations.ts("zh_CN")
    file.write_text(file.read_text().replace(' type="unfinished"></', f">{translations.escape(chinese)}</"))
    assert translations.read("zh_CN") == {english: translations.Entry(chinese, finished=True)}
    found = list(translations.problems("zh_CN"))
    assert len(found) == bool(complaint) and complaint in "".join(found)


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(sources: Path) -> None:
    sources.write_text("tr('Stays')\ntr('Goes')")
    translations.update("zh_CN")
    file = translations.ts("zh_CN")
    file.write_text(file.read_text().replace(' type="unfinished"></', ">在</"))
    sources.write_text("tr('Comes')\ntr('Stays')")
    assert any("no longer" in problem and "Goes" in problem for problem in translations.problems("zh_CN"))
    translations.update("zh_CN")
    assert translations.read("zh_CN") == {
        "Comes": translations.Entry("", finished=False),
        "Stays": translations.Entry("在", finished=True),
    }


def test_the_chinese_tour_calls_things_by_their_names() -> None:
    said = {re.sub(r"\(\w\)", "", text) for texts in words("zh_CN").values() for text in texts}
    tour = (translatable.ROOT / "docs" / "guide" / "zh_CN" / "tour.md").read_text(encoding="utf-8")
    # Lines are wrapped where they are long.
    names = [name for path in re.findall(r"\*([^*]+)\*", tour) for name in re.split(r"\s>\s", path)]
    assert len(names) > 30
    keys = {"OneMetre", "Ctrl+Alt+T"}
    assert [name for name in names if not {name, name.removesuffix("...")} & (said | keys)] == []


SAYING = """
    from qgis.PyQt.QtCore import QCoreApplication
    from qgis.core import QgsSettings
    def choose(language):
        QgsSettings().setValue("locale/overrideFlag", True)
        QgsSettings().setValue("locale/userLocale", language)
    def load():
        import onemetre
        plugin = onemetre.classFactory(None); plugin.initProcessing()
        return plugin
    def forget():
        for name in [name for name in sys.modules if name.partition(".")[0] == "onemetre"]:
            del sys.modules[name]
    def word():
        return QCoreApplication.translate("OneMetre", "Impervious surface")
"""


def test_the_plugin_speaks_the_language_of_qgis_while_it_is_loaded() -> None:
    output = in_fresh_qgis(
        SAYING
        + """
    for language in ("zh-Hans", "zh_CN", "zh-Hans", "de", "zh-Hant", "en_US"):
        choose(language)
        plugin = load(); title = app.processingRegistry().algorithmById("onemetre:impervioussurface").displayName()
        during = word(); plugin.unload(); forget()
        # A translator that is still there would go on translating.
        print(language, title == during, during, word(), sep="|")
    """
    )
    chinese, english = "不透水面", "Impervious surface"
    assert [line.split("|") for line in output.splitlines()] == [
        *([language, "True", chinese, english] for language in ("zh-Hans", "zh_CN", "zh-Hans")),
        *([language, "True", english, english] for language in ("de", "zh-Hant", "en_US")),
    ]


def test_no_word_of_the_algorithms_is_left_in_english() -> None:
    output = in_fresh_qgis(
        SAYING
        + """
    import json
    choose("zh-Hans"); plugin = load()
    said = {}
    for a in app.processingRegistry().providerById("onemetre").algorithms():
        said[a.name()] = [a.displayName(), a.group(), a.shortDescription(), *a.shortHelpString().split("\\n")]
        for d in a.parameterDefinitions():
            said[a.name()] += [d.description(), d.help()]
        said[a.name()] += [d.description() for d in a.outputDefinitions()]
    print(json.dumps(said)); plugin.unload()
    """
    )
    said = json.loads(output)
    assert len(said) >= 8
    left = {name: [text for text in texts if text.isascii()] for name, texts in said.items()}
    assert not any(left.values()), left


@pytest.fixture(scope="module")
def chinese_qgis(tmp_path_factory: pytest.TempPathFactory) -> Headless:
    if shutil.which("qgis_process") is None:
        pytest.skip("qgis_process is not installed")
    profile = make_profile(tmp_path_factory.mktemp("profile"), models=Path(os.devnull))
    settings = profile.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.write_text(settings.read_text() + "[locale]\noverrideFlag=true\nuserLocale=zh-Hans\n")
    return profile


def test_qgis_process_speaks_chinese(chinese_qgis: Headless) -> None:
    help_run = chinese_qgis("--json", "help", "onemetre:greenspace")
    assert help_run.returncode == 0, help_run.stderr
    told = json.loads(help_run.stdout[help_run.stdout.index("{") :])
    assert told["algorithm_details"]["name"] == "城市绿地"
    assert told["algorithm_details"]["group"] == "制图"
    assert told["parameters"]["AOI"]["description"] == "感兴趣区（AOI）"  # noqa: RUF001
    assert "无数据" in told["parameters"]["AOI"]["help"]
