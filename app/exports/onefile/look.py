"""How a figure alone is shown, in a frame or in a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from ...engine.faults import Fault, InvalidScene, must_be, unknown
from ...engine.sentences import whole
from ...settings import LIMITS
from ...text import Text
from ..locales import LANGUAGES, Language

THEMES: Final = ("auto", "light", "dark")
LAYOUTS: Final = ("overlay", "side", "3d")
# What stays unless it is hidden, and what may be shown besides.
SHOWN: Final = ("title", "player", "curves", "start", "zoom", "link")
MORE: Final = ("speed", "tabs", "legend", "views", "theme")
ALL: Final = "all"
# How curves and layers are drawn: the keys of static/js/options.js, and the runs' styles.
DRAWING: Final = ("curve", "scale", "axis", "quantity", "layers", "style")


@dataclass(frozen=True, slots=True)
class Look:
    """``step`` None is the end, or the start where it plays by itself. ``drawing`` has some of the keys DRAWING;
    ``lab`` is the address of a lab that readers can reach, for the link to it."""

    language: Language = "en"
    theme: str = THEMES[0]
    layout: str = LAYOUTS[0]
    shown: tuple[str, ...] = SHOWN
    step: int | None = None
    autoplay: bool = False
    drawing: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lab: str | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells one look from another."""
        own = (self.language, self.theme, self.layout, self.shown, self.step, self.autoplay, self.lab)
        return (*own, tuple(sorted(self.drawing.items())))


def parts_shown(show: Collection[str], hide: Collection[str]) -> tuple[str, ...]:
    """The parts that stay, in their order."""
    stay = (set() if ALL in hide else set(SHOWN)) | set(show)
    return tuple(part for part in (*SHOWN, *MORE) if part in stay - set(hide))


def look_of(
    lang: str,
    theme: str = THEMES[0],
    layout: str = LAYOUTS[0],
    show: str | Iterable[str] = (),
    hide: str | Iterable[str] = (),
    step: int | None = None,
    autoplay: bool = False,
    lab: str | None = None,
    **drawing: str,
) -> Look:
    """The look that keywords ask for, by the names and with the values of an address. Raises InvalidScene with all
    that is wrong."""
    faults: list[Fault] = []
    for name, value, allowed in (("lang", lang, LANGUAGES), ("theme", theme, THEMES), ("layout", layout, LAYOUTS)):
        if value not in allowed:
            faults.append(Fault((name,), must_be(name, Text(en=" or ".join(allowed), zh="或".join(allowed)), value)))
    for name in drawing:
        if name not in DRAWING:
            keywords = ("lang", "theme", "layout", "show", "hide", "step", "autoplay", "lab", *DRAWING)
            faults.append(Fault((name,), unknown(_KEYWORD, name, keywords)))
    if step is not None and (isinstance(step, bool) or not isinstance(step, int) or not 0 <= step <= LIMITS.steps):
        faults.append(Fault(("step",), must_be("step", whole(0, LIMITS.steps), step)))
    if lab is not None and not re.fullmatch(r"https?://[^\s/?#\"'<>]+/?", lab):
        faults.append(Fault(("lab",), must_be("lab", _ORIGIN, lab)))
    parts: dict[str, Sequence[str]] = {"show": _words(show), "hide": _words(hide)}
    for name, chosen in parts.items():
        known = (*SHOWN, *MORE) if name == "show" else (ALL, *SHOWN, *MORE)
        what = _WORD.format(key=name)
        faults += [Fault((name,), unknown(what, word, known)) for word in chosen if word not in known]
    if faults:
        raise InvalidScene(faults)
    shown = parts_shown(parts["show"], parts["hide"])
    language: Language = "zh" if lang == "zh" else "en"
    return Look(language, theme, layout, shown, step, bool(autoplay), drawing, lab and lab.rstrip("/"))


def _words(given: str | Iterable[str]) -> Sequence[str]:
    return [word.strip() for word in (given.split(",") if isinstance(given, str) else given) if word]


_ORIGIN: Final = Text(en="an address such as https://lab.example", zh="形如https://lab.example的地址")
_KEYWORD: Final = Text(en="a keyword of to_html", zh="to_html可用的关键字")
_WORD: Final = Text(en="a word for {key}", zh="{key}可用的词")
