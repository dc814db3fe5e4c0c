"""Old links: what the golden addresses say, and that there is one for everything an address can say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.engine.address import format, pairs, parse
from app.engine.faults import InvalidScene
from app.engine.scene import canonical, read
from app.exports.onefile.look import MORE, SHOWN, THEMES
from app.exports.poster.poster import LAYOUTS
from app.exports.poster.poster import THEMES as SHADES
from app.exports.scripts.targets import TARGETS
from app.web import embed, pages, posters
from app.web.language import LANGUAGES

from .goldens import FILE, GOLDEN, add, entry_of, known, near, reached, used, written

BESIDE = ("embeds", "looks", "posters", "scripts")


def faults(query: str) -> set[str]:
    with pytest.raises(InvalidScene) as caught:
        parse(query)
    return {str(fault.parameter) for fault in caught.value.faults}


@pytest.mark.parametrize("entry", GOLDEN["golden"], ids=lambda entry: entry["name"])
def test_golden_addresses(entry: dict[str, Any]) -> None:
    said = parse(entry["address"])
    assert canonical(said) == canonical(read(entry["scene"]))
    assert format(said) == entry["canonical"]
    assert format(parse(entry["canonical"])) == entry["canonical"]
    assert len(entry["ends"]) == len(said.runs)


@pytest.mark.parametrize("entry", GOLDEN["foreign"], ids=lambda entry: entry["address"])
def test_a_page_passes_over_foreign_keys(entry: dict[str, str]) -> None:
    assert parse(entry["address"], ignore_foreign=True) == parse(entry["same_as"])
    named = faults(entry["address"])
    assert named and not named & {key for key, _ in pairs(entry["same_as"])}


@pytest.mark.parametrize("entry", GOLDEN["wrong"], ids=lambda entry: entry["address"])
def test_wrong_addresses_name_the_key(entry: dict[str, Any]) -> None:
    assert sorted(faults(entry["address"])) == entry["parameters"]


def test_everything_an_address_can_say_has_a_golden_one() -> None:
    there = {what for entry in GOLDEN["golden"] for what in used(entry["address"])}
    missing = [what for what in known() if what not in there]
    assert not missing, "add a golden address for these, as goldens.py says: " + "; ".join(missing)


def test_every_key_beside_a_scene_has_a_golden_address() -> None:
    given = {kind: [dict(pairs(entry["query"])) for entry in GOLDEN[kind]] for kind in BESIDE}
    parts = {word for each in GOLDEN["embeds"] for key, value in pairs(each["query"]) for word in value.split(",")}
    wanted = {
        "embeds": {
            **dict.fromkeys(embed.OWN, ()),
            "lang": LANGUAGES,
            "theme": THEMES,
            "layout": pages.LAYOUTS,
            "autoplay": ("0", "1"),
        },
        "looks": {"lang": LANGUAGES, "theme": THEMES, "layout": pages.LAYOUTS},
        "posters": {
            **dict.fromkeys(posters.KEYS, ()),
            "lang": LANGUAGES,
            "theme": SHADES,
            "layout": LAYOUTS,
        },
        "scripts": {"lang": LANGUAGES, "target": TARGETS},
    }
    for kind, keys in wanted.items():
        for key, values in keys.items():
            said = {each[key] for each in given[kind] if key in each}
            assert said and said >= set(values), f"{kind}: {key}={set(values) - said}"
    assert parts >= {*SHOWN, *MORE, "all"}


@pytest.mark.parametrize("kind", BESIDE)
def test_the_scenes_beside_them_are_scenes(kind: str) -> None:
    for entry in GOLDEN[kind]:
        parse(entry["same_as"])


def test_the_file_is_as_its_program_writes_it_and_names_are_told_apart() -> None:
    assert FILE.read_text("utf-8") == written(GOLDEN)
    names = [entry["name"] for entry in GOLDEN["golden"]]
    assert len(set(names)) == len(names)
    with pytest.raises(ValueError, match="ever changed"):
        add(names[0], "surface=booth&run=adam")


def test_a_new_entry_is_what_the_old_ones_are() -> None:
    for entry in GOLDEN["golden"][:12]:
        made = entry_of(entry["name"], entry["address"])
        assert made | {"ends": entry["ends"], "scene": entry["scene"]} == entry
        assert canonical(read(made["scene"])) == canonical(read(entry["scene"]))
        for mine, golden in zip(made["ends"], entry["ends"], strict=True):
            assert all(near(mine["point"][name], value) for name, value in golden["point"].items())
    grown = add("one more", "surface=booth&run=adam:lr=0.1")
    assert json.loads(written(grown)) == grown and grown["golden"][:-1] == GOLDEN["golden"]


def test_an_end_is_told_from_another() -> None:
    (end,) = entry_of("plain", "surface=booth&steps=30&run=adam:lr=0.1")["ends"]
    assert (end["kind"], end["step"], end["at"]) == ("completed", 30, 30)
    run: dict[str, Any] = {"path": {name: [0.0] * 30 + [value] for name, value in end["point"].items()}}
    run |= {"loss": [0.0] * 30 + [end["loss"]], "outcome": {"kind": "completed", "step": 30}}
    assert reached(run, end)
    for wrong in ({"loss": end["loss"] + 1e-6}, {"at": 29}, {"point": {"x": 1, "z": 2}}, {"kind": "diverged"}):
        assert not reached(run, {**end, **wrong})


def test_chaos_is_compared_only_as_far_as_rounding_does_not_grow() -> None:
    (end,) = entry_of("chaos", "surface=rastrigin&start=1.3,0.7&steps=200&run=sgd:lr=0.02")["ends"]
    assert 0 < end["at"] < 100 and len(end["point"]) == 2
