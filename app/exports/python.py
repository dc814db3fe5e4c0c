"""The lab in Python, without a server: ``from app import race``.

result = race("surface=rosenbrock&run=adam:lr=0.05&run=momentum")
result = race(surface="rosenbrock", runs=["adam:lr=0.05", "momentum"], steps=300)
result[0].path[-1], result[0].outcome, result.address

In a notebook a result shows its picture, or with ``lab="http://127.0.0.1:8000"``, where a lab runs, the figure itself.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np
from numpy.typing import NDArray

from ..engine import address
from ..engine.address_reader import KEYS, Reader
from ..engine.faults import Fault, InvalidScene, must_be, unknown
from ..engine.numerals import spelled
from ..engine.race import race as raced
from ..engine.scene import Scene, canonical, read
from ..text import Text
from .frame import frame
from .onefile.look import look_of
from .onefile.page import figure_file
from .poster.poster import Look, poster, title_of
from .scripts.plan import plan_of
from .scripts.targets import script_of
from .scripts.words import Language
from .table import csv_of

Column = NDArray[np.float64]

_RUNS: Final = "runs"
_KEYWORD: Final = Text(en="a keyword of race", zh="race可用的关键字")
_LAB: Final = Text(
    en="the address of a running lab, such as http://127.0.0.1:8000",
    zh="正在运行的实验室的地址，例如http://127.0.0.1:8000",
)
# Seconds: who shows a result does not wait for a lab that is not there.
_PATIENCE: Final = 1.0


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """One run of a race. ``path`` has the shape (points, 2), the start first; ``loss`` and ``gradient_norm`` an entry
    a point, ``learning_rate`` an entry an update. ``outcome`` is a sentence, ``kind`` its kind and ``step`` the last
    point's number."""

    optimizer: str
    framework: str
    name: str
    parameters: tuple[str, str]
    path: Column
    loss: Column
    gradient_norm: Column
    learning_rate: Column
    kind: str
    step: int
    outcome: str

    def __getitem__(self, parameter: str) -> Column:
        """A column of the path by its parameter's name, such as "x" or "theta_0"."""
        if parameter not in self.parameters:
            raise KeyError(f"{parameter!r} is not a parameter; there are {' and '.join(self.parameters)}")
        column: Column = self.path[:, self.parameters.index(parameter)]
        return column

    def __repr__(self) -> str:
        first, second = self.parameters
        end = f"{first} = {self.path[-1, 0]:.6g}, {second} = {self.path[-1, 1]:.6g}, loss = {self.loss[-1]:.6g}"
        return f"{self.name} ({self.framework}): {end}. {self.outcome}"


class Race(Sequence[Run]):
    """A scene and its runs, in order. ``address`` is the canonical address of the scene, ``answer`` all that the API
    answers, ``lab`` where a lab runs, if any. Raises InvalidScene."""

    def __init__(
        self, scene: Scene, language: Language = "en", include: Sequence[str] = (), lab: str | None = None
    ) -> None:
        if lab is not None and not (urlsplit(lab).scheme in ("http", "https") and urlsplit(lab).netloc):
            raise InvalidScene([Fault(("lab",), must_be("lab", _LAB, lab))])
        self.lab = lab and lab.rstrip("/")
        self.scene = canonical(scene)
        self.language: Language = language
        self.address = address.write(self.scene)
        self.answer: Mapping[str, Any] = raced(self.scene, frozenset(include))
        first, second = self.answer["problem"]["parameters"]
        self._runs = tuple(_run(each, (first, second), language) for each in self.answer["trajectories"])

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, index: Any) -> Any:
        return self._runs[index]

    def __iter__(self) -> Iterator[Run]:
        return iter(self._runs)

    def to_csv(self, file: str | Path | None = None) -> str:
        """The table of app.exports.table, written to a file where one is named."""
        text = csv_of(self.answer)
        if file is not None:
            Path(file).write_text(text, "utf-8", newline="")
        return text

    def script(self, run: int = 0, target: str = "numpy") -> str:
        """The script of a run: numpy, pytorch, keras, optax or notebook. Raises NoScript with what is possible."""
        return script_of(plan_of(self.scene, run), target, self.language).text

    def to_html(self, file: str | Path | None = None, **look: Any) -> str:
        """The figure in one HTML file, which plays without the lab and without a network; written where a file is
        named.

        ``look`` are the keys of /embed with Python's values: ``lang``, ``theme``, ``layout``, ``show`` and ``hide``
        (names of parts), ``step``, ``autoplay``; ``curve``, ``layers`` and the like; ``lab`` is the address of a lab
        that readers can reach, for a link to it. Raises InvalidScene, which says all that is wrong.
        """
        text = figure_file(self.scene, look_of(**{"lang": self.language, **look}))
        if file is not None:
            Path(file).write_text(text, "utf-8", newline="")
        return text

    def poster(self, **look: Any) -> str:
        """The picture of the scene as SVG; ``look`` are the fields of app.exports.poster.poster.Look."""
        return poster(self.scene, Look(**{"language": self.language, **look}))

    def __repr__(self) -> str:
        return "\n".join([self.address, *map(repr, self._runs)])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """What a notebook shows: the figure, where a lab answers, else its picture, with a table of the end points;
        the picture alone, for paper; the text."""
        del include, exclude
        picture = self.poster()
        title = title_of(self.scene, self.answer["trajectories"], self.language)
        if self._lab_answers():
            shown = frame(f"{self.lab}/embed?{self.address}&lang={self.language}", title)
        else:
            # As an image, since the names inside of two pictures on one page would be the same.
            source = f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode('ascii')}"
            shown = f'<img src="{source}" alt="{escape(title)}" width="100%">'
        return {"text/plain": repr(self), "image/svg+xml": picture, "text/html": shown + self._table()}

    def _lab_answers(self) -> bool:
        if self.lab is None:
            return False
        try:
            with urlopen(f"{self.lab}/healthz", timeout=_PATIENCE) as answer:  # noqa: S310 (of http and https alone)
                return bool(answer.status == 200)
        except (URLError, OSError, ValueError):
            return False

    def _table(self) -> str:
        first, second = self.answer["problem"]["parameters"]
        heads = "".join(f"<th>{escape(head)}</th>" for head in ("", first, second, "loss", ""))
        rows = "".join(
            f"<tr><th>{escape(run.name)}</th><td>{run.path[-1, 0]:.6g}</td><td>{run.path[-1, 1]:.6g}</td>"
            f"<td>{run.loss[-1]:.6g}</td><td>{escape(run.outcome)}</td></tr>"
            for run in self
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _run(answer: Mapping[str, Any], parameters: tuple[str, str], language: Language) -> Run:
    outcome = answer["outcome"]
    return Run(
        optimizer=answer["optimizer"],
        framework=answer["framework"],
        name=answer["name"][language],
        parameters=parameters,
        path=np.column_stack([answer["path"][name] for name in parameters]),
        loss=np.array(answer["loss"]),
        gradient_norm=np.array(answer["gradient_norm"]),
        learning_rate=np.array(answer["learning_rate"]),
        kind=outcome["kind"],
        step=outcome["step"],
        outcome=outcome["message"][language],
    )


def race(
    scene: str | Mapping[str, Any] | Scene | None = None,
    /,
    *,
    language: Language = "en",
    include: Sequence[str] = (),
    lab: str | None = None,
    **keys: Any,
) -> Race:
    """Races a scene: an address, a scene as JSON has it, or keywords.

    Keywords are the keys of an address (``surface``, ``formula``, ``view``, ``dataset``, ``points``, ``model``,
    ``loss``, ``start``, ``steps``, ``seed``, ``sampling`` …) with numbers and pairs as Python has them, and ``runs``,
    a list of runs as an address or as JSON writes them. ``language`` is that of outcomes and scripts; ``include`` may
    name "gradient" and "state" for ``answer``; ``lab``, where a lab runs, lets a notebook show the figure itself.
    Raises InvalidScene, which says all that is wrong.
    """
    if isinstance(scene, Scene):
        made = scene
    elif isinstance(scene, str):
        made = address.parse(scene.partition("?")[2] or scene, ignore_foreign=scene.startswith(("/", "http")))
    elif scene is not None:
        made = read(dict(scene))
    else:
        return Race(_from_keywords(keys), language, include, lab)
    if keys:
        name = next(iter(keys))
        raise InvalidScene([Fault((name,), unknown(_KEYWORD, name, ("language", "include", "lab")))])
    return Race(made, language, include, lab)


def _from_keywords(keys: Mapping[str, Any]) -> Scene:
    runs = keys.get(_RUNS, ())
    runs = [runs] if isinstance(runs, (str, Mapping)) else list(runs)
    allowed = tuple(key for key in KEYS if key != "run")
    for key in keys:
        if key not in (*allowed, _RUNS):
            raise InvalidScene([Fault((key,), unknown(_KEYWORD, key, (*allowed, _RUNS)))])
    given = [(key, _written(value)) for key, value in keys.items() if key != _RUNS]
    given += [("run", run) for run in runs if isinstance(run, str)]
    reader = Reader(given, KEYS, False, ())
    data = reader.scene()
    written = iter(data["runs"])
    data["runs"] = [next(written) if isinstance(run, str) else dict(run) for run in runs]
    return reader.settle(lambda: read(data))


def _written(value: Any) -> str:
    """A value as an address has it: numbers in the lab's spelling, a row with commas, rows with semicolons."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float, np.number)):
        return spelled(float(value))
    rows = [_written(each) for each in value]
    nested = any(not isinstance(each, (str, int, float, np.number)) for each in value)
    return ";".join(rows) if nested else ",".join(rows)
