"""What a file is put together from: modules as data: addresses, styles, the words that its modules say, and the policy
that lets run and be seen exactly that."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from functools import cache
from hashlib import sha256
from typing import Final

from ...assets import asset_path
from ..locales import Language, words
from ..modules import imported, sent

# Of the figure alone, in this order.
SHEETS: Final = ("tokens", "controls", "parts", "bar", "results", "layout", "panels", "curves", "embed")

_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# Of mathematics, which a figure alone does not set.
_FONT: Final = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_SPACE: Final = re.compile(r"\s*\n\s*")

# What a URL parser would drop or take for something else; what is not ASCII it encodes itself.
_ESCAPES: Final = str.maketrans({"%": "%25", "#": "%23", "\n": "%0A", "\r": "%0D", "\t": "%09"})

_LITERAL: Final = re.compile(r'"(\w+(?:\.\w+)+)"')
_BEGINNING: Final = re.compile(r"`((?:\w+\.)+)\$\{")


@cache
def styles() -> str:
    """All sheets as one, without comments."""
    folder = asset_path("static") / "css"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in (*SHEETS, "forced")]
    return _SPACE.sub("\n", _FONT.sub("", _COMMENT.sub("", "\n".join(sheets)))).strip()


def module_url(source: str) -> str:
    """A module as an address."""
    return f"data:text/javascript;charset=utf-8,{source.translate(_ESCAPES)}"


def picture_url(name: str) -> str:
    """A picture of static/images as an address."""
    picture = (asset_path("static") / "images" / name).read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(picture).decode('ascii')}"


def modules_from(entry: str, without: Collection[str] = ()) -> dict[str, str]:
    """Every module that one needs, now or later, as it is sent, by its name below static/js; what is named in
    ``without`` is left out, with all that only it needs."""
    found = {entry: sent(entry)}
    ahead = [entry]
    while ahead:
        for name in imported(found[ahead.pop()]):
            if name not in found and name not in without:
                found[name] = sent(name)
                ahead.append(name)
    return dict(sorted(found.items()))


def words_of(modules: Mapping[str, str], language: Language) -> dict[str, str]:
    """The words whose keys stand in the modules, whole or as the beginning of what is put together there."""
    text = "\n".join(modules.values())
    whole, beginnings = set(_LITERAL.findall(text)), tuple(set(_BEGINNING.findall(text)))
    return {key: said for key, said in words(language).items() if key in whole or key.startswith(beginnings)}


def policy(scripts: Collection[str], style: str) -> str:
    """A policy for exactly these scripts and this style: no network, nothing else that runs."""
    allowed = " ".join(hash_of(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed} data:; style-src {hash_of(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def hash_of(text: str) -> str:
    """An inline element's text as a source of a policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
