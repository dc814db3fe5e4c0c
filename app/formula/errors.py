"""What is wrong with a formula, said in a sentence, at its place."""

from __future__ import annotations

from ..text import Text


class FormulaError(Exception):
    """A formula or rule that the lab does not accept.

    ``text`` says what is wrong and ``hint``, where there is one, what to write instead. ``line`` and
    ``column`` count from 1 in the text as it was given; ``length`` is how many characters are meant.
    """

    def __init__(
        self, text: Text, *, line: int = 1, column: int = 1, length: int = 1, hint: Text | None = None
    ) -> None:
        super().__init__(text.en if hint is None else f"{text.en} {hint.en}")
        self.text = text
        self.hint = hint
        self.line = line
        self.column = column
        self.length = length

    @property
    def message(self) -> Text:
        """The sentence with its hint."""
        if self.hint is None:
            return self.text
        return Text(en=f"{self.text.en} {self.hint.en}", zh=f"{self.text.zh}{self.hint.zh}")


def closest(word: str, allowed: list[str]) -> Text | None:
    """A hint that names the allowed word nearest to what was typed, if one is near."""
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(word, allowed, n=1, cutoff=0.6)
    return Text(en=f"Did you mean {near[0]!r}?", zh=f"是否想写“{near[0]}”？") if near else None
