"""The words and links of every page are those accepted last (tests/golden/net.py says how to see a change)."""

from pathlib import Path

import net
import pytest

pytestmark = pytest.mark.pages


def test_the_words_of_every_page_are_as_they_were(site: Path) -> None:
    net.compare(net.pages(site), net.known("pages/", "links/"))
