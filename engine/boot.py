"""Starts the engine: ``<interpreter> -I -X utf8 <plugin folder>/engine/boot.py``.

Isolated mode keeps PYTHON* variables, the user's site-packages and the working folder out of ``sys.path``. The plugin's
parent folder is appended at the END: other plugins in it must not shadow an installed package. The plugin's own package
is loaded from the location of this file, whatever the environment has under the same name.
"""

import importlib
import importlib.util
import locale
import os
import sys
from pathlib import Path


def use_plain_locale() -> None:
    """Make the C library read and compare texts in the same way everywhere.

    In a Turkish locale GDAL does not find its own option "pixel", since the capital of i is another letter there; in
    others a comma separates decimals. Names of files and messages are UTF-8 all the same, by ``-X utf8``.
    """
    for name in [name for name in os.environ if name in ("LANG", "LANGUAGE") or name.startswith("LC_")]:
        del os.environ[name]
    # For libraries that ask for the locale of the environment, and for processes that they start.
    os.environ["LC_ALL"] = "C"
    locale.setlocale(locale.LC_ALL, "C")


def main() -> int:
    """Run one engine process and return its exit code."""
    use_plain_locale()
    # Links are not resolved: the folder of a checkout is named differently from its link in the plugins' folder.
    root = Path(__file__).absolute().parents[1]
    sys.path.append(str(root.parent))
    spec = importlib.util.spec_from_file_location(root.name, root / "__init__.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{root} has no package")
    sys.modules[root.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[root.name])
    worker = importlib.import_module(f"{root.name}.engine.worker")
    code: int = worker.main()
    return code


if __name__ == "__main__":
    sys.exit(main())
