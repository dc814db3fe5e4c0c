"""How tests over the catalogue race something: a scene as JSON says it, and the answer's one trajectory."""

from __future__ import annotations

import math
from typing import Any

from app.engine.problem import surface_problem
from app.engine.race import race
from app.engine.scene import canonical, read

BOWL = {"kind": "formula", "formula": "(x - 1)**2 + 3*(y + 2)**2 + x*y", "view": {"x": [-5, 5], "y": [-5, 5]}}


def scene(problem: dict[str, Any], optimizer: str, framework: str | None = None, **more: Any) -> dict[str, Any]:
    """A scene of one run. What a run takes goes to the run, other hyperparameters by their names, the rest to the
    scene."""
    run: dict[str, Any] = {"optimizer": optimizer, "framework": framework}
    run |= {key: more.pop(key) for key in ("schedule", "noise", "batch_size") if key in more}
    own: dict[str, Any] = {key: more.pop(key) for key in ("start", "steps", "seed") if key in more}
    return {"problem": problem, "runs": [run | {"hyperparameters": more}], **own}


def run(problem: dict[str, Any] | str, optimizer: str, framework: str | None = None, **more: Any) -> dict[str, Any]:
    """The trajectory of one run, with gradients and state. A text is a surface's id."""
    spec = {"kind": "surface", "id": problem} if isinstance(problem, str) else problem
    answer = race(canonical(read(scene(spec, optimizer, framework, **more))), frozenset({"gradient", "state"}))
    trajectory: dict[str, Any] = answer["trajectories"][0]
    return trajectory


def path(trajectory: dict[str, Any]) -> list[tuple[float, float]]:
    """The points of a trajectory."""
    return list(zip(*trajectory["path"].values(), strict=True))


def end(
    problem: dict[str, Any] | str, optimizer: str, framework: str | None = None, **more: Any
) -> tuple[float, float]:
    """The last point of one run."""
    return path(run(problem, optimizer, framework, **more))[-1]


def curvatures(surface: str, x: float, y: float) -> tuple[float, float]:
    """The smallest and the largest curvature of a surface at a point."""
    found = surface_problem(surface).curvature_at(x, y)
    assert found is not None
    return found


def slope(surface: str, x: float, y: float) -> float:
    """The gradient's norm."""
    return math.hypot(*surface_problem(surface).objective.value_and_gradient(x, y)[1:])
