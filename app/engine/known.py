"""What is known of a fit: its solution, the curvature there, the best rate; and how a run compares with it."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from ..text import Text
from .outcome import number
from .problem import Problem
from .trajectory import Trajectory

Facts = dict[str, Any]

_FLAT: Final = 1e-13  # of the larger curvature: less is rounding
_FLOOR: Final = 1e-10  # of the distance at the start: nearer than this the solution's own digits count

_SOLVED: Final = Text(
    en="Solved: {place}, loss {loss}.",
    zh="精确解：{place}，损失{loss}。",
)
_NEWTON: Final = Text(
    en="The lowest minimum found, by Newton’s method from the start and from the hollows of a coarse grid: {place}, "
    "loss {loss}. Elsewhere there may be a lower one.",
    zh="找到的最低的极小值（从起点和粗网格的低洼处用牛顿法下降）：{place}，损失{loss}。别处可能还有更低的。",
)
_SIMPLEX: Final = Text(
    en="The lowest minimum found, by a simplex (Nelder and Mead): {place}, loss {loss}. There is a kink or a plain "
    "there, so that no curvature says which η is best; a constant η ends by hopping about it.",
    zh="找到的最低的极小值（用Nelder–Mead单纯形法）：{place}，损失{loss}。那里是折点或平地，没有曲率可以说明最佳的η；"
    "η不变时路径最终会在它周围来回跳动。",
)
_UNKNOWN: Final = Text(
    en="No minimum was found: the loss may fall without end in some direction, or be lowest far away.",
    zh="没有找到最小值：损失可能沿某个方向无止境地下降，也可能在很远处才最低。",
)
_UNSOLVED: Final = Text(
    en="It cannot be solved in floating-point numbers: x varies too little for its size. Standardise x.",
    zh="用浮点数无法求解：相对于自身的大小，x的变化太小。请把x标准化。",
)
_BOTTOMLESS: Final = Text(en="The loss has no lowest place.", zh="这个损失没有最低处。")
_CURVED: Final = Text(
    en="{where} {low} and {high}, κ = {condition}. Gradient descent is stable for η below 2/λmax = {edge}; "
    "η = 2/(λmin + λmax) = {optimal} is best, and then each step leaves {contraction} of the distance.",
    zh="{where}{low}和{high}，κ = {condition}。η小于2/λmax = {edge}时梯度下降稳定；最优的η = 2/(λmin + λmax) = "
    "{optimal}，这时每步之后的距离是原来的{contraction}倍。",
)
_EVERYWHERE: Final = Text(en="The curvatures are everywhere", zh="曲率处处为")
_THERE: Final = Text(en="The curvatures there are", zh="该处曲率为")
_ONE_POINT: Final = Text(
    en="One point does not determine two parameters.",
    zh="一个点确定不了两个参数。",
)
_ONE_X: Final = Text(
    en="All x are equal ({x}), which does not determine both parameters.",
    zh="所有x都相等（{x}），确定不了两个参数。",
)
_SINGULAR: Final = Text(en="These data do not determine both parameters.", zh="这些数据确定不了两个参数。")
_LINE: Final = Text(
    en="The minimum is a line, along which the loss is {loss}; {place} is its point nearest to the origin, and a run "
    "ends where its own path meets the line. η must stay below 2/λmax = {edge}.",
    zh="最小值是一条直线，线上各处损失都是{loss}；{place}是其中离原点最近的点，每个运行停在自己的路径与这条线相遇之处。"
    "η必须小于2/λmax = {edge}。",
)


def facts_of(problem: Problem) -> Facts:
    """What is known of a fit, and how: numbers that are unknown or mean nothing are None."""
    assert problem.fit is not None
    best = problem.minima[0] if problem.minima else None
    first, second = problem.parameters
    known = curvature_facts(problem)
    return {
        "found": problem.fit.found,
        "solution": None if best is None else {first: best.x, second: best.y},
        "loss": None if best is None else best.value,
        "line": problem.fit.line,
        "everywhere": problem.constant_curvature,
        **known,
        "message": _message(problem, known).as_dict(),
    }


def curvature_facts(problem: Problem) -> Facts:
    """The Hessian's eigenvalues at the minimum and what follows from them."""
    best = problem.minima[0] if problem.minima else None
    curvature = problem.curvature_at(best.x, best.y) if best is not None and best.kind == "smooth" else None
    if best is None or curvature is None or not curvature[1] > 0:
        return dict.fromkeys(("eigenvalues", "condition", "edge", "optimal_rate", "contraction"))
    low, high = curvature
    flat = low <= _FLAT * high and (problem.fit is None or problem.fit.line or low <= 0)
    edge = 2 / high
    return {
        "eigenvalues": [0.0 if flat else low, high],
        "condition": None if flat else _finite(high / low),
        "edge": _finite(edge),
        "optimal_rate": None if flat else _finite(2 / (low + high)),
        "contraction": None if flat else _without_rounding((high - low) / (high + low)),
    }


def standardization_of(problem: Problem) -> Facts | None:
    """What standardising x took away, and the curvature without it and with it; None where x is as it is."""
    fit = problem.fit
    if fit is None or fit.plain is None:
        return None
    before, after = curvature_facts(fit.plain), curvature_facts(problem)
    return {"mean": fit.shift, "std": fit.scale, "before": before, "after": after}


def contraction_of(problem: Problem, record: Trajectory) -> Facts | None:
    """What each step leaves of the distance to the minimum: as measured over the second half of a run (as far as the
    digits reach), and, for plain gradient descent on a bowl, as the curvatures say; None where there is no one
    minimum."""
    fit, best = problem.fit, problem.minima[0] if problem.minima else None
    if fit is None or best is None or fit.line or fit.found not in ("solved", "newton"):
        return None
    known = curvature_facts(problem)
    measured = _measured(record, best.x, best.y)
    expected = None
    if record.plain and fit.found == "solved" and known["eigenvalues"] is not None and record.rate:
        expected = max(abs(1 - record.rate[0] * each) for each in known["eigenvalues"])
    message = None
    if fit.found == "solved" and measured is not None and known["contraction"] is not None:
        numbers = {
            "measured": number(measured),
            "expected": number(expected or 0.0),
            "best": number(known["contraction"]),
            "rate": number(record.rate[0]),
            "optimal": number(known["optimal_rate"] or 0.0),
        }
        message = (_OTHER if expected is None else _PLAIN).format(**numbers).as_dict()
    return {"expected": expected, "measured": measured, "message": message}


_PLAIN: Final = Text(
    en="Over the second half a step left {measured} of the distance to the minimum; the curvatures say {expected} for "
    "η = {rate}, and {best} for the best one, {optimal}.",
    zh="后半程每步之后到最小值点的距离是原来的{measured}倍；按曲率，η = {rate}时应为{expected}，最优的η = "
    "{optimal}时为{best}。",
)
_OTHER: Final = Text(
    en="Over the second half a step left {measured} of the distance to the minimum; plain gradient descent with the "
    "best η, {optimal}, leaves {best}.",
    zh="后半程每步之后到最小值点的距离是原来的{measured}倍；普通梯度下降取最优的η = {optimal}时为{best}。",
)


def _measured(record: Trajectory, x: float, y: float) -> float | None:
    with np.errstate(over="ignore"):
        away = np.hypot(np.array(record.x) - x, np.array(record.y) - y)
    seen = np.flatnonzero(np.isfinite(away) & (away > _FLOOR * (away[0] + math.hypot(x, y))))
    if len(seen) == 0 or seen[-1] != len(seen) - 1:
        return None  # it was there before its end, and came away again
    last = int(seen[-1])
    middle = last // 2
    if last == middle:
        return None
    return float((away[last] / away[middle]) ** (1 / (last - middle)))


def _message(problem: Problem, known: Facts) -> Text:
    fit, best = problem.fit, problem.minima[0] if problem.minima else None
    assert fit is not None
    assert problem.data is not None
    if best is None:
        if not problem.data.shape.constant_hessian:
            return _UNKNOWN
        _, *bends = (abs(each) for each in (0.0, *problem.data.hessian(*problem.start)))
        return _UNSOLVED if any(bends) else _BOTTOMLESS
    names = (f"θ{mark}" for mark in "₀₁") if problem.parameters == ("theta_0", "theta_1") else problem.parameters
    place = ", ".join(f"{name} = {number(value)}" for name, value in zip(names, (best.x, best.y), strict=True))
    said = Text(en=place, zh=place.replace(", ", "，"))
    if fit.line:
        line = _LINE.format(loss=number(best.value), place=said, edge=number(known["edge"] or 0.0))
        return _joined(_why(problem), line)
    how = {"solved": _SOLVED, "newton": _NEWTON, "simplex": _SIMPLEX}[fit.found or "newton"]
    text = how.format(place=said, loss=number(best.value))
    if known["condition"] is None or known["optimal_rate"] is None:
        return text
    low, high = known["eigenvalues"]
    curved = _CURVED.format(
        where=_EVERYWHERE if problem.constant_curvature else _THERE,
        low=number(low),
        high=number(high),
        condition=number(known["condition"]),
        edge=number(known["edge"]),
        optimal=number(known["optimal_rate"]),
        contraction=number(known["contraction"]),
    )
    return _joined(text, curved)


def _why(problem: Problem) -> Text:
    assert problem.fit is not None
    points = problem.fit.points
    if len(points) == 1:
        return _ONE_POINT
    if len({x for x, _ in points}) == 1:
        return _ONE_X.format(x=f"x = {number(points[0][0])}")
    return _SINGULAR


def _joined(first: Text, second: Text) -> Text:
    return Text(en=f"{first.en} {second.en}", zh=first.zh + second.zh)


def _without_rounding(contraction: float) -> float:
    return contraction if contraction > _FLAT else 0.0


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
