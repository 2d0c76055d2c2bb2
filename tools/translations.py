"""Keeps resources/i18n/ in step with the sources, and compiles it to the files that QGIS loads."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from onemetre.tools.engine_messages import CONTEXT as ENGINE
from onemetre.tools.engine_messages import engine_texts
from onemetre.tools.translatable import ROOT, Text, has_words, sources_problems, texts

FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("zh_CN",)
OWN_SCRIPTS = {"zh_CN"}
"""Languages not written in ASCII: a translation in ASCII was left in English."""

Key = tuple[str, str]
"""Context and English text."""


@dataclass(frozen=True)
class Entry:
    """A translation; not finished = not reviewed since the text was added."""

    translation: str
    finished: bool


def ts(language: str) -> Path:
    """The file that translators edit."""
    return FOLDER / f"onemetre_{language}.ts"


def sentences() -> Path:
    """The file by which QGIS recognises the engine's messages."""
    return FOLDER / "engine_sentences.json"


def read(language: str) -> dict[Key, Entry]:
    """The translations into a language."""
    if not ts(language).exists():
        return {}
    entries = {}
    for context in ET.parse(ts(language)).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None:
                key = (context.findtext("name", ""), message.findtext("source", ""))
                entries[key] = Entry(translation.text or "", finished=translation.get("type") is None)
    return entries


def update(language: str) -> None:
    """Bring the file up to date: add new texts as unfinished, remove obsolete ones, keep translations."""
    known = read(language)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    for context, group in itertools.groupby(_wanted(), key=lambda text: text.context):
        lines += ["<context>", f"    <name>{context}</name>", *_messages(group, known), "</context>"]
    FOLDER.mkdir(exist_ok=True)
    ts(language).write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")
    sentences().write_text(_sentences(), encoding="utf-8")


def _wanted() -> list[Text]:
    return [*texts(), *engine_texts()]


def _sentences() -> str:
    return json.dumps([text.text for text in engine_texts()], ensure_ascii=False, indent=1) + "\n"


def _messages(group: Iterable[Text], known: dict[Key, Entry]) -> Iterator[str]:
    for text in group:
        entry = known.get((text.context, text.text), Entry("", finished=False))
        state = "" if entry.finished else ' type="unfinished"'
        yield "    <message>"
        yield f'        <location filename="../../{text.file}"/>'
        yield f"        <source>{escape(text.text)}</source>"
        yield f"        <translation{state}>{escape(entry.translation)}</translation>"
        yield "    </message>"


def problems(language: str) -> Iterator[str]:
    """Missing or wrong translations of a language, one line each."""
    known, wanted = read(language), _wanted()
    for text in wanted:
        entry = known.get((text.context, text.text))
        if entry is None or not entry.finished or not entry.translation.strip():
            yield f"{text.file}:{text.line}: not translated: {text.text!r}"
        else:
            yield from (
                f"{text.file}:{text.line}: {wrong}: {text.text!r}"
                for wrong in _wrong(text, entry.translation, foreign=language in OWN_SCRIPTS)
            )
    for _, gone in known.keys() - {(text.context, text.text) for text in wanted}:
        yield f"{ts(language).name}: no longer in the sources: {gone!r}"
    if not sentences().exists() or sentences().read_text(encoding="utf-8") != _sentences():
        yield f"{sentences().name} is not up to date"


def _wrong(wanted: Text, translation: str, *, foreign: bool) -> Iterator[str]:
    text, fields = wanted.text, _fields(wanted.text)
    # The engine may fill in an ending or an article.
    if _fields(translation) != fields and not (wanted.context == ENGINE and set(_fields(translation)) < set(fields)):
        yield "the places to be filled in differ"
    if text.count("&") != translation.count("&"):
        yield "the keys (&) differ"
    if text.count("\n") != translation.count("\n"):
        yield "the lines differ"
    if re.findall(r"</?\w+[^>]*>", text) != re.findall(r"</?\w+[^>]*>", translation):
        yield "the HTML tags differ"
    if (text[:1].isspace(), text[-1:].isspace()) != (translation[:1].isspace(), translation[-1:].isspace()):
        yield "the spaces at the ends differ"
    if (translation.isascii() if foreign else translation == text and " " in text) and has_words(text):
        yield "it is not in the other language"


def _fields(text: str) -> list[tuple[str, str]]:
    """The placeholders of ``str.format``, numbered if unnamed; another language may need another order."""
    fields = [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None]
    return sorted((name or str(number), spec) for number, (name, spec) in enumerate(fields))


def qm(language: str) -> Path:
    """The compiled file that QGIS loads; not in the repository."""
    return ts(language).with_suffix(".qm")


def program_of_qt(name: str) -> str:
    """Path of one of Qt's tools for translators.

    Raises:
        FileNotFoundError: The tool is not installed.
    """
    folders = os.pathsep.join(["/usr/lib/qt5/bin", "/usr/lib/qt6/bin", os.environ.get("PATH", os.defpath)])
    program = shutil.which(name, path=folders)
    if program is None:
        raise FileNotFoundError(f"{name} is not installed; Debian has it in qttools5-dev-tools.")
    return program


def release(source: Path, target: Path) -> None:
    """Compile the file that translators edit to the one that QGIS loads.

    Raises:
        FileNotFoundError: Qt's lrelease is not installed.
    """
    part = target.with_suffix(f".{os.getpid()}.part")
    subprocess.run([program_of_qt("lrelease"), "-silent", str(source), "-qm", str(part)], check=True)
    part.replace(target)


def release_all() -> None:
    """Compile the files that QGIS loads if they are missing or out of date."""
    for language in LANGUAGES:
        if not qm(language).exists() or qm(language).stat().st_mtime <= ts(language).stat().st_mtime:
            release(ts(language), qm(language))


def main() -> int:
    """Update the translations and report what is left to do; with ``--release`` only compile what QGIS loads."""
    if sys.argv[1:] == ["--release"]:
        release_all()
        return 0
    for language in LANGUAGES:
        update(language)
    release_all()
    left = [*sources_problems(), *(problem for language in LANGUAGES for problem in problems(language))]
    for problem in left:
        print(problem)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
