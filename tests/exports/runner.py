"""Runs many scripts in one process, each by itself: ``python runner.py jobs.json results.json``.

A job is a name and a script; a result its name, what it printed, and the error that ended it, if one did.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import sys
import tempfile
import traceback
from pathlib import Path

# Torch's vectorised kernels fuse multiply and add; the plain ones round as NumPy does.
os.environ.setdefault("ATEN_CPU_CAPABILITY", "default")
os.environ.setdefault("JAX_PLATFORMS", "cpu")


def run(script: str, folder: Path) -> tuple[str, str | None]:
    path = folder / "script.py"
    path.write_text(script, "utf-8")
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(str(path), run_name="__main__")
    except Exception:
        return printed.getvalue(), traceback.format_exc()
    return printed.getvalue(), None


def main(jobs: str, results: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = [(name, *run(script, Path(folder))) for name, script in json.loads(Path(jobs).read_text("utf-8"))]
    Path(results).write_text(json.dumps(done), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
