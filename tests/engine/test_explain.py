"""What libraries raise becomes one sentence for the user."""

from __future__ import annotations

import threading

from onemetre.engine.explain import explain


def test_a_thread_that_cannot_start_is_short_of_memory() -> None:
    usual = threading.stack_size(2**46)  # more than the addresses of a process
    try:
        threading.Thread(target=print).start()
    except RuntimeError as error:
        found = explain(error)
    finally:
        threading.stack_size(usual)
    assert found.kind == "space"
    assert found.message.isprintable()
