"""Documents point at things that exist, and the Makefile has the targets that people rely on."""

import re
from pathlib import Path

from generate import write

TARGETS = {"review", "test", "test-pages", "setup", "lab", "check", "bench", "screenshots", "clean", "help", "lock"}
TARGETS |= {"docs", "docs-site", "lab"}


def dead_links(document: Path) -> list[str]:
    """Local links of a Markdown file that lead nowhere."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
    return [link for link in local if link and not (document.parent / link).exists()]


def test_no_link_is_dead(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "manual")
    documents = [*root.glob("*.md"), *(tmp_path / "manual").rglob("*.md"), root / "reports" / "README.md"]
    assert {path.name: dead for path in documents if (dead := dead_links(path))} == {}


def test_the_makefile_has_the_targets_and_says_what_they_do(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z-]+):[^=\n]*## .+$", text, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    assert phony and explained == set(phony[1].split()) and explained >= TARGETS
