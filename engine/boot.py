"""Starts the engine: ``<interpreter> -I -X utf8 <plugin folder>/engine/boot.py``.

Isolated mode keeps PYTHON* variables, the user's site-packages and the working folder out of ``sys.path``. The plugin's
parent folder is appended at the END: other plugins in it must not shadow an installed package. The plugin's own package
is loaded from the location of this file, whatever the environment has under the same name.
"""

import importlib
import importlib.util
import sys
from pathlib import Path


def main() -> int:
    """Run one engine process and return its exit code."""
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
