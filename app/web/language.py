"""Which of the lab's languages a request prefers."""

from __future__ import annotations

from ..exports.locales import LANGUAGES, Language
from ..text import Text

__all__ = ["LANGUAGES", "Language", "preferred", "said"]


def preferred(accept_language: str | None) -> Language:
    """The language of an Accept-Language header: English unless Chinese comes before it."""
    weights: dict[str, float] = {}
    for position, choice in enumerate((accept_language or "").split(",")[:20]):
        tag, _, rest = choice.partition(";")
        language = tag.strip().lower().partition("-")[0]
        name, _, weight = rest.partition("=")
        try:
            quality = float(weight) if name.strip() == "q" else 1.0
        except ValueError:
            quality = 0.0
        # Among equals the one named first is preferred.
        weights.setdefault(language, quality - position * 1e-6)
    chinese, english = weights.get("zh", 0.0), weights.get("en", weights.get("*", 0.0))
    return "zh" if chinese > max(english, 0.0) else "en"


def said(text: Text, language: Language) -> str:
    """The words of a text in one language."""
    return text.zh if language == "zh" else text.en
