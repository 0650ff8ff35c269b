"""First file of a reading child: `python -I boot.py ROOT MODULE KIND PARENT_PID`.

`-I` leaves the working directory and the environment out of the import path, so the project's root comes by argument.
"""

from __future__ import annotations

import runpy
import sys


def boot(root: str, module: str) -> None:
    """Run the module as the main program; it finds its own arguments behind these two."""
    sys.path.insert(0, root)
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    boot(sys.argv[1], sys.argv[2])
