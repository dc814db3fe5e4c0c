"""What is wrong with a scene: every fault with its place and a sentence in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..text import Text

Path = tuple[str | int, ...]

SHOWN_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    ``path`` leads to it in the scene's JSON. ``parameter`` is the key of the address that said it, where the scene
    came from an address. ``line`` and ``column`` (from 1) are a place inside a formula.
    """

    path: Path
    text: Text
    line: int | None = None
    column: int | None = None
    parameter: str | None = None


class InvalidScene(Exception):
    """A scene that the lab does not run; ``faults`` holds all that is wrong with it, at least one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        if not self.faults:
            raise ValueError("an invalid scene has at least one fault")
        super().__init__(" ".join(fault.text.en for fault in self.faults))


def shown(value: object, depth: int = 2) -> str:
    """What was given, short and safe to print: as JSON, cut to 60 characters, without lone surrogates."""
    if isinstance(value, str):
        # Cut first: escaping a megabyte to show sixty characters of it would be slow.
        text = json.dumps(value[: SHOWN_CHARACTERS + 1], ensure_ascii=False)
    elif isinstance(value, int) and value.bit_length() > 4 * SHOWN_CHARACTERS:
        # Python refuses to print an integer of thousands of digits.
        text = f"{'-' if value < 0 else ''}2**{value.bit_length() - 1}…"
    elif value is None or isinstance(value, (bool, int, float)):
        text = json.dumps(value)
    elif isinstance(value, dict):
        text = "{…}" if value else "{}"
    elif isinstance(value, (list, tuple)):
        parts = [shown(item, depth - 1) if depth else "…" for item in value[:4]]
        text = f"[{', '.join(parts + ['…'] * (len(value) > 4))}]"
    else:
        text = type(value).__name__
    if len(text) > SHOWN_CHARACTERS:
        text = text[:SHOWN_CHARACTERS] + "…"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def listed(names: Iterable[str]) -> Text:
    """The names, as a list in a sentence."""
    names = tuple(names)
    return Text(en=", ".join(names), zh="、".join(names)) if names else Text(en="none", zh="无")


def closest(given: object, allowed: Sequence[str]) -> str | None:
    """The allowed name that a misspelt one most likely meant."""
    if not isinstance(given, str) or len(given) > SHOWN_CHARACTERS:
        return None
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(given.strip().lower().replace("-", "_"), allowed, n=1, cutoff=0.6)
    return near[0] if near else None


def unknown(what: Text, given: object, allowed: Iterable[str]) -> Text:
    """The sentence for a name that is not ``what`` (English with its article), with a suggestion where one is near."""
    names = tuple(allowed)
    sentence = Text(
        en="{given} is not {what}; allowed: {allowed}.",
        zh="{given}不是{what}；可用：{allowed}。",
    ).format(what=what, given=shown(given), allowed=listed(names))
    near = closest(given, names)
    if near is None or near == given:
        return sentence
    return Text(en=f"{sentence.en} Did you mean {near}?", zh=f"{sentence.zh}是否想写{near}？")


def repeated(key: str, count: int) -> Text:
    """The sentence for a key that may be given once."""
    return Text(en="{key} is given {count} times; write it once.", zh="{key}出现了{count}次；只能写一次。").format(
        key=key, count=count
    )


def must_be(name: str, expected: Text, given: object) -> Text:
    """The sentence for a value that is not what its field takes."""
    return Text(
        en="{name} must be {expected}; {given} was given.",
        zh="{name}必须是{expected}；给出的是{given}。",
    ).format(name=name, expected=expected, given=shown(given))
