"""Every row of the triage table, as it really happens wherever that can be had on this machine."""

from __future__ import annotations

import os
import socket
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import Recorder
from bare_machine import copy_environments
from package_index import Index, make_wheel, self_signed, write_lock
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLockFile

from onemetre.contract.errors import EngineError
from onemetre.processing.client.interpreter import Interpreter, managed_environment
from onemetre.processing.runtime import pins
from onemetre.processing.runtime.base_python import find_base_python
from onemetre.processing.runtime.checking import check_environment, require
from onemetre.processing.runtime.install import install
from onemetre.processing.runtime.pins import read_lock
from onemetre.processing.runtime.pip_network import qgis_network
from onemetre.processing.runtime.plan import make_plan
from onemetre.processing.runtime.triage import FAILURES, diagnose

GUIDE = Path(__file__).parents[3] / "docs" / "troubleshooting.md"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without a runtime and without settings for pip; it wants one small package."""
    for name in os.environ:
        if name.upper().startswith("PIP_") or name in {"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "local"))
    monkeypatch.setattr(pins, "FOLDER", tmp_path / "locks")
    copy_environments(monkeypatch)
    yield
    QgsSettings().remove("proxy")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    made = make_wheel(tmp_path / "wheels", "om_small")
    write_lock(tmp_path / "locks", made)
    return made


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def set_up(wheels: str = "", feedback: Recorder | None = None) -> None:
    install(make_plan("map", "cpu", wheels, qgis_network()), feedback or Recorder())


def fails(key: str, wheels: str = "", feedback: Recorder | None = None) -> EngineError:
    """Set-up fails with this row and leaves no environment."""
    with pytest.raises(FAILURES[key].error) as caught:
        set_up(wheels, feedback)
    assert_row(caught.value, key)
    assert not managed_environment().exists()
    return caught.value


def assert_row(error: EngineError, key: str) -> None:
    """The error is that of the row, with all names filled in."""
    row = FAILURES[key]
    assert isinstance(error, row.error)
    for text, template in ((error.message, row.message), (error.hint, row.hint)):
        fixed = [part for part, *_ in string.Formatter().parse(template)]
        rest = text
        for part in fixed:
            assert part in rest, (text, template)
            rest = rest.split(part, 1)[1]
        assert "{" not in text


def use_proxy(port: int, kind: str = "HttpProxy") -> None:
    for name, value in {"Enabled": True, "Type": kind, "Host": "127.0.0.1", "Port": port}.items():
        QgsSettings().setValue(f"proxy/proxy{name}", value)


def test_every_row_has_a_test() -> None:
    tests = {name.removeprefix("test_row_").replace("_", "-") for name in globals() if name.startswith("test_row_")}
    assert tests == set(FAILURES)


def test_the_guide_has_the_table() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for row in FAILURES.values():
        for part, *_ in (*string.Formatter().parse(row.message), *string.Formatter().parse(row.hint)):
            assert part in text


def test_what_no_row_knows_keeps_its_last_words() -> None:
    assert "the last words" in diagnose("a\nb\nthe last words\n").message


def test_row_proxy_login(monkeypatch: pytest.MonkeyPatch, wheel: Path) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.invalid/simple")
    with Index(wheel, login="anna:secret") as proxy:
        use_proxy(proxy.port)
        fails("proxy-login")


def test_row_proxy_unreachable(monkeypatch: pytest.MonkeyPatch, wheel: Path, closed_port: int) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.invalid/simple")
    use_proxy(closed_port)
    fails("proxy-unreachable")


def test_row_proxy_socks(wheel: Path, closed_port: int) -> None:
    use_proxy(closed_port, "Socks5Proxy")
    fails("proxy-socks")


def test_row_ssl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wheel: Path) -> None:
    with Index(wheel, certificate=self_signed(tmp_path)) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        fails("ssl")


def test_row_no_tls() -> None:
    """A real pip in a Python that is denied its ssl module."""
    program = (
        "import sys; sys.modules['ssl'] = sys.modules['_ssl'] = None;"
        "from pip._internal.cli.main import main;"
        "sys.exit(main(['install', '--retries=0', '--index-url=https://127.0.0.1:9/simple', 'om-small']))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert_row(diagnose(done.stdout + done.stderr), "no-tls")


def test_row_disk_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    full = tmp_path / "small-disk"
    full.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", full], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small disk needs root")
    try:
        monkeypatch.setenv("XDG_DATA_HOME", str(full))
        big = make_wheel(tmp_path / "wheels", "om_big", files={"om_big.bin": os.urandom(60_000_000)})
        write_lock(tmp_path / "locks", big)
        with Index(big) as index:
            monkeypatch.setenv("PIP_INDEX_URL", index.url)
            fails("disk-full")
    finally:
        subprocess.run(["umount", "-l", full], check=True)


def test_row_too_little_space(tmp_path: Path) -> None:
    huge = {f"megabytes-{platform}": str(10**9) for platform in ("linux", "windows", "macos")}
    write_lock(tmp_path / "locks", **huge)
    fails("too-little-space")


def test_row_locked() -> None:
    """What Windows says, since no other system refuses this."""
    error = PermissionError(13, "The process cannot access the file because it is being used by another process")
    assert_row(diagnose(f"[WinError 32] {error.strerror}: 'C:\\\\x\\\\runtime-1.part'", folder="C:\\x"), "locked")
    said = "ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'C:\\\\x\\\\a.pyd'"
    assert_row(diagnose(said, folder="C:\\x"), "locked")


def test_row_not_writable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(FAILURES["not-writable"].error) as caught:
        set_up(str(wheel.parent))
    assert_row(caught.value, "not-writable")


def test_row_running(wheel: Path) -> None:
    folder = managed_environment().parent
    folder.mkdir(parents=True)
    other = QLockFile(str(folder / "setup.lock"))
    assert other.tryLock(0)
    fails("running", str(wheel.parent))
    other.unlock()


def test_row_hash_mismatch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wheel: Path) -> None:
    write_lock(tmp_path / "locks", wheel, hash="0" * 64)
    with Index(wheel) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        fails("hash-mismatch")


def test_row_two_onnxruntimes(tmp_path: Path) -> None:
    """An environment of the user's with both, borrowed packages and all."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "own"], check=True)
    (packages,) = [*tmp_path.glob("own/lib/python3*/site-packages"), *tmp_path.glob("own/Lib/site-packages")]
    (packages / "borrowed.pth").write_text("\n".join(path for path in sys.path if path.endswith("-packages")))
    for name in ("onnxruntime", "onnxruntime_gpu"):
        info = packages / f"{name}-1.31.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.31.1\n")
    (python,) = [path for path in (tmp_path / "own/bin/python", tmp_path / "own/Scripts/python.exe") if path.exists()]
    own = Interpreter(str(python))
    with pytest.raises(EngineError) as caught:
        require(check_environment(own, "map", Recorder()), own)
    assert_row(caught.value, "two-onnxruntimes")


def test_row_no_network(monkeypatch: pytest.MonkeyPatch, wheel: Path, closed_port: int) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{closed_port}/simple")
    fails("no-network")


def test_row_index_refuses(monkeypatch: pytest.MonkeyPatch, wheel: Path) -> None:
    with Index(wheel, status=403) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        assert "403" in fails("index-refuses").message


def test_row_wheels_incomplete(tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "om_small==1.0" in fails("wheels-incomplete", str(tmp_path / "empty")).message


def test_row_no_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    foreign = make_wheel(tmp_path / "wheels", "om_foreign", tag="cp27-cp27m-win32")
    write_lock(tmp_path / "locks", foreign)
    with Index(foreign) as index:
        monkeypatch.setenv("PIP_INDEX_URL", index.url)
        assert "om_foreign==1.0" in fails("no-wheel").message


def test_row_wrong_python(tmp_path: Path, wheel: Path) -> None:
    write_lock(tmp_path / "locks", wheel, python="3.98-3.99")
    assert f"3.{sys.version_info.minor}" in fails("wrong-python").message


def test_row_venv_missing(tmp_path: Path, wheel: Path) -> None:
    """A real Python that is denied the module, as Debian's is without python3-venv."""
    deprived = tmp_path / "python3"
    program = "import sys; sys.modules['ensurepip'] = None; exec(sys.argv[3])"
    deprived.write_text(f'#!/bin/sh\nexec {sys.executable} -I -c "{program}" "$@"\n')
    deprived.chmod(0o755)
    with pytest.raises(EngineError) as caught:
        find_base_python(read_lock("map", "cpu"), [str(tmp_path / "gone"), str(deprived)])
    assert_row(caught.value, "venv-missing")
    assert f"python3.{sys.version_info.minor}-venv" in caught.value.hint


def test_a_python_whose_environments_do_not_start_is_passed_over(tmp_path: Path, wheel: Path) -> None:
    """As in QGIS's bundles, whose Python finds its libraries only with what QGIS sets for it."""
    bundled = tmp_path / "python3"
    program = "import sys, venv; venv.create = lambda *_, **__: None; exec(sys.argv[3])"
    bundled.write_text(f'#!/bin/sh\nexec {sys.executable} -I -c "{program}" "$@"\n')
    bundled.chmod(0o755)
    lock = read_lock("map", "cpu")
    assert find_base_python(lock, [str(bundled), sys.executable]).path == sys.executable
    assert find_base_python(lock, [str(bundled)]).path == str(bundled)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the GNU C library")
def test_row_glibc(tmp_path: Path, wheel: Path) -> None:
    write_lock(tmp_path / "locks", wheel, glibc="9.9")
    assert "glibc 9.9" in fails("glibc").message


def test_row_cancelled(wheel: Path) -> None:
    feedback = Recorder()
    feedback.cancel()
    fails("cancelled", str(wheel.parent), feedback)
