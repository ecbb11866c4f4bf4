"""A drawing in fewer bytes; that it is the same picture is seen in a browser (tests/pages/test_drawings.py)."""

from __future__ import annotations

from html import escape

import pytest

from lepdata import chart, review_board
from lepdata.site import charts
from lepdata.site.charts import lighter

DOT = "M2,0A2,2,0,1,1,-2,0A2,2,0,1,1,2,0"


@pytest.mark.parametrize(
    ("drawn", "light"),
    [
        ('<text transform="translate(1.04,2)" opacity="1">A &amp; B</text>', '<text x="1" y="2">A &amp; B</text>'),
        (
            '<text transform="translate(1,2) rotate(-90)">A</text>',
            '<text transform="translate(1,2) rotate(-90)">A</text>',
        ),
        ('<path d="M0.449,-0.04h10.951" fill="red"/>', '<path d="M0.4,0h11" fill="red"/>'),
        ('<path class="background" d="M0,0h9v9h-9Z"/>', ""),
        ('<path d="M0,0h9" fill="red" display="none"/>', ""),
        ('<g class="x"><g><path d="" fill="red"/></g></g>', ""),
        (f'<path transform="translate(7,8)" d="{DOT}" fill="red"/>', '<circle fill="red" cx="7" cy="8" r="2"/>'),
        (
            '<g><line transform="translate(1,2)" x2="0" y2="5" stroke="red"/>'
            '<line transform="translate(3,2)" x2="4" y2="0" stroke="red"/></g>',
            '<g stroke="red"><path d="M1,2v5M3,2h4"/></g>',
        ),
        (
            '<g><text fill="a">1</text><text fill="a">2</text><text fill="b">3</text></g>',
            '<g fill="a"><text x="0" y="0">1</text><text x="0" y="0">2</text><text fill="b" x="0" y="0">3</text></g>',
        ),
        # What can be seen through, or is cut out, is not joined with its neighbour.
        (
            '<g><path d="M1,1h1" fill="a" opacity="0.5"/><path d="M2,2h1" fill="a" opacity="0.5"/></g>',
            '<g fill="a"><path d="M1,1h1" opacity="0.5"/><path d="M2,2h1" opacity="0.5"/></g>',
        ),
        (
            '<g clip-path="url(#c)"><g transform="translate(1,1)"><path d="M1,1h1" fill="a"/></g></g>',
            '<g clip-path="url(#c)" fill="a"><g transform="translate(1,1)"><path d="M1,1h1"/></g></g>',
        ),
        (
            '<g transform="translate(1,2)"><g transform="translate(0.5,-2)"><path d="M1,1h1" fill="a"/></g></g>',
            '<g transform="translate(1.5,0)" fill="a"><path d="M1,1h1"/></g>',
        ),
        # A child that says nothing of its own takes it from further up, and must go on doing so.
        (
            '<g fill="none"><text fill="a">1</text><path d="M1,1h1" stroke="b"/></g>',
            '<g fill="none"><text fill="a" x="0" y="0">1</text><path d="M1,1h1" stroke="b"/></g>',
        ),
        ("<text>not & XML</text>", "<text>not & XML</text>"),
        ("<text>a\x08b</text>", "<text>a\x08b</text>"),
    ],
)
def test_examples(drawn, light):
    assert lighter(drawn) == light


def test_words_stay_words(as_shown):
    assert lighter(f"<text>{escape(as_shown, quote=False)}</text>") == (
        f'<text x="0" y="0">{escape(as_shown, quote=False)}</text>'
    )


@pytest.mark.parametrize("kind", ["seats", "shares", "timeline"])
def test_a_chart_takes_half_the_bytes(kind, monkeypatch):
    spec = chart(review_board("New Anglia"), kind).to_dict()
    light = charts.chart_svg(spec)
    monkeypatch.setattr(charts, "lighter", lambda svg: svg)
    assert len(light) < len(charts.chart_svg(spec)) / 2
