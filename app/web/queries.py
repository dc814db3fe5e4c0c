"""The keys that an endpoint takes beside a scene's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, TypeVar

from starlette.requests import Request

from ..engine.address import FOREIGN, Pairs, pairs
from ..engine.faults import Fault, InvalidScene, must_be, repeated, unknown
from ..engine.numerals import understood
from ..engine.sentences import between, whole
from ..text import Text

Result = TypeVar("Result")

_NO_KEYS: Final = Text(
    en="{key} means nothing here: this address takes no query.", zh="{key}在这里没有意义：此地址不接受查询参数。"
)


class Query:
    """A query string of which the endpoint's ``own`` keys have been set apart from the rest, the scene's."""

    def __init__(self, request: Request, own: Sequence[str]) -> None:
        self.own = tuple(own)
        self.faults: list[Fault] = []
        given = pairs(request.scope["query_string"].decode("utf-8", "replace"))
        self.rest: Pairs = [pair for pair in given if pair[0] not in own]
        self._values: dict[str, list[str]] = {}
        for key, value in given:
            if key in own:
                self._values.setdefault(key, []).append(value)

    def fault(self, key: str, text: Text) -> None:
        self.faults.append(Fault((), text, parameter=key))

    def has(self, key: str) -> bool:
        return key in self._values

    def once(self, key: str) -> str | None:
        """The value of a key that may be given once, or None."""
        values = self._values.get(key, [])
        if len(values) > 1:
            self.fault(key, repeated(key, len(values)))
        return values[0] if values else None

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """One of the allowed words; the first of them is the default."""
        value = self.once(key)
        if value is not None and value not in allowed:
            words = dict.fromkeys(allowed)
            expected = Text(en=" or ".join(words), zh="或".join(words))
            self.fault(key, must_be(key, expected, value))
        return allowed[0] if value is None else value

    def some_of(self, key: str, allowed: Collection[str]) -> frozenset[str]:
        """Any of the allowed words, separated by commas; none by default."""
        chosen = [word.strip() for value in self._values.get(key, ()) for word in value.split(",")]
        for word in chosen:
            if word not in allowed:
                self.fault(key, unknown(Text(en=f"a word for {key}", zh=f"{key}可用的词"), word, allowed))
        return frozenset(chosen)

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """A whole number within the bounds."""
        text = self.once(key)
        if text is None:
            return default
        value = understood(text)
        if isinstance(value, str) or value != int(value) or not low <= value <= high:
            self.fault(key, must_be(key, whole(low, high), text))
            return default
        return int(value)

    def number(self, key: str, low: float, high: float) -> float | None:
        """A number within the bounds, or None."""
        text = self.once(key)
        value = None if text is None else understood(text)
        if isinstance(value, str) or (value is not None and not low <= value <= high):
            self.fault(key, must_be(key, between(low, high), text))
            return None
        return value

    def nothing_else(self) -> None:
        """Faults for every key that is not the endpoint's own."""
        for key in dict.fromkeys(key for key, _ in self.rest):
            self.fault(key, unknown(FOREIGN, key, self.own) if self.own else _NO_KEYS.format(key=key))

    def attempt(self, read: Callable[[], Result]) -> Result | None:
        """What ``read`` makes of the query; None where it has faults, which are kept for ``settle``."""
        try:
            return read()
        except InvalidScene as error:
            self.faults += error.faults
            return None

    def settle(self, read: Callable[[], Result]) -> Result:
        """What ``read`` makes of the query. Raises InvalidScene with all faults so far."""
        result = self.attempt(read)
        if result is None or self.faults:
            raise InvalidScene(self.faults)
        return result


def refuse_any_query(request: Request) -> None:
    """For endpoints without keys. Raises InvalidScene."""
    query = Query(request, ())
    query.nothing_else()
    if query.faults:
        raise InvalidScene(query.faults)
