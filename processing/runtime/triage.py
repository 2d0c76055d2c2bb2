"""The table of set-up failures: each becomes one sentence with a remedy.

The guide's chapter on troubleshooting is written from it (``tools/write_troubleshooting.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...contract.errors import CancelledError, EngineError, OutputError, RuntimeMissingError, SpaceError
from ..app.i18n import tr


@dataclass(frozen=True)
class Failure:
    """A row of the table.

    Attributes:
        message: Description of the failure; names in braces are placeholders.
        hint: Remedy for the failure; the same placeholders.
        pattern: Regular expression for the output of Python, pip or the engine, with the names as groups; empty = the
            failure is detected before they start.
        error: Class of the error.
    """

    message: str
    hint: str
    pattern: str = ""
    error: type[EngineError] = RuntimeMissingError


# The first matching row counts: pip ends with "No matching distribution" whatever happened before.
FAILURES = {
    "proxy-login": Failure(
        "The proxy requires a user name and password (407).",
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
        "The Python interpreter that creates the environment cannot open secure connections.",
        "Install Python from python.org, then run set-up again, or use a folder of wheels (WHEELS).",
        r"ssl module in Python is not available",
    ),
    "ssl": Failure(
        "The certificate of the package index is not trusted.",
        (
            "If a firewall inspects the traffic, add its certificate in QGIS under Settings > Options > "
            "Authentication > Manage certificates > Authorities, then run set-up again; otherwise check the computer's "
            "date."
        ),
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
    ),
    "disk-full": Failure(
        "The disk is full.",
        "Free some space, then run set-up again; completed downloads are kept.",
        r"No space left on device|not enough space on the disk|WinError 112|Disk quota exceeded",
        SpaceError,
    ),
    "too-little-space": Failure(
        "Set-up needs {needed} MB in {folder}, but only {free} MB are free.",
        "Free some space there, then run set-up again.",
        error=SpaceError,
    ),
    "locked": Failure(
        "Another program, usually an antivirus scanner or a second QGIS, has a file of the environment open.",
        "Close the other QGIS, exclude the folder {folder} from the scan, then run set-up again.",
        r"WinError (5|32)\b|used by another process",
        OutputError,
    ),
    "not-writable": Failure(
        "The folder {folder} cannot be written to.",
        "Give your user write access to it, then run set-up again.",
        r"Permission denied|Read-only file system|Not a directory|File exists",
        OutputError,
    ),
    "running": Failure(
        "Another set-up of OneMetre's environment is already running, here or in another QGIS.",
        "Wait until it ends; the environment is then ready to use.",
    ),
    "hash-mismatch": Failure(
        "A package is not the pinned one: its hash differs.",
        (
            "Run set-up again; if it fails again, the package index or a proxy alters files and must not be used. "
            "Nothing was installed."
        ),
        r"DO NOT MATCH THE HASHES",
    ),
    "two-onnxruntimes": Failure(
        "The environment has both onnxruntime and onnxruntime-gpu, which overwrite each other's files.",
        "Uninstall both there, then install one of them, or let OneMetre create its own environment.",
        r"Both onnxruntime and onnxruntime-gpu",
    ),
    "no-network": Failure(
        "The package index cannot be reached.",
        (
            "Check the connection, and the proxy in QGIS under Settings > Options > Network; without a network, use a "
            "folder of wheels (WHEELS)."
        ),
        (
            r"NewConnectionError|Failed to establish a new connection|ConnectTimeout|[Tt]imed out|RemoteDisconnected|"
            r"Connection (reset|refused|aborted)|Network is unreachable|[Nn]ame resolution|getaddrinfo"
        ),
    ),
    "index-refuses": Failure(
        "The package index refuses to serve a package (HTTP {status}).",
        "Try again later; if the index belongs to your organisation, ask its administrator.",
        r"(?:HTTP error |: )(?P<status>403|401|429|5\d\d)\b",
    ),
    "wheels-incomplete": Failure(
        "The folder of wheels has no wheel of {package} for this computer.",
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
        "No suitable Python was found; {wanted} (64 bit) is needed. Found: {found}.",
        "Install it from python.org or with your package manager, then run set-up again.",
    ),
    "venv-missing": Failure(
        "The Python interpreter {found} lacks the modules for virtual environments.",
        "On Debian and Ubuntu: sudo apt install {package}; on other systems, install Python from python.org.",
        r"ensurepip is not available|No module named '?(ensurepip|venv)\b",
    ),
    "glibc": Failure(
        "This Linux is too old for the packages: its C library is {found}, but {wanted} is needed.",
        "Use a newer Linux, or an existing environment (PYTHON) from conda-forge.",
    ),
    "cancelled": Failure(
        "Set-up was cancelled.",
        "Run it again to resume; completed downloads are kept.",
        error=CancelledError,
    ),
}


def failure(key: str, **names: object) -> EngineError:
    """Build the error of a row."""
    row = FAILURES[key]
    return row.error(tr(row.message).format_map(names), tr(row.hint).format_map(names))


def diagnose(output: str, *, offline: bool = False, **names: object) -> EngineError:
    """Build the error of the first row that matches the output of a program.

    Args:
        output: Complete output of the program.
        offline: Whether the folder of wheels was the only source of packages.
        names: Values of the placeholders; groups of the row's pattern are added.
    """
    for key, row in FAILURES.items():
        if row.pattern and (found := re.search(row.pattern, output)):
            key = "wheels-incomplete" if key == "no-wheel" and offline else key
            return failure(key, **{**names, **found.groupdict()})
    last = [line for line in output.splitlines() if line.strip()][-3:]
    return RuntimeMissingError(
        tr("Set-up failed: {}").format(" ".join(last) or tr("no reason was given.")),
        tr("The log contains the full output."),
    )
