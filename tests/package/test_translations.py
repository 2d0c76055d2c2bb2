"""Nothing that people read is left in English, neither in the files nor in QGIS."""

from __future__ import annotations

import json
import os
import re
import shutil
from configparser import ConfigParser
from pathlib import Path

import pytest
from fresh_qgis import in_fresh_qgis
from headless import Headless, make_profile

from onemetre.tools import engine_messages, translatable, translations
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
    for module in (translatable, engine_messages):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(translatable, "CARDS", tmp_path / "no cards")
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "i18n")
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
        "label.setText(str(error))",
        "label.setText(str(task.error))",
        "label.setText(f'{error}')",
        "tr(f'Level {n}')",
        "WORDS = {'a': 'Word'}\ntr(WORDS['a'])",
    ],
)
def test_what_cannot_be_translated_is_found(sources: Path, code: str) -> None:
    sources.write_text(code)
    assert len(translatable.sources_problems()) == 1


@pytest.mark.parametrize(
    "code",
    [
        "QLabel('OneMetre')",
        "tr(card.title)",
        "label.setText(f'{km2} km2')",
        "add('SIZE', x)",
        "raise ValueError('for programmers')",
    ],
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
    assert translations.read("zh_CN") == {("OneMetre", english): translations.Entry(chinese, finished=True)}
    found = list(translations.problems("zh_CN"))
    assert len(found) == bool(complaint) and complaint in "".join(found)


@pytest.mark.parametrize(
    ("german", "left"),
    [("Karten in einem Meter", False), ("Name of the map", True)],
)
def test_a_language_may_be_written_in_ascii_but_not_be_english(sources: Path, german: str, left: bool) -> None:
    sources.write_text("tr('Name of the map')")
    translations.update("de")
    file = translations.ts("de")
    file.write_text(file.read_text().replace(' type="unfinished"></', f">{german}</"))
    assert any("not in the other language" in problem for problem in translations.problems("de")) == left


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (
            "raise SourceError(f'{name} is damaged: {error}', HINT)\nHINT = 'Copy it again.'",
            ["{} is damaged: {}", "Copy it again."],
        ),
        ("channel.progress(0.5, 'Counting')", ["Counting"]),
        ("warnings.append(f'{n} rasters are mapped as one.')", ["{} rasters are mapped as one."]),
        ('raise E(f\'It is {"too small" if small else "too large"}.\')', ["It is {}.", "too large", "too small"]),
        ("def f():\n    'What a function does is no message.'", []),
        ("raise ValueError('for programmers only')", []),
        ("channel.log('warning', text)", []),
        ("print('A program says this.')\nif __name__ == \"__main__\": pass", []),
    ],
)
def test_sentences_of_the_engine_are_found(sources: Path, code: str, found: list[str]) -> None:
    engine = sources.parent.parent / "engine"
    engine.mkdir()
    (engine / "work.py").write_text(code)
    assert [text.text for text in engine_messages.engine_texts()] == found


def test_a_translation_of_the_engine_may_leave_values_out(sources: Path) -> None:
    engine = sources.parent.parent / "engine"
    engine.mkdir()
    (engine / "work.py").write_text("raise RequestError(f'{what} {verb} missing.')")
    translations.update("zh_CN")
    file = translations.ts("zh_CN")
    for chinese, right in (("缺少 {0}。", True), ("缺少 {2}。", False)):
        file.write_text(re.sub("<translation.*?</", f"<translation>{chinese}</", file.read_text()))
        assert (list(translations.problems("zh_CN")) == []) == right


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(sources: Path) -> None:
    sources.write_text("tr('Stays')\ntr('Goes')")
    translations.update("zh_CN")
    file = translations.ts("zh_CN")
    file.write_text(file.read_text().replace(' type="unfinished"></', ">在</"))
    sources.write_text("tr('Comes')\ntr('Stays')")
    assert any("no longer" in problem and "Goes" in problem for problem in translations.problems("zh_CN"))
    translations.update("zh_CN")
    assert translations.read("zh_CN") == {
        ("OneMetre", "Comes"): translations.Entry("", finished=False),
        ("OneMetre", "Stays"): translations.Entry("在", finished=True),
    }


@pytest.mark.parametrize("language", ["zh", "zh-Hans"])
def test_the_plugin_manager_describes_the_plugin_in_chinese(language: str) -> None:
    # As the plugin manager reads it, for the languages zh_CN and zh-Hans of QGIS.
    parser = ConfigParser()
    parser.read(translatable.ROOT / "metadata.txt", encoding="utf-8")
    for key in ("description", "about"):
        assert not parser.get("general", f"{key}[{language}]").isascii()


def test_every_translation_can_be_filled_in() -> None:
    # Python refuses a text that has both {} and {0}.
    filled = 0
    for language in translations.LANGUAGES:
        for texts in words(language).values():
            for text in texts:
                if re.search(r"\{\d*[:}]", text):
                    filled += 1
                    kinds = {number != "" for number in re.findall(r"\{(\d*)[:}]", text)}
                    assert len(kinds) == 1, text
    assert filled > 500


GUIDE = translatable.ROOT / "docs" / "guide" / "zh_CN"


@pytest.mark.parametrize("page", sorted(path.name for path in GUIDE.glob("*.md")))
def test_the_chinese_guide_calls_things_by_their_names(page: str) -> None:
    said = {re.sub(r"\(\w\)", "", text) for texts in words("zh_CN").values() for text in texts}
    prose = re.sub(r"```.*?```", "", (GUIDE / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"^\* ", "- ", prose, flags=re.MULTILINE)
    names = re.findall(r"\*([^*]+)\*", text)
    # Lines are wrapped where they are long.
    steps = [step for name in names for step in re.split(r"\s>\s", name)]
    assert steps
    keys = {"OneMetre", "Ctrl+Alt+T"}
    assert [step for step in steps if not {step, step.removesuffix("...")} & (said | keys)] == []


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


def test_what_the_engine_says_is_said_in_the_language_of_qgis() -> None:
    texts = [
        "/data/a.tif lies outside the input.",
        "0.17 km²/s, 12 s left",
        "Estimate on cpu: 1.0 million pixels, 3 tiles, about 0 min 07 s, up to 1 MB of disk and 1,372 MB of memory.",
        "a.tif is warped to UTM zone 32 because it is in degrees: its pixels of 9.3 m are averaged to 10 m.",
        "Dubai: 0.17 km²/s, 1 s left",
        "Most pixels of a.tif are white to the model. Set SCALE=0.5 to show it as bright as usual pictures.",
        "Reflectance = DN x 0.0001 - 0.1, by the product's metadata (processing baseline 05.09).",
        "Reflectance = DN x 0.0001, as the model expects; the file states no scale.",
        "Brightness by band (red: DN x 0.1; blue: DN x 0.2), by SCALE, the rest by scale and offset in the file.",
        "Value = DN x 1, by SCALE and OFFSET; and by scale and offset in the file.",
        "Fair on real images (F1 61 %); on simulated scenes F1 85 %.",
        "{} cannot be {name}.",
        "Something that no engine says.",
        "",
    ]
    output = in_fresh_qgis(
        SAYING
        + f"""
    import json
    from onemetre.processing.client.engine_words import error_text, said
    from onemetre.contract.errors import AreaError
    texts = {texts!r}
    assert [said(text) for text in texts] == texts
    choose("zh_CN"); plugin = load()
    print(json.dumps([*map(said, texts), error_text(AreaError("The extent is empty.", "Repair the layer."))]))
    """
    )
    assert json.loads(output) == [
        "/data/a.tif 位于输入之外。",
        "0.17 平方千米/秒，剩余 12 s",  # noqa: RUF001
        "预计（cpu）：1.0 百万 像素，3 个图块，约 0 分 07 秒，最多占用 1 MB 磁盘和 1,372 MB 内存。",  # noqa: RUF001
        "a.tif 被重投影到 UTM 32 带，因为它以度为单位：其 9.3 米的像元重采样为 10 米。",  # noqa: RUF001
        "Dubai: 0.17 平方千米/秒，剩余 1 s",  # noqa: RUF001
        "对模型来说 a.tif 的大部分像元为白色。 设置 SCALE=0.5，使其与通常的图片一样亮。",  # noqa: RUF001
        "反射率 = DN x 0.0001 - 0.1，依据产品元数据（处理基线 05.09）。",  # noqa: RUF001
        "反射率 = DN x 0.0001，按模型的要求；文件未说明缩放系数。",  # noqa: RUF001
        "各波段亮度（red: DN x 0.1; blue: DN x 0.2），依据 SCALE，其余根据文件中的缩放系数和偏移量。",  # noqa: RUF001
        "数值 = DN x 1，依据 SCALE 和 OFFSET；根据文件中的缩放系数和偏移量。",  # noqa: RUF001
        "在真实影像上一般（F1 61 %）；在模拟影像上 F1 为 85 %。",  # noqa: RUF001
        "{} 不能是 {name}。",
        "Something that no engine says.",
        "",
        "范围为空。 请修复该图层。",
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


def test_an_error_of_the_engine_is_chinese_in_qgis_process(chinese_qgis: Headless, tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(b"")
    run = chinese_qgis("run", "onemetre:describemodel", f"--MODEL_FILE={file}")
    assert run.returncode != 0
    assert f"文件 {file} 不是 ONNX 模型" in run.stderr
