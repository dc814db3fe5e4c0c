"""A sentence in both languages; the only way in which the lab says anything to a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Chinese. Neither may be empty."""

    en: str
    zh: str

    def __post_init__(self) -> None:
        for language in ("en", "zh"):
            if not getattr(self, language).strip():
                raise WrongValue(
                    Text(
                        en=f"A Text needs words in {language!r}; none are given.",
                        zh=f"Text需要“{language}”的文字，这里没有给出。",
                    )
                )

    def __str__(self) -> str:
        return self.en

    def format(self, **values: object) -> Text:
        """Both languages with the same ``{placeholders}`` filled; a value that is a Text gives its own language."""
        return Text(
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
            zh=self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def as_dict(self) -> dict[str, str]:
        return {"en": self.en, "zh": self.zh}


class WrongValue(ValueError):
    """A value that cannot be what it is given for; ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
