"""Runs a program to its end; for the thread of an algorithm, since it waits, but reacts to a cancellation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from ..client.environment import environment_for_python

POLL_MS = 200


@dataclass(frozen=True)
class Finished:
    """Result of a program.

    Attributes:
        code: Exit code; -1 = it could not be started, crashed or was cancelled.
        output: Output on both streams, or the reason why it did not start.
    """

    code: int
    output: str


def run_program(
    program: str,
    arguments: list[str],
    environment: QProcessEnvironment | None = None,
    *,
    feedback: QgsFeedback | None = None,
    on_line: Callable[[str], None] = lambda _: None,
    on_wait: Callable[[], None] = lambda: None,
) -> Finished:
    """Run a program without a shell.

    Args:
        program: Path of the executable.
        arguments: Arguments of the program.
        environment: Environment variables; None = those of this process without those that QGIS sets for its own
            Python.
        feedback: Kills the program when it is cancelled.
        on_line: Receives each line of output as it arrives.
        on_wait: Called several times per second.
    """
    process = QProcess()
    process.setProcessEnvironment(environment or environment_for_python())
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.start(program, arguments)
    if not process.waitForStarted():
        return Finished(-1, process.errorString())
    process.closeWriteChannel()
    lines: list[str] = []

    def drain() -> None:
        while process.canReadLine():
            lines.append(process.readLine().data().decode(errors="replace").rstrip())
            on_line(lines[-1])

    while process.state() != QProcess.ProcessState.NotRunning:
        process.waitForReadyRead(POLL_MS)
        drain()
        on_wait()
        if feedback is not None and feedback.isCanceled():
            process.kill()
            process.waitForFinished()
    drain()
    lines += process.readAll().data().decode(errors="replace").splitlines()
    crashed = process.exitStatus() == QProcess.ExitStatus.CrashExit
    return Finished(-1 if crashed else process.exitCode(), "\n".join(lines))
