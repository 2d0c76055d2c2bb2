"""Cuts secrets out of texts that are stored, logged or shown: tags, reports, job files, logs, messages, diagnostics.

Stdlib only: both processes import it. It removes too much rather than too little. Local paths stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePath
from typing import Any

CUT = "***"
"""Stands for a secret."""

LONGEST = 2000
"""Largest number of characters of a message."""

_ANY = r"[^\s\"'<>]"
_IS = r"\\?[\"']?\s{0,3}(?:=|:|%3D|%3A)\s{0,3}"
_IS_EQUAL = r"(?:=|%3D)"
_QUOTED = r"\\?\"(?:[^\"\\]|\\[^\"])*\\?\"|\\?'(?:[^'\\]|\\[^'])*\\?'"
_START = r"(?<![A-Za-z0-9])"
_NEW = r"(?!\*\*\*(?!\w))"

# Names that mean a secret wherever they occur in a key, and keys that do so as a whole.
_PARTS = (
    r"password|passwort|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|subscription[_-]?key|"
    r"private[_-]?key|signature|credential|jwt|session[_-]?id|x-amz-|x-goog-"
)
_WHOLE = r"sig|sas|pass|key|auth|authcfg|code|awsaccesskeyid|googleaccessid|policy|hmac"
_HEADERS = r"(?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]{0,30}(?:auth|key|token)[\w-]{0,20}"

_HEADER = (re.compile(rf"({_START}(?:{_HEADERS}){_IS}\\?[\"']?)[^\r\n\"'<>]+", re.IGNORECASE), rf"\1{CUT}")
_USER = (
    # Also passwords with a slash: everything from the first colon to an @ in the same word.
    (re.compile(r"(://)[^\s:/@?#\"'<>]{0,200}:[^\s\"'<>]{0,300}@"), rf"\1{CUT}@"),
    (re.compile(r"(://)[^\s/@?#\"'<>]{1,300}@"), rf"\1{CUT}@"),
    (re.compile(rf"{_START}[\w.%+\-]{{1,100}}:[^\s@/\"'<>]{{1,200}}@(?=[\w\[])"), f"{CUT}@"),
)
_QUERY = (
    (re.compile(rf"((?:://|/vsi)[^\s?\"'<>]{{0,2000}})\?{_ANY}*", re.IGNORECASE), rf"\1?{CUT}"),
    # An address with a space in it, or the last part of one.
    (re.compile(rf"\?[\w.\-%~\[\]]{{1,100}}(?:=|%3D){_ANY}*", re.IGNORECASE), f"?{CUT}"),
    (re.compile(rf"(\.[A-Za-z0-9]{{2,5}})\?(?!\s){_ANY}+"), rf"\1?{CUT}"),
)
_SCHEMES = (
    (re.compile(rf"({_START}bearer(?:\s|%20|\+){{1,3}}){_ANY}+", re.IGNORECASE), rf"\1{CUT}"),
    # "Basic information" is no secret.
    (
        re.compile(
            rf"({_START}(?:basic|negotiate|digest)\s{{1,3}})(?=[A-Za-z]*[\d=+/])[A-Za-z0-9+/]{{6,}}=*", re.IGNORECASE
        ),
        rf"\1{CUT}",
    ),
)
_BARE = (
    re.compile(r"\beyJ[\w\-]{8,}(?:\.[\w\-]*){1,4}"),
    re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    re.compile(r"\b(?:gh[pousr]|github_pat|glpat|xox[abprs]|hf|sk|PLAK)[_\-]?[A-Za-z0-9_\-]{20,}"),
    re.compile(r"\bAIza[\w\-]{30,}"),
)
_BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")


def _values(rest: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Rules that cut the values of keys; ``rest`` matches a character of a value without quotes."""
    return (
        (
            re.compile(
                rf"({_START}[\w.\-]{{0,40}}?(?:{_PARTS})[\w\-]{{0,40}}{_IS}){_NEW}(?:{_QUOTED}|{rest}+)", re.IGNORECASE
            ),
            rf"\1{CUT}",
        ),
        (re.compile(rf"({_START}(?:{_WHOLE}){_IS_EQUAL}){_NEW}(?:{_QUOTED}|{rest}+)", re.IGNORECASE), rf"\1{CUT}"),
    )


_VALUES, _VALUES_OF_QUERY = _values(_ANY), _values(r"[^\s\"'<>&]")


def redact(text: str) -> str:
    """Replace secrets in a text: passwords, tokens, signatures, keys, authorisation, and whole query strings."""
    text = _cut(text, _QUERY)
    return _credentials(text, _VALUES)


def redact_all(data: Any) -> Any:
    """Replace the secrets in all texts of JSON data; the keys stay."""
    if isinstance(data, str):
        return redact(data)
    if isinstance(data, dict):
        return {key: redact_all(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [redact_all(value) for value in data]
    return data


def redact_json(text: str) -> str:
    """Replace secrets in the texts within a JSON text, which stays JSON; any other text as :func:`redact` does."""
    try:
        return json.dumps(redact_all(json.loads(text)))
    except (ValueError, RecursionError):
        return redact(text)


def shown_name(source: str) -> str:
    """Name of a raster for messages and tags: the last part of its path or address, without a query string."""
    return PurePath(redact(source).removesuffix(f"?{CUT}")).name


def identity(source: str) -> str:
    """Text that differs for different sources, but tells no secret, and stays the same when a signature is renewed."""
    return f"{redact(source)} {hashlib.sha256(_credentials(source, _VALUES_OF_QUERY).encode(**_LENIENT)).hexdigest()}"


def sentence(text: str) -> str:
    """A message in one line of limited length, without secrets and control characters."""
    text = redact(text[: 10 * LONGEST])
    text = _BREAKS.sub(" ", text.encode(**_LENIENT).decode()).strip()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


# Names of files may contain bytes that are not text.
_LENIENT = {"encoding": "utf-8", "errors": "replace"}


def _credentials(text: str, values: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    text = _cut(text, (*_USER, _HEADER, *_SCHEMES, *values))
    for pattern in _BARE:
        text = pattern.sub(CUT, text)
    return text


def _cut(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, substitute in rules:
        text = pattern.sub(substitute, text)
    return text
