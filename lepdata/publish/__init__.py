"""Executed notebooks in, what a reader opens out: pages in the site's template.

A page is the outputs of its executed notebook: its markdown, its tables and sentences, its charts as pictures that need
no script. No code is shown; an error is.
"""

from __future__ import annotations

from lepdata.publish.actions import Action, actions_page
from lepdata.publish.charts import chart_svg
from lepdata.publish.corrections import corrections_page
from lepdata.publish.fragments import markdown
from lepdata.publish.front import front
from lepdata.publish.method import method_page
from lepdata.publish.pages import Stamp, page
from lepdata.publish.register import register_page
from lepdata.publish.sites import site

__all__ = [
    "Action",
    "Stamp",
    "actions_page",
    "chart_svg",
    "corrections_page",
    "front",
    "markdown",
    "method_page",
    "page",
    "register_page",
    "site",
]
