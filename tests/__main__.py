"""Every check of the project, as README.md and CI run them: ``python -m tests [options for pytest]``.

Lint, layout, types, then the tests (which run Node's for the browser's modules). All of them run whatever the others
find; the exit status is 0 only if all passed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(pytest_options: list[str]) -> int:
    python = sys.executable
    checks = {
        "lint": [python, "-m", "ruff", "check", "."],
        "layout": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "types": [python, "-m", "mypy"],
        "tests": [python, "-m", "pytest", *pytest_options],
    }
    report, failed = [], False
    for name, command in checks.items():
        print(f"── {name}: {' '.join(['python', *command[1:]])}", flush=True)
        begin = time.monotonic()
        status = subprocess.run(command, cwd=ROOT).returncode
        failed |= status != 0
        verdict = "passed" if status == 0 else f"FAILED (exit status {status})"
        report.append(f"{name:8}{verdict} in {time.monotonic() - begin:.0f} s")
    print("──", *report, sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
