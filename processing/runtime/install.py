"""Creates the managed environment under a temporary name, and renames it once it is complete and tested."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QLockFile, QProcessEnvironment

from ...contract.errors import EngineError
from ...contract.patient_files import rename
from ...contract.requests import CheckRuntimeResult
from ..app.i18n import tr
from ..client.environment import PYTHON_OPTIONS, environment_for_python
from ..client.interpreter import Interpreter, python_of
from .checking import check_environment, require
from .plan import Plan, check_space
from .programs import run_program
from .progress import Progress
from .state import State, write_state
from .triage import diagnose, failure

# Variables that name the source of packages stay; those that would change their destination or content do not.
_KEPT = {"INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "TRUSTED_HOST", "CERT", "CLIENT_CERT", "PROXY", "CONFIG_FILE"}


@dataclass(frozen=True)
class Places:
    """Folders beside the environment, on the same file system, so that renaming is a single step.

    Attributes:
        new: New environment while it is created.
        old: Previous environment while it is replaced.
        downloads: pip's cache and working folder; kept after a failure, so that the next run resumes from there.
    """

    new: Path
    old: Path
    downloads: Path

    @classmethod
    def beside(cls, place: Path) -> Places:
        """The folders of an environment."""
        return cls(*(place.with_name(f"{place.name}.{kind}") for kind in ("part", "old", "downloads")))


def install(plan: Plan, feedback: QgsProcessingFeedback) -> CheckRuntimeResult:
    """Create the environment and move it into place; the existing one stays in use until then.

    Raises:
        EngineError: Set-up failed; the existing environment is unchanged.
    """
    folder = plan.place.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return _Installation(plan, feedback).run()
    except OSError as error:
        raise diagnose(str(error), folder=folder) from None


def remove(place: Path) -> bool:
    """Remove the environment and the remains of an interrupted set-up; returns whether anything was found.

    Raises:
        EngineError: A file is in use or protected, or a set-up is running.
    """
    found = leftovers(place)
    if not found:
        return False
    try:
        with _alone(place.parent):
            for path in found:
                shutil.rmtree(path)
    except OSError as error:
        raise diagnose(str(error), folder=place.parent) from None
    return True


def leftovers(place: Path) -> list[Path]:
    """Existing folders: the environment, and the remains of an interrupted set-up beside it."""
    beside = Places.beside(place)
    return [path for path in (place, beside.new, beside.old, beside.downloads) if path.exists()]


class _Installation:
    """A single run of set-up."""

    def __init__(self, plan: Plan, feedback: QgsProcessingFeedback) -> None:
        self.plan = plan
        self.feedback = feedback
        self.places = Places.beside(plan.place)
        self.python = str(python_of(self.places.new))

    def run(self) -> CheckRuntimeResult:
        _clear(self.places.new)
        check_space(self.plan)
        self._make_environment()
        self._install_packages()
        self.feedback.setProgressText(tr("Testing the environment"))
        interpreter = Interpreter(self.python, managed=True)
        checked = check_environment(interpreter, self.plan.profile, self.feedback)
        require(checked, interpreter)
        self._stop_if_cancelled()
        write_state(self.places.new, State(self.plan.profile, self.plan.variant.name, self.plan.lock.sha256))
        self._put_in_place()
        return checked

    def _make_environment(self) -> None:
        self.feedback.setProgressText(tr("Creating the environment"))
        # It takes seconds, and starts a child process that would survive if this one were killed.
        self._run(self.plan.base.path, [*PYTHON_OPTIONS, "-m", "venv", "--clear", str(self.places.new)], _variables())
        self._stop_if_cancelled()

    def _install_packages(self) -> None:
        cache, working = self.places.downloads / "cache", self.places.downloads / "tmp"
        _clear(working)
        working.mkdir(parents=True)
        environment = _variables()
        for name in ("TMPDIR", "TEMP", "TMP"):
            environment.insert(name, str(working))
        self.plan.network.apply(environment, self._certificates())
        progress = Progress(self.feedback, working, self.places.new, self.plan)
        arguments = [
            *PYTHON_OPTIONS, "-m", "pip", "install", "--only-binary", ":all:", "--require-hashes", "--no-deps",
            "--no-compile", "--requirement", str(self.plan.lock.path), "--cache-dir", str(cache), "--retries", "2",
            "--no-input", "--disable-pip-version-check", "--progress-bar", "off",
        ]  # fmt: skip
        if self.plan.wheels:
            arguments += ["--no-index", "--find-links", self.plan.wheels]
        self._run(self.python, arguments, environment, progress)
        _clear(working)

    def _certificates(self) -> Path:
        """Write pip's own certificates and those that QGIS trusts into one file: either list may be incomplete."""
        bundle = self.places.downloads / "certificates.pem"
        own = [*self.places.new.glob("[Ll]ib/**/pip/_vendor/certifi/cacert.pem")]
        texts = [path.read_text(encoding="utf-8") for path in own]
        bundle.write_text("\n".join([*texts, self.plan.network.certificates]), encoding="utf-8")
        return bundle

    def _run(
        self, program: str, arguments: list[str], environment: QProcessEnvironment, progress: Progress | None = None
    ) -> None:
        if progress:
            finished = run_program(
                program, arguments, environment,
                feedback=self.feedback, on_line=progress.line, on_wait=progress.wait,
            )  # fmt: skip
        else:
            finished = run_program(program, arguments, environment)
        self._stop_if_cancelled()
        if finished.code != 0:
            raise self._explain(finished.output)

    def _explain(self, output: str) -> EngineError:
        names = {
            "folder": self.plan.place.parent,
            "python": ".".join(map(str, self.plan.base.version)),
            "wanted": tr("Python {}").format(".".join(map(str, self.plan.lock.newest))),
            "found": self.plan.base.path,
            "package": f"python{'.'.join(map(str, self.plan.base.version))}-venv",
            "lock": self.plan.lock.path,
        }
        return diagnose(self.plan.network.without_password(output), offline=bool(self.plan.wheels), **names)

    def _stop_if_cancelled(self) -> None:
        if self.feedback.isCanceled():
            raise failure("cancelled")

    def _put_in_place(self) -> None:
        place, new, old = self.plan.place, self.places.new, self.places.old
        _clear(old)
        if place.exists():
            rename(place, old)
        try:
            rename(new, place)
        except OSError:
            if old.exists():
                rename(old, place)
            raise
        # Folders in use by a running engine cannot be removed now; the next run removes them.
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(self.places.downloads, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock that only one set-up can have, across all running QGIS."""
    lock = QLockFile(str(folder / "setup.lock"))
    lock.setStaleLockTime(0)  # set-up may take hours; the lock of an ended process is stale anyway
    if not lock.tryLock(0):
        busy = lock.error() == QLockFile.LockError.LockFailedError
        raise failure("running" if busy else "not-writable", folder=folder)
    try:
        yield
    finally:
        lock.unlock()


def _variables() -> QProcessEnvironment:
    """Variables for pip, without those that would redirect packages."""
    environment = environment_for_python()
    for name in environment.keys():  # noqa: SIM118 - not a dict
        if name.upper().startswith("PIP_") and name.upper()[4:] not in _KEPT:
            environment.remove(name)
    environment.insert("PIP_USER", "0")
    return environment


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
