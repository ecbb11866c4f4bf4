"""A chart made lighter for the page is the same picture as the one that was drawn."""

from __future__ import annotations

from typing import Any

import pytest
from headless import resize

from lepdata import chart, review_board, review_national
from lepdata.site import charts

pytestmark = pytest.mark.pages

SIZE = (900, 700)
# The share of pixels that differ clearly: letters may stand a tenth of a pixel elsewhere.
UNLIKE = """
const [one, other, done] = arguments;
const pixels = async shot => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + shot;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
};
Promise.all([pixels(one), pixels(other)]).then(([a, b]) => {
  let unlike = 0;
  for (let at = 0; at < a.length; at += 4) unlike += [0, 1, 2].some(n => Math.abs(a[at + n] - b[at + n]) > 90);
  done(unlike / (a.length / 4));
});
"""


def shot(chrome: Any, svg: str) -> str:
    resize(chrome, SIZE)
    chrome.get("about:blank")
    chrome.execute_script("document.body.innerHTML = arguments[0]", svg)
    return chrome.get_screenshot_as_base64()


def unlike(chrome: Any, one: str, other: str) -> float:
    shots = shot(chrome, one), shot(chrome, other)
    return chrome.execute_async_script(UNLIKE, *shots)


CASES = [("New Anglia", kind) for kind in ("seats", "shares", "timeline")]
CASES += [("", kind) for kind in ("coverage", "areas", "funnel", "women", "voluntary study", "councils")]


@pytest.mark.parametrize(("lep", "kind"), CASES)
def test_a_light_chart_is_the_same_picture(chrome: Any, lep: str, kind: str, monkeypatch: Any) -> None:
    spec = chart(review_board(lep) if lep else review_national(), kind).to_dict()
    light = charts.chart_svg(spec)
    monkeypatch.setattr(charts, "lighter", lambda svg: svg)
    heavy = charts.chart_svg(spec)
    assert unlike(chrome, light, heavy) < 0.001
    assert unlike(chrome, light.replace(" transform=", " data-was="), heavy) > 0.001  # one out of place is caught
