"""A run with Optax's own transformation, its own schedule and its own wrappers, in float64."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from ...catalogue.terms import FRAMEWORKS
from . import words
from .library import LibraryScript
from .pieces import indented, schedule_uses_loss
from .plan import Plan, Wrapping
from .printing import JAX, Library, number
from .refusals import BY_LOSS, DRIVEN, ONE_SAM, RELEASED, UNKNOWN_WRAPPER, NoScript

Rates = Mapping[str, float]


def _milestones(lr: float, p: Rates) -> str | None:
    at = [int(p[f"milestone_{i}"]) for i in (1, 2, 3) if p[f"milestone_{i}"] > 0]
    if p["late"] or len(set(at)) < len(at):
        return None
    drops = ", ".join(f"{k}: {number(p['gamma'])}" for k in at)
    return f"optax.piecewise_constant_schedule({number(lr)}, {{{drops}}})"


def _exponential(lr: float, p: Rates) -> str | None:
    return None if p["gamma"] == 0 else f"optax.exponential_decay({number(lr)}, 1, {number(p['gamma'])})"


def _step(lr: float, p: Rates) -> str | None:
    if p["gamma"] == 0:
        return None
    return f"optax.exponential_decay({number(lr)}, {number(p['step_size'])}, {number(p['gamma'])}, staircase=True)"


def _linear(lr: float, p: Rates) -> str:
    first, last = number(lr * p["start_factor"]), number(lr * p["end_factor"])
    return f"optax.linear_schedule({first}, {last}, {number(p['t_max'])})"


def _polynomial(lr: float, p: Rates) -> str | None:
    if p["cycle"]:
        return None
    return (
        f"optax.polynomial_schedule({number(lr)}, {number(p['eta_min'])}, {number(p['power'])}, {number(p['t_max'])})"
    )


def _cosine(lr: float, p: Rates) -> str | None:
    if p["rise"] or not lr:
        return None
    return f"optax.cosine_decay_schedule({number(lr)}, {number(p['t_max'])}, alpha={number(p['eta_min'] / lr)})"


def _one_cycle(lr: float, p: Rates) -> str | None:
    if not p["whole"] or p["linear"] or p["pct_final"] or p["pct_start"] * p["t_max"] < 1:
        return None
    shape = f"pct_start={number(p['pct_start'])}, div_factor={number(p['div_factor'])}"
    total = f"{number(p['t_max'])}, {number(lr)}"
    return f"optax.cosine_onecycle_schedule({total}, {shape}, final_div_factor={number(p['final_div_factor'])})"


# Optax's own schedules; None where it has none with these numbers.
_OWN: Final[Mapping[str, Callable[[float, Rates], str | None]]] = {
    "constant": lambda lr, p: f"optax.constant_schedule({number(lr)})",
    "step": _step,
    "exponential": _exponential,
    "multistep": _milestones,
    "linear": _linear,
    "polynomial": _polynomial,
    "cosine": _cosine,
    "one_cycle": _one_cycle,
}


@dataclass
class OptaxScript(LibraryScript):
    library: ClassVar[Library] = JAX
    name: ClassVar[str] = "Optax"
    packages: ClassVar[str] = "optax, jax"
    array_of_list: ClassVar[str] = "jnp.array("

    def __post_init__(self) -> None:
        plan = self.plan
        if plan.driven:
            raise NoScript(DRIVEN.format(library=self.name, names=", ".join(plan.driven)))
        if self.by_loss and self.plateau() is None:
            raise NoScript(BY_LOSS)
        if sum(each.wrapper.id == "sam" for each in plan.wrappings) > 1:
            raise NoScript(ONE_SAM)
        if plan.optimizer.id == "adan":
            version = FRAMEWORKS["optax"].version
            raise NoScript(RELEASED.format(call="optax.adan", version=version, differs=plan.variant.differs))

    @property
    def by_loss(self) -> bool:
        return self.plan.scheduled and schedule_uses_loss(self.plan)

    def plateau(self) -> str | None:
        plan, p = self.plan, self.plan.rates
        if not (p.get("inclusive") and p.get("immediate")) or plan.warmup or not plan.lr or not p["gamma"] < 1:
            return None
        limit = f"rtol={number(p['threshold'])}" if p["relative"] else f"rtol=0.0, atol={number(p['threshold'])}"
        return (
            f"optax.contrib.reduce_on_plateau(factor={number(p['gamma'])}, patience={number(p['patience'])}, {limit}, "
            f"cooldown={number(p['cooldown'])}, min_scale={number(p['eta_min'] / plan.lr)})"
        )

    def opening(self) -> list[str]:
        return [
            *self.numpy(),
            "import jax",
            "import jax.numpy as jnp",
            "import optax",
            "",
            'jax.config.update("jax_enable_x64", True)',
        ]

    def array(self, expression: str) -> str:
        return f"jnp.asarray({expression})"

    def own_schedule(self) -> str | None:
        plan = self.plan
        if plan.schedule.id not in _OWN or plan.warmup == 1:
            return None
        own = _OWN[plan.schedule.id](plan.lr, plan.rates)
        if own is None or not plan.warmup:
            return own
        ramp = f"optax.linear_schedule({number(plan.lr / plan.warmup)}, {number(plan.lr)}, {plan.warmup - 1})"
        return f"optax.join_schedules([{ramp}, {own}], [{plan.warmup}])"

    @property
    def by_hand(self) -> bool:
        return self.plan.scheduled and not self.by_loss and self.own_schedule() is None

    def rate(self) -> tuple[list[str], str | None]:
        """The lines that make the schedule, and its name."""
        plan = self.plan
        if not plan.scheduled or self.by_loss:
            return [], None
        if not self.by_hand:
            note = f"# {self.say(words.FLOAT32)}"
            return [
                f"schedule = {self.own_schedule()}",
                note,
                "rate = lambda count: schedule(jnp.asarray(count, dtype=float))",
            ], "rate"
        call, before = self.schedule_call()
        return [
            f"base_lr = {number(plan.lr)}",
            *before,
            "rates = []",
            "for k in range(steps):",
            f"    {call}",
            "    rates.append(float(lr))",
            "rate = lambda count: jnp.array(rates)[count]",
        ], "rate"

    def _optimizer(self, rate: str | None) -> list[str]:
        """The transformation, built anew where a call of release 0.2.8 does something else."""
        plan, lr = self.plan, rate or number(self.plan.lr)
        v = {name: number(value) for name, value in plan.values.items()}
        match plan.optimizer.id:
            case "adafactor":
                return [
                    "optimizer = optax.chain(",
                    f"    optax.scale_by_factored_rms(decay_rate={v['decay_rate']}, epsilon={v['eps1']}, "
                    "decay_rate_fn=decay),",
                    f"    optax.clip_by_block_rms({v['d']}),",
                    f"    optax.scale_by_learning_rate({lr}, flip_sign=False),",
                    "    optax.scale_by_param_block_rms(),",
                    f"    optax.add_decayed_weights({v['weight_decay']}),",
                    "    optax.scale(-1),",
                    ")",
                ]
            case "polyak_sgd" if plan.lr != 1 or plan.scheduled:
                return [
                    "optimizer = optax.chain(",
                    f"    optax.scale_by_polyak(max_learning_rate={v['max_lr']}, f_min={v['f_min']}, eps={v['eps']}),",
                    f"    optax.scale_by_learning_rate({lr}),",
                    ")",
                ]
        return self.call("optimizer", rate)

    def _before_optimizer(self) -> list[str]:
        match self.plan.optimizer.id:
            case "adafactor":
                return [
                    "def decay(k, exponent):",
                    f"    # {self.say(words.POWER)}",
                    "    return 1 - (jnp.asarray(k, dtype=float) + 1)**-exponent",
                    "",
                    "",
                ]
            case "sophia":
                return [
                    "def diagonal(updates, state, params=None, **_):",
                    f"    # {self.say(words.DIAGONAL)}",
                    "    return jnp.diag(jax.hessian(loss)(params)), state",
                    "",
                    "",
                    "hessian_diagonal = optax.GradientTransformationExtraArgs(lambda params: (), diagonal)",
                    "",
                    "",
                ]
        return []

    @property
    def looks_ahead(self) -> bool:
        """Whether Optax's own Lookahead does it: it wants to stand outside of everything else."""
        after = [each.wrapper.id for each in self.plan.wrappings if each.variant.after]
        return after == ["lookahead"]

    def body(self) -> list[str]:
        plan = self.plan
        x, y = map(number, plan.start)
        made, rate = self.rate()
        lines = [*self._before_optimizer(), *made, *self._optimizer(rate)]
        if self.by_loss:
            lines.append(f"optimizer = optax.chain(optimizer, {self.plateau()})")
        lines += [line for wrapping in reversed(plan.wrappings) for line in self._around(wrapping)]
        lines.append(f"theta = jnp.array([{x}, {y}], dtype=float)")
        parameters = "theta"
        if self.looks_ahead:
            lines.append("params = optax.LookaheadParams.init_synced(theta)")
            parameters = "params"
        lines.append(f"state = optimizer.init({parameters})")
        for index, wrapping in enumerate(plan.wrappings):
            if wrapping.variant.after and not self._own_after(wrapping):
                lines.append(f"kept_{index} = theta{self.note(wrapping)}")
        late = plan.optimizer.id == "rprop"
        arguments = [parameters, "state", *self._seen()]
        here = "params.fast" if self.looks_ahead else "theta"
        batch = ", x, y" if plan.batch_size is not None else ""
        g = f"jax.grad(loss)(theta{batch})"
        seen = [f"g = {g}", f"return g + {self.noisy('g', 'noise')}"] if plan.noisy else [f"return {g}"]
        extra = [", value=loss(" + here + ")"] if plan.optimizer.id == "polyak_sgd" or self.by_loss else []
        extra += [", grad_fn=lambda theta, _: gradient(theta)"] if self._has("sam") else []
        lines += [
            "",
            "",
            "@jax.jit",
            f"def update({', '.join(arguments)}):",
            "    def gradient(theta):",
            *indented(seen, 2),
            "",
            f"    updates, state = optimizer.update(gradient({here}), state, {parameters}{''.join(extra)})",
            *([f"    updates = -state[0][1]  # {self.say(words.LATE)}"] if late else []),
            f"    return optax.apply_updates({parameters}, updates), state",
            "",
            "",
            "for k in range(steps):",
        ]
        given = [parameters, "state", *self._given()]
        inner = [f"{parameters}, state = update({', '.join(given)})"]
        if self._has("decoupled_decay") and plan.scheduled:
            inner.insert(0, "before = theta")
        for index, wrapping in enumerate(plan.wrappings):
            if not self._own_after(wrapping):
                inner += self._after(index, wrapping)
        lines += indented(inner)
        return [*lines, *(["theta = params.fast"] if self.looks_ahead else [])]

    def _has(self, wrapper: str) -> bool:
        return any(each.wrapper.id == wrapper for each in self.plan.wrappings)

    def _seen(self) -> list[str]:
        return [
            *(["x", "y"] if self.plan.batch_size is not None else []),
            *(["noise"] if self.plan.noisy else []),
        ]

    def _given(self) -> list[str]:
        return [
            *(["X[batches[k]]", "Y[batches[k]]"] if self.plan.batch_size is not None else []),
            *(["noise[k]"] if self.plan.noisy else []),
        ]

    def _around(self, wrapping: Wrapping) -> list[str]:
        """The transformation with a wrapper of Optax's own around it."""
        values = {name: number(value) for name, value in wrapping.parameters.items()}
        call = wrapping.variant.call
        match wrapping.wrapper.id:
            case "clip_norm" | "clip_value" | "l2" | "sam":
                pass
            case "decoupled_decay":
                if self.plan.scheduled:
                    return []
                call = call.replace("learning_rate", number(self.plan.lr))
            case "lookahead":
                if not self.looks_ahead:
                    return []
            case "ema" | "polyak":
                return []
            case _:
                raise NoScript(UNKNOWN_WRAPPER.format(library=self.name, name=wrapping.wrapper.name))
        return [f"optimizer = {call.format(**values)}{self.note(wrapping)}"]

    def _own_after(self, wrapping: Wrapping) -> bool:
        if wrapping.wrapper.id == "lookahead":
            return self.looks_ahead
        return wrapping.wrapper.id == "decoupled_decay" and not self.plan.scheduled

    def _after(self, index: int, wrapping: Wrapping) -> list[str]:
        p, kept = {name: number(value) for name, value in wrapping.parameters.items()}, f"kept_{index}"
        here = "params.fast" if self.looks_ahead else "theta"
        match wrapping.wrapper.id:
            case "decoupled_decay":
                return [f"theta = theta - rate(k) * {p['weight_decay']} * before{self.note(wrapping)}"]
            case "ema":
                average = f"optax.incremental_update({here}, {kept}, 1 - {p['decay']})"
                return [f"{kept} = {here} if k == 0 else {average}"]
            case "polyak":
                return [
                    f"{kept} = {here} if k <= {p['start']} else {kept} + ({here} - {kept}) / (k + 1 - {p['start']})"
                ]
            case "lookahead":
                return [
                    f"if (k + 1) % {p['every']} == 0:",
                    f"    theta = {kept} = {kept} + {p['alpha']} * (theta - {kept})",
                ]
        return []

    def printing(self) -> list[str]:
        first, second = self.plan.problem.parameters
        lines = [f'print("{first}, {second} =", theta.tolist())', 'print("loss =", float(loss(theta)))']
        for index, wrapping in enumerate(self.plan.wrappings):
            if wrapping.wrapper.id in ("ema", "polyak"):
                lines.append(f'print("{self.say(wrapping.variant.tracks[0].name)} =", kept_{index}.tolist())')
        return lines


def optax_script(plan: Plan, language: words.Language) -> str:
    return OptaxScript(plan, language).text()
