"""A run with PyTorch's own optimizer, its own scheduler and its own tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from . import words
from .library import LibraryScript
from .pieces import indented, schedule_uses_loss
from .plan import Plan, Wrapping
from .printing import TORCH, Library, number
from .refusals import LINE_SEARCH, UNKNOWN_WRAPPER, NoScript

_AVERAGES: Final = "torch.optim.swa_utils"
Rates = Mapping[str, float]


def _milestones(p: Rates) -> list[int]:
    return sorted(int(p[f"milestone_{i}"]) for i in (1, 2, 3) if p[f"milestone_{i}"] > 0)


def _linear(p: Rates) -> str | None:
    if not (0 < p["start_factor"] <= 1 and 0 <= p["end_factor"] <= 1):
        return None
    factors = f"start_factor={number(p['start_factor'])}, end_factor={number(p['end_factor'])}"
    return f"LinearLR(optimizer, {factors}, total_iters={number(p['t_max'])})"


def _polynomial(p: Rates) -> str | None:
    if p["eta_min"] or p["cycle"]:
        return None
    return f"PolynomialLR(optimizer, total_iters={number(p['t_max'])}, power={number(p['power'])})"


def _cosine(p: Rates) -> str | None:
    if not p["rise"]:
        return None
    return f"CosineAnnealingLR(optimizer, T_max={number(p['t_max'])}, eta_min={number(p['eta_min'])})"


def _restarts(p: Rates) -> str | None:
    if p["m_mult"] != 1 or p["t_mult"] != int(p["t_mult"]):
        return None
    cycles = f"T_0={number(p['t_0'])}, T_mult={number(p['t_mult'])}, eta_min={number(p['eta_min'])}"
    return f"CosineAnnealingWarmRestarts(optimizer, {cycles})"


# The schedulers that may follow a warm-up; None where PyTorch has none with these numbers.
_STATELESS: Final[Mapping[str, Callable[[Rates], str | None]]] = {
    "step": lambda p: f"StepLR(optimizer, step_size={number(p['step_size'])}, gamma={number(p['gamma'])})",
    "multistep": lambda p: (
        None if p["late"] else f"MultiStepLR(optimizer, milestones={_milestones(p)}, gamma={number(p['gamma'])})"
    ),
    "exponential": lambda p: f"ExponentialLR(optimizer, gamma={number(p['gamma'])})",
    "linear": _linear,
    "polynomial": _polynomial,
    "cosine": _cosine,
    "cosine_restarts": _restarts,
    "constant": lambda p: "ConstantLR(optimizer, factor=1.0)",
}


@dataclass
class TorchScript(LibraryScript):
    library: ClassVar[Library] = TORCH
    name: ClassVar[str] = "PyTorch"
    packages: ClassVar[str] = "torch"
    array_of_list: ClassVar[str] = "torch.tensor("

    def __post_init__(self) -> None:
        if self.is_lbfgs and (
            self.plan.noisy or self.plan.batch_size is not None or any(w.variant.before for w in self.plan.wrappings)
        ):
            raise NoScript(LINE_SEARCH)

    @property
    def is_lbfgs(self) -> bool:
        return "LBFGS" in self.plan.variant.call

    def opening(self) -> list[str]:
        schedulers = sorted(
            set(re.findall(r"\b[A-Z]\w*LR\w*|CosineA\w+", (self.plan.scheduled and self.scheduler()) or ""))
        )
        own = [f"from torch.optim.lr_scheduler import {', '.join(schedulers)}"] if schedulers else []
        return [*self.numpy(), "import torch", *own, "", "torch.set_default_dtype(torch.float64)"]

    def array(self, expression: str) -> str:
        return f"torch.from_numpy({expression})"

    def data(self) -> list[str]:
        return [line.replace("dtype=float", "dtype=torch.float64") for line in super().data()]

    @property
    def averaged(self) -> bool:
        return any(w.wrapper.id in ("ema", "polyak") for w in self.plan.wrappings)

    @property
    def by_hand(self) -> bool:
        return self.plan.scheduled and self.scheduler() is None

    def scheduler(self) -> str | None:
        """PyTorch's own scheduler for this run, or None."""
        plan, p = self.plan, self.plan.rates
        id, warmup = plan.schedule.id, plan.warmup
        if id in _STATELESS:
            own = _STATELESS[id](p)
            if own is None or warmup == 1:
                return None
            if not warmup:
                return own
            ramp = f"LinearLR(optimizer, start_factor=1/{warmup}, end_factor=1.0, total_iters={warmup - 1})"
            return f"SequentialLR(optimizer, [{ramp}, {own}], milestones=[{warmup}])"
        if warmup:
            return None
        match id:
            case "one_cycle":
                return self._one_cycle(p)
            case "triangular":
                return self._triangular(p)
            case "plateau":
                return self._plateau(p)
        return None

    def _momentum(self, p: Rates) -> str:
        if not self.plan.driven:
            return "cycle_momentum=False"
        return f"base_momentum={number(p['base_momentum'])}, max_momentum={number(p['max_momentum'])}"

    def _one_cycle(self, p: Rates) -> str | None:
        phases = p["pct_final"] > p["pct_start"]
        if p["whole"] or self.plan.steps > p["t_max"] or (phases and p["pct_final"] != 2 * p["pct_start"]):
            return None
        if p["pct_start"] * p["t_max"] <= 1 or p["pct_start"] >= 1 or (phases and p["pct_final"] >= 1):
            return None
        shape = f"pct_start={number(p['pct_start'])}, div_factor={number(p['div_factor'])}, "
        shape += f"final_div_factor={number(p['final_div_factor'])}, "
        shape += ("anneal_strategy='linear', " if p["linear"] else "") + ("three_phase=True, " if phases else "")
        total = f"max_lr={number(self.plan.lr)}, total_steps={number(p['t_max'])}"
        return f"OneCycleLR(optimizer, {total}, {shape}{self._momentum(p)})"

    def _triangular(self, p: Rates) -> str | None:
        mode = {(1.0, True): "", (0.5, True): ", mode='triangular2'"}.get((p["cycle_factor"], p["gamma"] == 1))
        if mode is None and p["cycle_factor"] == 1:
            mode = f", mode='exp_range', gamma={number(p['gamma'])}"
        if mode is None:
            return None
        low, high = number(p["start_factor"] * self.plan.lr), number(self.plan.lr)
        sizes = f"step_size_up={number(p['step_size_up'])}"
        sizes += f", step_size_down={number(p['step_size_down'])}" if p["step_size_down"] else ""
        return f"CyclicLR(optimizer, base_lr={low}, max_lr={high}, {sizes}{mode}, {self._momentum(p)})"

    def _plateau(self, p: Rates) -> str | None:
        if p["inclusive"] or p["immediate"] or p["gamma"] >= 1:
            return None
        mode = "rel" if p["relative"] else "abs"
        return (
            f"ReduceLROnPlateau(optimizer, factor={number(p['gamma'])}, patience={number(p['patience'])}, "
            f"threshold={number(p['threshold'])}, threshold_mode='{mode}', cooldown={number(p['cooldown'])}, "
            f"min_lr={number(p['eta_min'])}, eps=0)"
        )

    def body(self) -> list[str]:
        plan = self.plan
        x, y = map(number, plan.start)
        lines = []
        if self.averaged:
            lines += [
                "model = torch.nn.Module()",
                f"model.theta = theta = torch.nn.Parameter(torch.tensor([{x}, {y}], dtype=torch.float64))",
            ]
        else:
            lines.append(f"theta = torch.tensor([{x}, {y}], dtype=torch.float64, requires_grad=True)")
        lines += self.call("optimizer")
        if plan.scheduled:
            own = self.scheduler()
            if own is None:
                lines += [f"base_lr = {number(plan.lr)}", *self.schedule_call()[1]]
            elif plan.schedule.id != "constant" or plan.warmup:
                lines += _spread(f"scheduler = {own}")
        for index, wrapping in enumerate(plan.wrappings):
            lines += self._made(index, wrapping)
        closure = []
        if self.is_lbfgs:
            closure = [
                "",
                "",
                "def closure():",
                "    optimizer.zero_grad()",
                "    value = loss(theta)",
                "    value.backward()",
                "    return value",
                "",
            ]
        return [*lines, *closure, "", "for k in range(steps):", *indented(self._update())]

    def _update(self) -> list[str]:
        plan = self.plan
        lines = []
        group = "optimizer.param_groups[0]"
        plateau = plan.scheduled and schedule_uses_loss(plan)
        if self.by_hand:
            call = self.schedule_call()[0].replace("loss(theta)", "loss(theta).item()")
            lines += [call, f'{group}["lr"] = float(lr)']
            if "momentum" in plan.driven:
                lines.append(f'{group}["momentum"] = float(momentum)')
            if "beta1" in plan.driven:
                lines.append(f'{group}["betas"] = (float(beta1), {number(plan.values["beta2"])})')
        if plateau and not self.by_hand:
            lines.append("value = loss(theta).item()")
        if self.is_lbfgs:
            lines.append("optimizer.step(closure)")
        else:
            lines += ["optimizer.zero_grad()", f"loss(theta{self.batch}).backward()"]
            lines += [f"theta.grad += {self.noisy('theta.grad')}"] if plan.noisy else []
            for wrapping in plan.wrappings:
                lines += self._before(wrapping)
            lines.append("optimizer.step()")
        for index, wrapping in enumerate(plan.wrappings):
            lines += self._after(index, wrapping)
        if plan.scheduled and not self.by_hand:
            lines.append("scheduler.step(value)" if plateau else "scheduler.step()")
        return lines

    # Wrappers.

    def _made(self, index: int, wrapping: Wrapping) -> list[str]:
        match wrapping.wrapper.id:
            case "ema":
                decay = number(wrapping.parameters["decay"])
                average = f"{_AVERAGES}.get_ema_multi_avg_fn({decay})"
                return [f"averaged_{index} = {_AVERAGES}.AveragedModel(model, multi_avg_fn={average})"]
            case "polyak":
                return [f"averaged_{index} = {_AVERAGES}.AveragedModel(model)"]
            case "lookahead":
                return [f"slow_{index} = theta.detach().clone()"]
        return []

    def _before(self, wrapping: Wrapping) -> list[str]:
        p, note = wrapping.parameters, self.note(wrapping)
        match wrapping.wrapper.id:
            case "clip_norm" | "clip_value" | "l2":
                return [wrapping.variant.call.format(**{k: number(v) for k, v in p.items()}) + note]
            case "decoupled_decay":
                rate = 'optimizer.param_groups[0]["lr"]'
                call = wrapping.variant.call.replace("learning_rate", rate)
                return [call.format(**{k: number(v) for k, v in p.items()}) + note]
            case "sam":
                more = [f"theta.grad += {self.noisy('theta.grad')}"] if self.plan.noisy else []
                return [
                    f"climb = {number(p['rho'])} * theta.grad / (theta.grad.norm() + 1e-12){note}",
                    "there = (theta.detach() + climb).requires_grad_()",
                    f"theta.grad = torch.autograd.grad(loss(there{self.batch}), there)[0]",
                    *more,
                ]
            case "lookahead" | "ema" | "polyak":
                return []
        raise NoScript(UNKNOWN_WRAPPER.format(library=self.name, name=wrapping.wrapper.name))

    def _after(self, index: int, wrapping: Wrapping) -> list[str]:
        p, note = wrapping.parameters, self.note(wrapping)
        match wrapping.wrapper.id:
            case "ema":
                return [f"averaged_{index}.update_parameters(model){note}"]
            case "polyak":
                start = int(p["start"])
                when = [f"if k >= {start}:"] if start else []
                update = f"averaged_{index}.update_parameters(model){note}"
                return [*when, f"    {update}"] if when else [update]
            case "lookahead":
                return [
                    f"if (k + 1) % {number(p['every'])} == 0:{note}",
                    f"    slow_{index} += {number(p['alpha'])} * (theta.detach() - slow_{index})",
                    f"    theta.data.copy_(slow_{index})",
                ]
        return []

    def printing(self) -> list[str]:
        first, second = self.plan.problem.parameters
        lines = [f'print("{first}, {second} =", theta.tolist())', 'print("loss =", loss(theta).item())']
        for index, wrapping in enumerate(self.plan.wrappings):
            if wrapping.wrapper.id in ("ema", "polyak"):
                name = self.say(wrapping.variant.tracks[0].name)
                lines.append(f'print("{name} =", averaged_{index}.module.theta.tolist())')
        return lines


def _spread(line: str) -> list[str]:
    """A call in lines where it is long."""
    if len(line) <= 110:
        return [line]
    head, _, rest = line.partition("(")
    inner = rest.removesuffix(")")
    return [f"{head}(", *(f"    {part}," for part in _arguments(inner)), ")"]


def _arguments(text: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += character
    return [*parts, current.strip()]


def torch_script(plan: Plan, language: words.Language) -> str:
    return TorchScript(plan, language).text()
