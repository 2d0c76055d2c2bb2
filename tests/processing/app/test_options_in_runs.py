"""What OneMetre's options say counts in every run: from the toolbox, in scripts and in qgis_process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import GREEN, Recorder, failure, run
from headless import make_profile

from onemetre.processing.app.settings import settings


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    settings().threads.remove()
    settings().memory_mb.remove()


@pytest.fixture
def job(bright: Path, out: Path) -> dict[str, object]:
    bands = "red=1,green=2,blue=3"
    return {"INPUT": str(bright), "BANDS": bands, "MODEL": GREEN, "DEVICE": "cpu", "OUTPUT": str(out / "o.tif")}


def told(job: dict[str, object]) -> str:
    feedback = Recorder()
    run("greenspace", job, feedback=feedback)
    return "\n".join(feedback.infos)


def test_threads_come_from_the_options_unless_they_are_given(job: dict[str, object]) -> None:
    assert "from OneMetre's options" not in told(job)
    settings().threads.setValue(1)
    assert "Processor threads, from OneMetre's options: 1." in told(job)
    assert "from OneMetre's options" not in told(job | {"THREADS": 2})
    assert "from OneMetre's options" not in told(job | {"THREADS": 0})


def test_the_memory_limit_of_the_options_counts(job: dict[str, object]) -> None:
    settings().memory_mb.setValue(2000)
    assert "Memory limit, from OneMetre's options: 2000 MB." in told(job)
    settings().memory_mb.setValue(60)
    message = failure("greenspace", job)
    assert "the limit is 60 MB" in message and "raise the limit in OneMetre's options" in message


def test_qgis_process_reads_the_options_of_the_profile(toys: Path, tmp_path: Path, job: dict[str, object]) -> None:
    headless = make_profile(tmp_path / "profile", toys)
    ini = headless.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.write_text(ini.read_text() + "\n[plugins]\nonemetre\\memory-limit=60\n")
    done = headless("run", "onemetre:greenspace", *(f"--{name}={value}" for name, value in job.items()))
    assert done.returncode != 0
    assert "the limit is 60 MB" in done.stdout + done.stderr
