"""Every text of the catalogue says the same thing in two languages, each as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.terms import FRAMEWORKS, TERMS
from app.text import Text

HAN = re.compile(r"[\u3400-\u9fff]")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
PROPER_NAME = re.compile(r"\w*[A-Z][\w-]*( Adam)?")  # Adam is Adam everywhere, and so is L-BFGS


def texts(thing: object, place: str) -> Iterator[tuple[str, Text]]:
    """Every Text within a definition, with the way to it."""
    if isinstance(thing, Text):
        yield place, thing
    elif isinstance(thing, tuple):
        for index, part in enumerate(thing):
            yield from texts(part, f"{place}[{getattr(part, 'framework', None) or getattr(part, 'name', index)}]")
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name), f"{place}.{field.name}")


KINDS = ("optimizers", "surfaces", "schedules", "wrappers", "datasets", "models", "losses", "presets")
DEFINITIONS = [(f"{kind}.{id}", each) for kind in KINDS for id, each in getattr(CATALOGUE, kind).items()]
TEXTS = [
    *(found for place, definition in DEFINITIONS for found in texts(definition, place)),
    *texts(TERMS, "terms"),
    *texts(tuple(FRAMEWORKS.values()), "frameworks"),
]
EACH = pytest.mark.parametrize("text", [pytest.param(text, id=place) for place, text in TEXTS])


def test_every_definition_was_walked() -> None:
    places = {place for place, _ in TEXTS}
    assert {f"{place}.{part}" for place, _ in DEFINITIONS for part in ("name", "idea")} <= places
    assert any(place.endswith("[keras].differs") for place in places)
    assert len(TEXTS) > 100


@EACH
def test_both_languages_are_written_in_their_own_letters(text: Text) -> None:
    assert not HAN.search(text.en) and not FULL_WIDTH.search(text.en)
    if text.en == text.zh:
        assert PROPER_NAME.fullmatch(text.en), "only a proper name is the same in both languages"
    else:
        assert HAN.search(text.zh)


@EACH
def test_chinese_is_set_as_chinese(text: Text) -> None:
    assert not re.search(r"[\u3400-\u9fff] |[ ][\u3400-\u9fff]", text.zh), "blanks beside Han come from the style sheet"
    assert not re.search(r"[\u3400-\u9fff][,;:!?.]|[,;:!?][\u3400-\u9fff]", text.zh), "punctuation is full-width"


@EACH
def test_sentences_end(text: Text) -> None:
    if re.search(r"[.;:] |[。；]", text.en + text.zh):
        assert text.en.endswith(".") and text.zh.endswith("。")


@EACH
def test_nothing_is_blank_or_doubled(text: Text) -> None:
    for words in (text.en, text.zh):
        assert words == words.strip()
        assert "  " not in words
        assert not re.search(r"\b([A-Za-z]+) \1\b", words)


@EACH
def test_both_languages_name_the_same_numbers(text: Text) -> None:
    def numbers(words: str) -> set[str]:
        return set(re.findall(r"\d+\.\d+|10[⁻⁰¹²³⁴-⁹]+", words))

    assert numbers(text.en) == numbers(text.zh)
