"""The keys and values of an address turned into a scene's JSON, and faults put in terms of the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from ..text import Text
from .faults import Fault, InvalidScene, Path, listed, must_be, repeated, shown, unknown
from .numerals import understood

VERSION: Final = "1"
TWICE: Final = "~~"

Pairs = list[tuple[str, str]]
Result = TypeVar("Result")

# A problem is told by one of these keys; each says the kind of problem and which further keys belong to it.
_PROBLEMS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "surface": ("surface", ()),
    "formula": ("formula", ("view",)),
    "dataset": ("fit", ("model", "loss", "standardize")),
    "points": ("fit", ("model", "loss", "standardize")),
}
PROBLEM_KEYS: Final = ("v", "surface", "formula", "view", "dataset", "points", "model", "loss", "standardize")
KEYS: Final = (*PROBLEM_KEYS, "start", "steps", "seed", "sampling", "run")
_RUN_NUMBERS: Final[Mapping[str, str]] = {"batch": "batch_size", "noise": "noise", "noise_df": "noise_df"}

FOREIGN: Final = Text(en="a key of this address", zh="这里可用的键")
FOUR_EDGES: Final = Text(
    en="four numbers x_low,x_high,y_low,y_high, such as -3,3,-2,2", zh="四个数x下限,x上限,y下限,y上限，例如-3,3,-2,2"
)
_SWITCH: Final = Text(en="0 or 1", zh="0或1")
_BLANKS: Final = ("formula", "model", "loss")  # where a plus sign may have been meant
_NO_PROBLEM: Final = Text(
    en="The address has no problem; give one such as surface=rosenbrock, formula=x**2%2By**2 or dataset=article.",
    zh="地址中没有问题；请给出一个，例如surface=rosenbrock、formula=x**2%2By**2或dataset=article。",
)
_NO_RUN: Final = Text(
    en="The address has no run; write one or more such as run=adam:lr=0.05.",
    zh="地址中没有运行；请至少写一个，例如run=adam:lr=0.05。",
)
_PLUS: Final = Text(en="In an address a + is read as a blank: write %2B.", zh="地址中的+会被读作空格，请写成%2B。")


class Reader:
    """Turns keys and values into the JSON of a scene, keeping what is wrong for the end."""

    def __init__(self, given: Pairs, keys: Sequence[str], ignore_foreign: bool, beside: Sequence[str]) -> None:
        self.faults: list[Fault] = []
        self.values: dict[str, list[str]] = {}
        for key, value in given:
            if key in keys:
                self.values.setdefault(key, []).append(value)
            elif not ignore_foreign:
                self.fault(key, unknown(FOREIGN, key, (*keys, *beside)))
        for key, several in self.values.items():
            if len(several) > 1 and key != "run":
                self.fault(key, repeated(key, len(several)))
        if (version := self.one("v")) not in (None, VERSION):
            self.fault("v", must_be("v", Text(en=VERSION, zh=VERSION), version))

    def fault(self, parameter: str, text: Text, path: Path = ()) -> None:
        self.faults.append(Fault(path, text, parameter=parameter))

    def one(self, key: str) -> str | None:
        return self.values[key][0] if key in self.values else None

    def scene(self) -> dict[str, Any]:
        data: dict[str, Any] = {"problem": self.problem()}
        for key, reading in (("start", _numbers), ("steps", understood), ("seed", understood), ("sampling", str)):
            if (text := self.one(key)) is not None:
                data[key] = reading(text)
        data["runs"] = [self.run(text, index) for index, text in enumerate(self.values.get("run", ()))]
        return data

    def problem(self) -> dict[str, Any] | None:
        named = [key for key in _PROBLEMS if key in self.values]
        for further in named[1:]:
            one = Text(
                en="{first} and {further} exclude each other: an address has one problem. Keep one of them.",
                zh="{first}与{further}不能同时出现：一个地址只有一个问题。请只保留一个。",
            )
            self.fault(further, one.format(first=named[0], further=further))
        if not named:
            return None
        key = named[0]
        kind, belonging = _PROBLEMS[key]
        text = self.values[key][0]
        problem: dict[str, Any] = {"kind": kind}
        if key == "points":
            problem[key] = [_numbers(point) for point in text.split(";")]
        else:
            problem[key] = text
        if key == "surface":
            name, options = self.options(problem.pop(key), ("problem",), key)
            problem |= {"id": name, "coefficients": {key: understood(value) for key, value in options}}
        if key == "dataset":
            problem |= self.named(key, text)
        for other in ("view", "model", "loss", "standardize"):
            if other not in self.values:
                continue
            if other not in belonging:
                owners = listed(name for name, (_, further) in _PROBLEMS.items() if other in further)
                apart = Text(
                    en="{key} goes with {owners}, not with {given}.", zh="{key}与{owners}同用，不能与{given}同用。"
                )
                self.fault(other, apart.format(key=other, owners=owners, given=key))
            elif other == "view":
                problem[other] = view_of(self.values[other][0])
            elif other == "standardize":
                problem[other] = {"0": False, "1": True}.get(self.values[other][0], self.values[other][0])
            else:
                problem |= self.named(other, self.values[other][0])
        return problem

    def named(self, key: str, text: str) -> dict[str, Any]:
        """An entry of the catalogue with its coefficients, or a formula, which has no colon."""
        if ":" not in text:
            return {key: text}
        name, options = self.options(text, ("problem",), key)
        return {key: name, f"{key}_coefficients": {name: understood(value) for name, value in options}}

    def run(self, text: str, index: int) -> dict[str, Any]:
        text, *wrappers = text.split(TWICE)
        chosen, tilde, schedule = text.partition("~")
        optimizer, options = self.options(chosen, ("runs", index))
        run: dict[str, Any] = {"optimizer": optimizer, "hyperparameters": {}}
        for key, value in options:
            if key in ("framework", "noise_kind"):
                run[key] = value
            elif key in _RUN_NUMBERS:
                run[_RUN_NUMBERS[key]] = understood(value)
            else:
                run["hyperparameters"][key] = understood(value)
        if tilde:
            name, options = self.options(schedule, ("runs", index, "schedule"))
            run["schedule"] = {"id": name, "parameters": {key: understood(value) for key, value in options}}
        for number, wrapper in enumerate(wrappers):
            name, options = self.options(wrapper, ("runs", index, "wrappers", number))
            parameters = {key: understood(value) for key, value in options}
            run.setdefault("wrappers", []).append({"id": name, "parameters": parameters})
        return run

    def options(self, text: str, path: Path, parameter: str = "run") -> tuple[str, Iterable[tuple[str, str]]]:
        name, colon, rest = text.partition(":")
        options: dict[str, str] = {}
        for part in rest.split(",") if colon else ():
            key, equals, value = (piece.strip(" ") for piece in part.partition("="))
            if not key or not equals:
                needed = Text(
                    en="{given} is not an option; write a name and a value such as lr=0.05.",
                    zh="{given}不是选项；请写名称与取值，例如lr=0.05。",
                )
                self.fault(parameter, needed.format(given=shown(part)), path)
                continue
            if key in options:
                once = Text(
                    en="{key} is given twice in {text}; write it once.",
                    zh="{key}在{text}中出现了两次；只能写一次。",
                )
                self.fault(parameter, once.format(key=key, text=shown(text)), path)
            options[key] = value
        return name.strip(" "), options.items()

    def settle(self, result: Callable[[], Result]) -> Result:
        """The result, unless it or the reading has faults: then InvalidScene with them all."""
        try:
            if not self.faults:
                return result()
            result()
        except InvalidScene as error:
            self.faults += [self.as_written(fault) for fault in error.faults]
        raise InvalidScene(self.faults)

    def as_written(self, fault: Fault) -> Fault:
        """The fault in terms of the address: the key that said it, and what that key takes."""
        match fault.path:
            case ("problem",):
                parameter, text = "surface", _NO_PROBLEM
            case ("problem", "view"):
                parameter, text = "view", must_be("view", FOUR_EDGES, self.one("view"))
            case ("problem", "id" | "coefficients", *_):
                parameter, text = "surface", fault.text
            case ("problem", "standardize"):
                parameter, text = "standardize", must_be("standardize", _SWITCH, self.one("standardize"))
            case ("problem", str(field), *_) if field.endswith("_coefficients"):
                parameter, text = field.removesuffix("_coefficients"), fault.text
            case ("problem", str(field), *_):
                parameter, text = field, fault.text
            case ("runs",) if "run" not in self.values:
                parameter, text = "run", _NO_RUN
            case ("runs", *_):
                parameter, text = "run", fault.text
            case path:
                parameter, text = str(path[0]), fault.text
        if (
            parameter in _BLANKS
            and fault.column
            and " " in (formula := self.one(parameter) or "")
            and "+" not in formula
        ):
            text = Text(en=f"{text.en} {_PLUS.en}", zh=f"{text.zh}{_PLUS.zh}")
        return replace(fault, text=text, parameter=parameter)


def view_of(text: str) -> object:
    # Anything but four numbers stays as it is, for the scene to refuse.
    edges = _numbers(text)
    return {"x": edges[:2], "y": edges[2:]} if len(edges) == 4 else text


def _numbers(text: str) -> list[int | float | str]:
    return [understood(part) for part in text.split(",")]
