"""A run with Keras's own optimizer, its own schedule and its own tools, on JAX, which keeps float64 throughout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from . import words
from .library import LibraryScript, later
from .pieces import indented
from .plan import Plan, Wrapping
from .printing import JAX, Library, number
from .refusals import DRIVEN, UNKNOWN_WRAPPER, NoScript

_RATES: Final = "keras.optimizers.schedules"
Rates = Mapping[str, float]


def _milestones(lr: float, p: Rates) -> str | None:
    if not p["late"]:
        return None
    at = sorted(int(p[f"milestone_{i}"]) for i in (1, 2, 3) if p[f"milestone_{i}"] > 0)
    if not at or len(set(at)) < len(at):
        return None
    rates = ", ".join(number(lr * p["gamma"] ** index) for index in range(len(at) + 1))
    return f"PiecewiseConstantDecay({at}, [{rates}])"


def _polynomial(lr: float, p: Rates) -> str:
    cycle = ", cycle=True" if p["cycle"] else ""
    return (
        f"PolynomialDecay({number(lr)}, {number(p['t_max'])}, end_learning_rate={number(p['eta_min'])}, "
        f"power={number(p['power'])}{cycle})"
    )


# Keras's own schedules; None where it has none with these numbers.
_OWN: Final[Mapping[str, Callable[[float, Rates], str | None]]] = {
    "step": lambda lr, p: (
        f"ExponentialDecay({number(lr)}, {number(p['step_size'])}, {number(p['gamma'])}, staircase=True)"
    ),
    "exponential": lambda lr, p: f"ExponentialDecay({number(lr)}, 1, {number(p['gamma'])})",
    "multistep": _milestones,
    "polynomial": _polynomial,
    "inverse_time": lambda lr, p: (
        f"InverseTimeDecay({number(lr)}, {number(p['decay_steps'])}, {number(p['decay_rate'])}"
        f"{', staircase=True' if p['staircase'] else ''})"
    ),
}
# Keras has these two, but takes their π in float32 whatever the type of its parameters.
_ROUNDED: Final = {"cosine": "CosineDecay", "cosine_restarts": "CosineDecayRestarts"}
_READS_THETA: Final = {"l2", "sam", "decoupled_decay"}
_CHANGES_G: Final = {"l2", "sam", "clip_norm", "clip_value"}


@dataclass
class KerasScript(LibraryScript):
    library: ClassVar[Library] = JAX
    name: ClassVar[str] = "Keras"
    packages: ClassVar[str] = "keras, jax"
    array_of_list: ClassVar[str] = "jnp.array("

    def __post_init__(self) -> None:
        if self.plan.driven:
            names = ", ".join(self.plan.driven)
            raise NoScript(DRIVEN.format(library=self.name, names=names))

    def opening(self) -> list[str]:
        return [
            "import os",
            "",
            'os.environ["KERAS_BACKEND"] = "jax"',
            "",
            *self.numpy(),
            "import jax",
            "import jax.numpy as jnp",
            "import keras",
            "",
            'jax.config.update("jax_enable_x64", True)',
            'keras.config.set_floatx("float64")',
        ]

    def array(self, expression: str) -> str:
        return f"jnp.asarray({expression})"

    @property
    def own_schedule(self) -> str | None:
        plan = self.plan
        if plan.warmup or plan.schedule.id not in _OWN:
            return None
        written = _OWN[plan.schedule.id](plan.lr, plan.rates)
        return None if written is None else f"{_RATES}.{written}"

    @property
    def by_hand(self) -> bool:
        return self.plan.scheduled and self.own_schedule is None

    def own(self, index: int) -> bool:
        """Whether a wrapper is left to Keras: it is, where Keras's own order is that of the wrappers."""
        wrappings = self.plan.wrappings
        match wrappings[index].wrapper.id:
            case "clip_norm" | "clip_value":
                return not later(wrappings, index, _CHANGES_G)
            case "decoupled_decay":
                return not later(wrappings, index, _READS_THETA) and not self.plan.values.get("weight_decay", 0)
            case "ema":
                return len([w for w in wrappings if w.variant.after]) == 1
        return False

    def body(self) -> list[str]:
        plan = self.plan
        x, y = map(number, plan.start)
        lines = [f'theta = keras.Variable(jnp.array([{x}, {y}], dtype=float), dtype="float64")']
        rate = None
        if plan.scheduled and not self.by_hand:
            lines.append(f"rate = {self.own_schedule}")
            rate = "rate"
        lines += self.call("optimizer", rate)
        if self.by_hand:
            if plan.schedule.id in _ROUNDED:
                text = words.ROUNDED_PI.format(name=f"{_RATES}.{_ROUNDED[plan.schedule.id]}")
                lines.append(f"# {self.say(text)}")
            lines += [f"base_lr = {number(plan.lr)}", *self.schedule_call()[1]]
        lines.append("gradient = jax.jit(jax.grad(loss))")
        for index, wrapping in enumerate(plan.wrappings):
            note = self.note(wrapping)
            if self.own(index):
                values = {name: number(value) for name, value in wrapping.parameters.items()}
                lines.append(wrapping.variant.call.format(**values) + note)
            elif wrapping.variant.after:
                lines.append(f"kept_{index} = theta.value{note}")
        return [*lines, "", "for k in range(steps):", *indented(self._update())]

    def _update(self) -> list[str]:
        plan = self.plan
        more = [f"g = g + {self.noisy('g')}"] if plan.noisy else []
        lines = []
        if self.by_hand:
            call = self.schedule_call()[0].replace("loss(theta)", "float(loss(theta.value))")
            lines += [call, "optimizer.learning_rate = float(lr)"]
        lines += [f"g = gradient(theta.value{self.batch})", *more]
        for index, wrapping in enumerate(plan.wrappings):
            if not self.own(index):
                lines += self._before(wrapping, more)
        lines.append("optimizer.apply([g], [theta])")
        for index, wrapping in enumerate(plan.wrappings):
            if not self.own(index):
                lines += self._after(index, wrapping)
        return lines

    def _before(self, wrapping: Wrapping, more: list[str]) -> list[str]:
        p, note = {name: number(value) for name, value in wrapping.parameters.items()}, self.note(wrapping)
        match wrapping.wrapper.id:
            case "clip_norm":
                return [f"g = g * {p['max_norm']} / jnp.maximum(jnp.linalg.norm(g), {p['max_norm']}){note}"]
            case "clip_value":
                return [f"g = jnp.clip(g, -{p['max_value']}, {p['max_value']}){note}"]
            case "l2":
                return [f"g = g + {p['weight_decay']} * theta.value{note}"]
            case "decoupled_decay":
                rate = "optimizer.learning_rate"
                return [f"theta.assign(theta.value - theta.value * {p['weight_decay']} * {rate}){note}"]
            case "sam":
                there = f"theta.value + {p['rho']} * g / (jnp.linalg.norm(g) + 1e-12)"
                return [f"there = {there}{note}", f"g = gradient(there{self.batch})", *more]
            case "lookahead" | "ema" | "polyak":
                return []
        raise NoScript(UNKNOWN_WRAPPER.format(library=self.name, name=wrapping.wrapper.name))

    def _after(self, index: int, wrapping: Wrapping) -> list[str]:
        p, kept = {name: number(value) for name, value in wrapping.parameters.items()}, f"kept_{index}"
        match wrapping.wrapper.id:
            case "ema":
                average = f"{p['decay']} * {kept} + (1 - {p['decay']}) * theta.value"
                return [f"{kept} = theta.value if k == 0 else {average}"]
            case "polyak":
                average = f"{kept} + (theta.value - {kept}) / (k + 1 - {p['start']})"
                return [f"{kept} = theta.value if k <= {p['start']} else {average}"]
            case "lookahead":
                return [
                    f"if (k + 1) % {p['every']} == 0:",
                    f"    {kept} = {kept} + {p['alpha']} * (theta.value - {kept})",
                    f"    theta.assign({kept})",
                ]
        return []

    def printing(self) -> list[str]:
        first, second = self.plan.problem.parameters
        lines = [f'print("{first}, {second} =", theta.numpy().tolist())', 'print("loss =", float(loss(theta.value)))']
        for index, wrapping in enumerate(self.plan.wrappings):
            if wrapping.wrapper.id not in ("ema", "polyak"):
                continue
            name = self.say(wrapping.variant.tracks[0].name)
            if self.own(index):
                lines += [
                    "end = theta.numpy().copy()",
                    "optimizer.finalize_variable_values([theta])",
                    f'print("{name} =", theta.numpy().tolist())',
                    "theta.assign(end)",
                ]
            else:
                lines.append(f'print("{name} =", kept_{index}.tolist())')
        return lines


def keras_script(plan: Plan, language: words.Language) -> str:
    return KerasScript(plan, language).text()
