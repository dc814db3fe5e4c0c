"""An answer's trajectories as CSV (RFC 4180): a header, then one record a point of each run, CRLF at every end of line.

Columns: ``run`` (from 1), ``optimizer``, ``framework``, ``step`` (0 is the start), the two parameters by their names,
``loss``, ``gradient_norm``, ``learning_rate`` (of the update that led to this point; empty at the start), and, where
the answer has them, ``samples`` (indices of the data of that update's batch, with blanks between),
``track_average_x`` … for a further curve, ``gradient_x`` … and ``state_m_x`` … by quantity and parameter (``state_m``
for a scalar), ``curvature_smallest`` and ``curvature_largest``, and ``memory_x`` … (of the update that led to this
point). A run without a quantity leaves its field empty. Numbers are the shortest that
read back as the same float.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

Column = Sequence[float | str | None]


def csv_of(answer: Mapping[str, Any]) -> str:
    """The table of an answer as ``app.engine.race.race`` gives it."""
    runs = [dict(_columns(run)) for run in answer["trajectories"]]
    names = list(dict.fromkeys(chain.from_iterable(runs)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["run", "optimizer", "framework", "step", *names])
    for number, (run, columns) in enumerate(zip(answer["trajectories"], runs, strict=True), start=1):
        points = len(run["loss"])
        head = (repeat(number), repeat(run["optimizer"]), repeat(run["framework"]), range(points))
        writer.writerows(zip(*head, *(columns.get(name, repeat("", points)) for name in names), strict=False))
    return text.getvalue()


def _columns(run: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    yield from run["path"].items()
    yield "loss", run["loss"]
    yield "gradient_norm", run["gradient_norm"]
    yield "learning_rate", [None, *run["learning_rate"]]
    if run.get("samples") is not None:
        yield "samples", [None, *(" ".join(map(str, batch)) for batch in run["samples"])]
    yield from _by_parameter("track", run.get("tracks", {}))
    for parameter, column in run.get("gradient", {}).items():
        yield f"gradient_{parameter}", column
    yield from _by_parameter("state", run.get("state", {}))
    for eigenvalue, column in run.get("curvature", {}).items():
        yield f"curvature_{eigenvalue}", column
    for parameter, column in (run.get("memory") or {}).items():
        yield f"memory_{parameter}", [None, *column]


def _by_parameter(kind: str, quantities: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    for name, columns in quantities.items():
        if isinstance(columns, Mapping):
            for parameter, column in columns.items():
                yield f"{kind}_{name}_{parameter}", column
        else:
            yield f"{kind}_{name}", columns
