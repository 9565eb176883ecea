"""The colours of the look can be read: WCAG 2.2 contrast, computed from the style sheet itself."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "quizapp" / "static" / "css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)a?\(")

TEXT = 4.5
EDGE = 3.0
SURFACES = ("paper", "paper-raised")


def tokens(theme: int) -> dict[str, str]:
    found = PAIR.findall((STYLES / "tokens.css").read_text(encoding="utf-8"))
    return {name: (light, dark)[theme] for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from ``#rrggbb``."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "behind"),
    [
        *product(
            ("ink", "ink-soft", "accent", "accent-strong", "right", "wrong", "doubtful"), SURFACES
        ),
        ("ink", "marker"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("paper", "right"),
        ("paper", "wrong"),
    ],
)
def test_text_can_be_read(theme: int, front: str, behind: str) -> None:
    found = tokens(theme)
    assert contrast(found[front], found[behind]) >= TEXT


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("behind", SURFACES)
def test_edges_of_controls_can_be_seen(theme: int, behind: str) -> None:
    found = tokens(theme)
    assert contrast(found["edge"], found[behind]) >= EDGE


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: str(sheet.name))
def test_only_the_tokens_name_colours(sheet: Path) -> None:
    if sheet.name != "tokens.css":
        assert not COLOUR.findall(sheet.read_text(encoding="utf-8"))
