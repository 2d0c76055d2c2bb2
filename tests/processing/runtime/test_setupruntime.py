"""The life of an environment, with packages of a few bytes from an index on this machine."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from algorithms import Recorder, algorithm, failure, left, run
from bare_machine import bare_machine, bridge_wheel, copy_environments
from headless import Headless
from package_index import Index, make_wheel, self_signed, write_lock
from patience import PATIENCE
from qgis.core import QgsProcessingException, QgsSettings

from onemetre.processing.app.settings import settings
from onemetre.processing.client.interpreter import Interpreter, find_interpreter, managed_environment
from onemetre.processing.runtime.install import install
from onemetre.processing.runtime.pip_network import Network
from onemetre.processing.runtime.plan import make_plan
from onemetre.processing.runtime.situation import look
from onemetre.processing.runtime.state import State, read_state, write_state

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the test environment borrows packages as on Linux")

# With characters that an address cannot hold as they are.
PASSWORD = "ge heim@"  # pragma: allowlist secret


@pytest.fixture(scope="session")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bridge_wheel(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder of the lock files."""
    with bare_machine(monkeypatch, tmp_path) as locks:
        yield locks


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Environments are copied."""
    copy_environments(monkeypatch)


def set_up(action: str = "install", feedback: Recorder | None = None, **parameters: Any) -> dict[str, Any]:
    return run("setupruntime", {"ACTION": action, "DEVICE": "cpu", **parameters}, feedback=feedback)


def listing(folders: list[Path]) -> str:
    """Hash over names, sizes and times of all files."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if "__pycache__" not in path.parts:
                state = path.lstat()
                digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def test_an_environment_is_made_kept_updated_and_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, machine: Path, bridge: Path
) -> None:
    qgis = [Path("/usr/lib/python3/dist-packages"), *Path("/usr/local/lib").glob("python3*/dist-packages")]
    before = listing(qgis)
    place = managed_environment()
    one, two = (make_wheel(tmp_path, "om_one", version) for version in ("1.0", "2.0"))
    with Index(one, two, bridge) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
        write_lock(machine, one, bridge)

        said = Recorder()
        made = set_up(feedback=said)
        assert made == {
            "STATE": "ready",
            "INTERPRETER": str(place / "bin" / "python"),
            "DEVICE_USED": "cpu",
            "MEGABYTES": 1,
        }
        assert any(str(place) in line and "/usr/bin/python3" in line for line in said.infos)
        assert any("takes about" in line for line in said.infos)
        assert left(place.parent) == [place.name]
        assert find_interpreter() == Interpreter(made["INTERPRETER"], managed=True)
        assert not (tmp_path / "elsewhere").exists()

        asked = len(index.downloads)
        again = Recorder()
        assert set_up(feedback=again)["STATE"] == "ready"
        assert any("up to date" in line for line in again.infos)
        assert len(index.downloads) == asked

        (module,) = place.rglob("bridge.pth")
        module.unlink()
        assert set_up("check")["STATE"] == "incomplete"
        assert set_up()["STATE"] == "ready"

        write_lock(machine, two, bridge)
        assert set_up("check")["STATE"] == "outdated"
        assert set_up()["STATE"] == "ready"
        assert set_up("check")["STATE"] == "ready"
        (module,) = place.rglob("om_one.py")
        assert "2.0" in module.read_text()

    assert set_up("remove")["STATE"] == "missing"
    assert not place.exists()
    assert set_up("check")["STATE"] == "missing"
    assert listing(qgis) == before


@pytest.mark.usefixtures("ready")
def test_a_cancelled_set_up_goes_on_where_it_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, machine: Path, bridge: Path
) -> None:
    first = make_wheel(tmp_path, "om_first")
    write_lock(machine, first, bridge)
    with Index(first, bridge) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        # pip keeps nothing that comes over plain HTTP from a host that is not trusted.
        monkeypatch.setenv("PIP_TRUSTED_HOST", "127.0.0.1")
        index.hold = bridge.name
        feedback = Recorder()

        def cancel() -> None:
            if index.holding.wait(PATIENCE):
                feedback.cancel()

        canceller = threading.Thread(target=cancel)
        canceller.start()
        # processing.run gives no result for what was cancelled, or an exception: what counts is what is left.
        with pytest.raises(QgsProcessingException, match="kept"):
            set_up(feedback=feedback)
        canceller.join()
        assert not managed_environment().exists()
        index.release.set()
        index.hold = ""
        assert set_up()["STATE"] == "ready"
        assert index.downloads.count(first.name) == 1
        assert index.downloads.count(bridge.name) == 2


@pytest.mark.usefixtures("ready")
def test_a_failure_leaves_the_environment_that_is_there(machine: Path, tmp_path: Path, bridge: Path) -> None:
    write_lock(machine, bridge)
    assert set_up(WHEELS=str(bridge.parent))["STATE"] == "ready"
    write_lock(machine, make_wheel(tmp_path, "om_new"), bridge)
    assert "om_new" in failure("setupruntime", {"DEVICE": "cpu", "WHEELS": str(bridge.parent)})
    assert set_up("check")["STATE"] == "outdated"


@pytest.mark.usefixtures("ready")
def test_an_environment_with_a_profile_of_an_earlier_version_is_updated(machine: Path, bridge: Path) -> None:
    write_lock(machine, bridge)
    assert set_up(WHEELS=str(bridge.parent))["STATE"] == "ready"
    place = managed_environment()
    write_state(place, State("imagery", "cpu", "lock file of another version"))
    assert find_interpreter().managed, "it stays in use"
    assert look().outdated
    write_lock(machine, make_wheel(bridge.parent, "om_more"), bridge)
    said = Recorder()
    assert set_up("check", feedback=said)["STATE"] == "outdated"
    assert any("another version" in line for line in said.warnings)
    assert set_up(WHEELS=str(bridge.parent))["STATE"] == "ready"
    state = read_state(place)
    assert state
    assert (state.profile, state.variant, state.is_current()) == ("map", "cpu", True)
    assert list(place.rglob("om_more.py"))
    assert set_up("check")["STATE"] == "ready"


@pytest.mark.parametrize("profile", ["unknown", "", None, 7, ["map"]])
def test_a_state_that_no_version_wrote_is_none(tmp_path: Path, profile: object) -> None:
    (tmp_path / "onemetre.json").write_text(json.dumps({"profile": profile, "variant": "cpu", "lock": ""}))
    assert read_state(tmp_path) is None


@pytest.mark.usefixtures("ready")
def test_the_proxy_of_qgis_is_used_and_its_password_never_shown(
    monkeypatch: pytest.MonkeyPatch, machine: Path, bridge: Path
) -> None:
    write_lock(machine, bridge)
    monkeypatch.setenv("PIP_INDEX_URL", "http://index.invalid/simple")
    monkeypatch.setenv("PIP_TRUSTED_HOST", "index.invalid")
    with Index(bridge, login=f"anna:{PASSWORD}") as proxy:
        values = {"Enabled": True, "Type": "HttpProxy", "Host": "127.0.0.1", "Port": proxy.port}
        for key, value in {**values, "User": "anna", "Password": PASSWORD}.items():
            QgsSettings().setValue(f"proxy/proxy{key}", value)
        feedback = Recorder()
        assert set_up(feedback=feedback)["STATE"] == "ready"
        assert proxy.downloads == [bridge.name]
    assert "heim" not in feedback.textLog()


@pytest.mark.usefixtures("ready")
def test_certificates_that_qgis_trusts_are_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, machine: Path, bridge: Path
) -> None:
    write_lock(machine, bridge)
    certificate = self_signed(tmp_path)
    with Index(bridge, certificate=certificate) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        plan = make_plan("map", "cpu", "", Network(certificates=(tmp_path / "certificate.pem").read_text()))
        assert install(plan, Recorder()).device == "cpu"


@pytest.mark.usefixtures("ready")
def test_an_existing_environment_is_checked_and_used(tmp_path: Path, machine: Path, bridge: Path) -> None:
    write_lock(machine, bridge)
    result = set_up(PYTHON=sys.executable)
    assert (result["STATE"], result["DEVICE_USED"]) == ("ready", "cpu")
    assert settings().python.value() == sys.executable
    assert not managed_environment().exists()
    # An environment that OneMetre makes is asked for as explicitly, and takes its place.
    assert set_up(WHEELS=str(bridge.parent))["STATE"] == "ready"
    assert settings().python.value() == ""


def test_what_an_environment_lacks_is_said_and_it_is_not_used() -> None:
    parameters = {"PYTHON": "/usr/bin/python3", "PROFILE": "train"}
    message = failure("setupruntime", parameters)
    assert "The package torch is not installed." in message
    assert settings().python.value() == ""
    said = Recorder()
    assert set_up("check", feedback=said, **parameters)["STATE"] == "incomplete"
    assert any("torch" in line for line in said.warnings)


@pytest.mark.parametrize(("name", "value"), [("ACTION", "destroy"), ("PROFILE", "imagery"), ("DEVICE", "tpu")])
def test_an_unknown_choice_is_refused(name: str, value: str) -> None:
    assert value in failure("setupruntime", {name: value})


def test_it_can_be_run_without_a_runtime_and_the_others_point_to_it() -> None:
    assert algorithm("setupruntime").canExecute() == (True, "")
    possible, reason = algorithm("greenspace").canExecute()
    assert not possible
    assert "onemetre:setupruntime" in reason


def test_a_script_can_ask_what_would_be_done(qgis_process: Headless, tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "local"), "ONEMETRE_PYTHON": ""}
    done = qgis_process(
        "--json", "run", "onemetre:setupruntime", "--ACTION=check", "--DEVICE=cpu", environment=environment
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert results["STATE"] in {"missing", "ready", "incomplete"}
    if results["STATE"] == "missing":
        assert results["MEGABYTES"] > 50
