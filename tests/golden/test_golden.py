"""Nothing that users read changes unawares: every text has the hash in `hashes.json`; pages are in tests/pages."""

import sys

import net
import pytest


@pytest.mark.parametrize("part", net.PARTS)
def test_what_users_read_is_as_it_was(part: str) -> None:
    if part == "help" and sys.version_info >= (3, 13):
        pytest.skip("from Python 3.13 on argparse writes help texts otherwise")
    net.compare(net.gather(part), net.known(f"{part}/"))
