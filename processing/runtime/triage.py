"""The table that turns what goes wrong during set-up into one sentence and what to do about it.

The guide's chapter on troubleshooting is written from it (``tools/write_troubleshooting.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...contract.errors import CancelledError, EngineError, OutputError, RuntimeMissingError, SpaceError
from ..app.i18n import tr


@dataclass(frozen=True)
class Failure:
    """A row.

    Attributes:
        message: What is wrong; names in braces are filled in.
        hint: What to do.
        pattern: How it shows in what Python, pip or the engine prints, with the names as groups; empty = it is found
            before they are started.
        error: Class of the error.
    """

    message: str
    hint: str
    pattern: str = ""
    error: type[EngineError] = RuntimeMissingError


# Where several rows match, the first one counts: pip ends with "No matching distribution" whatever came before.
FAILURES = {
    "proxy-login": Failure(
        "The proxy wants a user name and password (407).",
        "Enter them in QGIS under Settings > Options > Network, then run set-up again.",
        r"\b407\b.{0,40}Proxy|failed: 407|407 Client Error|HTTP error 407",
    ),
    "proxy-socks": Failure(
        "pip cannot use a SOCKS proxy.",
        "Enter an HTTP proxy in QGIS under Settings > Options > Network, or use a folder of wheels (WHEELS).",
        r"dependencies for SOCKS",
    ),
    "proxy-unreachable": Failure(
        "The proxy cannot be reached.",
        "Correct its address in QGIS under Settings > Options > Network, or switch it off there.",
        r"Cannot connect to (the )?proxy|ProxyError",
    ),
    "no-tls": Failure(
        "The Python that the environment is made with cannot open secure connections.",
        "Install Python from python.org, then run set-up again, or use a folder of wheels (WHEELS).",
        r"ssl module in Python is not available",
    ),
    "ssl": Failure(
        "The certificate of the package index is not trusted.",
        (
            "If a firewall inspects the traffic, add its certificate in QGIS under Settings > Options > "
            "Authentication > Manage certificates > Authorities, then run set-up again; else check the computer's date."
        ),
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
    ),
    "disk-full": Failure(
        "The disk is full.",
        "Make room, then run set-up again; what was downloaded is kept.",
        r"No space left on device|not enough space on the disk|WinError 112|Disk quota exceeded",
        SpaceError,
    ),
    "too-little-space": Failure(
        "Set-up needs {needed} MB in {folder}, and {free} MB are free.",
        "Make room there, then run set-up again.",
        error=SpaceError,
    ),
    "locked": Failure(
        "Another program holds a file of the environment open, mostly an antivirus scanner or a second QGIS.",
        "Close the other QGIS, let the scanner leave out the folder {folder}, then run set-up again.",
        r"WinError (5|32)\b|used by another process",
        OutputError,
    ),
    "not-writable": Failure(
        "The folder {folder} cannot be written.",
        "Give your user write access to it, then run set-up again.",
        r"Permission denied|Read-only file system|Not a directory|File exists",
        OutputError,
    ),
    "running": Failure(
        "OneMetre's environment is being set up already, here or by another QGIS.",
        "Wait until it is done; it can be used at once then.",
    ),
    "hash-mismatch": Failure(
        "A package is not the one that was pinned: its hash differs.",
        (
            "Run set-up again; if it stays, the package index or a proxy changes files, and must not be used. "
            "Nothing was installed."
        ),
        r"DO NOT MATCH THE HASHES",
    ),
    "two-onnxruntimes": Failure(
        "The environment has both onnxruntime and onnxruntime-gpu, which overwrite each other's files.",
        "Uninstall both there, then install one of them; or let OneMetre make an environment of its own.",
        r"Both onnxruntime and onnxruntime-gpu",
    ),
    "no-network": Failure(
        "The package index cannot be reached.",
        (
            "Check the connection, and the proxy in QGIS under Settings > Options > Network; without a network use a "
            "folder of wheels (WHEELS)."
        ),
        (
            r"NewConnectionError|Failed to establish a new connection|ConnectTimeout|[Tt]imed out|RemoteDisconnected|"
            r"Connection (reset|refused|aborted)|Network is unreachable|[Nn]ame resolution|getaddrinfo"
        ),
    ),
    "index-refuses": Failure(
        "The package index refuses to serve a package (HTTP {status}).",
        "Try again later; if you use an index of your organisation, ask who runs it.",
        r"(?:HTTP error |: )(?P<status>403|401|429|5\d\d)\b",
    ),
    "wheels-incomplete": Failure(
        "The folder of wheels lacks one of {package} for this computer.",
        "Fill it on a computer of the same kind with: pip download --only-binary :all: --no-deps -r {lock} -d FOLDER",
    ),
    "no-wheel": Failure(
        "The package index has no wheel of {package} for Python {python} on this kind of computer.",
        (
            "Install another version of Python ({wanted}), or use an existing environment (PYTHON); on a Mac, macOS 14 "
            "and Apple silicon are needed."
        ),
        r"No matching distribution found for (?P<package>[\w.\-=\[\]]+)",
    ),
    "wrong-python": Failure(
        "No suitable Python was found; {wanted} (64 bit) is needed, and there is: {found}.",
        "Install one from python.org or with your package manager, then run set-up again.",
    ),
    "venv-missing": Failure(
        "The Python {found} lacks the modules that make virtual environments.",
        "On Debian and Ubuntu: sudo apt install {package}; elsewhere install Python from python.org.",
        r"ensurepip is not available|No module named '?(ensurepip|venv)\b",
    ),
    "glibc": Failure(
        "This Linux is too old for the packages: its C library is {found}, and {wanted} is needed.",
        "Use a newer Linux, or use an existing environment (PYTHON) from conda-forge.",
    ),
    "cancelled": Failure(
        "Set-up was cancelled.",
        "Run it again to go on; what was downloaded is kept.",
        error=CancelledError,
    ),
}


def failure(key: str, **names: object) -> EngineError:
    """The error of a row."""
    row = FAILURES[key]
    return row.error(tr(row.message).format_map(names), tr(row.hint).format_map(names))


def diagnose(output: str, *, offline: bool = False, **names: object) -> EngineError:
    """The error of the first row that matches what a program printed.

    Args:
        output: All that it printed.
        offline: Whether packages were looked for in the folder of wheels only.
        names: What is filled in; groups of the row's pattern are added.
    """
    for key, row in FAILURES.items():
        if row.pattern and (found := re.search(row.pattern, output)):
            key = "wheels-incomplete" if key == "no-wheel" and offline else key
            return failure(key, **{**names, **found.groupdict()})
    last = [line for line in output.splitlines() if line.strip()][-3:]
    return RuntimeMissingError(
        tr("Set-up failed: {}").format(" ".join(last) or tr("no reason was given.")),
        tr("The log has all that was said."),
    )
