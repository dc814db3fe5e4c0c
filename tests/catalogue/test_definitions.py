"""Definitions refuse numbers that do not hold together; the catalogue is found in its order and stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue import CATALOGUE, discover
from app.catalogue.definitions import Hyperparameter, Loss
from app.catalogue.terms import FRAMEWORKS, LR, SYMBOLS, TERMS
from app.text import Text

from .conftest import Shelf

LOSS = """
from app.catalogue.definitions import Loss
from app.text import Text
{order}
LOSS = Loss(id="{id}", name=Text(en="a", zh="甲"), idea=Text(en="a", zh="甲"), formula="y - y_hat")
"""


def loss(id: str, order: str = "") -> str:
    return LOSS.format(id=id, order=order)


def test_discovery_sorts_by_order_and_then_by_id(shelf: Shelf) -> None:
    orders = {"late": "", "zeta": "ORDER = 10", "alpha": "ORDER = 10", "early": ""}
    folder = shelf(**{id: loss(id, order) for id, order in orders.items()})
    assert list(discover(folder, Loss)) == ["alpha", "zeta", "early", "late"]


def test_the_catalogue_cannot_be_changed() -> None:
    optimizers: Any = CATALOGUE.optimizers
    with pytest.raises(TypeError):
        optimizers["mine"] = CATALOGUE.optimizers["sgd"]
    with pytest.raises(AttributeError):
        CATALOGUE.optimizers["sgd"].id = "mine"  # type: ignore[misc]


def test_the_catalogue_reads_in_teaching_order() -> None:
    assert list(CATALOGUE.optimizers)[:8] == [
        "sgd",
        "momentum",
        "nesterov",
        "adagrad",
        "adadelta",
        "rmsprop",
        "adam",
        "adamw",
    ]
    assert list(CATALOGUE.schedules) == [
        "constant",
        "step",
        "multistep",
        "exponential",
        "linear",
        "polynomial",
        "inverse_time",
        "inverse_sqrt",
        "cosine",
        "cosine_restarts",
        "one_cycle",
        "triangular",
        "plateau",
    ]


def parameter(**changes: Any) -> Hyperparameter:
    given: dict[str, Any] = {
        "name": "p",
        "symbol": "p",
        "default": 0.5,
        "minimum": 0,
        "maximum": 1,
        "slider": (0.1, 0.9),
        "scale": "linear",
        "description": Text(en="a number", zh="一个数"),
    }
    return Hyperparameter(**given | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"default": 1.5},
        {"default": -0.1},
        {"default": float("nan")},
        {"slider": (-0.1, 0.5)},
        {"slider": (0.5, 1.1)},
        {"slider": (0.5, 0.5)},
        {"slider": (0.9, 0.1)},
        {"minimum": 0.6},
        {"maximum": 0.4},
    ],
    ids=str,
)
def test_a_hyperparameter_stays_within_its_range(changes: dict[str, Any]) -> None:
    assert parameter().default == 0.5
    with pytest.raises(ValueError, match=r"'p'.*is outside"):
        parameter(**changes)


def test_a_log_slider_starts_above_zero() -> None:
    assert parameter(scale="log").slider == (0.1, 0.9)
    with pytest.raises(ValueError, match=r"'p'.*log slider"):
        parameter(scale="log", slider=(0, 1))


def test_another_default_keeps_the_rest_and_the_range() -> None:
    changed = LR.at(0.5)
    assert changed.default == 0.5
    assert changed.at(LR.default) == LR
    with pytest.raises(ValueError, match="'lr'"):
        LR.at(2e6)
    with pytest.raises(ValueError, match="'lr'"):
        LR.at(-0.1)


def test_an_unknown_framework_is_a_key_error() -> None:
    adam = CATALOGUE.optimizers["adam"]
    assert adam.variant() is adam.variants[0]
    assert adam.variant("keras").framework == "keras"
    with pytest.raises(KeyError, match="caffe"):
        adam.variant("caffe")


@pytest.mark.parametrize("words", [("", "甲"), ("a", ""), (" ", "甲"), ("a", "\n")])
def test_a_text_needs_both_languages(words: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="needs words"):
        Text(*words)


def test_a_text_fills_both_languages_each_with_its_own() -> None:
    text = Text(en="{who} at {step}", zh="{who}在第{step}步").format(who=Text(en="Momentum", zh="动量法"), step=3)
    assert text == Text(en="Momentum at 3", zh="动量法在第3步")
    assert str(text) == text.en
    assert text.as_dict() == {"en": "Momentum at 3", "zh": "动量法在第3步"}


def test_terms_are_described_once() -> None:
    assert len({term.name for term in TERMS}) == len(TERMS)
    assert len({term.symbol for term in TERMS}) == len(TERMS)
    assert {name: SYMBOLS[name] for name in ("lr", "beta1", "theta")} == {"lr": "η", "beta1": "β₁", "theta": "θ"}


def test_frameworks_have_the_versions_that_the_fixtures_were_recorded_with() -> None:
    from tests.fixtures.recording import load

    for framework in ("pytorch", "keras", "optax"):
        recorded = str(load(f"{framework}.json")["version"])
        assert recorded.split("+")[0] == FRAMEWORKS[framework].version
    assert FRAMEWORKS["paper"].version is None
