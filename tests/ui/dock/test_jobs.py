"""Jobs of the dock: how they are kept, who may touch them, and how the queue runs them."""

from __future__ import annotations

import dataclasses
import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from algorithms import BANDS, GREEN
from fresh_qgis import in_fresh_qgis
from headless import Headless
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE_MS
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsMapLayer, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtTest import QSignalSpy

from onemetre.contract.errors import EngineError, RequestError
from onemetre.contract.file_lock import FileLock, is_locked
from onemetre.contract.redaction import redact_all, redact_json
from onemetre.contract.requests import from_json
from onemetre.ui.dock.jobs.again import load_again, put_back, python_command, qgis_process_command
from onemetre.ui.dock.jobs.job import STATUSES, Job, job_to_json, new_jobs
from onemetre.ui.dock.jobs.queue import JobQueue
from onemetre.ui.dock.jobs.store import JobStore
from onemetre.ui.dock.jobs.table_model import AREA, ID, MAP, STATUS, TIME, JobModel, clock_text, details_text
from onemetre.ui.dock.parts.area_shape import Shape, shape_of, write_polygons
from onemetre.ui.dock.state.planned_runs import PlannedRun
from onemetre.ui.dock.state.settings import AreaChoice, DockSettings, ImageChoice
from onemetre.ui.dock.state.state import DockState

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=3,
)
JOBS = st.builds(
    Job,
    id=st.text(),
    run=st.builds(
        PlannedRun,
        algorithm=st.text(),
        parameters=st.dictionaries(st.text(), PLAIN),
        year=st.none() | st.integers(1900, 2200),
        model=st.text(),
    ),
    settings=st.text(),
    status=st.sampled_from(STATUSES),
    offered=st.booleans(),
    started=st.floats(0, 1e10),
    seconds=st.floats(0, 1e7),
    results=st.dictionaries(st.text(), PLAIN),
    message=st.text(),
    log=st.lists(st.text()).map(tuple),
)


def a_run(output: Path, year: int = 2021, **parameters: object) -> PlannedRun:
    wanted = {"BANDS": BANDS, "MODEL": GREEN, "YEAR": year, "OUTPUT": str(output), **parameters}
    return PlannedRun("greenspace", wanted, year, GREEN)


def a_job(output: Path = Path("/out/map.tif"), **fields: object) -> Job:
    (job,) = new_jobs([a_run(output)], DockSettings())
    return dataclasses.replace(job, **fields)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def store(folder: Path) -> JobStore:
    return JobStore(folder)


@pytest.fixture
def queue(store: JobStore) -> Iterator[JobQueue]:
    made = JobQueue(store)
    # pytest-qgis's window has no real layer tree, which QGIS 3.44 asks for.
    with patch("processing.gui.Postprocessing.iface", None):
        yield made
    made.stop()
    QgsProject.instance().clear()


def wait_for(queue: JobQueue, begin: Callable[[], object]) -> None:
    """Do something, and wait until nothing runs."""
    loop = QEventLoop()
    queue.idle.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    begin()
    if queue.busy:
        loop.exec()
    assert not queue.busy


# -- entries ---------------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(JOBS)
def test_jobs_survive_json(job: Job) -> None:
    kept = redact_all(dataclasses.asdict(job)) | {"settings": redact_json(job.settings)}
    assert from_json(Job, job_to_json(job)) == from_json(Job, json.dumps(kept))


def test_a_stored_job_has_no_secrets_and_is_whole_in_its_session(folder: Path, store: JobStore, out: Path) -> None:
    address = "/vsicurl/https://anna:hush@maps.example/a.tif?sig=hush"  # pragma: allowlist secret
    (job,) = new_jobs(
        [a_run(out / "map.tif", INPUT=[address])],
        DockSettings(images=(ImageChoice(source=address, year=2021, chosen=True),)),
    )
    store.add(job)
    store.put(job.with_line(f"Cannot read {address}").changed(status="failed", message=f"{address} is gone"))
    (file,) = folder.glob("*.json")
    assert "hush" not in file.read_text() and "maps.example" in file.read_text()
    from_json(DockSettings, from_json(Job, file.read_text()).settings)
    store.refresh()
    assert store.claim(job.id).run.parameters["INPUT"] == [address]
    store.put(store.claim(job.id))
    later = JobQueue(JobStore(folder))
    with pytest.raises(RequestError, match="password or token"):
        later.resume([job.id])
    later.stop()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": "1"}', '{"of": "later"}'])
def test_other_json_is_no_job(text: str) -> None:
    with pytest.raises(RequestError):
        from_json(Job, text)


def test_a_new_job_means_the_same_in_any_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    images = tuple(ImageChoice(source=f"/s/{year}.tif", year=year, chosen=True) for year in (2019, 2021))
    planned = a_run(Path("out/map.tif"), INPUT=["a.tif", "/vsizip/b.zip/b.tif"], EXTENT="0,1,0,1 [EPSG:4326]")
    (job,) = new_jobs([planned], DockSettings(images=images))
    assert job.run.parameters["INPUT"] == [str(tmp_path / "a.tif"), "/vsizip/b.zip/b.tif"]
    assert job.run.parameters["OUTPUT"] == str(tmp_path / "out" / "map.tif")
    assert job.run.parameters["EXTENT"] == "0,1,0,1 [EPSG:4326]"
    # Of the years only that of this run.
    assert [image.year for image in from_json(DockSettings, job.settings).images] == [2021]


def test_ids_have_the_order_of_the_runs() -> None:
    jobs = new_jobs([a_run(Path(f"/out/{number}.tif")) for number in range(12)], DockSettings())
    assert [job.id for job in jobs] == sorted(job.id for job in jobs)
    assert new_jobs([a_run(Path("/out/later.tif"))], DockSettings())[0].id > jobs[-1].id


def test_labels_leave_out_the_model() -> None:
    assert a_job(Path(f"/out/{GREEN}_2021_all.tif")).label == "2021_all"
    assert a_job(Path(f"/out/{GREEN}.tif")).label == GREEN


def test_a_log_is_bounded() -> None:
    job = a_job()
    for number in range(500):
        job = job.with_line(f"line {number} " + "x" * 10_000)
    assert "line 499" in job.log[-1] and len("".join(job.log)) < 1_000_000


def test_an_automatic_choice_stays_one_and_names_the_model_that_was_used() -> None:
    (job,) = new_jobs([a_run(Path("/out/map.tif"), MODEL="auto", TITLE="Urban green, town, 2021")], None)
    assert details_text(job, mine=True) == f"Urban green, town, 2021\nAutomatic ({GREEN})"
    done = job.changed(status="done", results={"MODEL_USED": "toy.other_v1"})
    assert "Automatic (toy.other_v1)" in details_text(done, mine=True) and done.model == "toy.other_v1"
    assert "--MODEL=auto" in qgis_process_command(done) and "'MODEL':'auto'" in python_command(done)
    named = a_job().changed(results={"MODEL_USED": GREEN})
    assert details_text(named, mine=True) == GREEN and f"--MODEL={GREEN}" in qgis_process_command(named)


# -- the store -------------------------------------------------------------------------------------------------------


def test_jobs_are_there_in_the_next_session(folder: Path, store: JobStore) -> None:
    older, newer = a_job(), a_job()
    for job in (older, newer):
        store.add(job)
    store.put(newer.changed(status="done", results={"COVERED_KM2": 2.0}))
    store.put(older.changed(status="failed", message="No."))
    again = JobStore(folder).jobs
    assert [(job.id, job.status) for job in again] == [(newer.id, "done"), (older.id, "failed")]
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".json"]


def test_what_ran_when_qgis_was_closed_is_interrupted(folder: Path, store: JobStore) -> None:
    job = a_job(status="running")
    store.add(job)
    store.close()
    again = JobStore(folder)
    assert [job.status for job in again.jobs] == ["interrupted"]
    # To go on is offered once.
    assert [cut.id for cut in again.take_cut_off()] == [job.id]
    assert again.take_cut_off() == [] and JobStore(folder).take_cut_off() == []


def test_what_runs_elsewhere_is_left_alone(folder: Path, store: JobStore) -> None:
    job = a_job(status="running")
    store.add(job)
    other = JobStore(folder)
    assert [job.status for job in other.jobs] == ["running"] and not other.is_mine(job.id)
    for attempt in (other.claim, other.remove):
        with pytest.raises(RequestError, match="another window"):
            attempt(job.id)
    store.put(job.changed(status="done"))
    other.refresh()
    assert [job.status for job in other.jobs] == ["done"]
    other.remove(job.id)
    assert list(folder.iterdir()) == []
    with pytest.raises(RequestError, match="was removed"):
        store.claim(job.id)
    assert store.jobs == []


def test_only_one_window_resumes_a_job(folder: Path, store: JobStore) -> None:
    job = a_job()
    store.add(job)
    store.close()
    first, second = JobStore(folder), JobStore(folder)
    first.put(first.claim(job.id).changed(status="waiting"))
    with pytest.raises(RequestError, match="another window"):
        second.claim(job.id)


def test_only_the_newest_are_kept(folder: Path) -> None:
    store = JobStore(folder, most=3)
    live, *others = (a_job() for _ in range(6))
    store.add(live)
    for job in others:
        store.add(job)
        store.put(job.changed(status="done"))
    # What runs is not forgotten, however old it is.
    assert [job.id for job in store.jobs] == [job.id for job in (*others[:-4:-1], live)]


def test_other_files_are_no_jobs(folder: Path, store: JobStore) -> None:
    job = a_job()
    store.add(job)
    (folder / f"{job.id}x.json").write_text((folder / f"{job.id}.json").read_text())
    (folder / "1.json").write_text("no job")
    (folder / "2.json").write_bytes(b"\xff\xfe")
    store.refresh()
    assert [found.id for found in store.jobs] == [job.id]


def test_a_profile_that_cannot_be_written_is_no_reason_not_to_map(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = JobStore(tmp_path / "file" / "jobs")
    job = a_job(status="running")
    store.add(job)
    store.refresh()
    assert store.get(job.id) == job and store.is_mine(job.id)
    store.put(job.changed(status="done"))
    store.refresh()
    assert [job.status for job in store.jobs] == ["done"]
    # What could not be written is written as soon as that is possible.
    (tmp_path / "file").unlink()
    (tmp_path / "file" / "jobs").mkdir(parents=True)
    store.refresh()
    assert [job.status for job in JobStore(tmp_path / "file" / "jobs").jobs] == ["done"]


def test_a_lock_has_one_holder_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first, second = FileLock(path), FileLock(path)
    assert first.acquire() and first.acquire() and not second.acquire() and is_locked(path)
    elsewhere = f"""
        from pathlib import Path
        from onemetre.contract.file_lock import FileLock, is_locked
        print(is_locked(Path({str(path)!r})), FileLock(Path({str(path)!r})).acquire())
    """
    assert in_fresh_qgis(elsewhere).split() == ["True", "False"]
    first.release()
    assert not path.exists() and not is_locked(path)
    assert second.acquire()
    second.release()


# -- the table -------------------------------------------------------------------------------------------------------


def test_the_table_follows_the_store(store: JobStore) -> None:
    model = JobModel(store)

    def texts() -> list[list[str]]:
        return [[model.index(row, c).data() for c in range(AREA + 1)] for row in range(model.rowCount())]

    older, newer = a_job(Path("/out/a.tif")), a_job(Path("/out/b.tif"))
    store.add(newer)
    store.add(older)
    assert [row[MAP] for row in texts()] == ["b", "a"]
    store.put(older.changed(status="running"))
    model.show_progress(older.id, 41.6)
    assert texts()[1] == ["a", "42 %", "", ""]
    store.put(older.changed(status="done", seconds=75.4, results={"COVERED_KM2": 12.3}))
    assert texts()[1] == ["a", "done", "1:15", "12.3"]
    store.put(newer.changed(status="failed", message="The disk is full."))
    assert model.index(0, STATUS).data(3) == "The disk is full."
    assert model.index(1, TIME).data(ID) == older.id
    store.remove(newer.id)
    assert [row[MAP] for row in texts()] == ["a"]


def test_durations() -> None:
    assert [clock_text(s) for s in (0.4, 59.6, 3599, 3600, 100_000)] == [
        "0:00",
        "1:00",
        "59:59",
        "1:00:00",
        "27:46:40",
    ]


# -- the queue -------------------------------------------------------------------------------------------------------


def test_runs_are_done_one_after_the_other(queue: JobQueue, bright: Path, out: Path) -> None:
    further = {"PROBABILITY": str(out / "p.tif"), "POLYGONS": str(out / "p.gpkg")}
    runs = [
        a_run(out / "2019.tif", 2019, INPUT=[str(bright)], REPORT=str(out / "2019.html")),
        a_run(out / "2020.tif", 2020, INPUT=[str(out / "nowhere.tif")]),
        a_run(out / "2021.tif", 2021, INPUT=[str(bright)], **further),
    ]
    began, idle = QSignalSpy(queue.began), QSignalSpy(queue.idle)
    wait_for(queue, lambda: queue.start(runs, DockSettings()))
    third, second, first = queue.store.jobs
    assert [job.status for job in (first, second, third)] == ["done", "failed", "done"], second.message
    assert "nowhere.tif" in second.message and "nowhere.tif" in second.log[-1]
    assert Path(first.report).is_file() and first.covered_km2 and first.seconds > 0 and first.log
    assert [list(call) for call in began] == [[1, 3], [2, 3], [3, 3]] and [list(call) for call in idle] == [[False]]

    # The maps once more, as they were.
    project = QgsProject.instance()
    before = sorted(_looks(layer) for layer in project.mapLayers().values())
    project.clear()
    for job in (first, third):
        assert load_again(job) == []
    assert sorted(_looks(layer) for layer in project.mapLayers().values()) == before
    project.clear()
    for path in out.glob("*2019*"):
        path.unlink()
    with pytest.raises(EngineError, match="no longer exist"):
        load_again(first)


def _looks(layer: QgsMapLayer) -> tuple[object, ...]:
    """Name, source, legend, year."""
    if isinstance(layer, QgsRasterLayer):
        legend = [(label, color.name()) for label, color in layer.renderer().legendSymbologyItems()]
    else:
        legend = [(item.label(), item.symbol().color().name()) for item in layer.renderer().legendSymbolItems()]
    year = layer.temporalProperties().fixedTemporalRange().begin().date().year()
    return layer.name(), layer.source(), legend, year


def test_one_or_all_are_cancelled(queue: JobQueue, bright: Path, out: Path) -> None:
    runs = [a_run(out / f"{year}.tif", year, INPUT=[str(bright)]) for year in (2018, 2019, 2020, 2021)]

    def begin() -> None:
        queue.start(runs, DockSettings())
        waiting = [job.id for job in queue.store.jobs if job.status == "waiting"]
        assert len(waiting) == 3
        queue.cancel(waiting[1:2])
        assert [job.status for job in reversed(queue.store.jobs)] == ["running", "waiting", "cancelled", "waiting"]
        queue.cancel()

    wait_for(queue, begin)
    assert {job.status for job in queue.store.jobs} == {"cancelled"}
    assert not list(out.glob("*.tif"))
    # And resumed, the earliest first.
    wait_for(queue, lambda: queue.resume([job.id for job in reversed(queue.store.jobs)][:2]))
    assert [job.status for job in reversed(queue.store.jobs)] == ["done", "done", "cancelled", "cancelled"]
    done = queue.store.jobs[-1]
    with pytest.raises(RequestError, match="is already done"):
        queue.resume([done.id])
    assert queue.store.get(done.id) == done and not queue.busy


def test_what_runs_and_waits_is_interrupted_when_the_plugin_is_unloaded(
    folder: Path, queue: JobQueue, bright: Path, out: Path
) -> None:
    another = JobQueue(JobStore(folder))
    another.start([a_run(out / f"{year}.tif", year, INPUT=[str(bright)]) for year in (2020, 2021)], DockSettings())
    another.stop()
    queue.store.refresh()
    assert [job.status for job in queue.store.jobs] == ["interrupted", "interrupted"]
    wait_for(queue, lambda: queue.resume([job.id for job in queue.store.jobs]))
    assert [job.status for job in queue.store.jobs] == ["done", "done"]


# -- settings --------------------------------------------------------------------------------------------------------


@pytest.fixture
def state() -> Iterator[DockState]:
    made = DockState()
    yield made
    made.close()
    QgsProject.instance().clear()


def from_dock(area: AreaChoice, **parameters: object) -> Job:
    (job,) = new_jobs([a_run(Path("/out/map.tif"), **parameters)], DockSettings(area=area, device="cpu"))
    return job


def test_what_was_on_the_screen_comes_back_as_a_rectangle(state: DockState) -> None:
    view = AreaChoice(kind="canvas", crs="EPSG:32632", extent=(1.5, 2.0, 3.0, 4.0))
    put_back(from_dock(view), state)
    area = state.settings.area
    assert (area.kind, area.name, area.crs, state.settings.device) == ("drawn", "view", "EPSG:32632", "cpu")
    assert shape_of(area, []).polygons[0].boundingBox() == QgsRectangle(1.5, 2.0, 3.0, 4.0)


def test_polygons_of_a_layer_that_is_gone_come_back_from_their_file(state: DockState, out: Path) -> None:
    square = QgsGeometry.fromRect(QgsRectangle(0, 0, 10, 10))
    file = write_polygons(Shape((square,), QgsCoordinateReferenceSystem("EPSG:32632")), str(out))
    put_back(from_dock(AreaChoice(kind="layer", name="town", layer="gone", selected=True), AOI=file), state)
    assert [layer.name() for layer in QgsProject.instance().mapLayers().values()] == ["town"]
    assert shape_of(state.settings.area, []).polygons[0].area() == 100


def test_what_cannot_be_put_back_is_said(state: DockState) -> None:
    images = (ImageChoice(source="/nowhere/2021.tif", year=2021, chosen=True),)
    (job,) = new_jobs([a_run(Path("/out/map.tif"))], DockSettings(images=images))
    assert put_back(job, state) == ["/nowhere/2021.tif"]
    with pytest.raises(RequestError, match="another version"):
        put_back(dataclasses.replace(job, settings='{"of": "later"}'), state)


# -- commands --------------------------------------------------------------------------------------------------------


def test_commands_run(qgis_process: Headless, tmp_path: Path, bright: Path, out: Path) -> None:
    odd = bright.with_name('it\'s "one" $1.tif')
    bright.rename(odd)
    job = a_job(out / "a map.tif")
    job.run.parameters["INPUT"] = [str(odd), str(odd)]
    program, *arguments = shlex.split(qgis_process_command(job))
    assert program == "qgis_process" and arguments[0] == "run"
    results = qgis_process.results(*arguments[1:])
    assert results["OUTPUT"] == str(out / "a map.tif") and results["AREA_KM2"] > 0
    (out / "a map.tif").unlink()
    code = f"import processing\nresults = {python_command(job)}"
    names: dict[str, dict[str, object]] = {}
    exec(code, names)
    assert names["results"]["AREA_KM2"] == results["AREA_KM2"] and (out / "a map.tif").is_file()


def test_a_command_names_inputs_that_are_gone() -> None:
    job = a_job()
    job.run.parameters["INPUT"] = ["/nowhere/a.tif"]
    assert "['/nowhere/a.tif']" in python_command(job) and "--INPUT=/nowhere/a.tif" in qgis_process_command(job)
