"""TWO ASSESSMENTS -> where the area and its peer see it differently, and by how much."""

from __future__ import annotations

import pandas as pd

from lepdata.progress.assessments import AMBER, GREEN, NOT_KNOWN, RED, Assessment, ratings

COMPARED_COLUMNS = (
    "question_id",
    "area",
    "section",
    "question",
    "own",
    "peer",
    "apart",
    "reading",
    "reason",
    "peer_reason",
)
AGREE, WORSE, BETTER, ONLY_OWN, ONLY_PEER, NEITHER, NO_PEER = (
    "both agree",
    "the peer sees it worse",
    "the peer sees it better",
    "only the area could tell",
    "only the peer could tell",
    "neither could tell",
    "no second assessment",
)
_STEPS = {GREEN: 0, AMBER: 1, RED: 2}


def compare(own: Assessment, peer: Assessment | None) -> pd.DataFrame:
    """Every question with both ratings.

    Parameters
    ----------
    own, peer : Assessment
        On the same form; without a peer the columns about one are empty.

    Returns
    -------
    DataFrame
        `COMPARED_COLUMNS`, one row per rated question. `apart` is how many steps the two are apart (whole number, <NA>
        where either could not tell: green, amber and red are a step from each to the next); `reading` says it in words.
    """
    frame = ratings(own).rename(columns={"rating": "own"})
    if peer is None:
        frame = frame.assign(peer="", peer_reason="", reading=NO_PEER, apart=None)
    else:
        second = ratings(peer)
        pairs = list(zip(frame["own"], second["rating"], strict=True))
        frame = frame.assign(peer=second["rating"], peer_reason=second["reason"])
        steps = pd.array([apart(*pair) for pair in pairs], dtype="Int64")
        frame = frame.assign(reading=[reading(*pair) for pair in pairs], apart=steps)
    return frame[list(COMPARED_COLUMNS)].astype({"apart": "Int64"})


def apart(own: str, peer: str) -> int | None:
    """How many steps two ratings are apart; None where either is not known.

    Examples
    --------
    >>> apart("green", "red"), apart("red", "not known")
    (2, None)
    """
    return None if NOT_KNOWN in (own, peer) else abs(_STEPS[own] - _STEPS[peer])


def reading(own: str, peer: str) -> str:
    """What two ratings of one question say together.

    Examples
    --------
    >>> reading("green", "amber"), reading("not known", "red")
    ('the peer sees it worse', 'only the peer could tell')
    """
    if own == peer:
        return NEITHER if own == NOT_KNOWN else AGREE
    if NOT_KNOWN in (own, peer):
        return ONLY_PEER if own == NOT_KNOWN else ONLY_OWN
    return WORSE if _STEPS[peer] > _STEPS[own] else BETTER
