"""Builds the zip that users install, dist/onemetre-<version>.zip, and checks it against the plugin site's rules.

It contains only files of the last commit, chosen by folder so that nothing new gets in by accident: tests, tools and
benchmarks stay out. The same commit gives the same zip, bit for bit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from onemetre.tools.translations import LANGUAGES, qm, release, ts

ROOT = Path(__file__).resolve().parents[1]
NAME = "onemetre"
FILES = ("__init__.py", "plugin.py", "py.typed", "metadata.txt", "LICENSE", "CHANGELOG.md")
FOLDERS = ("contract", "engine", "models", "processing", "resources", "ui")

MAX_BYTES = 22_000_000
"""The site accepts 25 MB; the rest is reserved for future models."""

MANDATORY = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
    "homepage",
)  # fmt: skip
ADDRESSES = ("email", "homepage", "repository", "tracker")
NOWHERE = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test", "noreply.github.com")
"""Hosts that no browser or e-mail can reach, including their subdomains (RFC 2606, RFC 6761)."""
UNCLAIMED = "https://github.com/onemetre/"
"""An account that has not been claimed for the project yet."""

FORBIDDEN = {".sh", ".bat", ".cmd", ".ps1", ".exe", ".dll", ".so", ".dylib", ".pyd", ".pyc", ".whl", ".zip"}
PROGRAMS = {b"\x7fELF": "a program", b"MZ": "a program", b"#!": "a script", b"\xcf\xfa\xed\xfe": "a program"}


def build(folder: Path) -> Path:
    """Write the zip of the last commit into a folder; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    tracked = set(_git("ls-tree", "--name-only", "HEAD").splitlines())
    there = [name for name in (*FILES, *FOLDERS) if name in tracked]
    path = folder / f"{NAME}-{_metadata(_git('show', 'HEAD:metadata.txt'))['version']}.zip"
    with tempfile.TemporaryDirectory() as temporary:
        # Files that git adds to the commit get the preceding prefix and the commit's time.
        made = [f"--add-file={qm}" for qm in _translations(Path(temporary))]
        options = ["-9", f"--prefix={NAME}/resources/i18n/", *made, f"--prefix={NAME}/", f"--output={path}"]
        _git("archive", "--format=zip", *options, "HEAD", "--", *there)
    return path


def _translations(folder: Path) -> list[Path]:
    """Compile the translations of the last commit to the files that QGIS loads."""
    made = []
    for language in LANGUAGES:
        source = folder / ts(language).name
        source.write_text(_git("show", f"HEAD:{ts(language).relative_to(ROOT).as_posix()}"), encoding="utf-8")
        made.append(folder / qm(language).name)
        release(source, made[-1])
    return made


def problems(package: Path) -> list[str]:
    """Reasons why the plugin site would reject a zip, one sentence each."""
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as temporary:
        archive.extractall(temporary)
        return [*_refused_zip(package), *_refused_files(archive), *_refused_metadata(archive), *_findings(temporary)]


def _refused_zip(package: Path) -> Iterator[str]:
    size = package.stat().st_size
    if size > MAX_BYTES:
        yield f"The zip has {size / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:.0f}."


def _refused_files(archive: zipfile.ZipFile) -> Iterator[str]:
    names = [PurePosixPath(name) for name in archive.namelist() if not name.endswith("/")]
    if {name.parts[0] for name in names} != {NAME}:
        yield f"It contains more than the folder {NAME}."
    for needed in ("__init__.py", "metadata.txt", "LICENSE"):
        if PurePosixPath(NAME, needed) not in names:
            yield f"{needed} is missing."
    for name in names:
        if name.suffix.lower() in FORBIDDEN or "__pycache__" in name.parts:
            yield f"{name} may not be in a plugin."
        if any(part.startswith(".") for part in name.parts):
            yield f"{name} is hidden."
        with archive.open(str(name)) as file:
            start = file.read(4)
        yield from (f"{name} is {what}." for magic, what in PROGRAMS.items() if start.startswith(magic))


def _refused_metadata(archive: zipfile.ZipFile) -> Iterator[str]:
    metadata = _metadata(archive.read(f"{NAME}/metadata.txt").decode())
    yield from (f"metadata.txt has no {key}." for key in MANDATORY if not metadata.get(key, "").strip())
    if "plugin" in metadata.get("name", "").lower():
        yield "The name must not contain the word plugin."
    if metadata.get("hasProcessingProvider") != "yes":
        yield "metadata.txt does not set hasProcessingProvider=yes."


def placeholders(package: Path) -> list[str]:
    """Placeholders that a publisher must fill in before uploading a zip, one sentence each."""
    with zipfile.ZipFile(package) as archive:
        metadata = _metadata(archive.read(f"{NAME}/metadata.txt").decode())
    return [
        f"{key} in metadata.txt is a placeholder: {metadata[key]}"
        for key in ADDRESSES
        if _is_placeholder(metadata.get(key, ""))
    ]


def _is_placeholder(address: str) -> bool:
    host = urlsplit(address).hostname or address.rpartition("@")[2]
    return f".{host.lower()}".endswith(tuple(f".{name}" for name in NOWHERE)) or address.startswith(UNCLAIMED)


def _findings(folder: str) -> Iterator[str]:
    """Findings of the scanners that the site runs, with their default settings instead of the project's."""
    report = _scan("bandit", "-q", "-r", "-f", "json", folder)
    for found in report["results"]:
        yield f"bandit: {found['filename']}:{found['line_number']}: {found['issue_text']}"
    for name, secrets in _scan("detect_secrets", "scan", "--all-files", ".", folder=folder)["results"].items():
        yield from (f"detect-secrets: {name}:{found['line_number']}: {found['type']}" for found in secrets)


def _scan(*command: str, folder: str | None = None) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S607


def _metadata(text: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return dict(parser["general"])


def main() -> int:
    """Build and check; returns the exit code."""
    package = build(ROOT / "dist")
    refused = problems(package)
    for problem in refused:
        print(problem, file=sys.stderr)
    if refused:
        package.unlink()
        return 1
    for placeholder in placeholders(package):
        print(f"Warning: {placeholder}", file=sys.stderr)
    note = "; uncommitted changes are not included" if _git("status", "--porcelain") else ""
    print(f"{package.relative_to(ROOT)}, {package.stat().st_size / 1e6:.1f} MB{note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
