"""Reasons and the seats they speak about: a reason that many seats share is written once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.model.distinct import Numbers, marked, mixed

EVIDENCE_COLUMNS = (
    "seat_id",
    "about",
    "says",
    "sector_kind",
    "rule",
    "kind",
    "field",
    "matched",
    "strength",
    "because",
    "source",
)
REASON_COLUMNS = EVIDENCE_COLUMNS[1:]


class Evidence(NamedTuple):
    """Which reason speaks about which seat.

    `reasons` has `REASON_COLUMNS`, one row per different reason. `seat` and `reason` are of one length: that the seat
    at this position of the frame has the reason at this position of `reasons`.
    """

    reasons: pd.DataFrame
    seat: Numbers
    reason: Numbers

    def only(self, wanted: pd.Series) -> Evidence:
        """What is left if only some of the reasons speak; one truth value for each reason."""
        return self.where(wanted.to_numpy(dtype=bool)[self.reason])

    def where(self, kept: Numbers) -> Evidence:
        """Some of the pairs of seat and reason; one truth value for each pair."""
        return Evidence(self.reasons, self.seat[kept], self.reason[kept])

    def seats(self, count: int) -> Numbers:
        """Which of so many seats have any reason here."""
        return marked(self.seat, count)

    def strongest(self, count: int) -> Evidence:
        """For every seat the reasons than which it has none stronger."""
        strength = self.reasons["strength"].to_numpy()[self.reason]
        best = np.zeros(count, dtype=strength.dtype)
        np.maximum.at(best, self.seat, strength)
        return self.where(strength == best[self.seat])

    def disputed(self, count: int) -> Numbers:
        """Which of so many seats have reasons here that say different things."""
        says = pd.factorize(self.reasons["says"])[0]
        return mixed(says[self.reason], self.seat, count)

    def first(self) -> Evidence:
        """The first reason of each seat."""
        return self.where(~pd.Series(self.seat).duplicated().to_numpy())

    def spread(self, numbers: Numbers) -> Evidence:
        """Evidence about different texts told of every seat that has the text; `numbers` says which text that is."""
        order = np.argsort(self.seat, kind="stable")
        count = np.bincount(self.seat, minlength=numbers.max(initial=-1) + 1)
        each, before = count[numbers], (np.cumsum(count) - count)[numbers]
        nth = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
        return Evidence(
            self.reasons, np.repeat(np.arange(len(numbers)), each), self.reason[order][np.repeat(before, each) + nth]
        )

    def frame(self, seat_ids: pd.Series) -> pd.DataFrame:
        """One row per pair: `EVIDENCE_COLUMNS`."""
        told = self.reasons.take(self.reason).reset_index(drop=True)
        told.insert(0, "seat_id", seat_ids.array.take(self.seat))
        return told


def no_evidence() -> Evidence:
    """No reason for any seat."""
    types = {name: "int64" if name == "strength" else "str" for name in REASON_COLUMNS}
    nothing = np.zeros(0, dtype="int64")
    return Evidence(pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()}), nothing, nothing)


def together(*parts: Evidence) -> Evidence:
    """All that several say, in their order."""
    before = np.cumsum([0, *(len(part.reasons) for part in parts[:-1])])
    reasons = pd.concat([part.reasons for part in parts], ignore_index=True)
    reason = np.concatenate([part.reason + offset for part, offset in zip(parts, before, strict=True)])
    return Evidence(reasons, np.concatenate([part.seat for part in parts]), reason)


def from_frame(told: pd.DataFrame, seat_ids: pd.Index) -> Evidence:
    """Evidence from rows of `EVIDENCE_COLUMNS`; rows about other seats than those given are left out."""
    seat = seat_ids.get_indexer(pd.Index(told["seat_id"]))
    reasons = told[list(REASON_COLUMNS)].reset_index(drop=True)
    return Evidence(reasons, seat, np.arange(len(told))).where(seat >= 0)
