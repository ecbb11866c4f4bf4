from pathlib import Path

import pytest

from lepdata.collections.folder import new_collection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_collection(tmp_path / "mine", "Boards of Wessex", alone=True)
    return tmp_path / "mine"
