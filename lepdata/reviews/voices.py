"""What is asked of one partnership more than once on a page: voluntary voice and publication duties."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from lepdata.representation import publication, voluntary_answers
from lepdata.reviews import known


@lru_cache(maxsize=4)
def voice_answers(lep: str, last_day: str) -> pd.DataFrame:
    """The answers about one partnership, a row for each question: see `lepdata.representation.voluntary_answers`.

    Parameters
    ----------
    lep : str
        As in the register.
    last_day : str
        An ISO day; later lists are not looked at. "" for the latest.

    Returns
    -------
    DataFrame
        Shared by all who ask: copy it before you change it.
    """
    seats = known.seats()
    answers = voluntary_answers(seats[seats["lep"] == lep], last_day)
    return answers[answers["lep"] == lep].reset_index(drop=True)


@lru_cache(maxsize=4)
def publication_answers(lep: str, last_day: str) -> pd.DataFrame:
    """What documents show of the publication standard for one main board: see `lepdata.representation.publication`.

    The parameters, and what to do before changing it, are those of `voice_answers`.
    """
    return publication(known.seats(), lep, last_day)
