"""Translates the engine's English messages into the language of QGIS, recognised by their patterns."""

from __future__ import annotations

import functools
import json
import re

from qgis.PyQt.QtCore import QCoreApplication

from ...contract.errors import EngineError
from ..app.i18n import FOLDER

CONTEXT = "OneMetre engine"
_SENTENCES = FOLDER / "engine_sentences.json"


def said(text: str) -> str:
    """Translate a sentence of the engine into the language of QGIS; unchanged if unknown or untranslated."""
    for sentence in _sentences():
        if values := sentence.values(text):
            translation = QCoreApplication.translate(CONTEXT, sentence.text)
            # A value may itself be one of the engine's sentences.
            return text if translation == sentence.text else translation.format(*map(said, values[1:]))
    # A warning may be a sentence with its remedy: two sentences of the engine.
    for stop in re.finditer(r"\. ", text):
        first, rest = text[: stop.start() + 1], text[stop.end() :]
        if any(sentence.values(first) for sentence in _sentences()):
            return f"{said(first)} {said(rest)}"
    # A message about a part of the work follows the name of that part.
    name, colon, rest = text.partition(": ")
    return name + colon + said(rest) if rest else text


def error_text(error: EngineError) -> str:
    """Message and hint of an error, in the language of QGIS."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def values_in(text: str, sentence: str) -> tuple[str, ...]:
    """Values with which a text in the language of QGIS says a sentence of the engine.

    Args:
        text: Text that may say more than the sentence.
        sentence: Key of the translation, with ``{}`` for each value.

    Returns:
        The values in the order of the key; empty = the text does not say the sentence.
    """
    shown = QCoreApplication.translate(CONTEXT, sentence)
    fixed = re.split(r"\{\d*\}", shown)
    # A translation numbers its values where it changes their order.
    order = [int(number or place) for place, number in enumerate(re.findall(r"\{(\d*)\}", shown))]
    found = re.search("(.+?)".join(map(re.escape, fixed)), text)
    return tuple(value for _, value in sorted(zip(order, found.groups(), strict=True))) if found else ()


class _Sentence:
    """A sentence of the engine with placeholders for values.

    Args:
        text: Key of the translation, with ``{}`` for each value.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = [part.format() for part in text.split("{}")]
        self._pattern = re.compile("(.*?)".join(map(re.escape, self._parts)), re.DOTALL)

    @property
    def says(self) -> int:
        """Number of characters outside the placeholders."""
        return sum(map(len, self._parts))

    def values(self, text: str) -> tuple[str, ...]:
        """Match a text against the sentence: the text and the values in it; empty = another sentence."""
        if not all(part in text for part in self._parts):
            return ()
        found = self._pattern.fullmatch(text)
        return (text, *found.groups()) if found else ()


@functools.cache
def _sentences() -> list[_Sentence]:
    """Sentences of the engine; those with the longest fixed text come first."""
    texts: list[str] = json.loads(_SENTENCES.read_text(encoding="utf-8"))
    return sorted(map(_Sentence, texts), key=lambda sentence: sentence.says, reverse=True)
