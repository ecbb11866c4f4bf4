import pandas as pd
import pytest

from lepdata.export.formats import published_tables

HOSTILE = (
    *('=HYPERLINK("http://example.org","x")', "{=1+1}", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1"),
    *("<script>alert(1)</script>", "</script>", "<r>rich</r>", "<svg onload=alert(1)>", "&amp; &lt;", "_x0041_", "''"),
    *("[words](javascript:alert(1)) [two](http://example.org)", "http://example.org/", "internal:Sheet!A1", "$$note$$"),
    *("{{ 7*7 }}", "**bold**", "datum.x", "-", "  ", " before", "12", "_bold_ \u202eevil", "two\nlines"),
    'a "quoted", cell',
    "x" * 5000,
)


@pytest.fixture(scope="session")
def every() -> dict[str, pd.DataFrame]:
    """The shipped tables; nobody changes them."""
    return published_tables()


@pytest.fixture
def hostile() -> pd.DataFrame:
    """A table of documents whose titles are up to no good."""
    names = [f"s{place:03}" for place in range(len(HOSTILE))]
    known = {"source_url": "https://example.org/", "source_title": list(HOSTILE), "source_kind": "minutes"}
    return pd.DataFrame({"source_id": names, **known, "publisher_host": "example.org", "copy": "", "n_rows": "1"})
