"""The front page as a data set that programs find, and the picture that a shared link shows."""

import json

import pytest

from lepdata.site.front import dataset, names_script, preview
from lepdata.site.pages import Stamp

FRONT = {"title": "Boards </script>", "lead": "Who sat & for whom.", "shipped": True, "seats": 2}
FRONT |= {"boards": [{"order": "2012-01-01"}, {"order": ""}, {"order": "2023-03-31"}]}
FRONT["squares"] = (
    '<p class="lep-heading"><strong>Two-thirds &amp; more</strong></p><p class="lep-strip">'
    + '<i class="lep-square" data-answer="not met" data-sure="3" aria-hidden="true">✕</i>' * 38
    + "</p><dl>"
)
STAMP = Stamp("data 7", "0.1.0", "rules 5", "us@example.org", "spring", "", "https://example.org/")


def test_the_data_set_is_described_and_cannot_end_its_script():
    text = dataset(FRONT, STAMP)
    about = json.loads(text)
    assert "<" not in text and about["name"] == "Boards </script>"
    assert about["temporalCoverage"] == "2012-01-01/2023-03-31" and about["url"] == "https://example.org/"
    assert {one["contentUrl"] for one in about["distribution"]} >= {"https://example.org/lepdata.xlsx"}
    assert about["publisher"]["email"] == "us@example.org" and "license" in about


@pytest.mark.parametrize("squares", [FRONT["squares"], ""])
def test_the_preview_is_a_small_picture(squares):
    made = preview({**FRONT, "squares": squares})
    assert made.startswith(b"\x89PNG") and len(made) < 80_000


def test_names_of_the_search_are_counted_and_stay_words():
    rows = [{"name": "Ada Example", "from": "Example Ltd"}] * 2 + [{"name": "", "from": "</script>"}]
    made = names_script(rows).decode()
    assert made.startswith("window.lepNames = [") and "</script" not in made
    assert '["Ada Example; Example Ltd", 2]' in made
