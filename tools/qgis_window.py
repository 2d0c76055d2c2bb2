"""QGIS in a window on a virtual screen, operated from outside as a person does: by mouse, keyboard and screen."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PROGRAMS = ("qgis", "Xvfb", "openbox", "xdotool")
SIZE = (1366, 768)
PATIENCE = 300.0
"""Seconds after which waiting fails. Waiting ends as soon as the condition is met, so this limit only matters on the
busiest machine."""
_STEADY = 0.2
_STARTER = """
import sys
sys.path.append({tools!r})
import qgis_probe
qgis_probe.probe = qgis_probe.Probe({folder!r})
"""


def missing_programs() -> list[str]:
    """Programs that have to be installed first."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


class QgisWindow:
    """Context manager for QGIS on a virtual screen.

    Args:
        profile: Configuration folder of QGIS.
        environment: Environment variables to set for QGIS, or to remove if None.
        words: Translations of English texts used in questions, in the language of the profile.
    """

    def __init__(
        self, profile: Path, environment: Mapping[str, str | None], words: Mapping[str, list[str]] | None = None
    ) -> None:
        self._profile = profile
        self._words = dict(words or {})
        self._variables = environment
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            self._question, self._answer = folder / "question.json", folder / "answer.json"
            (folder / "words.json").write_text(json.dumps(self._words), encoding="utf-8")
            self._screen = folder / "Xvfb_screen0"
            self._environment = self._complete(folder)
            # The screen content is in a file, so that a picture can be taken even while QGIS is busy.
            self._environment["DISPLAY"] = stack.enter_context(virtual_screen("-dpi", "96", "-fbdir", str(folder)))
            self._start(stack, "openbox", "--sm-disable")
            # Names in a file that QGIS runs as --code disappear before long; those of a module stay.
            starter = folder / "start.py"
            starter.write_text(_STARTER.format(tools=str(Path(__file__).parent), folder=str(folder)))
            qgis = ["qgis", "--nologo", "--noversioncheck", "--code", str(starter)]
            self._qgis = self._start(stack, *qgis)
            self.ask("iface.mainWindow().showMaximized()")
            self.wait(f"rectangle(iface.mainWindow())[2] >= {SIZE[0]}")
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def ask(self, code: str, seconds: float = 0) -> Any:
        """Run the body of a function in QGIS's GUI thread, with the names of ``qgis_probe``; returns its result.

        Args:
            code: Body of a Python function.
            seconds: Maximum time for which it is repeated until it returns something true without an error.

        Raises:
            RuntimeError: The code failed, with its last error, or QGIS has ended.
        """
        until = time.time() + seconds
        part = self._question.with_suffix(".part")
        part.write_text(json.dumps({"code": code, "until": until}), encoding="utf-8")
        part.rename(self._question)
        self._await(self._answer.exists, seconds + PATIENCE)
        answer = json.loads(self._answer.read_text(encoding="utf-8"))
        self._answer.unlink()
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def wait(self, expression: str, seconds: float = PATIENCE) -> Any:
        """Wait until an expression is true; returns its value.

        Raises:
            TimeoutError: It stays false.
        """
        value = self.ask(f"return {expression}", seconds)
        if not value:
            raise TimeoutError(f"{expression} is {value!r} after {seconds} s")
        return value

    def click(self, thing: str, *, times: int = 1, button: int = 1) -> None:
        """Click on something as soon as it exists.

        Args:
            thing: Expression for a widget, an action, or a result of ``entry`` or ``row`` of ``qgis_probe``.
            times: 2 = double click.
            button: 1 = left, 3 = right.
        """
        self.point_at(thing)
        self._xdotool("click", "--repeat", times, "--delay", 60, button)

    def click_at(self, x: int, y: int, *, button: int = 1) -> None:
        """Click on a position on the screen."""
        self._xdotool("mousemove", x, y)
        # A map tool follows the mouse before it takes a click.
        threading.Event().wait(_STEADY)
        self._xdotool("click", button)

    def point_at(self, thing: str) -> None:
        """Move the mouse there once the target has stopped moving, as lists being filled and opening windows do."""
        before, place = None, self.wait(f"spot({thing})")
        while place != before:
            threading.Event().wait(_STEADY)
            before, place = place, self.wait(f"spot({thing})")
        self._xdotool("mousemove", *place)

    def drag(self, thing: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press the left button in a widget, move, release; positions are shares of its width and height."""
        left, top, width, height = self.wait(f"rectangle({thing})")

        def place(share: tuple[float, float]) -> tuple[int, int]:
            return left + round(share[0] * width), top + round(share[1] * height)

        self._xdotool("mousemove", *place(start))
        self._xdotool("mousedown", 1)
        # QGIS sees a drag only if the mouse moves between press and release.
        for share in (0.5, 1.0):
            between = tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))
            self._xdotool("mousemove", *place((between[0], between[1])))
        self._xdotool("mouseup", 1)

    def choose(self, *texts: str) -> None:
        """Click through a menu, starting from the menu bar."""
        for text in texts:
            self.click(f"entry({text!r})")

    def type(self, text: str) -> None:
        """Type into the widget with the keyboard focus."""
        self._xdotool("type", "--delay", 8, text)

    def press(self, key: str) -> None:
        """Press a key by its xdotool name: Return, ctrl+a."""
        self._xdotool("key", key)

    def picture(self) -> NDArray[np.uint8]:
        """Contents of the screen: [rows, columns, (red, green, blue)]."""
        return _read_screen(self._screen)

    @contextlib.contextmanager
    def recording(self, folder: Path, every: float = 1.0) -> Iterator[None]:
        """Save the screen into a folder at an interval of ``every`` seconds: 0000.png, 0001.png ..."""
        folder.mkdir(parents=True, exist_ok=True)
        stop = threading.Event()

        def record() -> None:
            number = 0
            while not stop.wait(every):
                save_picture(folder / f"{number:04}.png", self.picture())
                number += 1

        camera = threading.Thread(target=record)
        camera.start()
        try:
            yield
        finally:
            stop.set()
            camera.join()

    def _complete(self, folder: Path) -> dict[str, str]:
        """Environment variables of all programs."""
        own = {
            "QGIS_CUSTOM_CONFIG_PATH": str(self._profile),
            "QT_QPA_PLATFORM": "xcb",
            # Makes a point of a widget one pixel on the screen.
            "QT_AUTO_SCREEN_SCALE_FACTOR": "0",
            "QT_ENABLE_HIGHDPI_SCALING": "0",
            "QT_FONT_DPI": "96",
            "XDG_RUNTIME_DIR": str(folder),
            # The caller's virtual environment must not leak into QGIS's Python.
            "PYTHONPATH": None,
            "VIRTUAL_ENV": None,
        }
        variables = {**os.environ, **own, **self._variables}
        return {name: value for name, value in variables.items() if value is not None}

    def _start(self, stack: contextlib.ExitStack, *command: str) -> subprocess.Popen[bytes]:
        log = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        process = subprocess.Popen(
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        stack.callback(_end, process)
        return process

    def _await(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait for a condition that is visible from outside QGIS."""
        pause, end = threading.Event(), time.monotonic() + seconds
        while not condition():
            if self._qgis.poll() is not None:
                raise RuntimeError(f"QGIS has ended with {self._qgis.returncode}")
            if time.monotonic() > end:
                raise TimeoutError(f"QGIS does not answer for {seconds} s")
            pause.wait(0.02)

    def _xdotool(self, *arguments: object) -> None:
        subprocess.run(["xdotool", *map(str, arguments)], env=self._environment, check=True)  # noqa: S607


@contextlib.contextmanager
def virtual_screen(*options: str) -> Iterator[str]:
    """A virtual screen; yields the name of its display, which is the first free one.

    Args:
        options: Further options of Xvfb.

    Raises:
        RuntimeError: The screen did not start; includes the output of Xvfb.
    """
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    with os.fdopen(reading) as numbers, tempfile.TemporaryFile() as log:
        # Xvfb picks a free number itself, so that two started at once do not get the same one.
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, *options]
        screen = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(writing,), start_new_session=True
        )
        os.close(writing)
        try:
            number = numbers.readline().strip()
            if not number:
                log.seek(0)
                raise RuntimeError(f"Xvfb did not start: {log.read().decode(errors='replace').strip()}")
            yield f":{number}"
        finally:
            _end(screen)


def save_picture(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write a picture of a screen as a small PNG: 128 colours, chosen for this picture, without dithering."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def _read_screen(path: Path) -> NDArray[np.uint8]:
    """Read a window dump (XWD), [rows, columns, (red, green, blue)]."""
    content = path.read_bytes()
    header = np.frombuffer(content, ">u4", 25)
    start, width, height, stride, colors = (int(header[i]) for i in (0, 4, 5, 12, 19))
    rows = np.frombuffer(content, np.uint8, height * stride, start + 12 * colors).reshape(height, stride)
    return np.ascontiguousarray(rows[:, : width * 4].reshape(height, width, 4)[..., 2::-1])


def _end(process: subprocess.Popen[bytes]) -> None:
    # The whole group, because QGIS starts programs too; killed, because it would ask whether to save the project.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
