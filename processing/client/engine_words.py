"""Says in the language of QGIS what the engine says in English: it is recognised by the patterns of its sentences."""

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
    """A sentence of the engine in the language of QGIS; as it is where it is not known or not translated."""
    for sentence in _sentences():
        if values := sentence.values(text):
            translation = QCoreApplication.translate(CONTEXT, sentence.text)
            # What is filled in may be one of the engine's own words.
            return text if translation == sentence.text else translation.format(*map(said, values[1:]))
    # What is done for a part of the work is said behind its name.
    name, colon, rest = text.partition(": ")
    return name + colon + said(rest) if rest else text


def error_text(error: EngineError) -> str:
    """What is wrong and what to do about it, in the language of QGIS."""
    return f"{said(error.message)} {said(error.hint)}".strip()


class _Sentence:
    """A sentence of the engine in which values are filled in.

    Args:
        text: As Qt finds it, with ``{}`` for each value.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = [part.format() for part in text.split("{}")]
        self._pattern = re.compile("(.*?)".join(map(re.escape, self._parts)), re.DOTALL)

    @property
    def says(self) -> int:
        """How much of it is always the same."""
        return sum(map(len, self._parts))

    def values(self, text: str) -> tuple[str, ...]:
        """A text that is this sentence, and the values in it; nothing = it is another one."""
        if not all(part in text for part in self._parts):
            return ()
        found = self._pattern.fullmatch(text)
        return (text, *found.groups()) if found else ()


@functools.cache
def _sentences() -> list[_Sentence]:
    """The sentences of the engine; those that say most come first."""
    texts: list[str] = json.loads(_SENTENCES.read_text(encoding="utf-8"))
    return sorted(map(_Sentence, texts), key=lambda sentence: sentence.says, reverse=True)
